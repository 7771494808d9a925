package org.xingtan.study;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;
import org.xingtan.platform.calendar.WorkingCalendar;

/** Use cases: a unit plans and hands in; the authority above it confirms, or returns with a reason. Done again, nothing changes. */
@Component
class KeepPlan {

    /** How many working days the authority has. */
    private static final int DAYS = 10;
    private static final int LONGEST = 500;

    private final Plans plans;
    private final Events events;
    private final StudyScope scope;
    private final Limits limits;
    private final WorkingCalendar calendar;
    private final KeepEvent.Told told;

    KeepPlan(Plans plans, Events events, StudyScope scope, Limits limits, WorkingCalendar calendar, KeepEvent.Told told) {
        this.plans = plans;
        this.events = events;
        this.scope = scope;
        this.limits = limits;
        this.calendar = calendar;
        this.told = told;
    }

    /** Everything that is wrong with it for a unit, the category and the theme of its year included. */
    private Verdict verdict(OrganizationCard unit, PlanForm form) {
        return form.verdict(asked(unit, form));
    }

    /** The same, and that its year is not over. @param before what it was, whose year may stay; null for a new one */
    Verdict verdict(OrganizationCard unit, PlanForm form, @Nullable Plan before) {
        var year = LocalDate.ofInstant(told.clock().instant(), Window.ZONE).getYear();
        return Verdict.of(Stream.concat(verdict(unit, form).conditions().stream(), Stream.of(Condition.of("study.form.year-ahead",
            form.on().filter(it -> it < year && (before == null || before.year() != it)).isEmpty(), year))).toList());
    }

    private PlanForm.@Nullable Asked asked(OrganizationCard unit, PlanForm form) {
        return form.on().map(year -> limits.asked(unit.path(), year)).orElse(null);
    }

    /** @param made with the form: the same form again is the same plan; one that says something else by now is another */
    @Transactional
    public UUID draft(Actor actor, UUID made, OrganizationId unit, PlanForm form) {
        var owner = scope.act(actor, unit);
        if (!isThere(form.plan(made, unit, scope.authority(owner).id(), asked(owner, form)))) {
            verdict(owner, form, null).orRefuse();
        }
        return load(actor, made, unit, form);
    }

    /** As it was made in its time. */
    @Transactional
    public UUID load(Actor actor, UUID made, OrganizationId unit, PlanForm form) {
        var owner = scope.act(actor, unit);
        var wanted = form.plan(made, unit, scope.authority(owner).id(), asked(owner, form));
        if (isThere(wanted)) {
            return made;
        }
        var id = plans.find(made).isPresent() ? Uuids.next() : made;
        var plan = form.plan(id, unit, wanted.authority(), asked(owner, form));
        if (!plans.add(plan)) {
            Verdict.of(Condition.of("study.plan.once", isThere(wanted), plan.title())).orRefuse();
            return made;
        }
        step(actor, plan, owner, "DRAFTED", "");
        return id;
    }

    private boolean isThere(Plan wanted) {
        return plans.find(wanted.id()).filter(it -> it.unit().equals(wanted.unit()) && PlanForm.of(it).equals(PlanForm.of(wanted))).isPresent();
    }

    @Transactional
    public void change(Actor actor, UUID id, PlanForm form) {
        var plan = mine(actor, id);
        if (!plan.isOpen()) {
            throw new Problem(409, "study.plan.handed-in");
        }
        verdict(scope.unit(plan.unit()), form, plan).orRefuse();
        var next = form.plan(id, plan.unit(), plan.authority(), asked(scope.unit(plan.unit()), form));
        Verdict.of(Condition.of("study.plan.once", !plans.isTaken(next), next.title())).orRefuse();
        if (PlanForm.of(next).equals(PlanForm.of(plan))) {
            return;
        }
        plans.change(next);
        step(actor, plan, scope.unit(plan.unit()), "CHANGED", "");
    }

