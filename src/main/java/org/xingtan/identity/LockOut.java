package org.xingtan.identity;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long nothing is tried after wrong tries: the first are free, then half a minute, doubling up to a quarter of an hour,
 * never for ever. An hour without a wrong one forgets them all.
 */
record LockOut(int failures, @Nullable Instant lastFailedAt) {

    static final LockOut NONE = new LockOut(0, null);
    static final Duration FORGOTTEN = Duration.ofHours(1);

    /** Wrong ones from one place. */
    static final int FREE_HERE = 5;
    /** Wrong ones from everywhere: so many that only an attack from many addresses makes them. */
    static final int FREE_IN_ALL = 50;
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    LockOut failedAt(Instant now) {
        return new LockOut(isForgotten(now) ? 1 : failures + 1, now);
    }

    /** The time that is left; zero when one may try. @param free the wrong one that is the first to be followed by a pause */
    Duration left(Instant now, int free) {
        if (lastFailedAt == null || failures < free || isForgotten(now)) {
            return Duration.ZERO;
        }
        var left = Duration.between(now, lastFailedAt.plus(backOff(free)));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Duration backOff(int free) {
        var doubled = FIRST.multipliedBy(1L << Math.min(failures - free, 10));
        return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }

    private boolean isForgotten(Instant now) {
        return lastFailedAt == null || lastFailedAt.isBefore(now.minus(FORGOTTEN));
    }
}
