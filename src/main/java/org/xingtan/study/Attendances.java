package org.xingtan.study;

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
import org.xingtan.ledger.Receipt;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;

/** Who was there, and every change of it. */
@Repository
class Attendances {

    /**
     * One row: what the postings of an attendance {@code a} at its event {@code v} give now, reversed or not, and whatever stands in their place after corrections, also of whoever has none by the last closing; null
     * before it is posted, and where that is nothing.
     */
    static final String COUNTS = """
        lateral (
            with recursive chain as (
                select e.id, e.credited
                  from ledger.entry_card e
                 where e.teacher_id = a.teacher_id and e.source = 'study'
                   and split_part(e.reference, '/', 1) = v.id::text
                 union all
                select n.id, n.credited
                  from chain p
                  join ledger.entry_card n on n.teacher_id = a.teacher_id and n.source = 'correction' and n.reference = p.id::text)
            select case when a.credited is null and a.left_out is distinct from 'CORRECTED' then nullif(sum(p.credited + coalesce(r.credited, 0)), 0)
                        else sum(p.credited + coalesce(r.credited, 0)) end as credited
              from chain p
              left join ledger.entry_card r on r.teacher_id = a.teacher_id and r.reverses = p.id)
        """;

    private static final String COLUMNS = """
        select a.teacher_id, a.event_id, a.state, a.how, a.at, a.by_name, a.reason, a.earned, coalesce(counts.credited, a.credited) as credited,
               coalesce(counts.credited <> a.credited, false) as corrected, a.left_out
          from study.attendance a
          join study.event v on v.id = a.event_id
          left join
        """ + COUNTS + " counts on true\n";

    private final JdbcClient db;

    Attendances(JdbcClient db) {
        this.db = db;
    }

    /** Of an event, by the persons' ids. */
    List<Attendance> of(UUID event) {
        return db.sql(COLUMNS + """
                 -- all teachers: those of one event
                 where a.event_id = :event order by a.teacher_id
                """)
            .param("event", event).query((row, _) -> attendance(row)).list();
    }

    /** Who has ever had hours of it, whether they were taken back or not. */
    Set<TeacherId> had(Event event) {
        return db.sql("""
                -- all teachers: those of one event
                select a.teacher_id
                  from study.attendance a
                 where a.event_id = :event
                   and exists (select from ledger.entry_card e where e.teacher_id = a.teacher_id and e.source = 'study' and e.reference = any (:references))
                """)
            .param("event", event.id()).param("references", event.references()).query((row, _) -> new TeacherId(row.getObject("teacher_id", UUID.class))).set();
    }

    /** Who of some stood there, each at a moment of his own, as one of those to whom the plan gives hours. */
    Set<TeacherId> stood(UUID event, Plan plan, Map<TeacherId, Instant> then) {
        var people = List.copyOf(then.keySet());
        return people.isEmpty() ? Set.of() : db.sql("""
                select w.teacher_id
                  from unnest(cast(:people as uuid[]), cast(:then as timestamptz[])) as w (teacher_id, at)
                  join lateral (select c.after from study.attendance_act c
                                 where c.teacher_id = w.teacher_id and c.event_id = :event and c.at <= w.at order by c.n desc limit 1) l on true
                 where l.after = 'PRESENT' or l.after = 'LATE' and :lateCounts
                """)
            .param("people", TeacherId.array(people)).param("then", people.stream().map(it -> then.get(it).toString()).toArray(String[]::new)).param("event", event)
            .param("lateCounts", plan.lateCounts()).query((row, _) -> new TeacherId(row.getObject("teacher_id", UUID.class))).set();
    }

    /** Of whom somebody has put the hours of an earlier posting right in the ledger since it was taken back, and that stands: asked with their accounts locked. */
    Set<TeacherId> corrected(Event event, Collection<TeacherId> people) {
        return event.posting() == 0 ? Set.of() : db.sql("""
                with recursive chain as (
                    select e.teacher_id, e.id
                      from ledger.entry_card e
                     where e.teacher_id = any (:people) and e.source = 'study' and e.reference = any (:references)
                     union all
                    select n.teacher_id, n.id
                      from chain p
                      join ledger.entry_card n on n.teacher_id = p.teacher_id and n.source = 'correction' and n.reference = p.id::text)
                select distinct c.teacher_id from chain c where not exists (select from ledger.entry_card r where r.teacher_id = c.teacher_id and r.reverses = c.id)
                """)
            .param("people", TeacherId.array(people)).param("references", event.references()).query((row, _) -> new TeacherId(row.getObject("teacher_id", UUID.class))).set();
    }

