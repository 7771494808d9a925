package org.xingtan.journey;

import java.time.LocalDate;
import org.xingtan.platform.Window;

/** Days that have been, of the year that it is: in its first weeks they lie closer together. */
final class Days {

    private Days() {}

    /** So many days ago, but not before this year began. */
    static LocalDate ago(int days) {
        var today = LocalDate.now(Window.ZONE);
        var day = today.minusDays(days);
        return day.getYear() == today.getYear() ? day : today.withDayOfYear(1);
    }
}
