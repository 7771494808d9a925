package org.xingtan.delivery;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.xingtan.enrollment.CheckCode;
import org.xingtan.enrollment.Participations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;

/** Use case: somebody says that he is there, by the code on the screen. The server's clock says whether he is late. Said again, nothing changes. */
@Component
class CheckIn {

    /** So many wrong codes, and he has to be entered. */
    static final int MOST = 10;

    private final Sessions sessions;
    private final Trainings trainings;
    private final DeliveryScope scope;
    private final LookAtMine mine;
    private final Attendances attendances;
    private final Moment moment;

    /** When it is, what becomes true together, and how often somebody has been wrong. */
    @Component
    record Moment(Clock clock, TransactionOperations transactions, Participations participations, JdbcClient db) {

        /** Until the transaction ends nobody else says anything of himself there in his name: a crowd of guesses is one after the other. */
        void hold(TeacherId teacher, UUID session) {
            db.sql("select pg_advisory_xact_lock(hashtextextended('check-in of ' || :teacher || ' at ' || :session, 0))").param("teacher", teacher.toString())
                .param("session", session.toString()).query(_ -> {});
        }

        void miss(TeacherId teacher, UUID session) {
            db.sql("""
                    insert into delivery.wrong_code as w (teacher_id, session_id, tries) values (:teacher, :session, 1)
                    on conflict (teacher_id, session_id) do update set tries = w.tries + excluded.tries
                    """)
                .param("teacher", teacher.value()).param("session", session).update();
        }

        int missed(TeacherId teacher, UUID session) {
            return db.sql("select coalesce(max(tries), 0) from delivery.wrong_code where teacher_id = :teacher and session_id = :session")
                .param("teacher", teacher.value()).param("session", session).query(Integer.class).single();
        }
    }

    CheckIn(Sessions sessions, Trainings trainings, DeliveryScope scope, LookAtMine mine, Attendances attendances, Moment moment) {
        this.sessions = sessions;
        this.trainings = trainings;
        this.scope = scope;
        this.mine = mine;
        this.attendances = attendances;
        this.moment = moment;
    }

    /**
     * In one transaction, which is kept though the check-in is refused: that is how wrong codes are counted.
     *
     * @throws NotFound when he does not take part
     * @throws org.xingtan.platform.Refused with every condition
     */
    void checkIn(Actor actor, UUID id, String code) {
        Objects.requireNonNull(moment.transactions.execute(_ -> judge(actor, id, code))).orRefuse();
    }

    private Verdict judge(Actor actor, UUID id, String code) {
        var teacher = actor.teacher();
        var session = sessions.hold(id).filter(_ -> mine.isOf(teacher, id)).orElseThrow(() -> new NotFound(id));
        var training = trainings.find(session.training()).orElseThrow(() -> new NotFound(id));
        moment.hold(teacher, id);
        var before = attendances.find(teacher, id);
        if (before.filter(it -> it.state().isThere()).isPresent()) {
            return Verdict.of();
        }
        var now = moment.clock.instant();
        var missed = moment.missed(teacher, id);
        var open = session.isPlanned() && session.checkIn().isOpen(now);
        var right = missed < MOST && CheckCode.isValid(sessions.secret(id), code.strip(), now);
        if (open && !right && missed < MOST) {
            moment.miss(teacher, id);
        }
        var verdict = Verdict.of(
            Condition.of("delivery.check-in.open", open, session.checkIn().opens(), session.over()),
            Condition.of("delivery.not-called-off", !training.calledOff()),
            Condition.of("delivery.check-in.takes-part", mine.takesPart(teacher, session.training())),
            Condition.of("delivery.check-in.not-keeper", !scope.keeps(actor, training)),
            Condition.of("delivery.check-in.not-absent", before.filter(it -> it.state() == Attendance.State.ABSENT).isEmpty()),
            Condition.of("delivery.check-in.tries", missed < MOST, MOST),
            Condition.of("delivery.check-in.code", right, CheckCode.SECONDS));
        if (verdict.met()) {
            var state = session.checkIn().isLate(now, training.rule().lateMinutes()) ? Attendance.State.LATE : Attendance.State.PRESENT;
            attendances.set(new Attendances.Said(teacher, id, state, "CHECKED_IN", ""), actor, now);
            moment.participations.markStarted(List.of(teacher), training.program(), now);
        }
        return verdict;
    }
}
