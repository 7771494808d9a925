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
import java.util.UUID;
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

/** An event that is over and at which somebody stands as absent. Granted, he was there, and of a closed one he has his hours. */
@Component
class AttendanceMatter implements Matter {

    /** It stays the person's once it was put right: what is said here is what was said against him. */
    private static final String SELECT = """
        select e.id, e.topic, e.day, p.unit_id, s.reason, s.by as noted_by,
               greatest(s.at, (e.day + e.ends) at time zone :zone) as at,
               a.state = 'ABSENT' and e.state <> 'CANCELED' and e.day + e.ends <= :now as contestable
          from study.attendance a
          join study.event e on e.id = a.event_id
          join study.plan p on p.id = e.plan_id
          join lateral (select n.at, n.by, n.reason from study.attendance_act n
                         where n.teacher_id = a.teacher_id and n.event_id = a.event_id and n.after = 'ABSENT' order by n.n desc limit 1) s on true
         where a.teacher_id = :teacher
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
        return select(teacher, " and a.state = 'ABSENT' and e.state <> 'CANCELED' and e.day + e.ends <= :now order by at desc, e.id limit :limit")
            .param("limit", OFFERED).query(AttendanceMatter::subject).list();
    }

    @Override
    public Optional<Subject> find(TeacherId teacher, UUID reference) {
        return select(teacher, " and e.id = :id").param("id", reference).query(AttendanceMatter::subject).optional();
    }

    private JdbcClient.StatementSpec select(TeacherId teacher, String which) {
        return db.sql(SELECT + which).param("teacher", teacher.value()).param("zone", Window.ZONE.getId())
            .param("now", LocalDateTime.ofInstant(clock.instant(), Window.ZONE));
    }

    /** What was put right meanwhile leaves nothing to grant. */
    @Override
    public void grant(Actor actor, Appeal appeal, Remedy remedy) {
        var event = events.lock(appeal.reference()).orElseThrow(() -> new NotFound(appeal.reference()));
        var before = attendances.find(appeal.teacher(), event.id()).orElseThrow(() -> new NotFound(appeal.reference()));
        if (before.counts(keep.plan(event))) {
            return;
        }
        Verdict.of(
            Condition.of("study.appeal.held", event.state() != Event.State.CANCELED),
            Condition.of("study.appeal.absent", before.state() == Attendance.State.ABSENT)).orRefuse();
        attendances.elsewhere(appeal.teacher(), event).ifPresent(other -> Verdict.of(keep.atAnother(appeal.teacher(), other)).orRefuse());
        var one = before.putRight(actor, remedy.reason(), clock.instant());
        if (event.isClosed()) {
            close.admit(actor, event, one);
        } else {
            attendances.putRight(one, actor, null, null);
        }
        keep.record(actor, "study.attendance.appeal", keep.unit(event), event, remedy.reason());
    }

    private static Subject subject(ResultSet row, int number) throws SQLException {
        var remark = row.getString("reason");
        return new Subject(Appeal.Kind.ATTENDANCE, row.getObject("id", UUID.class), null, row.getString("topic"),
            List.of(row.getObject("day", LocalDate.class), remark.isEmpty() ? "–" : remark), instant(row),
            new OrganizationId(row.getObject("unit_id", UUID.class)), new TeacherId(row.getObject("noted_by", UUID.class)), row.getBoolean("contestable"));
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject("at", OffsetDateTime.class).toInstant();
    }
}
