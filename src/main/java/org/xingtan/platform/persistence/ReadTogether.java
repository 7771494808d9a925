package org.xingtan.platform.persistence;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the parts of one long answer on several connections at once, all as of one moment, and puts their rows into one order: as many
 * processes of the database work on it. The first part's transaction lends the others its snapshot.
 */
@Component
public class ReadTogether {

    /** Reads one part, in a transaction of its own, and gives its rows away in the common order. */
    public interface Part<T> {

        void read(Consumer<? super T> rows);
    }

    /** @param taken by each of the others, or not needed any more */
    private record Loan(CompletableFuture<String> snapshot, List<CompletableFuture<Void>> taken) {}

    /** So many at a time: most connections are left to everybody else. */
    private static final int AT_ONCE = 2;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Semaphore free = new Semaphore(AT_ONCE);

    ReadTogether(JdbcClient db, PlatformTransactionManager transactions) {
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setReadOnly(true);
        this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.transaction.setTimeout(600);
    }

    /**
     * @param order of the rows; of equal ones those of the earlier part come first
     * @return false when others are reading so already; then nothing has been read
     * @throws IllegalStateException around what a part has failed with
     */
    public <T> boolean read(List<? extends Part<T>> parts, Comparator<? super T> order, Consumer<? super T> reader) {
        if (!free.tryAcquire()) {
            return false;
        }
        var rows = Stream.generate(PartRows<T>::new).limit(parts.size()).toList();
        try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("part").factory())) {
            try {
                start(parts, rows, threads);
                merge(rows, order, reader);
                return true;
            } finally {
                rows.forEach(PartRows::close);
            }
        } finally {
            free.release();
        }
    }

    private <T> void start(List<? extends Part<T>> parts, List<PartRows<T>> rows, ExecutorService threads) {
        var loan = new Loan(new CompletableFuture<>(), Stream.generate(CompletableFuture<Void>::new).limit(parts.size() - 1L).toList());
        threads.execute(() -> rows.getFirst().fill(put -> lend(parts.getFirst(), loan, put)));
        for (var i = 1; i < parts.size(); i++) {
            var which = i;
            threads.execute(() -> rows.get(which).fill(put -> borrow(parts.get(which), loan.snapshot, loan.taken.get(which - 1), put)));
        }
    }

    /** The snapshot is there for the others as long as its transaction goes on, and nothing has failed in it: it waits until they have it. */
    private <T> void lend(Part<T> part, Loan loan, Consumer<T> put) {
        try {
            transaction.executeWithoutResult(_ -> {
                loan.snapshot.complete(db.sql("select pg_export_snapshot()").query(String.class).single());
                loan.taken.forEach(CompletableFuture::join);
                part.read(put);
            });
        } finally {
            loan.snapshot.completeExceptionally(new IllegalStateException("There is no snapshot to share"));
        }
    }

    private <T> void borrow(Part<T> part, CompletableFuture<String> snapshot, CompletableFuture<Void> taken, Consumer<T> put) {
        try {
            transaction.executeWithoutResult(_ -> {
                db.sql("set transaction snapshot '" + snapshot.join() + "'").update();
                taken.complete(null);
                part.read(put);
            });
        } finally {
            taken.complete(null);
        }
    }

    private static <T> void merge(List<PartRows<T>> parts, Comparator<? super T> order, Consumer<? super T> reader) {
        for (var part = first(parts, order); part != null; part = first(parts, order)) {
            reader.accept(part.take());
        }
    }

    private static <T> @Nullable PartRows<T> first(List<PartRows<T>> parts, Comparator<? super T> order) {
        PartRows<T> first = null;
        T least = null;
        for (var part : parts) {
            var next = part.peek();
            if (next != null && (least == null || order.compare(next, least) < 0)) {
                first = part;
                least = next;
            }
        }
        return first;
    }
}
