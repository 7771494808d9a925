package org.xingtan.platform.persistence;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The virtual machine is told to end while the application starts: whatever works in the data folder is stopped at once,
 * and so is what the start begins meanwhile. Afterwards the application's own order of closing holds.
 */
final class EarlyEnd {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Thread starter = Thread.currentThread();
    private final OrphanedPostgres postgres;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "postgres-early-end");
    private volatile boolean come;

    private EarlyEnd(DataFolder folder) {
        this.postgres = new OrphanedPostgres(folder.postgres());
    }

    static EarlyEnd of(DataFolder folder) {
        var earlyEnd = new EarlyEnd(folder);
        Runtime.getRuntime().addShutdownHook(earlyEnd.hook);
        return earlyEnd;
    }

    boolean hasCome() {
        return come;
    }

    /** The start has made its last process, or has failed. */
    void nothingMoreBegins() {
        begun.countDown();
    }

    void isOver() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            begun.countDown();
        }
    }

    private void stop() {
        come = true;
        try {
            var end = System.nanoTime() + PATIENCE.toNanos();
            do {
                starter.interrupt();
                postgres.stop();
            } while (!begun.await(50, TimeUnit.MILLISECONDS) && System.nanoTime() < end);
            postgres.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
