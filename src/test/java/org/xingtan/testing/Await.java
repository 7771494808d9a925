package org.xingtan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what others bring about. Generous: the machine that runs the tests may be busy, and nobody waits for longer than it takes. */
public final class Await {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private Await() {}

    /** Looks again until it is so; who waits in vain says what was at work meanwhile. */
    public static void until(BooleanSupplier condition) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as(() -> "not so while these are at work:\n" + AtWork.now()).isNegative();
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
