package org.xingtan.planning;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Vocabulary;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Verdict;

/** Use cases: the lines of a plan, and the trainings that serve them. Of what is published each change has a reason. Done again, nothing changes. */
@Component
class KeepPlanLines {

    static final int MOST_LINES = 60;
    static final int MOST_TRAININGS = 50;

    /** What is kept of them, and beside them. */
    @Component
    record Kept(TrainingPlans plans, PlanLines lines, AuditTrail trail) {}

    private final Kept kept;
    private final PlanScope scope;
    private final Vocabulary vocabulary;
    private final PlanWords words;
    private final PlannedTrainings trainings;
    private final Clock clock;

    KeepPlanLines(Kept kept, PlanScope scope, Vocabulary vocabulary, PlanWords words, PlannedTrainings trainings, Clock clock) {
        this.kept = kept;
        this.scope = scope;
        this.vocabulary = vocabulary;
        this.words = words;
        this.trainings = trainings;
        this.clock = clock;
    }

    /** Everything that is wrong with it. @param before what it was, whose units may stay wherever they are; null for a new one */
    Verdict verdict(TrainingPlan plan, LineForm form, @Nullable PlanLine before) {
        var unit = scope.unit(plan.unit());
        var units = scope.children(unit).stream().map(OrganizationCard::path).collect(Collectors.toSet());
        if (before != null) {
            units.addAll(before.group().units());
        }
        return form.verdict(new LineForm.Known(codes(vocabulary.stages()), codes(vocabulary.subjects()), codes(vocabulary.posts()), units,
            words.categories(unit.path(), plan.year()).keySet()), plan.isPublished());
    }

    private static Set<String> codes(List<Vocabulary.Term> terms) {
        return terms.stream().map(Vocabulary.Term::code).collect(Collectors.toSet());
    }

    /** @param made with the form: the same form again is the same line */
    @Transactional
    public void add(Actor actor, UUID id, UUID made, LineForm form) {
        var plan = mine(actor, id);
        var there = kept.lines.find(made);
        if (there.isPresent() && there.get().plan().equals(id) && there.get().says(form.line(made, id, there.get().programs()))) {
            return;
        }
        verdict(plan, form, null).orRefuse();
        if (kept.lines.isThere(made)) {
            throw new Problem(409, "error.changed-meanwhile");
        }
        var line = form.line(made, id, List.of());
        Verdict.of(once(line), Condition.of("planning.line.most", kept.lines.of(id).size() < MOST_LINES, MOST_LINES)).orRefuse();
        kept.lines.add(line, step(actor, plan, line.title(), null, form.reason()));
    }

    private Condition once(PlanLine line) {
        return Condition.of("planning.line.once", !kept.lines.isTaken(line), line.title());
    }

    @Transactional
    public void change(Actor actor, UUID id, LineForm form) {
        var plan = mine(actor, line(id).plan());
        var line = line(id);
        var next = form.line(id, line.plan(), line.programs());
        if (next.says(line)) {
            return;
        }
        verdict(plan, form, line).orRefuse();
        KeepTrainingPlan.seen(form.shown(), line.version());
        Verdict.of(once(next)).orRefuse();
        kept.lines.change(next, step(actor, plan, next.title(), line, form.reason()));
    }

    @Transactional
    public void remove(Actor actor, UUID id, @Nullable String reason) {
        var plan = mine(actor, kept.lines.planOf(id).orElseThrow(() -> new NotFound(id)));
        var line = kept.lines.find(id);
        if (line.isPresent()) {
            Verdict.of(reason(plan, reason)).orRefuse();
            kept.lines.remove(id, step(actor, plan, line.get().title(), line.get(), reason));
        }
    }

    private static Condition reason(TrainingPlan plan, @Nullable String reason) {
        return Condition.of("planning.reason", !plan.isPublished() || PlanForm.isText(reason, PlanForm.LONGEST_REASON), PlanForm.LONGEST_REASON);
    }

    /** From now on these serve the line as well. Which ones there are for the unit's people is asked again. */
    @Transactional
    public void serve(Actor actor, UUID id, Collection<ProgramId> chosen, @Nullable String reason) {
        change(actor, id, reason, (plan, line) -> {
            var all = new LinkedHashSet<>(line.programs());
            var more = chosen.stream().filter(it -> !line.programs().contains(it)).toList();
            all.addAll(chosen);
            Verdict.of(Condition.of("planning.training.some", !chosen.isEmpty()),
                Condition.of("planning.training.known", trainings.isAll(scope.unit(plan.unit()), plan.year(), more), plan.year()),
                Condition.of("planning.training.most", all.size() <= MOST_TRAININGS, MOST_TRAININGS)).orRefuse();
            return new ArrayList<>(all);
        });
    }

    /** It serves the line no more. */
    @Transactional
    public void release(Actor actor, UUID id, ProgramId program, @Nullable String reason) {
        change(actor, id, reason, (_, line) -> line.programs().stream().filter(it -> !it.equals(program)).toList());
    }

    private interface Served {

        List<ProgramId> by(TrainingPlan plan, PlanLine line);
    }

    private void change(Actor actor, UUID id, @Nullable String reason, Served served) {
        var plan = mine(actor, line(id).plan());
        var line = line(id);
        var next = line.with(served.by(plan, line));
        if (next.says(line)) {
            return;
        }
        Verdict.of(reason(plan, reason)).orRefuse();
        kept.lines.change(next, step(actor, plan, line.title(), line, reason));
    }

    private PlanLine line(UUID id) {
        return kept.lines.find(id).orElseThrow(() -> new NotFound(id));
    }

    private TrainingPlan mine(Actor actor, UUID id) {
        scope.keepStill();
        var plan = kept.plans.lock(id).orElseThrow(() -> new NotFound(id));
        scope.keep(actor, plan.unit());
        return plan;
    }

    /** @return its number */
    private int step(Actor actor, TrainingPlan plan, String about, @Nullable PlanLine before, @Nullable String said) {
        var act = plan.isPublished() ? "AMENDED" : "CHANGED";
        var reason = plan.isPublished() ? PlanForm.text(said) : "";
        var n = kept.plans.addStep(plan.id(), act, actor, about, before == null ? null : before(before), reason, clock.instant());
        kept.plans.raise(plan.id(), n);
        var unit = scope.unit(plan.unit());
        kept.trail.record(actor, "planning.line." + act.toLowerCase(java.util.Locale.ROOT), "organization:" + unit.id(), unit.path(),
            before == null ? null : before(before), Map.of("plan", plan.id().toString(), "line", about, "reason", reason));
        return n;
    }

    private static Map<String, Object> before(PlanLine line) {
        return Map.of("title", line.title(), "audience", line.group().audience(), "aims", line.aims(),
            "category", line.category() == null ? "" : line.category(), "hours", line.hours() == null ? "" : line.hours().toString(),
            "programs", line.programs().stream().map(ProgramId::toString).toList(), "study", line.study());
    }
}
