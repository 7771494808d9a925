package org.xingtan.calendar;

import java.time.Year;
import java.util.List;
import org.xingtan.platform.calendar.SpecialDay;

/**
 * The special days of a year.
 *
 * @param announced whether any of that year are known
 */
public record CalendarView(Year year, boolean announced, List<SpecialDay> days) {

    public String href(int more) {
        return "/console/calendar?year=" + year.plusYears(more);
    }
}
