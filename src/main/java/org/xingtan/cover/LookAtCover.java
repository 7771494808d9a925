package org.xingtan.cover;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.Vocabulary;
import org.xingtan.enrollment.Whereabouts.At;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;

/** Use case: whoever leads or administers a unit looks at who of it has to be away. */
@Component
class LookAtCover {

    private static final int UNITS = 50;

    private final CoverScope scope;
    private final Staff staff;
    private final Absences absences;
    private final Units units;
    private final Clock clock;

    /** Which of the schools below are looked at. @param after the cursor of the page before; null for the first */
    record Below(SchoolsBelow.Which which, @Nullable String after) {}

    /** What is around a unit, what its words are called, and what was arranged in it. */
    @Component
    record Units(Access access, Organizations organizations, SchoolsBelow schools, Vocabulary words, Arrangements arrangements, Causes causes) {

        /** What lies below an authority, where anybody asks for it: the schools with their numbers, all others by name. */
        private CoverView.Under below(Actor actor, OrganizationCard unit, Range range, LocalDate today, @Nullable Below asked) {
            if (asked == null || !SchoolsBelow.isOver(unit)) {
                return CoverView.Under.NOTHING;
            }
            var others = organizations.children(access.scope(actor, CoverScope.TASK), unit.id()).stream().filter(it -> !it.kind().equals("SCHOOL")).toList();
            return new CoverView.Under(others, !schools.any(unit) ? CoverView.Schools.NONE
                : new CoverView.Schools(true, asked.which, schools.of(unit, range.days(), today, asked.which, asked.after, UNITS)));
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

    /**
     * @param organization null for where the actor's scope begins
     * @param below        null where nothing is shown of the units below
     */
    CoverView at(Actor actor, @Nullable OrganizationId organization, @Nullable Range asked, @Nullable Below below) {
        var own = scope.own(actor);
        var unit = scope.look(actor, organization == null ? own.getFirst().id() : organization);
        var range = asked == null ? Range.of(today(), null, null, null) : asked;
        var people = staff.of(unit.id());
        var known = known(unit, people, range);
        var arranged = known.arranged;
        var lines = lines(people, known);
        var named = scope.acts(actor, unit);
        var everybody = absences.ofEverybody(unit.path(), range.days().getFirst(), range.days().getLast());
        var working = absences.working();
        var days = range.days().stream().map(day -> day(day, working.includes(day), on(lines, day), everybody, people.size(), named)).toList();
        var together = named ? staff.together(unit.id()) : Set.<OrganizationId>of();
        var gone = arranged.stream().filter(it -> together.contains(it.arrangement().unit()) && !it.holds() && it.arrangement().holds() && !it.arrangement().day().isBefore(today()))
            .map(it -> new CoverView.Gone(it.arrangement(), Objects.requireNonNull(it.why()))).toList();
        return new CoverView(unit, own, range, today(), people.size(), named, weeks(range, lines), days, gone,
            units.below(actor, unit, range, today(), below), units.words);
    }

    /** For whoever acts for the unit, and of it alone. */
    CoverView named(Actor actor, OrganizationId organization, Range range) {
        scope.act(actor, organization);
        return at(actor, organization, range, null);
    }

    /** Who of a unit is away between these days, in the order of the days, and what is arranged. */
    List<CoverView.Line> lines(OrganizationCard unit, Range range) {
        var people = staff.of(unit.id());
        return lines(people, known(unit, people, range));
    }

    /** Where those are who serve a unit, or did when something was arranged for them, and what is arranged: the absences are read once for both. */
    private record Known(List<Away> away, List<Causes.Judged> arranged) {}

    private Known known(OrganizationCard unit, List<Staff.Person> people, Range range) {
        var serving = people.stream().map(Staff.Person::id).toList();
        var said = units.arrangements.of(unit.id(), serving, range.from(), range.to());
        var away = absences.of(Stream.concat(serving.stream(), said.stream().map(it -> it.key().who().id())).distinct().toList(), range.from(), range.to());
        return new Known(away, units.causes.of(said, away));
    }

    private List<CoverView.Line> lines(List<Staff.Person> people, Known known) {
        var serving = people.stream().collect(Collectors.toMap(Staff.Person::id, Function.identity()));
        var away = known.away.stream().filter(it -> serving.containsKey(it.teacher())).toList();
        var byPerson = away.stream().collect(Collectors.groupingBy(Away::teacher));
        var said = known.arranged.stream().collect(Collectors.toMap(it -> it.arrangement().key().away(), Function.identity()));
        return away.stream().map(it -> line(serving.get(it.teacher()), it, Optional.ofNullable(said.get(it.key())), byPerson)).toList();
    }

    private CoverView.Line line(Staff.Person person, Away away, Optional<Causes.Judged> found, Map<TeacherId, List<Away>> all) {
        var holding = found.filter(it -> it.holds() && it.arrangement().holds()).map(Causes.Judged::arrangement).orElse(null);
        var against = holding == null ? List.<Away>of() : holding.against(away, all);
        return new CoverView.Line(person, away, holding, found.map(it -> it.arrangement().version()).orElse(0), against,
            away.takesLessons() && !away.day().isBefore(today()) && (holding == null || !against.isEmpty()));
    }

    private static List<CoverView.Line> on(List<CoverView.Line> lines, LocalDate day) {
        return lines.stream().filter(it -> it.away().day().equals(day)).toList();
    }

    private static CoverView.Day day(LocalDate day, boolean works, List<CoverView.Line> lines, List<At> everybody, int people, boolean named) {
        var away = away(lines);
        return new CoverView.Day(day, works, named ? lines : List.of(), everybody.stream().filter(it -> it.first().equals(day)).toList(), away, isMany(away, people), named ? clashes(lines) : List.of());
    }

    /** Whoever could take their lessons best is away himself. */
    private static List<CoverView.Clash> clashes(List<CoverView.Line> lines) {
        var subjects = new TreeMap<String, Set<TeacherId>>();
        lines.stream().filter(it -> it.away().takesLessons() && it.person().subject() != null)
            .forEach(it -> subjects.computeIfAbsent(it.person().subject(), _ -> new HashSet<>()).add(it.person().id()));
        return subjects.entrySet().stream().filter(it -> it.getValue().size() > 1).map(it -> new CoverView.Clash(it.getKey(), it.getValue().size())).toList();
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
            return new CoverView.Week(monday, some.size(), most, (int) some.stream().filter(CoverView.Line::open).count());
        }).toList();
    }
}
