package org.xingtan.delivery;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.enrollment.SeenInPerson;
import org.xingtan.ledger.Receipt;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;

/** Who was there, and every change of it. */
@Repository
class Attendances implements SeenInPerson {

    /** With what its postings give now: reversed or not, and whatever stands in their place after corrections, also of whoever has none by the last closing. */
    private static final String SELECT = """
        select a.teacher_id, a.session_id, a.state, a.how, a.at, a.by_name, a.reason, a.earned, a.left_out,
               case when a.credited is null and a.left_out is distinct from 'CORRECTED' then nullif(counts.credited, 0) else coalesce(counts.credited, a.credited) end as credited
          from delivery.attendance a
          join delivery.session s on s.id = a.session_id
          left join lateral (
            with recursive chain as (
                select e.id, e.credited
                  from ledger.entry_card e
                 where e.teacher_id = a.teacher_id and e.source = 'delivery'
                   and split_part(e.reference, '/', 1) = s.id::text
                 union all
                select n.id, n.credited
                  from chain p
                  join ledger.entry_card n on n.teacher_id = a.teacher_id and n.source = 'correction' and n.reference = p.id::text)
            select sum(p.credited + coalesce(r.credited, 0)) as credited
              from chain p
              left join ledger.entry_card r on r.teacher_id = a.teacher_id and r.reverses = p.id) counts on true
        """;

    private final JdbcClient db;

    Attendances(JdbcClient db) {
        this.db = db;
    }

    /** Of a session, by the persons' ids. */
    List<Attendance> of(UUID session) {
        return db.sql(SELECT + """
                 -- all teachers: those of one session
                 where a.session_id = :session order by a.teacher_id
                """)
            .param("session", session).query((row, _) -> attendance(row)).list();
    }

    /** How many are there by now, of how many. */
    DeliveryView.There there(Session session) {
        return db.sql("""
                -- all teachers: those of one session
                select count(*) filter (where a.state = 'PRESENT')::int as present, count(*) filter (where a.state = 'LATE')::int as late,
                       (select count(*)::int from delivery.participant_card p where p.training_id = :training) as people
                  from delivery.attendance a where a.session_id = :session
                """)
            .param("training", session.training()).param("session", session.id())
            .query((row, _) -> new DeliveryView.There(row.getInt("present"), row.getInt("late"), row.getInt("people"))).single();
    }

    @Override
    public Set<TeacherId> seen(ProgramId program, Collection<TeacherId> people) {
        return db.sql("""
                select distinct a.teacher_id
                  from delivery.training t
                  join delivery.session s on s.training_id = t.id and s.state <> 'CANCELED'
                  join delivery.attendance a on a.session_id = s.id and a.state in ('PRESENT', 'LATE', 'LEFT_EARLY')
                 where t.program_id = :program and a.teacher_id = any (:people)
                """)
            .param("program", program.value()).param("people", TeacherId.array(people)).query((row, _) -> new TeacherId(row.getObject("teacher_id", UUID.class))).set();
    }

    /** Of some sessions. */
    List<Attendance> ofAll(List<UUID> sessions) {
        return db.sql(SELECT + """
                 -- all teachers: those of one training
                 where a.session_id = any (:sessions) order by a.teacher_id, a.session_id
                """)
            .param("sessions", sessions.toArray(UUID[]::new)).query((row, _) -> attendance(row)).list();
    }

    /** Who is absent from all sessions of a training that are closed, though he takes part, by their names. */
    List<String> missing(Training training) {
        return db.sql("""
                -- all teachers: those of one training
                select h.name
                  from delivery.attendance a
                  join delivery.session s on s.id = a.session_id and s.training_id = :training and s.state = 'CLOSED'
                  join directory.teacher_card h on h.teacher_id = a.teacher_id
                 where exists (select from delivery.participant_card p where p.teacher_id = a.teacher_id and p.training_id = s.training_id)
                 group by a.teacher_id, h.name having bool_and(a.state = 'ABSENT')
                 order by h.name, a.teacher_id
                """)
            .param("training", training.id()).query(String.class).list();
    }

    Optional<Attendance> find(TeacherId teacher, UUID session) {
        return db.sql(SELECT + "where a.teacher_id = :teacher and a.session_id = :session").param("teacher", teacher.value()).param("session", session)
            .query((row, _) -> attendance(row)).optional();
    }

