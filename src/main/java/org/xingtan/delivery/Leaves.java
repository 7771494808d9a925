package org.xingtan.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;

/** Who has asked for leave. */
@Repository
class Leaves {

    private static final String SELECT = """
        select l.teacher_id, l.session_id, l.reason, l.asked_at, l.state, l.answer, l.answered_by_name, l.begins = s.day + s.starts as stands
          from delivery.leave l
          join delivery.session s on s.id = l.session_id
        """;

    private final JdbcClient db;

    Leaves(JdbcClient db) {
        this.db = db;
    }

    List<Leave> of(UUID session) {
        return db.sql(SELECT + """
                 -- all teachers: those of one session
                 where l.session_id = :session order by l.asked_at, l.teacher_id
                """)
            .param("session", session).query((row, _) -> leave(row)).list();
    }

    Optional<Leave> find(TeacherId teacher, UUID session) {
        return db.sql(SELECT + "where l.teacher_id = :teacher and l.session_id = :session").param("teacher", teacher.value()).param("session", session)
            .query((row, _) -> leave(row)).optional();
    }

    /** The first time, after it was withdrawn, or after it was refused and the session has moved. */
    void ask(TeacherId teacher, UUID session, String reason, Instant now) {
        db.sql("""
                insert into delivery.leave (teacher_id, session_id, reason, asked_at, begins)
                select :teacher, s.id, :reason, :now, s.day + s.starts from delivery.session s where s.id = :session
                on conflict (teacher_id, session_id) do update
                   set reason = excluded.reason, asked_at = excluded.asked_at, state = excluded.state, begins = excluded.begins, answer = excluded.answer,
                       answered_by = excluded.answered_by, answered_by_name = excluded.answered_by_name, answered_at = excluded.answered_at
                """)
            .param("teacher", teacher.value()).param("session", session).param("reason", reason).param("now", now.atOffset(ZoneOffset.UTC)).update();
    }

    void withdraw(TeacherId teacher, UUID session) {
        db.sql("update delivery.leave set state = 'WITHDRAWN' where teacher_id = :teacher and session_id = :session and state = 'ASKED'")
            .param("teacher", teacher.value()).param("session", session).update();
    }

    void answer(Leave leave, Leave.State state, String answer, Actor by, Instant now) {
        db.sql("""
                update delivery.leave set state = :state, answer = :answer, answered_by = :by, answered_by_name = :byName, answered_at = :now
                 where teacher_id = :teacher and session_id = :session
                """)
            .param("state", state.name()).param("answer", answer).param("by", by.teacher().value()).param("byName", by.personName())
            .param("now", now.atOffset(ZoneOffset.UTC)).param("teacher", leave.teacher().value()).param("session", leave.session()).update();
    }

    private static Leave leave(ResultSet row) throws SQLException {
        return new Leave(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getObject("session_id", UUID.class), row.getString("reason"),
            row.getObject("asked_at", OffsetDateTime.class).toInstant(), Leave.State.valueOf(row.getString("state")), row.getString("answer"), row.getString("answered_by_name"),
            row.getBoolean("stands"));
    }
}
