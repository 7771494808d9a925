package org.xingtan.platform.workbook;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Hands things to a thread that works on them while the caller fetches the next. They arrive in their order, some at a time, and
 * no more than a few thousand wait in between.
 */
public final class Handover<T> implements AutoCloseable {

    /** Works on one thing, and may fail at it. */
    public interface Work<T> {

        void on(T one) throws Exception;
    }

    private static final int AT_ONCE = 500;
    private static final int WAITING = 8;
    private static final long LOOK_AFTER_MILLIS = 100;

    private final BlockingQueue<List<T>> waiting = new ArrayBlockingQueue<>(WAITING);
    private final ExecutorService worker = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("handover").factory());
    private final Future<Void> work;
    private List<T> next = new ArrayList<>(AT_ONCE);

    public Handover(Work<? super T> work) {
        this.work = worker.submit(() -> {
            for (var some = waiting.take(); !some.isEmpty(); some = waiting.take()) {
                for (var one : some) {
                    work.on(one);
                }
            }
            return null;
        });
    }

    /** @throws IllegalStateException around what the work failed with, when it has failed */
    public void put(T one) {
        next.add(one);
        if (next.size() == AT_ONCE) {
            send(next);
            next = new ArrayList<>(AT_ONCE);
        }
    }

    private void send(List<T> some) {
        try {
            while (!waiting.offer(some, LOOK_AFTER_MILLIS, TimeUnit.MILLISECONDS)) {
                if (work.isDone()) {
                    end();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until everything is worked on. */
    public void finish() {
        if (!next.isEmpty()) {
            send(next);
        }
        send(List.of());
        end();
    }

    private void end() {
        try {
            work.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whoever has not finished gives up. Afterwards nothing is worked on any more. */
    @Override
    public void close() {
        work.cancel(true);
        worker.close();
    }
}
