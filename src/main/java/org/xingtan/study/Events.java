package org.xingtan.study;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;

/** Events. Whoever changes one has locked it. */
@Repository
class Events {

    static final String SELECT = """
        select e.id, e.plan_id, e.day, e.starts, e.ends, e.place, e.topic, e.leader_id, e.leader_name, e.hours, e.in_person, e.state, e.posting,
               e.closed_by_name, e.closed_at, e.reason
          from study.event e
        """;

    private final JdbcClient db;

    Events(JdbcClient db) {
        this.db = db;
    }

    Optional<Event> find(UUID id) {
        return db.sql(SELECT + "where e.id = :id").param("id", id).query((row, _) -> event(row)).optional();
    }

    /** Nobody else changes it until the transaction ends, nor who was there. */
    Optional<Event> lock(UUID id) {
        return db.sql(SELECT + "where e.id = :id for update").param("id", id).query((row, _) -> event(row)).optional();
    }

    /** Nobody closes or cancels it until the transaction ends; others may say that they are there. */
    Optional<Event> hold(UUID id) {
        return db.sql(SELECT + "where e.id = :id for share").param("id", id).query((row, _) -> event(row)).optional();
    }

    /** In their order. */
    List<Event> of(UUID plan) {
        return db.sql(SELECT + "where e.plan_id = :plan order by e.day, e.starts, e.id limit 500").param("plan", plan).query((row, _) -> event(row)).list();
    }

    /** Those of confirmed plans of units above a place: what its people are invited to. Where there are very many, those that lie nearest to today. */
    List<Event> invited(List<String> lineage, LocalDate from, LocalDate today, LocalDate to) {
        return db.sql(SELECT + """
                  join study.plan p on p.id = e.plan_id and p.state = 'CONFIRMED'
                  join directory.organization_card o on o.id = p.unit_id
                 where o.path = any (cast(:lineage as public.ltree[])) and e.day between :from and :to and e.state <> 'CANCELED'
                 order by abs(e.day - cast(:today as date)), e.day, e.starts, e.id
                 limit 100
                """)
            .param("lineage", lineage.toArray(String[]::new)).param("from", from).param("today", today).param("to", to).query((row, _) -> event(row)).list();
    }

    /** Those that somebody leads, of whatever unit; the same of very many. */
    List<Event> led(TeacherId leader, LocalDate from, LocalDate today, LocalDate to) {
        return db.sql(SELECT + """
                 where e.leader_id = :leader and e.day between :from and :to and e.state <> 'CANCELED'
                 order by abs(e.day - cast(:today as date)), e.day, e.starts, e.id
                 limit 100
                """)
            .param("leader", leader.value()).param("from", from).param("today", today).param("to", to).query((row, _) -> event(row)).list();
    }

    void add(Event event, byte[] secret) {
        db.sql("""
                insert into study.event (id, plan_id, day, starts, ends, place, topic, leader_id, leader_name, hours, in_person, secret)
                values (:id, :plan, :day, :starts, :ends, :place, :topic, :leader, :leaderName, :hours, :inPerson, :secret)
                on conflict (id) do nothing
                """)
            .param("id", event.id()).param("plan", event.plan()).param("day", event.day()).param("starts", event.starts()).param("ends", event.ends())
            .param("place", event.place()).param("topic", event.topic()).param("leader", event.leader().value()).param("leaderName", event.leaderName())
            .param("hours", event.hours().value()).param("inPerson", event.inPerson()).param("secret", secret).update();
    }

    /** When it was closed first, however often it was opened again since; empty as long as it never was. */
    Optional<Instant> firstClosed(UUID id) {
        return db.sql("select coalesce(first_closed_at, closed_at) as at from study.event where id = :id and coalesce(first_closed_at, closed_at) is not null").param("id", id)
            .query((row, _) -> row.getObject("at", OffsetDateTime.class).toInstant()).optional();
    }

    byte[] secret(UUID id) {
        return db.sql("select secret from study.event where id = :id").param("id", id).query(byte[].class).single();
    }

    /** With the sums of what its people have got by it. */
    void close(UUID id, int posting, Actor by, Instant now) {
        db.sql("""
                -- all teachers: those who were there
                update study.event e
                   set state = 'CLOSED', posting = :posting, closed_by = :byId, closed_by_name = :by, closed_at = :now, people = s.people, credited = s.credited
                  from (select count(a.credited)::int as people, coalesce(sum(a.credited), 0) as credited from study.attendance a where a.event_id = :id) s
                 where e.id = :id
                """)
            .param("posting", posting).param("byId", by.teacher().value()).param("by", by.personName()).param("now", now.atOffset(ZoneOffset.UTC)).param("id", id).update();
    }

    /** The sums of a closed one, after somebody was added to those who have got hours by it. */
    void sum(UUID id) {
        db.sql("""
                -- all teachers: those who were there
                update study.event e
                   set people = s.people, credited = s.credited
                  from (select count(a.credited)::int as people, coalesce(sum(a.credited), 0) as credited from study.attendance a where a.event_id = :id) s
                 where e.id = :id and e.state = 'CLOSED'
                """)
            .param("id", id).update();
    }

    /** Whether an appeal has made anybody one of those who were there. */
    boolean hasGranted(UUID event) {
        return db.sql("""
                -- all teachers: those of one event
                select exists (select from study.attendance a
                                 join appeal.appeal_card p on p.teacher_id = a.teacher_id and p.kind = 'ATTENDANCE' and p.reference = a.event_id and p.state = 'GRANTED'
                                where a.event_id = :event)
                """)
            .param("event", event).query(Boolean.class).single();
    }

    void cancel(UUID id, String reason) {
        db.sql("update study.event set state = 'CANCELED', reason = :reason where id = :id").param("reason", reason).param("id", id).update();
    }

    /** When, is written for nodes of the version before, and read by nobody here. */
    void reopen(UUID id, String reason, Instant now) {
        db.sql("""
                update study.event
                   set state = 'PLANNED', people = null, credited = null, closed_by = null, closed_by_name = null, closed_at = null, opened_at = :now, reason = :reason
                 where id = :id
                """)
            .param("now", now.atOffset(ZoneOffset.UTC)).param("reason", reason).param("id", id).update();
    }

    static Event event(ResultSet row) throws SQLException {
        var closed = row.getObject("closed_at", OffsetDateTime.class);
        return new Event(row.getObject("id", UUID.class), row.getObject("plan_id", UUID.class), row.getObject("day", LocalDate.class),
            row.getObject("starts", LocalTime.class), row.getObject("ends", LocalTime.class), row.getString("place"), row.getString("topic"),
            new TeacherId(row.getObject("leader_id", UUID.class)), row.getString("leader_name"), new CreditHours(row.getBigDecimal("hours")),
            row.getBoolean("in_person"), Event.State.valueOf(row.getString("state")), row.getInt("posting"), row.getString("closed_by_name"),
            closed == null ? null : closed.toInstant(), row.getString("reason"));
    }
}
