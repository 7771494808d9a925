package org.xingtan.enrollment;

import java.time.Instant;

/** When people can say that they are there: from half an hour before the beginning to the end. */
public record CheckInTime(Instant begins, Instant over) {

    private static final int EARLY_MINUTES = 30;

    /** From when on. */
    public Instant opens() {
        return begins.minusSeconds(EARLY_MINUTES * 60L);
    }

    public boolean isOpen(Instant now) {
        return !now.isBefore(opens()) && !now.isAfter(over);
    }

    /** Whether who comes now is late. */
    public boolean isLate(Instant now, int lateMinutes) {
        return now.isAfter(begins.plusSeconds(lateMinutes * 60L));
    }
}