    /** Who has ever had hours of it, whether they were taken back or not. */
    Set<TeacherId> had(Session session) {
        return db.sql("""
                -- all teachers: those of one session
                select a.teacher_id
                  from delivery.attendance a
                 where a.session_id = :session
                   and exists (select from ledger.entry_card e where e.teacher_id = a.teacher_id and e.source = 'delivery' and e.reference = any (:references))
                """)
            .param("session", session.id()).param("references", session.references()).query((row, _) -> new TeacherId(row.getObject("teacher_id", UUID.class))).set();
    }

    /** Who of some stood there, each at a moment of his own, as one of those to whom the rule gives hours. */
    Set<TeacherId> stood(UUID session, Training.Rule rule, Map<TeacherId, Instant> then) {
        var people = List.copyOf(then.keySet());
        return people.isEmpty() ? Set.of() : db.sql("""
                select w.teacher_id
                  from unnest(cast(:people as uuid[]), cast(:then as timestamptz[])) as w (teacher_id, at)
                  join lateral (select c.after from delivery.attendance_act c
                                 where c.teacher_id = w.teacher_id and c.session_id = :session and c.at <= w.at order by c.n desc limit 1) l on true
                 where l.after = 'PRESENT' or l.after = 'LATE' and :lateCounts
                """)
            .param("people", TeacherId.array(people)).param("then", people.stream().map(it -> then.get(it).toString()).toArray(String[]::new)).param("session", session)
            .param("lateCounts", rule.lateCounts()).query((row, _) -> new TeacherId(row.getObject("teacher_id", UUID.class))).set();
    }

    /** Of whom somebody has put the hours of an earlier posting right in the ledger since it was taken back, and that stands: asked with their accounts locked. */
    Set<TeacherId> corrected(Session session, Collection<TeacherId> people) {
        return session.posting() == 0 ? Set.of() : db.sql("""
                with recursive chain as (
                    select e.teacher_id, e.id
                      from ledger.entry_card e
                     where e.teacher_id = any (:people) and e.source = 'delivery' and e.reference = any (:references)
                     union all
                    select n.teacher_id, n.id
                      from chain p
                      join ledger.entry_card n on n.teacher_id = p.teacher_id and n.source = 'correction' and n.reference = p.id::text)
                select distinct c.teacher_id from chain c where not exists (select from ledger.entry_card r where r.teacher_id = c.teacher_id and r.reverses = c.id)
                """)
            .param("people", TeacherId.array(people)).param("references", session.references()).query((row, _) -> new TeacherId(row.getObject("teacher_id", UUID.class))).set();
    }

    /** What is said of somebody. */
    record Said(TeacherId teacher, UUID session, Attendance.State state, String how, String reason) {}

    /** The first time, or in the place of what was said before. */
    void set(Said said, Actor by, Instant now) {
        var before = before(said.teacher, said.session);
        db.sql("""
                insert into delivery.attendance (teacher_id, session_id, state, how, at, by_name, reason)
                values (:teacher, :session, :state, :how, :at, :byName, :reason)
                on conflict (teacher_id, session_id) do update
                   set state = excluded.state, how = excluded.how, at = excluded.at, by_name = excluded.by_name, reason = excluded.reason
                """)
            .param("teacher", said.teacher.value()).param("session", said.session).param("state", said.state.name()).param("how", said.how)
            .param("at", now.atOffset(ZoneOffset.UTC)).param("byName", by.personName()).param("reason", said.reason).update();
        addAct(said, before, by, now);
    }

    private @Nullable String before(TeacherId teacher, UUID session) {
        return find(teacher, session).map(it -> it.state().name()).orElse(null);
    }

    private void addAct(Said said, @Nullable String before, Actor by, Instant now) {
        db.sql("""
                insert into delivery.attendance_act (teacher_id, session_id, n, before, after, how, reason, at, by, by_name)
                select :teacher, :session, count(*) + 1, :before, :after, :how, :reason, :at, :by, :byName
                  from delivery.attendance_act where teacher_id = :teacher and session_id = :session
                """)
            .param("teacher", said.teacher.value()).param("session", said.session).param("before", before, Types.VARCHAR).param("after", said.state.name())
            .param("how", said.how).param("reason", said.reason).param("at", now.atOffset(ZoneOffset.UTC)).param("by", by.teacher().value())
            .param("byName", by.personName()).update();
    }

