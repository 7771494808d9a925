package org.xingtan.cover;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.xingtan.enrollment.Whereabouts;
import org.xingtan.enrollment.Whereabouts.At;
import org.xingtan.enrollment.Whereabouts.Hours;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.calendar.WorkingCalendar;
import org.xingtan.platform.calendar.WorkingDays;

/** Who has to be away on which days, as whoever admits, offers and invites says at this moment: nothing of it is kept. */
@Component
class Absences {

    private static final Comparator<Away> ORDER = Comparator.comparing(Away::day).thenComparing(Away::begins).thenComparing(Away::title).thenComparing(Away::cause);

    private final ObjectProvider<Whereabouts> known;
    private final WorkingCalendar calendar;

    Absences(ObjectProvider<Whereabouts> known, WorkingCalendar calendar) {
        this.known = known;
        this.calendar = calendar;
    }

    /** Of many together, day by day. */
    List<Away> of(Collection<TeacherId> people, LocalDate from, LocalDate to) {
        if (people.isEmpty()) {
            return List.of();
        }
        return days(known.stream().map(it -> it.bound(people, from, to)).toList(), from, to, calendar.days());
    }

    /** Whether anybody here tells of what is called so: whoever comes with the next release may have said more already. */
    boolean knows(String cause) {
        return known.stream().anyMatch(it -> cause.startsWith(it.kind() + ":"));
    }

    /** Day by day, what some have answered. */
    static List<Away> days(List<Map<TeacherId, List<At>>> answers, LocalDate from, LocalDate to, WorkingDays working) {
        return answers.stream().flatMap(found -> found.entrySet().stream()).flatMap(found -> days(found.getKey(), found.getValue(), from, to, working)).sorted(ORDER).toList();
    }

    /** What can be read together with others, of the people that a part of a statement names. */
    Stream<String> statements(String people) {
        return known.stream().flatMap(it -> it.statement().stream()).map(it -> it.replace(":people", people));
    }

    /** To what everybody of a unit is asked: it is nobody's own absence. */
    List<At> ofEverybody(String path, LocalDate from, LocalDate to) {
        return known.stream().flatMap(it -> it.ofEverybody(path, from, to).stream())
            .sorted(Comparator.comparing(At::first).thenComparing(it -> begins(it.hours())).thenComparing(At::cause)).toList();
    }

    WorkingDays working() {
        return calendar.days();
    }

    private static LocalTime begins(@Nullable Hours hours) {
        return hours == null ? LocalTime.MIN : hours.from();
    }

    /** What one thing takes of a day is one absence, however often it meets on it. */
    private static Stream<Away> days(TeacherId person, List<At> all, LocalDate from, LocalDate to, WorkingDays working) {
        var found = new LinkedHashMap<Away.Key, Away>();
        all.forEach(at -> at.first().datesUntil(at.last().plusDays(1)).filter(day -> !day.isBefore(from) && !day.isAfter(to)).forEach(day ->
            found.merge(new Away.Key(person, day, at.cause()), new Away(person, day, at.cause(), at.title(), at.hours() == null ? List.of() : List.of(at.hours()), at.href(), working.includes(day)),
                Absences::together)));
        return found.values().stream();
    }

    private static Away together(Away one, Away other) {
        var hours = new ArrayList<>(one.hours());
        hours.addAll(other.hours());
        var allDay = one.hours().isEmpty() || other.hours().isEmpty();
        return new Away(one.teacher(), one.day(), one.cause(), one.title(), allDay ? List.of() : hours.stream().sorted(Comparator.comparing(Hours::from)).toList(), one.href(),
            one.works());
    }
}
