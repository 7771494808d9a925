package org.xingtan.cover;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.Vocabulary;
import org.xingtan.enrollment.Whereabouts.At;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Window;
import org.xingtan.platform.web.Page;

/** Use case: whoever leads or administers a unit looks at who of it has to be away. */
@Component
class LookAtCover {

    private static final int UNITS = 50;

    private final CoverScope scope;
    private final Staff staff;
    private final Absences absences;
    private final Units units;
    private final Clock clock;

    /** What is around a unit, and what its words are called. */
    @Component
    record Units(Access access, Organizations organizations, Vocabulary words) {

        /** Those right below it that see to their own people. */
        private Page<OrganizationCard> below(Actor actor, OrganizationCard unit, @Nullable String after) {
            return Organizations.AUTHORITIES.contains(unit.kind()) ? organizations.children(access.scope(actor, CoverScope.TASK), unit.id(), after, UNITS)
                : new Page<>(List.of(), null);
        }
    }

    LookAtCover(CoverScope scope, Staff staff, Absences absences, Units units, Clock clock) {
        this.scope = scope;
        this.staff = staff;
        this.absences = absences;
        this.units = units;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Window.ZONE);
    }

    /** @param organization null for where the actor's scope begins */
    CoverView at(Actor actor, @Nullable OrganizationId organization, @Nullable Range asked, @Nullable String after) {
        var own = scope.own(actor);
        var unit = scope.look(actor, organization == null ? own.getFirst().id() : organization);
        var range = asked == null ? Range.of(today(), null, null, null) : asked;
        var people = staff.of(unit.id());
        var lines = lines(people, range.from(), range.to());
        var named = scope.acts(actor, unit);
        var everybody = absences.ofEverybody(unit.path(), range.days().getFirst(), range.days().getLast());
        var working = absences.working();
        var days = range.days().stream().map(day -> day(day, working.includes(day), on(lines, day), everybody, people.size(), named)).toList();
        return new CoverView(unit, own, range, today(), people.size(), named, weeks(range, lines), days, units.below(actor, unit, after), units.words);
    }

    /** Who of a unit is away between these days, in the order of the days. */
    List<CoverView.Line> lines(OrganizationCard unit, LocalDate from, LocalDate to) {
        return lines(staff.of(unit.id()), from, to);
    }

    private List<CoverView.Line> lines(List<Staff.Person> people, LocalDate from, LocalDate to) {
        var known = people.stream().collect(Collectors.toMap(Staff.Person::id, Function.identity()));
        return absences.of(known.keySet(), from, to).stream().map(it -> new CoverView.Line(known.get(it.teacher()), it)).toList();
    }

    private static List<CoverView.Line> on(List<CoverView.Line> lines, LocalDate day) {
        return lines.stream().filter(it -> it.away().day().equals(day)).toList();
    }

    private static CoverView.Day day(LocalDate day, boolean works, List<CoverView.Line> lines, List<At> everybody, int people, boolean named) {
        var away = away(lines);
        return new CoverView.Day(day, works, named ? lines : List.of(), everybody.stream().filter(it -> it.first().equals(day)).toList(), away, isMany(away, people));
    }

    /** More than one of ten; of a few people, more than one. */
    static boolean isMany(int away, int people) {
        return away > 1 && away * CoverView.SHARE > people;
    }

    /** How many people lessons may miss on these lines of a day. */
    private static int away(List<CoverView.Line> lines) {
        return (int) lines.stream().filter(it -> it.away().takesLessons()).map(it -> it.person().id()).distinct().count();
    }

    private static List<CoverView.Week> weeks(Range range, List<CoverView.Line> lines) {
        Map<LocalDate, List<CoverView.Line>> found = lines.stream().filter(it -> it.away().takesLessons()).collect(Collectors.groupingBy(it -> Range.monday(it.away().day())));
        return range.weeks().stream().map(monday -> {
            var some = found.getOrDefault(monday, List.of());
            var most = some.stream().collect(Collectors.groupingBy(it -> it.away().day())).values().stream().mapToInt(LookAtCover::away).max().orElse(0);
            return new CoverView.Week(monday, some.size(), most);
        }).toList();
    }
}
