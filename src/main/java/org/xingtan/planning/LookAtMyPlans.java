package org.xingtan.planning;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Window;
import org.xingtan.program.Candidate;
import org.xingtan.program.Candidates;
import org.xingtan.program.Eligibility;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.selection.Offering;

/** Use case: somebody sees what is planned for him, why, and which of it he can choose, apply for or join now. 有计划选课. */
@Component
class LookAtMyPlans implements Offering.Planned {

    /** What is read. */
    @Component
    record Reads(TrainingPlans plans, PlanLines lines, MyFacts facts, PlannedTrainings trainings, PlanWords words, Coverages coverages) {}

    /** What is known of people and programs. */
    @Component
    record Known(Candidates candidates, Eligibility eligibility, Programs programs, List<Programs.MoreWindows> more) {}

    private final Reads reads;
    private final Known known;
    private final PlanScope scope;
    private final Clock clock;

    LookAtMyPlans(Reads reads, Known known, PlanScope scope, Clock clock) {
        this.reads = reads;
        this.known = known;
        this.scope = scope;
        this.clock = clock;
    }

    /** Somebody in front of his plans, with what was found out for all of them. */
    private record Me(Candidate candidate, Map<ProgramId, MyPlan.Fact> facts, Map<ProgramId, PlannedTraining> trainings, List<MyFacts.Hours> hours, Instant now) {}

    @Override
    public List<Offering.Reason> of(Actor actor, ProgramId program) {
        return of(actor).stream().flatMap(plan -> plan.lines().stream().filter(it -> it.line().programs().contains(program))
            .map(it -> new Offering.Reason(it.line().title(), plan.plan().title(), plan.unit()))).toList();
    }

    /** Of his unit and those above it, the nearest first; of this year, and of the next as soon as one is published. */
    List<MyPlan> of(Actor actor) {
        var candidate = known.candidates.of(actor.teacher());
        if (candidate.organizationPath() == null) {
            return List.of();
        }
        var lineage = scope.lineage(candidate.organizationPath());
        var paths = lineage.stream().map(OrganizationCard::path).toList();
        var year = LocalDate.ofInstant(clock.instant(), Window.ZONE).getYear();
        return Stream.of(year, year + 1).flatMap(it -> reads.plans.of(paths, it, true).reversed().stream()).map(it -> mine(actor, candidate, it)).toList();
    }

    private MyPlan mine(Actor actor, Candidate candidate, TrainingPlan plan) {
        var lines = reads.lines.of(plan.id());
        var day = reads.coverages.day(plan.year());
        var verdicts = lines.stream().map(it -> known.eligibility.of(it.group().audience(), candidate, day)).toList();
        var programs = lines.stream().flatMap(it -> it.programs().stream()).distinct().toList();
        var me = new Me(candidate, reads.facts.of(actor.teacher(), programs, clock.instant()), reads.trainings.of(programs),
            reads.facts.hours(actor.teacher(), lines.stream().flatMap(it -> it.serving().stream()).distinct().toList(), plan.year()), clock.instant());
        var owner = scope.unit(plan.unit());
        var categories = reads.words.categories(owner.path(), plan.year());
        var meant = Stream.iterate(0, n -> n + 1).limit(lines.size()).filter(n -> verdicts.get(n).met())
            .map(n -> new MyPlan.Line(lines.get(n), verdicts.get(n), category(categories, lines.get(n)), hours(me, lines.get(n)), trainings(me, lines.get(n)), study(me, lines.get(n)))).toList();
        var others = Stream.iterate(0, n -> n + 1).limit(lines.size()).filter(n -> !verdicts.get(n).met()).map(n -> lines.get(n).title()).toList();
        return new MyPlan(plan, new Localized(owner.name(), owner.nameEn()), meant, others);
    }

    private static @Nullable Localized category(Map<String, Localized> categories, PlanLine line) {
        return line.category() == null ? null : categories.getOrDefault(line.category(), new Localized(line.category(), null));
    }

    private static CreditHours hours(Me me, PlanLine line) {
        return me.hours.stream().filter(it -> line.serving().contains(it.serving()) && (line.category() == null || line.category().equals(it.category())))
            .map(MyFacts.Hours::hours).reduce(CreditHours.ZERO, CreditHours::plus);
    }

    private static MyPlan.Study study(Me me, PlanLine line) {
        var studied = me.hours.stream().filter(it -> it.serving().equals(PlanLine.STUDY)).toList();
        var counted = studied.stream().filter(it -> line.category() == null || line.category().equals(it.category()));
        return new MyPlan.Study(counted.map(MyFacts.Hours::hours).reduce(CreditHours.ZERO, CreditHours::plus), studied.stream().anyMatch(MyFacts.Hours::earned));
    }

    /** What he can come into now stands first. */
    private List<MyPlan.Training> trainings(Me me, PlanLine line) {
        return line.programs().stream().filter(me.trainings::containsKey).map(it -> training(me, me.trainings.get(it)))
            .sorted(Comparator.comparingInt(it -> it.state() == MyPlan.State.NOW ? 0 : it.state().ordinal() + 1)).toList();
    }

    private MyPlan.Training training(Me me, PlannedTraining training) {
        var fact = me.facts.getOrDefault(training.id(), MyPlan.Fact.NOTHING);
        var program = "/programs/" + training.id();
        if (fact.completed() || fact.taking()) {
            return new MyPlan.Training(training, fact.completed() ? MyPlan.State.COMPLETED : MyPlan.State.TAKING, null, program);
        }
        if (fact.waiting() || fact.applied()) {
            return new MyPlan.Training(training, fact.waiting() ? MyPlan.State.WAITING : MyPlan.State.APPLIED, null, fact.waiting() ? "/selection/offerings/" + fact.offering() : "/applications");
        }
        var detail = known.programs.find(training.id());
        if (!known.eligibility.takes(detail, me.candidate)) {
            return new MyPlan.Training(training, MyPlan.State.NOT_FOR_ME, null, program);
        }
        return switch (training.admission()) {
            case SELECTION -> open(training, me.now, fact.opens(), fact.closes(), fact.offering() == null ? program : "/selection/offerings/" + fact.offering());
            case APPLICATION -> applying(training, me.now);
            case OPEN -> open(training, me.now, opens(detail, me.now), closes(detail, me.now), program);
            case ASSIGNED -> new MyPlan.Training(training, MyPlan.State.ASSIGNED, null, program);
        };
    }

    private MyPlan.Training applying(PlannedTraining training, Instant now) {
        var window = known.more.stream().flatMap(it -> it.windows(training.id()).stream()).filter(it -> it.kind() == Window.Kind.APPLY).findFirst();
        return open(training, now, window.map(Window::opens).orElse(null), window.map(Window::closes).orElse(null), "/applications/programs/" + training.id());
    }

    private static @Nullable Instant opens(ProgramDetail program, Instant now) {
        var window = program.window(now);
        return window == null ? null : window.opens();
    }

    private static @Nullable Instant closes(ProgramDetail program, Instant now) {
        var window = program.window(now);
        return window == null ? null : window.closes();
    }

    /** Without a time it comes later. */
    private static MyPlan.Training open(PlannedTraining training, Instant now, @Nullable Instant opens,
                                        @Nullable Instant closes, String href) {
        if (opens == null || closes == null || now.isBefore(opens)) {
            return new MyPlan.Training(training, MyPlan.State.LATER, opens, "/programs/" + training.id());
        }
        return closes.isBefore(now) ? new MyPlan.Training(training, MyPlan.State.OVER, closes, "/programs/" + training.id())
            : new MyPlan.Training(training, MyPlan.State.NOW, closes, href);
    }
}
