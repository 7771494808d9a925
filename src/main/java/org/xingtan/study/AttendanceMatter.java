package org.xingtan.study;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.appeal.Appeal;
import org.xingtan.appeal.Matter;
import org.xingtan.appeal.Subject;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;

/**
 * An event that is over and at which somebody stands as absent, or as late where the plan gives no hours for that, or that was closed first without a word of him though he was one of the unit's people on that day,
 * where nobody has noted him since, or at which he was there and has no hours because his year was validated since it was closed first, or since he had them. Granted, he was there, and of a closed one he has his hours; of one that is called off it is only said that he was right.
 */
@Component
class AttendanceMatter implements Matter {

    /**
     * It stays the person's once it was put right: what is said here is what was said against him. As long as an event is not closed, whoever holds it can
     * enter him. Who was there and has no hours because of his year may appeal where that takes what an appeal brings.
     */
    private static final String SELECT = """
        with recursive worked as (
            select o.id, o.path, o.merged_into, h.during
              from directory.service_history_card h
              join directory.organization_card o on o.id = h.organization_id
             where h.teacher_id = :teacher
             union
            select o.id, o.path, o.merged_into, w.during from worked w join directory.organization_card o on o.id = w.merged_into),
        his as materialized (
            select n.event_id as id
              from study.attendance_act n
              join study.event e on e.id = n.event_id
              join study.plan p on p.id = e.plan_id
             where n.teacher_id = :teacher and (n.after = 'ABSENT' or n.after = 'LATE' and not p.late_counts) and %1$s
             union
            select n.event_id from study.attendance n where n.teacher_id = :teacher and n.left_out = 'YEAR_CLOSED' and %1$s
             union
            select n.event_id
              from worked w
              join directory.organization_card o on o.path @> w.path
              join study.plan p on p.unit_id = o.id
              join (select e.id as event_id, e.plan_id, e.day from study.event e where e.state = 'CLOSED') n on n.plan_id = p.id and w.during @> n.day
             where %1$s),
        said as (
            select e.id, e.topic, e.day, p.unit_id, s.after, s.reason, coalesce(s.by, e.first_closed_by, e.closed_by, e.leader_id) as contested_by,
                   greatest(coalesce(s.at, e.closed_at), (e.day + e.ends) at time zone :zone, case when a.left_out = 'YEAR_CLOSED' then e.closed_at end) as at,
                   case when a.state = 'ABSENT' or a.state = 'LATE' and not p.late_counts then e.state <> 'CANCELED' and e.day + e.ends <= :now
                        when a.left_out = 'YEAR_CLOSED' and a.how <> 'APPEALED' then coalesce(y.since > coalesce(e.first_closed_at, e.closed_at), true)
                             or exists (select from ledger.entry_card n where n.teacher_id = :teacher and n.source = 'study' and split_part(n.reference, '/', 1) = e.id::text)
                        else a.state is null and e.state = 'CLOSED' end as contestable
              from his
              join study.event e on e.id = his.id
              join study.plan p on p.id = e.plan_id
              left join study.attendance a on a.teacher_id = :teacher and a.event_id = e.id
              left join unnest(cast(:years as int[]), cast(:since as timestamptz[])) as y (year, since) on y.year = extract(year from e.day)
              left join lateral (select n.at, n.by, n.after, n.reason from study.attendance_act n
                                  where n.teacher_id = :teacher and n.event_id = e.id and (n.after = 'ABSENT' or n.after = 'LATE' and not p.late_counts)
                                  order by n.n desc limit 1) s on a.state is not null)
        select * from said
        """;

    private final JdbcClient db;
    private final Events events;
    private final Attendances attendances;
    private final KeepEvent keep;
    private final CloseEvent close;
    private final Clock clock;

    AttendanceMatter(JdbcClient db, Events events, Attendances attendances, KeepEvent keep, CloseEvent close, Clock clock) {
        this.db = db;
        this.events = events;
        this.attendances = attendances;
        this.keep = keep;
        this.close = close;
        this.clock = clock;
    }

    @Override
    public Appeal.Kind kind() {
        return Appeal.Kind.ATTENDANCE;
    }

    @Override
    public List<Subject> of(TeacherId teacher) {
        return select(teacher, "true", "where contestable and at > cast(:now as timestamp) at time zone :zone - interval '1 year' order by reason is null, at desc, id limit :limit")
            .param("limit", OFFERED).query(AttendanceMatter::subject).list();
    }

    @Override
    public Optional<Subject> find(TeacherId teacher, UUID reference) {
        return select(teacher, "n.event_id = :id", "").param("id", reference).query(AttendanceMatter::subject).optional();
    }

