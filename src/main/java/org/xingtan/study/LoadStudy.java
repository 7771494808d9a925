package org.xingtan.study;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.enrollment.CheckCode;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;
import org.xingtan.safety.Checklist;
import org.xingtan.safety.ChecklistForm;

/** Plans and events of invented units, by the same rules as everybody's. */
@Component
public class LoadStudy {

    /** A plan to be made. @param theme null for none */
    public record WantedPlan(int year, String title, String aims, String category, @Nullable String theme, String eventHours, String leader) {

        PlanForm form() {
            return new PlanForm(String.valueOf(year), title, aims, category, theme, eventHours, leader, "10", "on");
        }
    }

    /** An event to be set. @param day {@code 2026-03-15} @param starts {@code 14:30} */
    public record WantedEvent(String day, String starts, String ends, String place, String topic, TeacherId leader, String hours, boolean inPerson) {

        EventForm form() {
            return new EventForm(day, starts, ends, place, topic, leader.toString(), hours, inPerson ? "on" : null);
        }
    }

    private final KeepPlan plans;
    private final KeepEvent events;
    private final Events found;
    private final EnterAttendance enter;
    private final CloseEvent close;
    private final CheckIn checkIn;

    LoadStudy(KeepPlan plans, KeepEvent events, Events found, EnterAttendance enter, CloseEvent close, CheckIn checkIn) {
        this.plans = plans;
        this.events = events;
        this.found = found;
        this.enter = enter;
        this.close = close;
        this.checkIn = checkIn;
    }

    /** A draft of the unit's. */
    @Transactional
    public UUID plan(Actor administrator, OrganizationId unit, WantedPlan wanted) {
        return plans.load(administrator, Uuids.next(), unit, wanted.form());
    }

    @Transactional
    public void submit(Actor administrator, UUID plan) {
        plans.submit(administrator, plan);
    }

    /** @param reason needed to return it */
    @Transactional
    public void answer(Actor authority, UUID plan, boolean confirms, String reason) {
        plans.decide(authority, plan, null, confirms ? Plan.State.CONFIRMED : Plan.State.RETURNED, reason);
    }

    @Transactional
    public UUID event(Actor administrator, UUID plan, WantedEvent wanted) {
        return events.load(administrator, plan, wanted.form());
    }

    /** The whole checklist is seen to. */
    @Transactional
    public void seeToRisks(Actor leader, UUID event) {
        events.answer(leader, event, ChecklistForm.done(events.holdSafety(event)));
    }

    /** @return who was left out because he is at another event at that time */
    @Transactional
    public Verdict tick(Actor leader, UUID event, List<TeacherId> present) {
        return enter.tick(leader, event, present);
    }

    /** By a code as it is shown at that moment; whether it is still one, the server's clock says. */
    public void checkIn(Actor teacher, UUID event, Instant shown) {
        checkIn.checkIn(teacher, event, CheckCode.at(found.secret(event), shown));
    }

    /** @param state PRESENT, LATE or ABSENT */
    @Transactional
    public void correct(Actor leader, UUID event, TeacherId teacher, Attendance.State state, String reason) {
        enter.correct(leader, event, teacher, state, reason);
    }

    /** Posts the hours. */
    @Transactional
    public void close(Actor leader, UUID event) {
        close.close(leader, event);
    }

    /** Takes them back. */
    @Transactional
    public void reopen(Actor leader, UUID event, String reason) {
        close.reopen(leader, event, reason);
    }

    @Transactional
    public void cancel(Actor administrator, UUID event, @Nullable String reason) {
        events.cancel(administrator, event, reason == null ? "" : reason);
    }

    /** What a checklist asks, by code. */
    @Transactional
    public Map<String, String> risks(UUID event) {
        return events.holdSafety(event).items().stream().collect(java.util.stream.Collectors.toMap(Checklist.Item::code, it -> it.title().chinese()));
    }
}