    /** Of a person, the latest first. */
    List<Attendance> of(TeacherId teacher, int limit) {
        return db.sql(COLUMNS + "where a.teacher_id = :teacher order by a.at desc, a.event_id limit :limit").param("teacher", teacher.value())
            .param("limit", limit).query((row, _) -> attendance(row)).list();
    }

    /** What a person has of a year's events, as the ledger says. */
    CreditHours credited(TeacherId teacher, int year) {
        return db.sql("""
                select coalesce(sum(coalesce(counts.credited, a.credited)), 0)
                  from (select * from study.attendance where teacher_id = :teacher) a
                  join study.event v on v.id = a.event_id and v.day between make_date(:year, 1, 1) and make_date(:year, 12, 31)
                  left join
                """ + COUNTS + " counts on true")
            .param("year", year).param("teacher", teacher.value()).query((row, _) -> new CreditHours(row.getBigDecimal(1))).single();
    }

    Optional<Attendance> find(TeacherId teacher, UUID event) {
        return db.sql(COLUMNS + "where a.teacher_id = :teacher and a.event_id = :event").param("teacher", teacher.value()).param("event", event)
            .query((row, _) -> attendance(row)).optional();
    }

    /** The first time, or in the place of what was said before. @param reason of a change; empty the first time */
    void set(TeacherId teacher, UUID event, Attendance.State state, String how, Actor by, String reason, Instant now) {
        var before = find(teacher, event).map(it -> it.state().name()).orElse(null);
        db.sql("""
                insert into study.attendance (teacher_id, event_id, state, how, at, by_name, reason)
                values (:teacher, :event, :state, :how, :at, :byName, :reason)
                on conflict (teacher_id, event_id) do update
                   set state = excluded.state, how = excluded.how, at = excluded.at, by_name = excluded.by_name, reason = excluded.reason
                """)
            .param("teacher", teacher.value()).param("event", event).param("state", state.name()).param("how", how)
            .param("at", now.atOffset(ZoneOffset.UTC)).param("byName", by.personName()).param("reason", reason).update();
        addAct(teacher, event, before, state, how, by, reason, now);
    }

    private void addAct(TeacherId teacher, UUID event, @Nullable String before, Attendance.State after, String how, Actor by, String reason, Instant now) {
        db.sql("""
                insert into study.attendance_act (teacher_id, event_id, n, before, after, how, reason, at, by, by_name)
                select :teacher, :event, count(*) + 1, :before, :after, :how, :reason, :at, :by, :byName
                  from study.attendance_act where teacher_id = :teacher and event_id = :event
                """)
            .param("teacher", teacher.value()).param("event", event).param("before", before).param("after", after.name()).param("how", how)
            .param("reason", reason).param("at", now.atOffset(ZoneOffset.UTC)).param("by", by.teacher().value()).param("byName", by.personName()).update();
    }

    /** Who stood as absent, or as late without hours, or of whom nothing was said, as an appeal puts it right: at a closed event with what is posted for him, in one statement, as the database asks. */
    void putRight(Attendance one, Actor by, @Nullable Receipt receipt, @Nullable String leftOut) {
        var before = find(one.teacher(), one.event()).map(it -> it.state().name()).orElse(null);
        db.sql("""
                insert into study.attendance as a (teacher_id, event_id, state, how, at, by_name, reason, earned, credited, left_out)
                values (:teacher, :event, :state, :how, :at, :byName, :reason, :earned, :credited, :leftOut)
                on conflict (teacher_id, event_id) do update
                   set state = excluded.state, how = excluded.how, at = excluded.at, by_name = excluded.by_name, reason = excluded.reason,
                       earned = excluded.earned, credited = excluded.credited, left_out = excluded.left_out
                 where a.state <> 'PRESENT' or a.left_out = 'YEAR_CLOSED'
                """)
            .param("state", one.state().name()).param("how", one.how()).param("at", one.at().atOffset(ZoneOffset.UTC)).param("byName", one.byName())
            .param("reason", one.reason()).param("earned", receipt == null ? null : receipt.earned(), Types.NUMERIC)
            .param("credited", receipt == null ? null : receipt.credited(), Types.NUMERIC).param("leftOut", leftOut, Types.VARCHAR)
            .param("teacher", one.teacher().value()).param("event", one.event()).update();
        addAct(one.teacher(), one.event(), before, one.state(), one.how(), by, one.reason(), one.at());
    }