    @Override
    public @Nullable String look(Actor actor, TeacherId teacher, UUID reference) {
        return events.find(reference).filter(it -> keep.isSeenBy(actor, it)).map(Event::href).orElse(null);
    }

    private JdbcClient.StatementSpec select(TeacherId teacher, String event, String which) {
        var since = validated(teacher);
        return db.sql(SELECT.formatted(event) + which).param("teacher", teacher.value()).param("zone", Window.ZONE.getId())
            .param("now", LocalDateTime.ofInstant(clock.instant(), Window.ZONE)).param("years", since.keySet().toArray(Integer[]::new))
            .param("since", since.values().stream().map(Instant::toString).toArray(String[]::new));
    }

    /** The years of which he has no hours somewhere, and since when they are validated. */
    private SortedMap<Integer, Instant> validated(TeacherId teacher) {
        var since = new TreeMap<Integer, Instant>();
        db.sql("""
                select distinct extract(year from e.day)::int
                  from study.attendance a
                  join study.event e on e.id = a.event_id
                 where a.teacher_id = :teacher and a.left_out = 'YEAR_CLOSED'
                """)
            .param("teacher", teacher.value()).query(Integer.class).list().forEach(year -> close.validated(teacher, year).ifPresent(at -> since.put(year, at)));
        return since;
    }

    @Override
    public @Nullable String tooLate(TeacherId teacher, UUID reference) {
        return events.find(reference).filter(it -> it.state() == Event.State.CANCELED).map(_ -> "EVENT_CANCELED").orElse(null);
    }

    /** Where nothing was said against him when it was closed first, or he has none because of his year, it is the closings that left him without hours. */
    @Override
    public Set<TeacherId> acted(TeacherId teacher, UUID reference) {
        return db.sql("""
                select c.by
                  from study.event e
                  join study.plan p on p.id = e.plan_id
                 cross join lateral (values (e.first_closed_by), (e.closed_by)) as c (by)
                 where e.id = :id and c.by is not null
                   and (not exists (select from study.attendance_act n
                                     where n.teacher_id = :teacher and n.event_id = e.id and (n.after = 'ABSENT' or n.after = 'LATE' and not p.late_counts)
                                       and n.at <= coalesce(e.first_closed_at, e.closed_at))
                        or exists (select from study.attendance a where a.teacher_id = :teacher and a.event_id = e.id and a.left_out = 'YEAR_CLOSED'))
                """)
            .param("id", reference).param("teacher", teacher.value()).query((row, _) -> new TeacherId(row.getObject("by", UUID.class))).set();
    }

    /** What was put right meanwhile leaves nothing to grant but hours, where his year was validated before that. What is called off in this very moment is decided when it is asked again. */
    @Override
    public void grant(Actor actor, Appeal appeal, Remedy remedy) {
        var event = events.lock(appeal.reference()).orElseThrow(() -> new NotFound(appeal.reference()));
        Verdict.of(Condition.of("study.appeal.held", event.state() != Event.State.CANCELED)).orRefuse();
        if (attendances.find(appeal.teacher(), event.id()).filter(it -> it.counts(keep.plan(event)) && !CloseEvent.YEAR_CLOSED.equals(it.leftOut())).isPresent()) {
            return;
        }
        attendances.elsewhere(appeal.teacher(), event).ifPresent(other -> Verdict.of(keep.atAnother(appeal.teacher(), other)).orRefuse());
        var one = Attendance.putRight(appeal.teacher(), event.id(), actor, remedy.reason(), clock.instant());
        if (event.isClosed()) {
            close.admit(actor, event, one);
        } else {
            attendances.putRight(one, actor, null, null);
        }
        keep.record(actor, "study.attendance.appeal", keep.unit(event), event, remedy.reason());
    }

    private static Subject subject(ResultSet row, int number) throws SQLException {
        var remark = row.getString("reason");
        var day = row.getObject("day", LocalDate.class);
        return new Subject(Appeal.Kind.ATTENDANCE, row.getObject("id", UUID.class), null, row.getString("topic"), variant(row.getString("after")),
            remark == null ? List.of(day) : List.of(day, remark.isEmpty() ? "–" : remark), instant(row),
            new OrganizationId(row.getObject("unit_id", UUID.class)), new TeacherId(row.getObject("contested_by", UUID.class)), row.getBoolean("contestable"));
    }

    /** @param said null where nothing was */
    private static String variant(@Nullable String said) {
        return switch (said) {
            case null -> ".nothing-said";
            case "LATE" -> ".late";
            default -> "";
        };
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject("at", OffsetDateTime.class).toInstant();
    }
}
