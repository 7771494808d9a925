package org.xingtan.study;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.enrollment.Whereabouts;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;

/** Who was there, and every change of it. */
@Repository
class Attendances implements Whereabouts {

    /** One row: what the posting of an attendance {@code a} at its event {@code v} gives now, reversed or not, and whatever stands in its place after corrections; null before it is posted. */
    static final String COUNTS = """
        lateral (
            with recursive chain as (
                select e.id, e.credited
                  from ledger.entry_card e
                 where a.credited is not null and e.teacher_id = a.teacher_id and e.source = 'study'
                   and e.reference = case when v.posting <= 1 then v.id::text else v.id || '/' || v.posting end
                 union all
                select n.id, n.credited
                  from chain p
                  join ledger.entry_card n on n.teacher_id = a.teacher_id and n.source = 'correction' and n.reference = p.id::text)
            select sum(p.credited + coalesce(r.credited, 0)) as credited
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

    /** An event {@code v} as where somebody is. */
    private static final String AT = """
        'study:' || v.id as cause, v.topic as title, v.day as first, v.day as last, v.starts as begins, v.ends, '/console/study/events/' || v.id as href
        """;

    private static final String LEADING = "select v.leader_id as teacher_id, " + AT + """
          from study.event v
         where v.leader_id = any (:people) and v.state <> 'CANCELED' and v.day between :from and :to
           and not exists (select from study.attendance a where a.teacher_id = v.leader_id and a.event_id = v.id and a.state = 'ABSENT')
        """;

    /** Whoever was there, and whoever leads it. */
    private static final String THERE = "select a.teacher_id, " + AT + """
          from study.attendance a
          join study.event v on v.id = a.event_id and v.state <> 'CANCELED' and v.day between :from and :to
         where a.teacher_id = any (:people) and a.state <> 'ABSENT'
         union
        """ + LEADING + " order by teacher_id, first, begins, cause";

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

    /** Who has had hours of it under one of these references, whether they were taken back or not. */
    Set<TeacherId> had(Event event, String... references) {
        return db.sql("""
                -- all teachers: those of one event
                select a.teacher_id
                  from study.attendance a
                 where a.event_id = :event
                   and exists (select from ledger.entry_card e where e.teacher_id = a.teacher_id and e.source = 'study' and e.reference = any (:references))
                """)
            .param("event", event.id()).param("references", references).query((row, _) -> new TeacherId(row.getObject("teacher_id", UUID.class))).set();
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
    void putRight(Attendance one, Actor by, @Nullable BigDecimal earned, @Nullable BigDecimal credited, @Nullable String leftOut) {
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
            .param("reason", one.reason()).param("earned", earned, Types.NUMERIC).param("credited", credited, Types.NUMERIC).param("leftOut", leftOut)
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

    /** What was posted for him; null for nothing. */
    void post(Attendance one, @Nullable BigDecimal earned, @Nullable BigDecimal credited, @Nullable String leftOut) {
        db.sql("""
                update study.attendance set earned = :earned, credited = :credited, left_out = :leftOut
                 where teacher_id = :teacher and event_id = :event
                """)
            .param("earned", earned, Types.NUMERIC).param("credited", credited, Types.NUMERIC).param("leftOut", leftOut)
            .param("teacher", one.teacher().value()).param("event", one.event()).update();
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

    @Override
    public String kind() {
        return "study";
    }

    @Override
    public Optional<String> statement() {
        return Optional.of(LEADING);
    }

    @Override
    public Map<TeacherId, List<At>> between(Collection<TeacherId> people, LocalDate from, LocalDate to) {
        return Whereabouts.ask(db, THERE, people, from, to);
    }

    @Override
    public Map<TeacherId, List<At>> bound(Collection<TeacherId> people, LocalDate from, LocalDate to) {
        return Whereabouts.ask(db, LEADING, people, from, to);
    }

    /** The events of its own plan and of those above it that are confirmed: everybody is invited to these. */
    @Override
    public List<At> ofEverybody(String path, LocalDate from, LocalDate to) {
        return ofEverybody(Set.of(path), from, to).getOrDefault(path, List.of());
    }

    @Override
    public Map<String, List<At>> ofEverybody(Set<String> paths, LocalDate from, LocalDate to) {
        return db.sql("select w.path, " + AT + """
                  from unnest(cast(:paths as text[])) as w (path)
                  join directory.organization_card o on o.path operator(public.@>) w.path::public.ltree
                  join study.plan p on p.unit_id = o.id and p.state = 'CONFIRMED'
                  join study.event v on v.plan_id = p.id and v.state <> 'CANCELED' and v.day between :from and :to
                 order by v.day, v.starts, v.id
                """)
            .param("paths", paths.toArray(String[]::new)).param("from", from).param("to", to)
            .query((row, _) -> Map.entry(row.getString("path"), Whereabouts.read(row))).list().stream()
            .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
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
