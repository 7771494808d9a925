package org.xingtan.platform;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * When something is open. Both ends are inclusive: the notices say "from 9 January to 10 February", Asia/Shanghai, and
 * mean the last second of the last day too.
 */
public record Window(Kind kind, Instant opens, Instant closes) {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    public enum Kind { ANNOUNCE, APPLY, SELECT, MAKEUP, LEARN, APPEAL }

    public Window {
        if (closes.isBefore(opens)) {
            throw new IllegalArgumentException("A window closes after it opens: " + opens + " – " + closes);
        }
    }

    /** From the first second of one day to the last second of another. */
    public static Window ofDays(Kind kind, LocalDate first, LocalDate last) {
        return new Window(kind, first.atStartOfDay(ZONE).toInstant(), last.plusDays(1).atStartOfDay(ZONE).toInstant().minusSeconds(1));
    }

    /** Open at that instant; the closing second itself is still open to its end. */
    public boolean contains(Instant at) {
        return !at.isBefore(opens) && at.isBefore(closes.plusSeconds(1));
    }

    public boolean isOver(Instant at) {
        return !at.isBefore(closes.plusSeconds(1));
    }
}
