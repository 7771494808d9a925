package org.xingtan.cover;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Collectors;
import org.xingtan.enrollment.Whereabouts.Hours;
import org.xingtan.platform.TeacherId;

/**
 * Somebody is away on a day, for one thing.
 *
 * @param cause what it is, as {@link org.xingtan.enrollment.Whereabouts.At} says
 * @param hours in their order; none for all day
 * @param works whether the day is one of work, weekends that are worked included
 */
public record Away(TeacherId teacher, LocalDate day, String cause, String title, List<Hours> hours, String href, boolean works) {

    /** When lessons are given: what lies before and after takes nobody from them. */
    static final Hours LESSONS = new Hours(LocalTime.of(8, 0), LocalTime.of(17, 30));

    /** By what an absence is known among those of many. */
    record Key(TeacherId who, LocalDate day, String cause) {}

    Key key() {
        return new Key(teacher, day, cause);
    }

    /** What of it takes him from lessons. */
    List<Hours> lessons() {
        return !works ? List.of() : hours.isEmpty() ? List.of(LESSONS) : hours.stream().filter(LESSONS::touches).toList();
    }

    /** Whether lessons of his may fall out. */
    public boolean takesLessons() {
        return !lessons().isEmpty();
    }

    /** Whether he is away for both while the same lessons are given: an evening is in the way of nothing. */
    boolean clashesWith(Away other) {
        return day.equals(other.day) && lessons().stream().anyMatch(it -> other.lessons().stream().anyMatch(it::touches));
    }

    /** Empty for all day. */
    public String time() {
        return hours.stream().map(Hours::toString).collect(Collectors.joining("、"));
    }

    LocalTime begins() {
        return hours.isEmpty() ? LocalTime.MIN : hours.getFirst().from();
    }
}
