package org.xingtan.testing;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Two changes whose transactions overlap. */
@Fixture
public class Crossing {

    private final JdbcClient db;
    private final TransactionTemplate transaction;

    Crossing(JdbcClient db, TransactionTemplate transaction) {
        this.db = db;
        this.transaction = transaction;
    }

    /**
     * Begins the second while the first has not ended, and ends the first when the second waits for it, or has not waited.
     *
     * @throws ExecutionException around what the second failed with
     */
    public void of(Runnable first, Runnable second) throws InterruptedException, ExecutionException, TimeoutException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun = new AtomicReference<Future<?>>();
            transaction.executeWithoutResult(_ -> {
                first.run();
                begun.set(threads.submit(second));
                while (!begun.get().isDone() && !isWaitedFor()) {
                    Thread.onSpinWait();
                }
            });
            begun.get().get(1, TimeUnit.MINUTES);
        }
    }

    /** Whether somebody waits for the transaction that asks. */
    private boolean isWaitedFor() {
        return db.sql("select exists (select from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid)))").query(Boolean.class).single();
    }
}
