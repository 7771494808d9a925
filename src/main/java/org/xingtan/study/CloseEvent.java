package org.xingtan.study;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.ledger.Earning;
import org.xingtan.ledger.Ledger;
import org.xingtan.ledger.ReverseEntry;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Verdict;
import org.xingtan.program.CreditRule;
import org.xingtan.recognition.YearClosed;

/** Use cases: an event is closed, and the hours of all who were there are posted with it; opened again, they are taken back. Done again, nothing changes. */
@Component
class CloseEvent {

    /** What the ledger knows them by; the reference is the event. */
    static final String SOURCE = "study";

    private static final String YEAR_CLOSED = "YEAR_CLOSED";

    private final KeepEvent keep;
    private final Events events;
    private final Attendances attendances;
    private final Limits limits;
    private final Posting posting;
    private final Clock clock;

    /** Where hours go, and what may stand against it. */
    @Component
    record Posting(Ledger ledger, ReverseEntry reversal, ObjectProvider<YearClosed> closed) {}

    CloseEvent(KeepEvent keep, Events events, Attendances attendances, Limits limits, Posting posting, Clock clock) {
        this.keep = keep;
        this.events = events;
        this.attendances = attendances;
        this.limits = limits;
        this.posting = posting;
        this.clock = clock;
    }

    /** Whether it may be closed: the same verdict is shown and decides. */
    static Verdict verdict(Event event, Plan plan, List<Event.Risk> risks, List<Attendance> there, Instant now) {
        var answered = (int) risks.stream().filter(it -> it.answer() != null).count();
        return Verdict.of(
            Condition.of("study.close.over", !now.isBefore(event.over()), event.over()),
            Condition.of("study.close.somebody", there.stream().anyMatch(it -> it.counts(plan))),
            Condition.atLeast("study.close.risks", risks.size(), answered));
    }

    /** @throws org.xingtan.platform.Refused with every condition */
    @Transactional
    public void close(Actor actor, UUID id) {
        var event = events.lock(id).orElseThrow(() -> new NotFound(id));
        keep.require(actor, event);
        if (event.isClosed()) {
            return;
        }
        if (!event.isPlanned()) {
            throw new Problem(409, "study.event.over");
        }
        var plan = keep.plan(event);
        var unit = keep.unit(event);
        var there = attendances.of(id);
        var now = clock.instant();
        verdict(event, plan, events.risks(id), there, now).orRefuse();
        var rule = new CreditRule(plan.category(), new CreditRule.Fixed(event.hours()), limits.caps(unit.path(), plan.category()));
        there.stream().filter(it -> it.counts(plan)).forEach(it -> post(actor, event, unit, rule, it));
        events.close(id, event.posting() + 1, actor, now);
        keep.record(actor, "study.event.close", unit, event, "");
    }

    private void post(Actor actor, Event event, OrganizationCard unit, CreditRule rule, Attendance one) {
        posting.ledger.lock(one.teacher(), unit.path());
        if (posting.closed.stream().anyMatch(it -> it.isClosed(one.teacher(), event.day().getYear()))) {
            attendances.post(one, null, null, YEAR_CLOSED);
            return;
        }
        var receipt = posting.ledger.post(new Earning(one.teacher(), unit.id(), unit.path(), null, Earning.Place.NOWHERE, rule, 1, List.of(), event.hours(), SOURCE,
            reference(event), event.topic(), Map.of("event", event.id().toString(), "plan", event.plan().toString(), "attendance", one.state().name(), "how", one.how()),
            event.day(), 1, new Earning.By(actor.teacher(), "")));
        attendances.post(one, receipt.earned(), receipt.credited(), null);
    }

    /** Of the posting that is to come. */
    private static String reference(Event event) {
        return event.posting() == 0 ? event.id().toString() : event.id() + "/" + (event.posting() + 1);
    }

    /** What was posted is reversed with the reason; who was there may be put right then. */
    @Transactional
    public void reopen(Actor actor, UUID id, String reason) {
        var event = events.lock(id).orElseThrow(() -> new NotFound(id));
        keep.require(actor, event);
        if (event.isPlanned()) {
            return;
        }
        if (!event.isClosed()) {
            throw new Problem(409, "study.event.over");
        }
        Verdict.of(Condition.of("study.reason", KeepPlan.isReason(reason, false), 500)).orRefuse();
        var unit = keep.unit(event);
        events.move(id, Event.State.PLANNED, reason);
        attendances.of(id).forEach(one -> {
            posting.reversal.takeBack(actor, one.teacher(), unit, SOURCE, event.reference(), reason);
            attendances.post(one, null, null, null);
        });
        keep.record(actor, "study.event.reopen", unit, event, reason);
    }
}
