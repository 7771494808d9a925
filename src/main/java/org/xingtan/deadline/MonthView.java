package org.xingtan.deadline;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Window;
import org.xingtan.platform.calendar.WorkingDays;
import org.xingtan.platform.web.Ui;

/**
 * A month of somebody's calendar, in weeks from Monday on, and the same as a list.
 *
 * @param list whether it is shown as a list
 * @param page the address of the page
 */
public record MonthView(YearMonth month, LocalDate today, boolean list, String page, List<List<Day>> weeks, List<Entry> entries) {

    private static final int DAYS = 7;

    /**
     * One day.
     *
     * @param off    whether nobody works then
     * @param opens  what opens on it; a deadline only closes
     * @param closes what closes on it
     * @param open   how many others are open on it
     */
    public record Day(LocalDate day, boolean inMonth, boolean isToday, boolean off, List<Entry> opens, List<Entry> closes, int open) {

        /** Outside the month with the month it is in: on a phone it stands alone. */
        public String label() {
            return (inMonth ? "" : day.getMonthValue() + "/") + day.getDayOfMonth();
        }

        public boolean isEmpty() {
            return opens.isEmpty() && closes.isEmpty();
        }
    }

    /** @param entries all that could be in it */
    static MonthView of(YearMonth month, Instant now, boolean list, String page, List<Entry> entries, WorkingDays working) {
        var today = LocalDate.ofInstant(now, Window.ZONE);
        var first = month.atDay(1).with(java.time.temporal.TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        var weeks = new ArrayList<List<Day>>();
        for (var monday = first; !monday.isAfter(month.atEndOfMonth()); monday = monday.plusDays(DAYS)) {
            var start = monday;
            weeks.add(Stream.iterate(start, day -> day.plusDays(1)).limit(DAYS).map(day -> day(day, month, today, entries, working)).toList());
        }
        var here = entries.stream().filter(it -> !it.closesOn().isBefore(month.atDay(1)) && !it.opensOn().isAfter(month.atEndOfMonth())).toList();
        return new MonthView(month, today, list, page, weeks, here);
    }

    private static Day day(LocalDate day, YearMonth month, LocalDate today, List<Entry> entries, WorkingDays working) {
        var opens = entries.stream().filter(it -> !it.isDeadline() && it.opensOn().equals(day)).toList();
        var closes = entries.stream().filter(it -> it.closesOn().equals(day)).toList();
        var open = (int) entries.stream().filter(it -> it.opensOn().isBefore(day) && it.closesOn().isAfter(day)).count();
        return new Day(day, YearMonth.from(day).equals(month), day.equals(today), !working.includes(day), opens, closes, open);
    }

    /** {@code 2026-03}; this month when nothing is asked for. */
    static YearMonth month(@Nullable String text, Instant now) {
        if (text == null || text.isBlank()) {
            return YearMonth.from(now.atZone(Window.ZONE));
        }
        try {
            var month = YearMonth.parse(text);
            if (month.getYear() >= 2000 && month.getYear() <= 2200) {
                return month;
            }
        } catch (DateTimeParseException e) {
            throw new Problem(400, "error.malformed");
        }
        throw new Problem(400, "error.malformed");
    }

    /** As a reader calls the month. */
    public String title(Ui ui) {
        return ui.t("deadline.month", month.getYear(), ui.chinese() ? month.getMonthValue() : month.getMonth().getDisplayName(TextStyle.FULL, ui.locale()));
    }

    /** @param by months from this one on */
    public String href(int by, boolean list) {
        return page + "?month=" + month.plusMonths(by) + (list ? "&view=list" : "");
    }
}
