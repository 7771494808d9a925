package org.xingtan.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class OneReadTests {

    @Autowired OneRead read;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    @Test
    void itsStatementsShareAConnectionOfItsOwnWithPlansMadeOnce() {
        var pids = read.of(() -> List.of(pid(), pid(), read.of(this::pid)));
        assertThat(pids).containsOnly(pids.getFirst());
        assertThat(read.of(() -> asks("show plan_cache_mode"))).isEqualTo("force_generic_plan");
        assertThat(asks("show plan_cache_mode")).isEqualTo("auto");
        assertThat(read.of(() -> asks("show lock_timeout"))).isEqualTo("3s");
        assertThat(pid()).isNotEqualTo(pids.getFirst());
    }

    @Test
    void itWritesNothing() {
        assertThatThrownBy(() -> read.of(() -> db.sql("delete from tally.delta").update())).hasMessageContaining("read-only");
    }

    @Test
    void withinATransactionItIsAPartOfIt() {
        transaction.executeWithoutResult(_ -> assertThat(pid()).isEqualTo(read.of(this::pid)));
    }

    @Test
    void whoeverWatchesFiguresTakesNoConnectionFromStartPages() throws Exception {
        var watching = new CountDownLatch(6);
        var done = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var watchers = IntStream.range(0, 6).mapToObj(_ -> threads.submit(() -> read.of(() -> {
                watching.countDown();
                await(done);
                return pid();
            }))).toList();
            await(watching);
            var learner = read.ofMany(this::pid);
            done.countDown();
            for (var watcher : watchers) {
                assertThat(watcher.get()).isNotEqualTo(learner);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int pid() {
        return db.sql("select pg_backend_pid()").query(Integer.class).single();
    }

    private String asks(String question) {
        return db.sql(question).query(String.class).single();
    }
}
