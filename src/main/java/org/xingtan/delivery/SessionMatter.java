package org.xingtan.delivery;

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
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.Window;

/**
 * A session that is over and at which somebody stands as absent, as having left early, or as late where that brings no hours, or at which he was there and has no hours because his year was validated since it was closed first, or since he had them. Granted, he was there in full, and of a closed one he has
 * his hours; of one that is called off it is only said that he was right. Its unit is the one that called for the training or keeps its term: the one above that decides.
 */
@Component
class SessionMatter implements Matter {

    /**
     * It stays the person's once it was put right: what is said here is what was said against him, else how he stood when it was closed first. Whether late brings hours is known by the closing: time runs from
     * there, and not while it is open, for a year at most. Who was there and has none because of his year may appeal where that takes what an appeal brings, and his time runs from the closing that left him without.
     */
    private static final String SELECT = """
        select s.id, s.training_id, s.topic, s.day, l.reason,
               coalesce(l.after, case when d.after = 'EXCUSED' then d.after when d.after is not null then 'NO_HOURS' end) as after,
               coalesce(l.by, case when d.after = 'EXCUSED' then d.by end, s.first_closed_by, s.closed_by, f.by) as by,
               greatest(coalesce(l.at, s.closed_at, f.at), (s.day + s.ends) at time zone :zone, case when l.after = 'LATE' and s.state <> 'CANCELED' then coalesce(s.closed_at, least(cast(:now as timestamp), s.day + s.ends + interval '1 year') at time zone :zone) end,
                        case when a.left_out = 'YEAR_CLOSED' then s.closed_at end) as at,
               s.state <> 'CANCELED' and s.day + s.ends <= :now
               and (a.state in ('ABSENT', 'LEFT_EARLY')
                    or a.state = 'LATE' and a.earned is null and a.left_out is null and (s.state = 'CLOSED' and s.hours > 0 or s.state = 'PLANNED' and not t.late_counts)
                    or a.left_out = 'YEAR_CLOSED' and a.how <> 'APPEALED' and (
                           coalesce(y.since > coalesce(s.first_closed_at, s.closed_at), true)
                           or exists (select from ledger.entry_card e where e.teacher_id = a.teacher_id and e.source = 'delivery' and split_part(e.reference, '/', 1) = s.id::text))) as contestable
          from delivery.attendance a
          join delivery.session s on s.id = a.session_id
          join delivery.training t on t.id = s.training_id
          left join unnest(cast(:years as int[]), cast(:since as timestamptz[])) as y (year, since) on y.year = extract(year from s.day)
          left join lateral (select c.at, c.by, c.after, c.reason
                               from delivery.attendance_act c
                              where c.teacher_id = a.teacher_id and c.session_id = a.session_id and c.after in ('ABSENT', 'LEFT_EARLY', 'LATE')
                              order by c.n desc limit 1) l on true
          left join delivery.attendance_act f on f.teacher_id = a.teacher_id and f.session_id = a.session_id and f.n = 1
          left join lateral (select c.by, c.after
                               from delivery.attendance_act c
                              where c.teacher_id = a.teacher_id and c.session_id = a.session_id and c.at <= coalesce(s.first_closed_at, s.closed_at)
                              order by c.n desc limit 1) d on true
         where a.teacher_id = :teacher
           and (l.after is not null or a.left_out = 'YEAR_CLOSED'
                or coalesce(s.first_closed_at, s.closed_at) is not null and (d.after is null or d.after = 'EXCUSED')
                or exists (select from appeal.appeal_card p where p.teacher_id = a.teacher_id and p.kind = 'SESSION' and p.reference = s.id))
        """;

    private final JdbcClient db;
    private final Sessions sessions;
    private final Trainings trainings;
    private final DeliveryScope scope;
    private final PutRight right;
    private final Clock clock;

    /** What a granted appeal changes. */
    @Component
    record PutRight(Attendances attendances, CloseSession close, KeepSessions keep) {}

    SessionMatter(JdbcClient db, Sessions sessions, Trainings trainings, DeliveryScope scope, PutRight right, Clock clock) {
        this.db = db;
        this.sessions = sessions;
        this.trainings = trainings;
        this.scope = scope;
        this.right = right;
        this.clock = clock;
    }

    @Override
    public Appeal.Kind kind() {
        return Appeal.Kind.SESSION;
    }

    @Override
    public List<Subject> of(TeacherId teacher) {
        return select(teacher, "select * from (" + SELECT + ") x where x.contestable and x.at > cast(:now as timestamp) at time zone :zone - interval '1 year' order by x.at desc, x.id limit :limit")
            .param("limit", OFFERED).query((row, _) -> Said.of(row)).list().stream().map(this::subject).flatMap(Optional::stream).toList();
    }

    @Override
    public Optional<Subject> find(TeacherId teacher, UUID reference) {
        return select(teacher, SELECT + "and a.session_id = :id").param("id", reference).query((row, _) -> Said.of(row)).optional().flatMap(this::subject);
    }

