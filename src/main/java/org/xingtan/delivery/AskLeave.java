package org.xingtan.delivery;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.messaging.Outgoing;
import org.xingtan.messaging.Send;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;

/** Use cases: somebody asks for leave before a session begins, or takes that back; whoever keeps the training answers, of many at once. */
@Component
class AskLeave {

    private final KeepSessions keep;
    private final Sessions sessions;
    private final LookAtMine mine;
    private final Leaves leaves;
    private final Attendances attendances;
    private final Around around;

    /** When it is, of what, and who is told. */
    @Component
    record Around(Clock clock, Trainings trainings, Send send) {}

    AskLeave(KeepSessions keep, Sessions sessions, LookAtMine mine, Leaves leaves, Attendances attendances, Around around) {
        this.keep = keep;
        this.sessions = sessions;
        this.mine = mine;
        this.leaves = leaves;
        this.attendances = attendances;
        this.around = around;
    }

    /** Held while somebody of it says something of himself. @throws NotFound for whoever does not take part */
    private Session hold(Actor actor, UUID id) {
        return sessions.hold(id).filter(_ -> mine.isOf(actor.teacher(), id)).orElseThrow(() -> new NotFound(id));
    }

    /** Asked already is asked. @throws org.xingtan.platform.Refused with every condition */
    @Transactional
    public void ask(Actor actor, UUID id, String reason) {
        var session = hold(actor, id);
        var before = leaves.find(actor.teacher(), id);
        if (before.filter(it -> it.isAsked() || it.state() == Leave.State.GRANTED).isPresent()) {
            return;
        }
        var now = around.clock.instant();
        Verdict.of(
            Condition.of("delivery.leave.before", session.isPlanned() && now.isBefore(session.begins()), session.begins()),
            Condition.of("delivery.not-called-off", around.trainings.find(session.training()).filter(it -> !it.calledOff()).isPresent()),
            Condition.of("delivery.leave.not-refused", before.filter(Leave::isFinal).isEmpty()),
            Condition.of("delivery.leave.silent", attendances.find(actor.teacher(), id).isEmpty()),
            Condition.of("delivery.reason", SessionForm.isReason(reason), SessionForm.LONGEST)).orRefuse();
        leaves.ask(actor.teacher(), id, reason, now);
    }

    /** As long as nobody has answered; afterwards it changes nothing. */
    @Transactional
    public void withdraw(Actor actor, UUID id) {
        hold(actor, id);
        leaves.withdraw(actor.teacher(), id);
    }

    /**
     * What was answered or taken back meanwhile is left as it is. Whoever is granted leave stands as on leave and not as absent, unless he is said to have been there by now.
     *
     * @param answer why; empty only where it is granted
     * @throws Forbidden when one of them is the actor himself
     */
    @Transactional
    public void answer(Actor actor, UUID id, List<TeacherId> people, boolean granted, String answer) {
        var held = keep.holdPlanned(actor, id);
        if (people.contains(actor.teacher())) {
            throw new Forbidden("delivery.own");
        }
        Verdict.of(Condition.of("delivery.attendance.somebody", !people.isEmpty()),
            Condition.of("delivery.reason", SessionForm.isReason(answer) || granted && answer.isEmpty(), SessionForm.LONGEST)).orRefuse();
        var asked = leaves.of(id).stream().filter(it -> it.isAsked() && people.contains(it.teacher())).sorted(Comparator.comparing(it -> it.teacher().value())).toList();
        var now = around.clock.instant();
        for (var leave : asked) {
            leaves.answer(leave, granted ? Leave.State.GRANTED : Leave.State.REFUSED, answer, actor, now);
            if (granted && attendances.find(leave.teacher(), id).filter(it -> it.state() != Attendance.State.ABSENT).isEmpty()) {
                attendances.set(new Attendances.Said(leave.teacher(), id, Attendance.State.EXCUSED, "LEAVE", leave.reason()), actor, now);
            }
        }
        if (!asked.isEmpty()) {
            tell(held, asked, granted ? "leave-granted" : "leave-refused", answer);
            keep.record(actor, granted ? "delivery.leave.grant" : "delivery.leave.refuse", held, answer);
        }
    }

    private void tell(KeepSessions.Held held, List<Leave> to, String what, String answer) {
        var session = held.session();
        around.send.to(to.stream().map(Leave::teacher).toList(), Outgoing.official("delivery." + what, "session:" + session.id(), "delivery.told." + what + ".",
            held.training().title(), session.topic(), session.day(), answer.isEmpty() ? "–" : answer).leadingTo("/delivery/sessions/" + session.id()));
    }
}
