package org.xingtan.cover;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.xingtan.enrollment.Whereabouts.Hours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.platform.calendar.Clocks;

/** Lessons that somebody takes, and what happens to his own: in both calendars, for as long as there is a cause. */
@Component
class CoverClocks implements Clocks {

    /** Nothing was arranged before. */
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);

    private final Arrangements arrangements;
    private final Causes causes;

    CoverClocks(Arrangements arrangements, Causes causes) {
        this.arrangements = arrangements;
        this.causes = causes;
    }

    @Override
    public List<Clock> of(TeacherId person, Instant since) {
        var first = FIRST.atStartOfDay(Window.ZONE).toInstant().isAfter(since) ? FIRST : LocalDate.ofInstant(since, Window.ZONE);
        return causes.of(arrangements.of(person, first)).stream().filter(Causes.Judged::holds).flatMap(it -> clocks(it.arrangement(), Objects.requireNonNull(it.away()), person)).toList();
    }

    /** One for each part of the day in which lessons are given; where it is in none and was arranged all the same, for each part of it. */
    private static Stream<Clock> clocks(Arrangement one, Away away, TeacherId person) {
        var hours = away.takesLessons() ? away.lessons() : away.hours();
        return IntStream.range(0, hours.size()).mapToObj(n -> clock(one, n, hours.get(n), person));
    }

    private static Clock clock(Arrangement one, int n, Hours hours, TeacherId person) {
        var takes = one.isCoveredBy(person);
        var other = takes ? one.key().who() : one.cover();
        return new Clock("cover:" + one.key().who().id() + ":" + one.day() + ":" + one.key().cause() + (n == 0 ? "" : ":" + n), "cover.clock." + (takes ? "takes" : one.kind().name()),
            new Localized((other == null ? "" : other.name() + " · ") + one.title(), null), at(one.day(), hours.from()), at(one.day(), hours.to()), "/cover", null, one.version(),
            one.setAt());
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(Window.ZONE).toInstant();
    }
}
