package org.xingtan.study;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.xingtan.directory.People;
import org.xingtan.enrollment.CheckCode;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Verdict;

/** Use case: somebody says that he is there, by the code on the leader's screen. The server's clock says whether he is late. Said again, nothing changes. */
@Component
class CheckIn {

    /** So many wrong codes, and he has to be ticked. */
    static final int MOST = 10;

    private final Events events;
    private final Plans plans;
    private final Attendances attendances;
    private final StudyScope scope;
    private final People people;
    private final Moment moment;

    /** When it is, and what becomes true together. */
    @Component
    record Moment(Clock clock, TransactionOperations transactions) {}

    CheckIn(Events events, Plans plans, Attendances attendances, StudyScope scope, People people, Moment moment) {
        this.events = events;
        this.plans = plans;
        this.attendances = attendances;
        this.scope = scope;
        this.people = people;
        this.moment = moment;
    }

    /**
     * In one transaction, which is kept though the check-in is refused: that is how wrong codes are counted.
     *
     * @throws NotFound when he does not count in the event's unit
     * @throws org.xingtan.platform.Refused with every condition
     */
    void checkIn(Actor actor, UUID id, String code) {
        java.util.Objects.requireNonNull(moment.transactions.execute(_ -> judge(actor, id, code))).orRefuse();
    }

    private Verdict judge(Actor actor, UUID id, String code) {
        var event = events.hold(id).orElseThrow(() -> new NotFound(id));
        var plan = plans.find(event.plan()).orElseThrow();
        people.find(new Scope(List.of(scope.unit(plan.unit()).path())), actor.teacher()).orElseThrow(() -> new NotFound(id));
        attendances.hold(actor.teacher(), id);
        var before = attendances.find(actor.teacher(), id);
        if (before.filter(it -> it.state() != Attendance.State.ABSENT).isPresent()) {
            return Verdict.of();
        }
        var now = moment.clock.instant();
        var missed = attendances.missed(actor.teacher(), id);
        var open = event.isOpenForCheckIn(now);
        var right = missed < MOST && CheckCode.isValid(events.secret(id), code.strip(), now);
        if (open && !right && missed < MOST) {
            attendances.miss(actor.teacher(), id);
        }
        var conditions = new ArrayList<>(List.of(
            Condition.of("study.check-in.open", open, event.checkIn().opens(), event.over()),
            Condition.of("study.check-in.not-holder", !event.leader().equals(actor.teacher()) && !scope.actsFor(actor, plan.unit())),
            Condition.of("study.check-in.not-absent", before.isEmpty()),
            Condition.of("study.check-in.tries", missed < MOST, MOST),
            Condition.of("study.check-in.code", right, CheckCode.SECONDS)));
        attendances.elsewhere(actor.teacher(), event).ifPresent(other ->
            conditions.add(Condition.of("study.check-in.elsewhere", false, other.topic(), other.begins(), other.over())));
        var verdict = Verdict.of(conditions);
        if (verdict.met()) {
            attendances.set(actor.teacher(), id, event.isLate(now, plan.lateMinutes()) ? Attendance.State.LATE : Attendance.State.PRESENT, "CHECKED_IN", actor, "", now);
        }
        return verdict;
    }
}
