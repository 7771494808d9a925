package org.xingtan.delivery;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;

/** What a teacher looks at: sessions of the trainings he takes part in, and those at which something is said of him. */
@Component
class LookAtMine {

    private static final int DAYS_BACK = 400;
    private static final int DAYS_AHEAD = 400;

    private static final String MINE = Sessions.SELECT + """
         where s.id in (select i.id
                          from delivery.participant_card p
                          join delivery.session i on i.training_id = p.training_id
                         where p.teacher_id = :teacher
                         union all
                        select a.session_id from delivery.attendance a where a.teacher_id = :teacher)
        """;

    private final JdbcClient db;
    private final Trainings trainings;
    private final Sessions sessions;
    private final Attendances attendances;
    private final Leaves leaves;
    private final Clock clock;

    LookAtMine(JdbcClient db, Trainings trainings, Sessions sessions, Attendances attendances, Leaves leaves, Clock clock) {
        this.db = db;
        this.trainings = trainings;
        this.sessions = sessions;
        this.attendances = attendances;
        this.leaves = leaves;
        this.clock = clock;
    }

    List<Session> of(TeacherId teacher, LocalDate from, LocalDate to) {
        return db.sql(MINE + "and s.day between :from and :to order by s.day desc, s.starts desc, s.id limit 500").param("teacher", teacher.value())
            .param("from", from).param("to", to).query((row, _) -> Sessions.session(row)).list();
    }

    boolean isOf(TeacherId teacher, UUID session) {
        return db.sql(MINE + "and s.id = :session").param("teacher", teacher.value()).param("session", session).query((row, _) -> row.getString("id")).optional().isPresent();
    }

    /** Whether he does now; of who has left since, what was said of him is his still. */
    boolean takesPart(TeacherId teacher, UUID training) {
        return db.sql("select exists (select from delivery.participant_card where teacher_id = :teacher and training_id = :training)").param("teacher", teacher.value())
            .param("training", training).query(Boolean.class).single();
    }

    /** The coming ones first. */
    DeliveryView.AllMine mine(Actor actor) {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, Window.ZONE);
        var known = new HashMap<UUID, Optional<Training>>();
        var all = of(actor.teacher(), today.minusDays(DAYS_BACK), today.plusDays(DAYS_AHEAD)).stream()
            .map(it -> mine(actor, it, known.computeIfAbsent(it.training(), trainings::find))).toList();
        return new DeliveryView.AllMine(all.stream().filter(it -> it.session().over().isAfter(now)).sorted(Comparator.comparing(it -> it.session().begins())).toList(),
            all.stream().filter(it -> !it.session().over().isAfter(now)).toList());
    }

    /** @throws NotFound unless he takes part, or something is said of him */
    DeliveryView.Mine one(Actor actor, UUID id) {
        var session = sessions.find(id).filter(it -> isOf(actor.teacher(), id)).orElseThrow(() -> new NotFound(id));
        return mine(actor, session, trainings.find(session.training()));
    }

    private DeliveryView.Mine mine(Actor actor, Session session, Optional<Training> training) {
        var now = clock.instant();
        var said = attendances.find(actor.teacher(), session.id()).orElse(null);
        var leave = leaves.find(actor.teacher(), session.id()).orElse(null);
        var planned = session.isPlanned() && training.filter(it -> !it.calledOff()).isPresent();
        var calledOff = session.state() == Session.State.CANCELED || session.isPlanned() && training.filter(it -> !it.holds(session)).isPresent();
        return new DeliveryView.Mine(session, training.map(Training::title).orElse(""), calledOff, said, leave,
            planned && (said == null || said.state() == Attendance.State.EXCUSED) && session.checkIn().isOpen(now),
            planned && said == null && now.isBefore(session.begins()) && (leave == null || leave.isOver()));
    }
}
