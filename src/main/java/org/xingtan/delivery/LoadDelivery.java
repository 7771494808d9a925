package org.xingtan.delivery;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;

/** Sessions of invented trainings, by the same rules as everybody's. */
@Component
public class LoadDelivery {

    private final KeepSessions keep;
    private final Sessions sessions;
    private final EnterAttendance enter;
    private final CloseSession close;
    private final Trainings trainings;
    private final Participants participants;

    LoadDelivery(KeepSessions keep, Sessions sessions, EnterAttendance enter, CloseSession close, Trainings trainings, Participants participants) {
        this.keep = keep;
        this.sessions = sessions;
        this.enter = enter;
        this.close = close;
        this.trainings = trainings;
        this.participants = participants;
    }

    /** One for each day or meeting of a training. @param training of a call its program, or the offering @return all of them, in their order */
    @Transactional
    public List<UUID> layOut(Actor keeper, UUID training) {
        keep.layOut(keeper, training);
        return sessions.of(training).stream().map(Session::id).toList();
    }

    /** Who takes part in a training, by their units. */
    public List<TeacherId> people(UUID training) {
        return participants.of(trainings.find(training).orElseThrow(), null).stream().map(Participants.Participant::teacher).toList();
    }

    @Transactional
    public UUID set(Actor keeper, UUID training, SessionForm form) {
        return keep.set(keeper, training, Uuids.next(), form);
    }

    /** What was laid out is completed. */
    @Transactional
    public void complete(Actor keeper, UUID session, String place, String topic, String hours) {
        var one = SessionForm.of(sessions.find(session).orElseThrow());
        keep.change(keeper, session, new SessionForm(one.day(), one.starts(), one.ends(), place, topic, hours, null));
    }

    /** @param reason of a leave; else it may be empty */
    @Transactional
    public void enter(Actor keeper, UUID session, List<TeacherId> people, Attendance.State state, String reason) {
        enter.enter(keeper, session, people, state, reason);
    }

    /** Posts the hours. */
    @Transactional
    public void close(Actor keeper, UUID session) {
        close.close(keeper, session);
    }

    /** Takes them back. */
    @Transactional
    public void reopen(Actor keeper, UUID session, String reason) {
        close.reopen(keeper, session, reason);
    }
}
