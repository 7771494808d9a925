package org.xingtan.platform.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.Map;
import java.util.Set;
import org.xingtan.platform.Window;

/** Counts in working days. Where a year's holidays are not announced yet, weekdays are all that is known. */
public record WorkingDays(Map<LocalDate, SpecialDay.Kind> special) {

    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    public boolean includes(LocalDate day) {
        var kind = special.get(day);
        return kind == null ? !WEEKEND.contains(day.getDayOfWeek()) : kind == SpecialDay.Kind.WORKDAY;
    }

    /** The last of so many working days, the first of which is the first one after {@code end}: "within 15 working days after the end". */
    public LocalDate after(LocalDate end, int days) {
        if (days < 1) {
            throw new IllegalArgumentException("At least one working day: " + days);
        }
        var day = end;
        for (var left = days; left > 0; ) {
            day = day.plusDays(1);
            left -= includes(day) ? 1 : 0;
        }
        return day;
    }

    /** The last second, on the clock of Asia/Shanghai, of the last of so many working days after that instant's day. */
    public Instant deadline(Instant from, int days) {
        return endOf(after(LocalDate.ofInstant(from, Window.ZONE), days));
    }

    /** "By that day" means its last second. */
    public static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(Window.ZONE).toInstant().minusSeconds(1);
    }

    /** Whether the holidays of that year are known. */
    public boolean knows(Year year) {
        return special.keySet().stream().anyMatch(day -> Year.from(day).equals(year));
    }
}
