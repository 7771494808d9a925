package org.xingtan.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;

/** The sessions of trainings. Whoever changes one has locked it, or its training. */
@Repository
class Sessions {

    static final String SELECT = """
        select s.id, s.training_id, s.day, s.starts, s.ends, s.place, s.topic, s.hours, s.state, s.revision, s.posting, s.expected, s.attended,
               s.closed_by_name, s.closed_at, s.reason, s.set_at
          from delivery.session s
        """;

    private final JdbcClient db;

    Sessions(JdbcClient db) {
        this.db = db;
    }

    Optional<Session> find(UUID id) {
        return db.sql(SELECT + "where s.id = :id").param("id", id).query((row, _) -> session(row)).optional();
    }

    /** Nobody else changes it until the transaction ends, nor who was there. */
    Optional<Session> lock(UUID id) {
        return db.sql(SELECT + "where s.id = :id for update").param("id", id).query((row, _) -> session(row)).optional();
    }

    /** Nobody closes, changes or calls it off until the transaction ends; others may say that they are there. */
    Optional<Session> hold(UUID id) {
        return db.sql(SELECT + "where s.id = :id for share").param("id", id).query((row, _) -> session(row)).optional();
    }

    /** When it was closed first, however often it was opened again since; empty as long as it never was. */
    Optional<Instant> firstClosed(UUID id) {
        return db.sql("select coalesce(first_closed_at, closed_at) as at from delivery.session where id = :id and coalesce(first_closed_at, closed_at) is not null").param("id", id)
            .query((row, _) -> row.getObject("at", OffsetDateTime.class).toInstant()).optional();
    }

    byte[] secret(UUID id) {
        return db.sql("select secret from delivery.session where id = :id").param("id", id).query(byte[].class).single();
    }

    /** Whether more than leave is said of somebody there. */
    boolean isAttended(UUID id) {
        return db.sql("""
                -- all teachers: those of one session
                select exists (select from delivery.attendance a where a.session_id = :id and a.state <> 'EXCUSED')
                """)
            .param("id", id).query(Boolean.class).single();
    }

    /** Whether an appeal has found that somebody was there. */
    boolean hasGranted(UUID id) {
        return db.sql("""
                -- all teachers: those of one session
                select exists (select from delivery.attendance a
                                 join appeal.appeal_card p on p.teacher_id = a.teacher_id and p.kind = 'SESSION' and p.reference = a.session_id and p.state = 'GRANTED'
                                where a.session_id = :id)
                """)
            .param("id", id).query(Boolean.class).single();
    }

    /** In their order. */
    List<Session> of(UUID training) {
        return db.sql(SELECT + "where s.training_id = :training order by s.day, s.starts, s.id limit 500").param("training", training).query((row, _) -> session(row)).list();
    }