    /** As an appeal puts it right: at a closed session with what is posted for him, in one statement, as the database asks. */
    void putRight(Attendance one, Actor by, @Nullable Receipt receipt, @Nullable String leftOut) {
        var before = before(one.teacher(), one.session());
        db.sql("""
                update delivery.attendance
                   set state = :state, how = :how, at = :at, by_name = :byName, reason = :reason, earned = :earned, credited = :credited, left_out = :leftOut
                 where teacher_id = :teacher and session_id = :session
                """)
            .param("state", one.state().name()).param("how", one.how()).param("at", one.at().atOffset(ZoneOffset.UTC)).param("byName", one.byName()).param("reason", one.reason())
            .param("earned", receipt == null ? null : receipt.earned(), Types.NUMERIC).param("credited", receipt == null ? null : receipt.credited(), Types.NUMERIC)
            .param("leftOut", leftOut, Types.VARCHAR).param("teacher", one.teacher().value()).param("session", one.session()).update();
        addAct(new Said(one.teacher(), one.session(), one.state(), one.how(), one.reason()), before, by, one.at());
    }

    /** Whose appeals against what was said of them there were granted. */
    Set<TeacherId> granted(UUID session) {
        return db.sql("""
                -- all teachers: those of one session
                select a.teacher_id
                  from delivery.attendance a
                  join appeal.appeal_card p on p.teacher_id = a.teacher_id and p.kind = 'SESSION' and p.reference = a.session_id and p.state = 'GRANTED'
                 where a.session_id = :session
                """)
            .param("session", session).query((row, _) -> new TeacherId(row.getObject("teacher_id", UUID.class))).set();
    }

    /** What is said of many alike. */
    record Word(UUID session, Attendance.State state, String how, String reason) {}

    /** Of those of whom nothing is said yet, in one statement. */
    void setSilent(Collection<TeacherId> people, Word word, Actor by, Instant now) {
        db.sql("""
                with said as (
                    insert into delivery.attendance (teacher_id, session_id, state, how, at, by_name, reason)
                    select h.teacher_id, :session, :state, :how, :at, :byName, :reason from directory.teacher_card h where h.teacher_id = any (:people) order by h.teacher_id
                    on conflict do nothing
                    returning teacher_id, session_id, state, how, reason, at, by_name)
                insert into delivery.attendance_act (teacher_id, session_id, n, after, how, reason, at, by, by_name)
                select teacher_id, session_id, 1, state, how, reason, at, :by, by_name from said
                """)
            .param("people", TeacherId.array(people)).param("session", word.session).param("state", word.state.name()).param("how", word.how)
            .param("reason", word.reason).param("at", now.atOffset(ZoneOffset.UTC)).param("by", by.teacher().value()).param("byName", by.personName()).update();
    }

    /** What was posted for people. */
    void post(UUID session, Map<TeacherId, Receipt> receipts) {
        var people = List.copyOf(receipts.keySet());
        db.sql("""
                update delivery.attendance a set earned = w.earned, credited = w.credited
                  from unnest(cast(:people as uuid[]), cast(:earned as numeric[]), cast(:credited as numeric[])) as w (teacher_id, earned, credited)
                 where a.teacher_id = w.teacher_id and a.session_id = :session
                """)
            .param("people", TeacherId.array(people)).param("earned", people.stream().map(it -> receipts.get(it).earned()).toArray(BigDecimal[]::new))
            .param("credited", people.stream().map(it -> receipts.get(it).credited()).toArray(BigDecimal[]::new)).param("session", session).update();
    }

    /** Nothing was posted for these. */
    void leaveOut(UUID session, Collection<TeacherId> people, String why) {
        if (!people.isEmpty()) {
            db.sql("update delivery.attendance set left_out = :why where teacher_id = any (:people) and session_id = :session")
                .param("why", why).param("people", TeacherId.array(people)).param("session", session).update();
        }
    }

    /** Nothing is posted of it any more. */
    void takeBack(UUID session) {
        db.sql("""
                -- all teachers: those of one session
                update delivery.attendance set earned = null, credited = null, left_out = null where session_id = :session and (earned is not null or left_out is not null)
                """)
            .param("session", session).update();
    }

    private static Attendance attendance(ResultSet row) throws SQLException {
        var earned = row.getBigDecimal("earned");
        var credited = row.getBigDecimal("credited");
        return new Attendance(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getObject("session_id", UUID.class),
            Attendance.State.valueOf(row.getString("state")), row.getString("how"), row.getObject("at", OffsetDateTime.class).toInstant(),
            row.getString("by_name"), row.getString("reason"),
            earned == null ? null : new Attendance.Posted(new CreditHours(earned), new CreditHours(credited)), row.getString("left_out"),
            earned == null && credited != null ? new CreditHours(credited) : null);
    }
}
