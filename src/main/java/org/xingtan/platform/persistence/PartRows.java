package org.xingtan.platform.persistence;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rows of a part: one thread fills them in, some hundred at a time, another one takes them out. */
final class PartRows<T> {

    private static final int AT_ONCE = 500;
    private static final int WAITING = 16;
    private static final long LOOK_AFTER_MILLIS = 50;

    /** @param failure why there are no more, when that is not because all have come */
    private record Some<T>(List<T> rows, @Nullable Throwable failure) {}

    private final BlockingQueue<Some<T>> waiting = new ArrayBlockingQueue<>(WAITING);
    private List<T> coming = new ArrayList<>(AT_ONCE);
    private Iterator<T> here = List.<T>of().iterator();
    private @Nullable T next;
    private boolean ended;
    private volatile boolean closed;

    /** @param work is given what takes its rows */
    void fill(Consumer<Consumer<T>> work) {
        try {
            work.accept(this::put);
            if (!coming.isEmpty()) {
                send(new Some<>(coming, null));
            }
            send(new Some<>(List.of(), null));
        } catch (RuntimeException | Error e) {
            if (!closed) {
                send(new Some<>(List.of(), e));
            }
        }
    }

    private void put(T row) {
        coming.add(row);
        if (coming.size() == AT_ONCE) {
            send(new Some<>(coming, null));
            coming = new ArrayList<>(AT_ONCE);
        }
    }

    private void send(Some<T> some) {
        try {
            while (!waiting.offer(some, LOOK_AFTER_MILLIS, TimeUnit.MILLISECONDS)) {
                goOn();
            }
            goOn();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void goOn() {
        if (closed) {
            throw new CancellationException();
        }
    }

    /** Nobody takes any more: whoever fills learns of it with his next rows. An interrupt would cost him his connection. */
    void close() {
        closed = true;
        waiting.clear();
    }

    /** The next row, which stays; null when there are no more. */
    @Nullable T peek() {
        if (next == null && !ended) {
            fetch();
        }
        return next;
    }

    private void fetch() {
        if (!here.hasNext()) {
            here = receive().iterator();
        }
        if (here.hasNext()) {
            next = here.next();
        } else {
            ended = true;
        }
    }

    private List<T> receive() {
        try {
            var some = waiting.take();
            if (some.failure != null) {
                throw new IllegalStateException(some.failure);
            }
            return some.rows;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    T take() {
        var row = peek();
        if (row == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return row;
    }
}
