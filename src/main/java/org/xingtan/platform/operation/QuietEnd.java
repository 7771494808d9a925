package org.xingtan.platform.operation;

import org.springframework.boot.logging.LoggingSystem;

/** Told to end while it starts, the application goes without a word: what fails from then on fails because of that. */
final class QuietEnd {

    private final Thread hook = new Thread(LoggingSystem.get(QuietEnd.class.getClassLoader()).getShutdownHandler(), "quiet-end");

    private QuietEnd() {}

    static QuietEnd possible() {
        var end = new QuietEnd();
        Runtime.getRuntime().addShutdownHook(end.hook);
        return end;
    }

    /** The virtual machine takes no more hooks once it is ending; it has no other way to ask. */
    static boolean isUnderWay() {
        return !removed(new QuietEnd().hook);
    }

    /** From now on the application closes in its own order and may speak. */
    void isOver() {
        removed(hook);
    }

    private static boolean removed(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