    private JdbcClient.StatementSpec select(TeacherId teacher, String statement) {
        var since = validated(teacher);
        return db.sql(statement).param("teacher", teacher.value()).param("zone", Window.ZONE.getId()).param("now", LocalDateTime.ofInstant(clock.instant(), Window.ZONE))
            .param("years", since.keySet().toArray(Integer[]::new)).param("since", since.values().stream().map(Instant::toString).toArray(String[]::new));
    }

    /** The years of which he has no hours somewhere, and since when they are validated. */
    private SortedMap<Integer, Instant> validated(TeacherId teacher) {
        var since = new TreeMap<Integer, Instant>();
        db.sql("""
                select distinct extract(year from s.day)::int
                  from delivery.attendance a
                  join delivery.session s on s.id = a.session_id
                 where a.teacher_id = :teacher and a.left_out = 'YEAR_CLOSED'
                """)
            .param("teacher", teacher.value()).query(Integer.class).list().forEach(year -> right.close.validated(teacher, year).ifPresent(at -> since.put(year, at)));
        return since;
    }

    @Override
    public @Nullable String look(Actor actor, TeacherId teacher, UUID reference) {
        return sessions.find(reference).filter(it -> trainings.find(it.training()).filter(of -> scope.keeps(actor, of)).isPresent()).map(Session::href).orElse(null);
    }

    @Override
    public @Nullable String tooLate(TeacherId teacher, UUID reference) {
        return sessions.find(reference).filter(it -> it.state() == Session.State.CANCELED).map(_ -> "SESSION_CANCELED").orElse(null);
    }

    /** Where nothing was said against him when it was closed first, or he has none because of his year, it is the closings that left him without hours. */
    @Override
    public Set<TeacherId> acted(TeacherId teacher, UUID reference) {
        return db.sql("""
                select c.by
                  from delivery.session s
                 cross join lateral (values (s.first_closed_by), (s.closed_by)) as c (by)
                 where s.id = :id and c.by is not null
                   and (not exists (select from delivery.attendance_act n
                                     where n.teacher_id = :teacher and n.session_id = s.id and n.after in ('ABSENT', 'LEFT_EARLY', 'LATE') and n.at <= coalesce(s.first_closed_at, s.closed_at))
                        or exists (select from delivery.attendance a where a.teacher_id = :teacher and a.session_id = s.id and a.left_out = 'YEAR_CLOSED'))
                """)
            .param("id", reference).param("teacher", teacher.value()).query((row, _) -> new TeacherId(row.getObject("by", UUID.class))).set();
    }

    /** What was put right meanwhile leaves nothing to grant but hours, where his year was validated before that. What is called off in this very moment is decided when it is asked again. */
    @Override
    public void grant(Actor actor, Appeal appeal, Remedy remedy) {
        var session = sessions.lock(appeal.reference()).orElseThrow(() -> new NotFound(appeal.reference()));
        var held = new KeepSessions.Held(session, trainings.find(session.training()).orElseThrow(() -> new NotFound(appeal.reference())));
        Verdict.of(Condition.of("delivery.appeal.held", session.state() != Session.State.CANCELED)).orRefuse();
        var stands = right.attendances.find(appeal.teacher(), session.id()).orElseThrow(() -> new NotFound(appeal.reference()));
        if (stands.posted() != null || stands.state() == Attendance.State.PRESENT && !CloseSession.YEAR_CLOSED.equals(stands.leftOut())) {
            return;
        }
        var one = Attendance.putRight(appeal.teacher(), session.id(), actor, remedy.reason(), clock.instant());
        if (session.isClosed()) {
            right.close.admit(actor, held, one);
        } else {
            right.attendances.putRight(one, actor, null, null);
        }
        right.keep.record(actor, "delivery.attendance.appeal", held, remedy.reason());
    }

    /** What was said against somebody. @param after as what he stood then, or why he has no hours; null where it was closed without a word of him */
    private record Said(UUID session, UUID training, String topic, LocalDate day, @Nullable String after, @Nullable String reason, TeacherId by, Instant at, boolean contestable) {

        static Said of(ResultSet row) throws SQLException {
            return new Said(row.getObject("id", UUID.class), row.getObject("training_id", UUID.class), row.getString("topic"), row.getObject("day", LocalDate.class),
                row.getString("after"), row.getString("reason"), new TeacherId(row.getObject("by", UUID.class)), row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getBoolean("contestable"));
        }

        /** It is said when its program may have long ended: its time to appeal begins with that. */
        Subject in(Training training) {
            return new Subject(Appeal.Kind.SESSION, session, null, training.title() + " · " + topic, variant(), reason == null ? List.of(day) : List.of(day, reason.isEmpty() ? "–" : reason), at, training.owner().id(), by,
                contestable);
        }

        private String variant() {
            return switch (after) {
                case null -> ".nothing-said";
                case "LATE" -> ".late";
                case "LEFT_EARLY" -> ".left-early";
                case "EXCUSED" -> ".excused";
                case "NO_HOURS" -> ".no-hours";
                default -> "";
            };
        }
    }

    private Optional<Subject> subject(Said said) {
        return trainings.find(said.training).map(said::in);
    }
}
