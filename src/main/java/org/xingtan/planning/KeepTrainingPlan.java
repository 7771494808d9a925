package org.xingtan.planning;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;

/** Use cases: a unit plans its year, publishes, changes with a reason what is published, takes it back. Done again, nothing changes. */
@Component
class KeepTrainingPlan {

    private final TrainingPlans plans;
    private final PlanLines lines;
    private final PlannedTrainings trainings;
    private final PlanScope scope;
    private final AuditTrail trail;
    private final Clock clock;

    KeepTrainingPlan(TrainingPlans plans, PlanLines lines, PlannedTrainings trainings, PlanScope scope, AuditTrail trail, Clock clock) {
        this.trainings = trainings;
        this.plans = plans;
        this.lines = lines;
        this.scope = scope;
        this.trail = trail;
        this.clock = clock;
    }

    private int year() {
        return LocalDate.ofInstant(clock.instant(), Window.ZONE).getYear();
    }

    /** Everything that is wrong with it. @param before what it was, whose year may stay; null for a new one */
    Verdict verdict(PlanForm form, @Nullable TrainingPlan before) {
        var amends = before != null && before.isPublished();
        return Verdict.of(Stream.concat(form.verdict(amends).conditions().stream(), Stream.of(
            Condition.of("planning.form.year-ahead", form.on().filter(it -> it < year() && (before == null || before.year() != it)).isEmpty(), year()),
            Condition.of("planning.form.year-stays", !amends || form.on().filter(it -> it == before.year()).isPresent()))).toList());
    }

    /** @param made with the form: the same form again is the same plan; one that says something else by now is another */
    @Transactional
    public UUID draft(Actor actor, UUID made, OrganizationId unit, PlanForm form) {
        var owner = scope.hold(actor, unit);
        if (isThere(made, unit, form)) {
            return made;
        }
        verdict(form, null).orRefuse();
        return add(actor, made, owner, form);
    }

    /** As it was made in its time. */
    UUID load(Actor actor, OrganizationId unit, PlanForm form) {
        form.verdict(false).orRefuse();
        return add(actor, Uuids.next(), scope.hold(actor, unit), form);
    }

    private UUID add(Actor actor, UUID made, OrganizationCard owner, PlanForm form) {
        var plan = plan(plans.find(made).isPresent() ? Uuids.next() : made, owner.id(), form, 1);
        if (!plans.add(plan)) {
            Verdict.of(Condition.of("planning.once", isThere(made, owner.id(), form), plan.title(), plan.year())).orRefuse();
            return made;
        }
        plans.addStep(plan.id(), "DRAFTED", actor, "", null, "", clock.instant());
        record(actor, owner, "drafted", plan, "");
        return plan.id();
    }

    private boolean isThere(UUID made, OrganizationId unit, PlanForm form) {
        return plans.find(made).filter(it -> it.unit().equals(unit) && form.isSaidBy(it)).isPresent();
    }

    private static TrainingPlan plan(UUID id, OrganizationId unit, PlanForm form, int version) {
        return new TrainingPlan(id, unit, form.on().orElseThrow(), PlanForm.text(form.title()), PlanForm.text(form.basis()), PlanForm.text(form.aims()),
            TrainingPlan.State.DRAFT, version, null, null);
    }

    @Transactional
    public void change(Actor actor, UUID id, PlanForm form) {
        var plan = mine(actor, id);
        if (form.isSaidBy(plan)) {
            return;
        }
        verdict(form, plan).orRefuse();
        seen(form.shown(), plan.version());
        var next = plan(id, plan.unit(), form, plan.version() + 1);
        Verdict.of(Condition.of("planning.once", !plans.isTaken(id, plan.unit(), next.year(), next.title()), next.title(), next.year())).orRefuse();
        var reason = plan.isPublished() ? PlanForm.text(form.reason()) : "";
        plans.addStep(id, plan.isPublished() ? "AMENDED" : "CHANGED", actor, "",
            Map.of("year", plan.year(), "title", plan.title(), "basis", plan.basis(), "aims", plan.aims()), reason, clock.instant());
        plans.change(next);
        record(actor, scope.unit(plan.unit()), plan.isPublished() ? "amended" : "changed", next, reason);
    }

