package org.xingtan.study;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.People;
import org.xingtan.directory.PersonCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.safety.Checklist;
import org.xingtan.safety.ChecklistForm;
import org.xingtan.safety.Checklists;

/** Use cases: a unit sets an event under its plan, sees to its safety, calls it off. */
@Component
class KeepEvent {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Plans plans;
    private final Events events;
    private final StudyScope scope;
    private final Limits limits;
    private final People people;
    private final Told told;

    /** When it was, who is told, and who sees to its safety. */
    @Component
    record Told(AuditTrail audit, Clock clock, Checklists safety) {}

    KeepEvent(Plans plans, Events events, StudyScope scope, Limits limits, People people, Told told) {
        this.plans = plans;
        this.events = events;
        this.scope = scope;
        this.limits = limits;
        this.people = people;
        this.told = told;
    }

    /** Everything that is wrong with it, that it is over already included: a unit says beforehand what it means to do. */
    Verdict verdict(Plan plan, CreditHours dayHours, EventForm form) {
        return verdict(plan, dayHours, form, told.clock.instant());
    }

    private static Verdict verdict(Plan plan, CreditHours dayHours, EventForm form, Instant now) {
        return Verdict.of(Stream.concat(form.verdict(plan, dayHours).conditions().stream(),
            Stream.of(Condition.of("study.form.ahead", !form.isOver(now)))).toList());
    }

    /**
     * The same form again is the same event; one that says something else by now is another.
     *
     * @param made with the form
     * @throws org.xingtan.platform.Refused with everything that is not as it must be
     */
    @Transactional
    public UUID set(Actor actor, UUID planId, UUID made, EventForm form) {
        return set(actor, planId, made, form, told.clock.instant());
    }

    /** As it was set in its time. */
    @Transactional
    public UUID load(Actor actor, UUID planId, EventForm form) {
        return set(actor, planId, Uuids.next(), form, Instant.MIN);
    }

    private UUID set(Actor actor, UUID planId, UUID made, EventForm form, Instant now) {
        var plan = plans.lock(planId).orElseThrow(() -> new NotFound(planId));
        var unit = scope.act(actor, plan.unit());
        var isTaken = events.find(made).isPresent();
        var same = isTaken ? events.of(planId).stream().filter(form::says).findFirst() : Optional.<Event>empty();
        if (same.isPresent()) {
            return same.get().id();
        }
        var id = isTaken ? Uuids.next() : made;
        Verdict.of(Condition.of("study.event.confirmed", plan.isConfirmed())).orRefuse();
        verdict(plan, limits.day(unit.path(), plan.year()), form, now).orRefuse();
        var leader = person(unit, TeacherId.of(PlanForm.text(form.leader())));
        var event = new Event(id, planId, form.on().orElseThrow(), form.begins(), form.over(), PlanForm.text(form.place()), PlanForm.text(form.topic()), leader.id(),
            leader.name(), CreditHours.of(PlanForm.text(form.hours())), form.inPerson() != null, Event.State.PLANNED, 0, null, null, "");
        var secret = new byte[32];
        RANDOM.nextBytes(secret);
        events.add(event, secret);
        told.safety.open(id);
        record(actor, "study.event.set", unit, event, "");
        return id;
    }

    /** Somebody who counts in the unit or below. */
    private PersonCard person(OrganizationCard unit, TeacherId id) {
        return people.find(new Scope(List.of(unit.path())), id).orElseThrow(() -> new NotFound(id));
    }

    /** What was answered on the checklist, item by item; an item that is not named stays as it is. */
    @Transactional
    public void answer(Actor actor, UUID id, ChecklistForm form) {
        var event = events.lock(id).orElseThrow(() -> new NotFound(id));
        require(actor, event);
        if (!event.isPlanned()) {
            throw new Problem(409, "study.event.over");
        }
        told.safety.keep(actor, id, form);
    }

    /** Until the transaction ends nobody answers otherwise. */
    Checklist holdSafety(UUID id) {
        return told.safety.hold(id);
    }

    /** What was canceled stays so. What was closed once is closed again with what was put right: hours that people had of it would be lost without a word. */
    @Transactional
    public void cancel(Actor actor, UUID id, String reason) {
        var event = events.lock(id).orElseThrow(() -> new NotFound(id));
        scope.act(actor, plan(event).unit());
        if (event.state() == Event.State.CANCELED) {
            return;
        }
        if (!event.isPlanned()) {
            throw new Problem(409, "study.event.over");
        }
        Verdict.of(
            Condition.of("study.reason", KeepPlan.isReason(reason, false), 500),
            Condition.of("study.cancel.never-closed", event.posting() == 0),
            Condition.of("study.cancel.granted", !events.hasGranted(id))).orRefuse();
        events.cancel(id, reason);
        record(actor, "study.event.cancel", unit(event), event, reason);
    }

    /** The leader of an event leads it; so does whoever acts for its unit. @throws NotFound for anybody else who may not look at it */
    void require(Actor actor, Event event) {
        if (!event.leader().equals(actor.teacher())) {
            scope.act(actor, plan(event).unit());
        }
    }

    /** Whether somebody finds all of it in the console: its leader, and whoever looks after its unit. */
    boolean isSeenBy(Actor actor, Event event) {
        return event.leader().equals(actor.teacher()) || scope.sees(actor, plan(event).unit());
    }

    /** That the leader himself was there can be said from above as well: he may be the only one who acts for his unit. */
    void requireToEnter(Actor actor, Event event, java.util.List<TeacherId> about) {
        if (about.equals(java.util.List.of(event.leader())) && !event.leader().equals(actor.teacher())) {
            scope.look(actor, plan(event).unit());
        } else {
            require(actor, event);
        }
    }

    /** What is said to whoever says of somebody that he was there. */
    Condition atAnother(TeacherId person, Event other) {
        return Condition.of("study.attendance.elsewhere", false, people.find(person).map(PersonCard::name).orElse(""), other.topic(), other.begins(), other.over());
    }

    Plan plan(Event event) {
        return plans.find(event.plan()).orElseThrow();
    }

    OrganizationCard unit(Event event) {
        return scope.unit(plan(event).unit());
    }

    void record(Actor actor, String act, OrganizationCard unit, Event event, String reason) {
        told.audit.record(actor, act, "organization:" + unit.id(), unit.path(), null,
            Map.of("event", event.id().toString(), "title", event.topic(), "day", event.day().toString(), "reason", reason));
    }
}