    @Transactional
    public void submit(Actor actor, UUID id) {
        var plan = mine(actor, id);
        if (plan.isSubmitted()) {
            return;
        }
        if (!plan.isOpen()) {
            throw new Problem(409, "study.plan.handed-in");
        }
        var unit = scope.unit(plan.unit());
        verdict(unit, PlanForm.of(plan)).orRefuse();
        plans.submit(id, scope.authority(unit).id(), actor.teacher(), due(), told.clock().instant());
        step(actor, plan, unit, "SUBMITTED", "");
    }

    private LocalDate due() {
        return calendar.days().after(LocalDate.ofInstant(told.clock().instant(), Window.ZONE), DAYS);
    }

    private Plan mine(Actor actor, UUID id) {
        var plan = plans.lock(id).orElseThrow(() -> new NotFound(id));
        scope.act(actor, plan.unit());
        return plan;
    }

    /**
     * @param shown how many steps of it he saw; null for however it is
     * @throws Forbidden when another authority confirms, or it is the actor's own plan
     * @throws Problem 409 when it does not wait for an answer, or is other than he saw it
     */
    @Transactional
    public void decide(Actor actor, UUID id, @Nullable Integer shown, Plan.State decision, String reason) {
        var plan = theirs(actor, id);
        if (plan.state() == decision) {
            return;
        }
        if (!plan.isSubmitted()) {
            throw new Problem(409, "study.plan.decided");
        }
        if (actor.teacher().equals(plan.submittedBy())) {
            throw new Forbidden("study.own");
        }
        if (shown != null && shown != plans.steps(id).size()) {
            throw new Problem(409, "error.changed-meanwhile");
        }
        Verdict.of(Condition.of("study.reason", isReason(reason, decision == Plan.State.CONFIRMED), LONGEST)).orRefuse();
        plans.move(id, decision, actor.teacher(), null, told.clock().instant());
        step(actor, plan, scope.unit(plan.unit()), decision.name(), reason);
    }

    /**
     * It waits again; as long as nothing is planned under it, and what was returned is not being corrected.
     *
     * @throws Forbidden when another authority answers, or it is the actor's own plan
     */
    @Transactional
    public void undo(Actor actor, UUID id, String reason) {
        var plan = theirs(actor, id);
        if (actor.teacher().equals(plan.submittedBy())) {
            throw new Forbidden("study.own");
        }
        Verdict.of(Condition.of("study.reason", isReason(reason, false), LONGEST)).orRefuse();
        if (!plan.isConfirmed() && plan.state() != Plan.State.RETURNED || !events.of(id).isEmpty()) {
            throw new Problem(409, "study.plan.under-way");
        }
        if (!plans.steps(id).getLast().act().equals(plan.state().name())) {
            throw new Problem(409, "study.plan.in-correction");
        }
        plans.move(id, Plan.State.SUBMITTED, null, due(), told.clock().instant());
        step(actor, plan, scope.unit(plan.unit()), "UNDONE", reason);
    }

    private Plan theirs(Actor actor, UUID id) {
        var plan = plans.lock(id).orElseThrow(() -> new NotFound(id));
        scope.look(actor, plan.unit());
        if (!scope.actsFor(actor, plan.authority())) {
            throw new Forbidden("study.level");
        }
        return plan;
    }

    static boolean isReason(String reason, boolean mayBeEmpty) {
        return (mayBeEmpty || !reason.isBlank()) && reason.length() <= LONGEST && StorableText.is(reason);
    }

    private void step(Actor actor, Plan plan, OrganizationCard unit, String act, String reason) {
        plans.addStep(plan.id(), act, actor, reason, told.clock().instant());
        told.audit().record(actor, "study.plan." + act.toLowerCase(java.util.Locale.ROOT), "organization:" + unit.id(), unit.path(), null,
            Map.of("plan", plan.id().toString(), "title", plan.title(), "reason", reason));
    }
}
