package org.xingtan.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class HoldTests {

    @Autowired Organizations organizations;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;

    @Test
    void whoWaitsForTheTreeHoldsUpNobodyWhoFillsAUnitAndNoFolding() throws Exception {
        holdsUpNobody(organizations::keepStill);
    }

    @Test
    void whoWaitsForARecountHoldsUpNobodyEither() throws Exception {
        holdsUpNobody(() -> db.sql("lock table tally.counter in row exclusive mode").update());
    }

    /** @param waitedFor what whoever wants to change the tree has to wait for */
    private void holdsUpNobody(Runnable waitedFor) throws Exception {
        var held = new CountDownLatch(1);
        var filled = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var filling = threads.submit(() -> transaction.executeWithoutResult(_ -> {
                waitedFor.run();
                held.countDown();
                await(filled);
            }));
            await(held);
            var changing = threads.submit(() -> transaction.executeWithoutResult(_ -> organizations.hold()));
            while (!waits()) {
                Thread.onSpinWait();
            }
            transaction.executeWithoutResult(_ -> {
                organizations.keepStill();
                db.sql("lock table tally.counter in row exclusive mode").update();
            });
            assertThat(changing.isDone()).isFalse();
            filled.countDown();
            filling.get(1, TimeUnit.MINUTES);
            changing.get(1, TimeUnit.MINUTES);
        }
    }

    private boolean waits() {
        return db.sql("select exists (select from pg_stat_activity where wait_event_type = 'Lock' and query like '%in share row exclusive%')")
            .query(Boolean.class).single();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
