package org.xingtan.journey;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Browsers for tests that run beside each other: each is used by one at a time, and kept for the next. */
final class Windows implements AutoCloseable {

    private final Stage stage;
    private final Queue<Stage.Window> free = new ConcurrentLinkedQueue<>();

    Windows(Stage stage) {
        this.stage = stage;
    }

    void use(Consumer<Stage.Window> what) {
        @Nullable Stage.Window kept = free.poll();
        var window = kept == null ? stage.window() : kept;
        try {
            what.accept(window);
        } finally {
            free.add(window);
        }
    }

    @Override
    public void close() {
        free.forEach(Stage.Window::close);
    }
}
