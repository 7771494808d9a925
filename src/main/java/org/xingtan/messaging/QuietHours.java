package org.xingtan.messaging;

import java.time.Instant;
import java.time.LocalTime;
import org.xingtan.platform.Window;

/**
 * When somebody does not want to be rung, on the clock of Asia/Shanghai; across midnight when it ends earlier than it begins.
 *
 * @param from the first quiet minute
 * @param to   the first minute after; the same as {@code from} for none
 */
record QuietHours(LocalTime from, LocalTime to) {

    static final QuietHours USUAL = new QuietHours(LocalTime.of(21, 0), LocalTime.of(7, 0));

    boolean contains(LocalTime time) {
        return from.isAfter(to) ? !time.isBefore(from) || time.isBefore(to) : !time.isBefore(from) && time.isBefore(to);
    }

    /** The instant itself, or the end of the quiet hours it falls into. */
    Instant after(Instant instant) {
        var at = instant.atZone(Window.ZONE);
        if (!contains(at.toLocalTime())) {
            return instant;
        }
        var day = at.toLocalTime().isBefore(to) ? at.toLocalDate() : at.toLocalDate().plusDays(1);
        return day.atTime(to).atZone(Window.ZONE).toInstant();
    }
}
