package org.xingtan.cover;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Problem;

/**
 * The days that are looked at, and the week of them that is shown day by day.
 *
 * @param week its Monday
 */
public record Range(LocalDate from, LocalDate to, LocalDate week) {

    /** A term has no more. */
    static final int MOST_DAYS = 190;
    private static final int DAYS = 28;
    private static final int WEEK = 7;

    /**
     * Four weeks from this Monday on where nothing is said.
     *
     * @throws Problem 400 for what is no day, 422 for days that end before they begin or are too many
     */
    static Range of(LocalDate today, @Nullable String from, @Nullable String to, @Nullable String week) {
        var first = from == null || from.isEmpty() ? monday(today) : day(from);
        var last = to == null || to.isEmpty() ? first.plusDays(DAYS - 1) : day(to);
        if (last.isBefore(first) || ChronoUnit.DAYS.between(first, last) >= MOST_DAYS) {
            throw new Problem(422, "cover.range.wrong", MOST_DAYS);
        }
        var shown = week == null || week.isEmpty() ? today : day(week);
        return new Range(first, last, monday(shown.isBefore(first) || shown.isAfter(last) ? first : shown));
    }

    private static LocalDate day(String text) {
        try {
            var day = LocalDate.parse(text);
            if (day.getYear() >= 2000 && day.getYear() <= 2200) {
                return day;
            }
        } catch (DateTimeParseException e) {
            throw (Problem) new Problem(400, "error.malformed").initCause(e);
        }
        throw new Problem(400, "error.malformed");
    }

    static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /** Their Mondays. */
    List<LocalDate> weeks() {
        return Stream.iterate(monday(from), it -> !it.isAfter(to), it -> it.plusDays(WEEK)).toList();
    }

    /** The days of the week that is shown, as far as they are asked for. */
    List<LocalDate> days() {
        return week.datesUntil(week.plusDays(WEEK)).filter(it -> !it.isBefore(from) && !it.isAfter(to)).toList();
    }

    /** Another week: of these days, or where it is none of them, of the four weeks that begin with it. */
    public String query(LocalDate monday) {
        var within = !monday.plusDays(WEEK - 1L).isBefore(from) && !monday.isAfter(to);
        var first = within ? from : monday;
        return "from=" + first + "&to=" + (within ? to : first.plusDays(DAYS - 1)) + "&week=" + monday;
    }

    public LocalDate before() {
        return week.minusDays(WEEK);
    }

    public LocalDate after() {
        return week.plusDays(WEEK);
    }
}
