package org.xingtan.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** What the scheduler of all jobs keeps apart. */
class JobsTests {

    private static final Duration OFTEN = Duration.ofMillis(1);

    private final ThreadPoolTaskScheduler jobs = PersistenceConfiguration.taskScheduler();
    private final CountDownLatch end = new CountDownLatch(1);

    JobsTests() {
        jobs.initialize();
    }

    @AfterEach
    void stop() {
        end.countDown();
        jobs.destroy();
    }

    @Test
    void howeverLongSomeTakeTheOthersGoOn() throws InterruptedException {
        var under = new CountDownLatch(20);
        for (var i = 0; i < 20; i++) {
            jobs.scheduleWithFixedDelay(() -> {
                under.countDown();
                until(end);
            }, OFTEN);
        }
        assertThat(under.await(1, TimeUnit.MINUTES)).isTrue();
        var turns = new CountDownLatch(3);
        jobs.scheduleWithFixedDelay(turns::countDown, OFTEN);

        assertThat(turns.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void noneOvertakesItselfAndAFailureIsNotItsEnd() throws InterruptedException {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var turns = new CountDownLatch(5);
        jobs.scheduleWithFixedDelay(() -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.yield();
            inside.decrementAndGet();
            turns.countDown();
            throw new IllegalStateException("A turn that comes to nothing");
        }, OFTEN);

        assertThat(turns.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(most).hasValue(1);
    }

    @Test
    void aDatabaseThatGoesWithoutAWordIsNotTheEndOfAJob() throws InterruptedException {
        var turns = new CountDownLatch(3);
        jobs.scheduleWithFixedDelay(() -> {
            turns.countDown();
            throw new DataAccessResourceFailureException("The connection is gone", new SQLException("An I/O error", "08006", new EOFException()));
        }, OFTEN);

        assertThat(turns.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void thoseThatWerePausedAreNotWaitedForAtTheEnd() throws InterruptedException {
        var turns = new AtomicInteger();
        jobs.stop();
        for (var i = 0; i < 5; i++) {
            jobs.scheduleWithFixedDelay(turns::incrementAndGet, OFTEN);
        }
        while (jobs.getActiveCount() < 5) {
            Thread.sleep(1);
        }
        jobs.destroy();

        assertThat(jobs.getScheduledThreadPoolExecutor().isTerminated()).isTrue();
        assertThat(turns).hasValue(0);
    }

    private static void until(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