    /** How many there are of each training that are not called off, how many of them are closed, and who was there of those who had to be. */
    Map<UUID, DeliveryView.Figures> figures(Collection<UUID> trainings) {
        return db.sql("""
                select s.training_id, count(*)::int as sessions, count(*) filter (where s.state = 'CLOSED')::int as closed,
                       coalesce(sum(s.expected), 0)::int as expected, coalesce(sum(s.attended), 0)::int as attended
                  from delivery.session s
                 where s.training_id = any (:trainings) and s.state <> 'CANCELED'
                 group by s.training_id
                """)
            .param("trainings", trainings.toArray(UUID[]::new))
            .query((row, _) -> Map.entry(row.getObject("training_id", UUID.class),
                new DeliveryView.Figures(row.getInt("sessions"), row.getInt("closed"), row.getInt("expected"), row.getInt("attended"))))
            .list().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void add(Session session, byte[] secret) {
        db.sql("""
                insert into delivery.session (id, training_id, day, starts, ends, place, topic, hours, secret, reason, set_at)
                values (:id, :training, :day, :starts, :ends, :place, :topic, :hours, :secret, :reason, :setAt)
                """)
            .param("id", session.id()).param("training", session.training()).param("day", session.day()).param("starts", session.starts())
            .param("ends", session.ends()).param("place", session.place()).param("topic", session.topic()).param("hours", session.hours().value())
            .param("secret", secret).param("reason", session.reason()).param("setAt", at(session.setAt()), Types.TIMESTAMP_WITH_TIMEZONE).update();
    }

    void change(Session session) {
        db.sql("""
                update delivery.session
                   set day = :day, starts = :starts, ends = :ends, place = :place, topic = :topic, hours = :hours, reason = :reason, revision = revision + 1,
                       set_at = :setAt
                 where id = :id
                """)
            .param("day", session.day()).param("starts", session.starts()).param("ends", session.ends()).param("place", session.place())
            .param("topic", session.topic()).param("hours", session.hours().value()).param("reason", session.reason())
            .param("setAt", at(session.setAt()), Types.TIMESTAMP_WITH_TIMEZONE).param("id", session.id()).update();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    /** With how many of those who had to be there were, and how the rule takes who was late. */
    void close(UUID id, int posting, Training.Rule rule, Actor by, Instant now) {
        db.sql("""
                -- all teachers: those of one session
                update delivery.session s
                   set state = 'CLOSED', posting = :posting, closed_by = :byId, closed_by_name = :by, closed_at = :now, late_counted = :lateCounts,
                       expected = n.expected, attended = n.attended
                  from (select count(*) filter (where a.state <> 'EXCUSED')::int as expected,
                               count(*) filter (where a.state in ('PRESENT', 'LATE', 'LEFT_EARLY'))::int as attended
                          from delivery.attendance a where a.session_id = :id) n
                 where s.id = :id
                """)
            .param("posting", posting).param("byId", by.teacher().value()).param("by", by.personName()).param("lateCounts", rule.lateCounts()).param("now", now.atOffset(ZoneOffset.UTC)).param("id", id).update();
    }

    /** A closed one counts anew who was there of those who had to be. */
    void count(UUID id) {
        db.sql("""
                -- all teachers: those of one session
                update delivery.session s
                   set attended = (select count(*)::int from delivery.attendance a where a.session_id = s.id and a.state in ('PRESENT', 'LATE', 'LEFT_EARLY')),
                       expected = (select count(*)::int from delivery.attendance a where a.session_id = s.id and a.state <> 'EXCUSED')
                 where s.id = :id
                """)
            .param("id", id).update();
    }

    void cancel(UUID id, String reason) {
        db.sql("update delivery.session set state = 'CANCELED', reason = :reason, revision = revision + 1 where id = :id").param("reason", reason).param("id", id).update();
    }

    /** When, is written for nodes of the version before, and read by nobody here. */
    void reopen(UUID id, String reason, Instant now) {
        db.sql("""
                update delivery.session set state = 'PLANNED', expected = null, attended = null, closed_by_name = null, closed_at = null, opened_at = :now, reason = :reason,
                       revision = revision + 1
                 where id = :id
                """)
            .param("now", now.atOffset(ZoneOffset.UTC)).param("reason", reason).param("id", id).update();
    }

    static Session session(ResultSet row) throws SQLException {
        var closed = row.getObject("closed_at", OffsetDateTime.class);
        var set = row.getObject("set_at", OffsetDateTime.class);
        return new Session(row.getObject("id", UUID.class), row.getObject("training_id", UUID.class), row.getObject("day", LocalDate.class),
            row.getObject("starts", LocalTime.class), row.getObject("ends", LocalTime.class), row.getString("place"), row.getString("topic"),
            new CreditHours(row.getBigDecimal("hours")), Session.State.valueOf(row.getString("state")), row.getInt("revision"), row.getInt("posting"),
            closed == null ? null : new Session.Closed(Objects.requireNonNull(row.getString("closed_by_name")), closed.toInstant(), row.getInt("expected"),
                row.getInt("attended")), row.getString("reason"), set == null ? null : set.toInstant());
    }
}