    /** Whose appeals against what was said of them there were granted. */
    Set<TeacherId> granted(UUID event) {
        return db.sql("""
                -- all teachers: those of one event
                select a.teacher_id
                  from study.attendance a
                  join appeal.appeal_card p on p.teacher_id = a.teacher_id and p.kind = 'ATTENDANCE' and p.reference = a.event_id and p.state = 'GRANTED'
                 where a.event_id = :event
                """)
            .param("event", event).query((row, _) -> new TeacherId(row.getObject("teacher_id", UUID.class))).set();
    }

    /** Whether an appeal against his being absent there was granted. */
    boolean isGranted(TeacherId teacher, UUID event) {
        return db.sql("""
                select exists (select from appeal.appeal_card p
                                where p.teacher_id = :teacher and p.kind = 'ATTENDANCE' and p.reference = :event and p.state = 'GRANTED')
                """)
            .param("teacher", teacher.value()).param("event", event).query(Boolean.class).single();
    }

    /** What was posted for people. */
    void post(UUID event, Map<TeacherId, Receipt> receipts) {
        var people = List.copyOf(receipts.keySet());
        db.sql("""
                update study.attendance a set earned = w.earned, credited = w.credited
                  from unnest(cast(:people as uuid[]), cast(:earned as numeric[]), cast(:credited as numeric[])) as w (teacher_id, earned, credited)
                 where a.teacher_id = w.teacher_id and a.event_id = :event
                """)
            .param("people", TeacherId.array(people)).param("earned", people.stream().map(it -> receipts.get(it).earned()).toArray(BigDecimal[]::new))
            .param("credited", people.stream().map(it -> receipts.get(it).credited()).toArray(BigDecimal[]::new)).param("event", event).update();
    }

    /** Nothing was posted for these. */
    void leaveOut(UUID event, Collection<TeacherId> people, String why) {
        if (!people.isEmpty()) {
            db.sql("update study.attendance set left_out = :why where teacher_id = any (:people) and event_id = :event")
                .param("why", why).param("people", TeacherId.array(people)).param("event", event).update();
        }
    }

    /** Nothing is posted of it any more. */
    void takeBack(UUID event) {
        db.sql("""
                -- all teachers: those of one event
                update study.attendance set earned = null, credited = null, left_out = null where event_id = :event and (earned is not null or left_out is not null)
                """)
            .param("event", event).update();
    }

    /** Until the transaction ends nobody else says anything of himself there in his name: a crowd of guesses is one after the other. */
    void hold(TeacherId teacher, UUID event) {
        db.sql("select pg_advisory_xact_lock(hashtextextended('check-in of ' || :teacher || ' at ' || :event, 0))").param("teacher", teacher.toString())
            .param("event", event.toString()).query(_ -> {});
    }

    /** At which other one he is said to be at that time. Until the transaction ends nothing else is said of where he was. */
    Optional<Event> elsewhere(TeacherId teacher, Event event) {
        db.sql("select pg_advisory_xact_lock(hashtextextended('attendance of ' || :teacher, 0))").param("teacher", teacher.toString()).query(_ -> {});
        return db.sql(Events.SELECT + """
                  join study.attendance a on a.event_id = e.id
                 where a.teacher_id = :teacher and a.state <> 'ABSENT' and e.id <> :event and e.state <> 'CANCELED'
                   and e.day = :day and e.starts < :ends and e.ends > :starts
                 order by e.starts, e.id limit 1
                """)
            .param("teacher", teacher.value()).param("event", event.id()).param("day", event.day()).param("starts", event.starts())
            .param("ends", event.ends()).query((row, _) -> Events.event(row)).optional();
    }

    /** Another wrong code. */
    void miss(TeacherId teacher, UUID event) {
        db.sql("""
                insert into study.wrong_code as w (teacher_id, event_id, tries) values (:teacher, :event, 1)
                on conflict (teacher_id, event_id) do update set tries = w.tries + excluded.tries
                """)
            .param("teacher", teacher.value()).param("event", event).update();
    }

    int missed(TeacherId teacher, UUID event) {
        return db.sql("select coalesce(max(tries), 0) from study.wrong_code where teacher_id = :teacher and event_id = :event")
            .param("teacher", teacher.value()).param("event", event).query(Integer.class).single();
    }

    private static Attendance attendance(ResultSet row) throws SQLException {
        return new Attendance(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getObject("event_id", UUID.class),
            Attendance.State.valueOf(row.getString("state")), row.getString("how"), row.getObject("at", OffsetDateTime.class).toInstant(),
            row.getString("by_name"), row.getString("reason"), hours(row, "earned"), hours(row, "credited"), row.getBoolean("corrected"),
            row.getString("left_out"));
    }

    private static @Nullable CreditHours hours(ResultSet row, String column) throws SQLException {
        var value = row.getBigDecimal(column);
        return value == null ? null : new CreditHours(value);
    }
}
