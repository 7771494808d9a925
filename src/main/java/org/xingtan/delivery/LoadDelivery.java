package org.xingtan.delivery;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.enrollment.CheckCode;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;

/** Sessions of invented trainings, by the same rules as everybody's. */
@Component
public class LoadDelivery {

    /** What is done with sessions. */
    @Component
    record Acts(KeepSessions keep, EnterAttendance enter, CloseSession close, AskLeave leave, CheckIn checkIn) {}

    private final Acts acts;
    private final Sessions sessions;
    private final Trainings trainings;
    private final Participants participants;

    LoadDelivery(Acts acts, Sessions sessions, Trainings trainings, Participants participants) {
        this.acts = acts;
        this.sessions = sessions;
        this.trainings = trainings;
        this.participants = participants;
    }

    /**
     * One for each day or meeting of a training.
     *
     * @param training of a call its program, or the offering
     * @param reason   where one of them has begun already
     * @return all of them, in their order
     */
    @Transactional
    public List<UUID> layOut(Actor keeper, UUID training, String reason) {
        acts.keep.layOut(keeper, training, reason);
        return sessions.of(training).stream().map(Session::id).toList();
    }

    /** Who takes part in a training, by their units. */
    public List<TeacherId> people(UUID training) {
        return participants.of(trainings.find(training).orElseThrow(), List.of()).stream().map(Participants.Participant::teacher).toList();
    }

    @Transactional
    public UUID set(Actor keeper, UUID training, SessionForm form) {
        return acts.keep.set(keeper, training, Uuids.next(), form);
    }

    /** What was laid out is completed. */
    @Transactional
    public void complete(Actor keeper, UUID session, String place, String topic, String hours) {
        var one = SessionForm.of(sessions.find(session).orElseThrow());
        acts.keep.change(keeper, session, new SessionForm(one.day(), one.starts(), one.ends(), place, topic, hours, null));
    }

    /** @param reason of a leave; else it may be empty */
    @Transactional
    public void enter(Actor keeper, UUID session, List<TeacherId> people, Attendance.State state, String reason) {
        acts.enter.enter(keeper, session, people, state, reason);
    }

    /** Posts the hours. */
    @Transactional
    public void close(Actor keeper, UUID session) {
        acts.close.close(keeper, session);
    }

    /** Takes them back. */
    @Transactional
    public void reopen(Actor keeper, UUID session, String reason) {
        acts.close.reopen(keeper, session, reason);
    }

    /** Before it begins. */
    @Transactional
    public void ask(Actor teacher, UUID session, String reason) {
        acts.leave.ask(teacher, session, reason);
    }

    /** @param answer why; empty only where it is granted */
    @Transactional
    public void answer(Actor keeper, UUID session, List<TeacherId> people, boolean granted, String answer) {
        acts.leave.answer(keeper, session, people, granted, answer);
    }

    /** By a code as it is shown at that moment; whether it is still one, the server's clock says. */
    public void checkIn(Actor teacher, UUID session, Instant shown) {
        acts.checkIn.checkIn(teacher, session, CheckCode.at(sessions.secret(session), shown));
    }
}
