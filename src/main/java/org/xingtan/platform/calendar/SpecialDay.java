package org.xingtan.platform.calendar;

import java.time.LocalDate;
import org.xingtan.platform.Localized;

/**
 * A day that is not what its weekday says.
 *
 * @param source the notice that says so
 */
public record SpecialDay(LocalDate day, Kind kind, Localized name, String source) {

    /** A weekday off, or a weekend day that is worked (调休). */
    public enum Kind { HOLIDAY, WORKDAY }
}
