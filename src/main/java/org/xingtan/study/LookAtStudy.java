package org.xingtan.study;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.People;
import org.xingtan.directory.PersonCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.platform.web.Page;
import org.xingtan.safety.Checklists;

/** Use case: somebody looks at what his units study by themselves, or at the events he is invited to or leads. */
@Component
class LookAtStudy {

    /** How far the list of events reaches back and ahead. */
    private static final int DAYS_BACK = 60;
    private static final int DAYS_AHEAD = 120;
    private static final int PAST = 100;
    private static final int AT_ONCE = 50;
    private static final int UNITS_AT_ONCE = 100;

    /** What is read. */
    @Component
    record Reads(Plans plans, Events events, Attendances attendances, StudyFigures figures, People people, Checklists safety) {}

    private final Reads reads;
    private final StudyScope scope;
    private final Limits limits;
    private final AttendanceMatter matter;
    private final Clock clock;

    LookAtStudy(Reads reads, StudyScope scope, Limits limits, AttendanceMatter matter, Clock clock) {
        this.reads = reads;
        this.scope = scope;
        this.limits = limits;
        this.matter = matter;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Window.ZONE);
    }

    StudyView.Overview overview(Actor actor, List<OrganizationCard> roots, int year, StudyView.After after) {
        var mine = scope.of(actor);
        return new StudyView.Overview(year, null, roots, plans(mine, after),
            new StudyView.Part<>(reads.plans.submitted(mine, after.waiting(), AT_ONCE).map(this::named), reads.plans.countSubmitted(mine)), below(roots, year, after));
    }

    /** The same of a unit that the actor looks after from above, or his own. */
    StudyView.Overview below(Actor actor, OrganizationCard unit, int year, StudyView.After after) {
        return new StudyView.Overview(year, unit, scope.actsFor(actor, unit.id()) ? List.of(unit) : List.of(), plans(new Scope(List.of(unit.path())), after),
            new StudyView.Part<>(new Page<>(List.of(), null), 0), below(List.of(unit), year, after));
    }

    private StudyView.Part<StudyView.Named> plans(Scope units, StudyView.After after) {
        return new StudyView.Part<>(reads.plans.of(units, after.plans(), AT_ONCE).map(this::named), reads.plans.count(units));
    }

    private StudyView.Part<StudyView.Figures> below(List<OrganizationCard> units, int year, StudyView.After after) {
        var parents = units.stream().map(OrganizationCard::id).toList();
        return new StudyView.Part<>(reads.figures.below(parents, year, after.below(), UNITS_AT_ONCE), reads.figures.count(parents));
    }

    private StudyView.Named named(Plan plan) {
        return new StudyView.Named(plan, name(scope.unit(plan.unit())));
    }

    private static Localized name(OrganizationCard unit) {
        return new Localized(unit.name(), unit.nameEn());
    }

    /** What a plan may be made for. */
    PlanForm.Asked asked(OrganizationCard unit, int year) {
        return limits.asked(unit.path(), year);
    }

    StudyView.OnePlan plan(Actor actor, UUID id) {
        var plan = reads.plans.find(id).orElseThrow(() -> new NotFound(id));
        var unit = scope.look(actor, plan.unit());
        var acts = scope.actsFor(actor, plan.unit());
        var category = limits.categories(unit.path(), plan.year()).getOrDefault(plan.category(), new Localized(plan.category(), null));
        return new StudyView.OnePlan(plan, unit, name(scope.unit(plan.authority())), category, limits.theme(unit.path(), plan), reads.plans.steps(id), reads.events.of(id),
            acts, scope.actsFor(actor, plan.authority()), actor.teacher().equals(plan.submittedBy()), acts && plan.isConfirmed() ? people(unit, "").items() : List.of(),
            limits.day(unit.path(), plan.year()), Uuids.next());
    }

    private Page<PersonCard> people(OrganizationCard unit, String search) {
        return reads.people.below(new Scope(List.of(unit.path())), unit.id(), search, null, EnterAttendance.MOST);
    }

    StudyView.OneEvent event(Actor actor, UUID id) {
        return event(actor, id, "");
    }

    /**
     * For its leader, and for whoever looks after its unit.
     *
     * @param search a part of the name of those to be shown; empty for all
     * @throws NotFound for everybody else
     */
    StudyView.OneEvent event(Actor actor, UUID id, String search) {
        var event = reads.events.find(id).orElseThrow(() -> new NotFound(id));
        var plan = reads.plans.find(event.plan()).orElseThrow();
        var leads = event.leader().equals(actor.teacher());
        var unit = leads ? scope.unit(plan.unit()) : scope.look(actor, plan.unit());
        var there = reads.attendances.of(id);
        var keeps = scope.actsFor(actor, plan.unit());
        var shown = people(unit, search);
        var safety = reads.safety.of(id);
        return new StudyView.OneEvent(event, plan, unit, limits.theme(unit.path(), plan), safety,
            people(actor, event, leads || keeps, people(shown.items(), there, search)), there, search, shown.next() != null, leads || keeps, keeps, CloseEvent.verdict(event, plan, safety, there, clock.instant()));
    }

    /** The people of the unit, and whoever was there and is not among them. */
    private Map<PersonCard, @Nullable Attendance> people(List<PersonCard> shown, List<Attendance> there, String search) {
        var said = there.stream().collect(Collectors.toMap(Attendance::teacher, Function.identity()));
        var all = new LinkedHashMap<PersonCard, @Nullable Attendance>();
        shown.forEach(card -> all.put(card, said.remove(card.id())));
        if (search.isEmpty()) {
            there.stream().filter(it -> said.containsKey(it.teacher())).limit(EnterAttendance.MOST).forEach(it -> reads.people.find(it.teacher())
                .ifPresent(card -> all.put(card, it)));
        }
        return all;
    }

    /** Nobody says of himself that he was there; of the leader it can be said from above as well. */
    private static List<StudyView.Person> people(Actor actor, Event event, boolean holds, Map<PersonCard, @Nullable Attendance> all) {
        var people = new ArrayList<StudyView.Person>();
        all.forEach((card, said) -> people.add(new StudyView.Person(card, said, !card.id().equals(actor.teacher()) && (holds || card.id().equals(event.leader())))));
        return people;
    }

    /** What somebody's unit, and the units above it, hold, and what he leads wherever it is. */
    StudyView.AllMine mine(Actor actor) {
        var said = reads.attendances.of(actor.teacher(), PAST).stream().collect(Collectors.toMap(Attendance::event, Function.identity()));
        var events = new LinkedHashMap<UUID, Event>();
        invited(actor).forEach(event -> events.put(event.id(), event));
        var invited = Set.copyOf(events.keySet());
        reads.events.led(actor.teacher(), today().minusDays(DAYS_BACK), today(), today().plusDays(DAYS_AHEAD)).forEach(event -> events.putIfAbsent(event.id(), event));
        said.keySet().stream().filter(id -> !events.containsKey(id)).forEach(id -> reads.events.find(id).ifPresent(event -> events.put(id, event)));
        var all = events.values().stream().map(event -> mine(actor, event, said, invited.contains(event.id()))).toList();
        var order = Comparator.comparing((StudyView.Mine it) -> it.event().begins());
        return new StudyView.AllMine(all.stream().filter(it -> !it.event().over().isBefore(clock.instant())).sorted(order).toList(),
            all.stream().filter(it -> it.event().over().isBefore(clock.instant())).sorted(order.reversed()).toList(),
            reads.attendances.credited(actor.teacher(), today().getYear()));
    }

    private List<Event> invited(Actor actor) {
        var today = today();
        return reads.people.find(actor.teacher()).map(PersonCard::path)
            .map(path -> reads.events.invited(lineage(path), today.minusDays(DAYS_BACK), today, today.plusDays(DAYS_AHEAD))).orElse(List.of());
    }

    private StudyView.Mine mine(Actor actor, Event event, Map<UUID, Attendance> said, boolean invited) {
        var plan = reads.plans.find(event.plan()).orElseThrow();
        var unit = scope.unit(plan.unit());
        return new StudyView.Mine(event, name(unit), limits.theme(unit.path(), plan), said.get(event.id()), invited && event.isOpenForCheckIn(clock.instant()),
            event.leader().equals(actor.teacher()));
    }

    /** @throws NotFound unless his unit holds it or held it when he was there, or something is said of him */
    StudyView.Mine one(Actor actor, UUID id) {
        var event = reads.events.find(id).orElseThrow(() -> new NotFound(id));
        var plan = reads.plans.find(event.plan()).orElseThrow();
        var attendance = reads.attendances.find(actor.teacher(), id);
        var invited = plan.isConfirmed() && reads.people.find(new Scope(List.of(scope.unit(plan.unit()).path())), actor.teacher()).isPresent();
        if (!invited && attendance.isEmpty() && matter.find(actor.teacher(), id).isEmpty()) {
            throw new NotFound(id);
        }
        var said = attendance.map(it -> Map.of(id, it)).orElse(Map.of());
        return mine(actor, event, said, invited);
    }

    /** The path itself and every path above it. */
    private static List<String> lineage(String path) {
        var result = new ArrayList<String>();
        for (var end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
            result.add(path.substring(0, end));
        }
        return result;
    }
}