    static void seen(@Nullable String shown, int version) {
        if (!PlanForm.isSeen(shown, version)) {
            throw new Problem(409, "error.changed-meanwhile");
        }
    }

    /**
     * It becomes the draft of another year. Trainings that can still be learned then come along, others do not. Sent again with the same id, nothing more
     * happens.
     *
     * @throws org.xingtan.platform.Refused where the unit has one of that name in that year, or the year is none
     */
    @Transactional
    public UUID copy(Actor actor, UUID from, UUID made, @Nullable String year) {
        var plan = plans.find(from).orElseThrow(() -> new NotFound(from));
        var unit = scope.keep(actor, plan.unit());
        var there = plans.find(made).isPresent();
        var id = draft(actor, made, plan.unit(), new PlanForm(year, plan.title(), plan.basis(), plan.aims(), null, null));
        if (there && id.equals(made)) {
            return id;
        }
        var copy = plans.find(id).orElseThrow();
        for (var line : lines.of(from)) {
            lines.add(new PlanLine(Uuids.next(), id, line.title(), line.group(), line.aims(), line.category(), line.hours(),
                trainings.still(unit, copy.year(), line.programs()), line.study(), copy.version()), copy.version());
        }
        return id;
    }

    /** People see it from now on. @param shown the version that the actor saw */
    @Transactional
    public void publish(Actor actor, UUID id, @Nullable String shown) {
        var plan = mine(actor, id);
        if (plan.isPublished()) {
            return;
        }
        Verdict.of(Condition.of("planning.publish.lines", !lines.of(id).isEmpty()), Condition.of("planning.publish.year", plan.year() >= year(), plan.year())).orRefuse();
        seen(shown, plan.version());
        move(actor, plan, TrainingPlan.State.PUBLISHED, "");
    }

    /** As it was published in its time. */
    void load(Actor actor, UUID id) {
        move(actor, mine(actor, id), TrainingPlan.State.PUBLISHED, "");
    }

    /** It is a draft again, as long as its year is not over. */
    @Transactional
    public void withdraw(Actor actor, UUID id, @Nullable String reason) {
        var plan = mine(actor, id);
        if (!plan.isPublished()) {
            return;
        }
        Verdict.of(Condition.of("planning.reason", PlanForm.isText(reason, PlanForm.LONGEST_REASON), PlanForm.LONGEST_REASON),
            Condition.of("planning.withdraw.year", plan.year() >= year(), plan.year())).orRefuse();
        move(actor, plan, TrainingPlan.State.DRAFT, PlanForm.text(reason));
    }

    private void move(Actor actor, TrainingPlan plan, TrainingPlan.State state, String reason) {
        var published = state == TrainingPlan.State.PUBLISHED;
        var n = plans.addStep(plan.id(), published ? "PUBLISHED" : "WITHDRAWN", actor, "", null, reason, clock.instant());
        plans.move(plan.id(), state, published ? actor.personName() : null, clock.instant(), n);
        record(actor, scope.unit(plan.unit()), published ? "published" : "withdrawn", plan, reason);
    }

    private TrainingPlan mine(Actor actor, UUID id) {
        scope.keepStill();
        var plan = plans.lock(id).orElseThrow(() -> new NotFound(id));
        scope.keep(actor, plan.unit());
        return plan;
    }

    private void record(Actor actor, OrganizationCard unit, String act, TrainingPlan plan, String reason) {
        trail.record(actor, "planning.plan." + act, "organization:" + unit.id(), unit.path(), null,
            Map.of("plan", plan.id().toString(), "year", plan.year(), "title", plan.title(), "reason", reason));
    }
}
