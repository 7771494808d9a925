package org.xingtan.identity;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long an account takes no password after wrong ones: nothing for the first four, then half a minute, doubling up to a
 * quarter of an hour, never for ever. An hour without a wrong one forgets them all.
 */
record LockOut(int failures, @Nullable Instant lastFailedAt) {

    static final LockOut NONE = new LockOut(0, null);
    static final Duration FORGOTTEN = Duration.ofHours(1);
    private static final int FREE = 5;
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    LockOut failedAt(Instant now) {
        return new LockOut(isForgotten(now) ? 1 : failures + 1, now);
    }

    /** The time that is left; zero when a password is taken. */
    Duration left(Instant now) {
        if (lastFailedAt == null || failures < FREE) {
            return Duration.ZERO;
        }
        var left = Duration.between(now, lastFailedAt.plus(backOff()));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Duration backOff() {
        var doubled = FIRST.multipliedBy(1L << Math.min(failures - FREE, 10));
        return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }

    private boolean isForgotten(Instant now) {
        return lastFailedAt == null || lastFailedAt.isBefore(now.minus(FORGOTTEN));
    }
}
