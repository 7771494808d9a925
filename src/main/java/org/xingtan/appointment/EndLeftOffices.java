package org.xingtan.appointment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.Appointments;
import org.xingtan.directory.IncomingPeople;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Texts;

/**
 * Ends the offices of people who have retired, left or gone to another unit, or do not come as planned: in the transaction that
 * moves them, and after midnight for those whose last day it was. The unit's place is free then for somebody else.
 */
@Component
class EndLeftOffices implements IncomingPeople.Follower {

    private record Left(TeacherId teacher, UUID id, String path, Map<String, Object> facts) {}

    private final JdbcClient db;
    private final Appointments appointments;
    private final AuditTrail trail;
    private final Texts texts;
    private final Clock clock;

    EndLeftOffices(JdbcClient db, Appointments appointments, AuditTrail trail, Texts texts, Clock clock) {
        this.db = db;
        this.appointments = appointments;
        this.trail = trail;
        this.texts = texts;
        this.clock = clock;
    }

    @Override
    public Runnable before(UUID[] people) {
        var served = served(people);
        return () -> {
            end(left(people));
            var still = Set.copyOf(served(people));
            end(served.stream().filter(office -> !still.contains(office)).toList());
        };
    }

    /** On every node; whoever comes second finds them ended. */
    @Scheduled(cron = "0 1 0 * * *", zone = "Asia/Shanghai")
    @Scheduled(initialDelay = 60_000)
    @Transactional
    public void endAll() {
        end(left(null));
    }

    private void end(List<Left> offices) {
        var reason = texts.get("appointment.left", Locale.SIMPLIFIED_CHINESE);
        var now = clock.instant();
        for (var office : offices) {
            if (appointments.end(office.teacher(), office.id(), null, reason, now)) {
                trail.record(null, "appointment.end", "teacher:" + office.teacher(), office.path(), office.facts(), Map.of("reason", reason));
            }
        }
    }

    /**
     * What was given on the very day somebody leaves is ended by the act that lets him go, and not later: after that act it
     * may have been given to one who has left, to stand in for a while.
     *
     * @param people null for everybody
     */
    private List<Left> left(UUID @Nullable [] people) {
        return db.sql("""
                -- all teachers: whose last day it was is not known before
                select teacher_id, id, role, capacity, since, path::text as path, name
                  from directory.left_office_card
                 where teacher_id = any (cast(:people as uuid[])) or cast(:people as uuid[]) is null and given_on < left_on
                 order by teacher_id, id
                """)
            .param("people", people)
            .query(EndLeftOffices::office).list();
    }

    /** The offices that somebody holds or is to hold over a unit he serves or is to serve, or below it. */
    private List<Left> served(UUID[] people) {
        return db.sql("""
                select a.teacher_id, a.id, a.role, a.capacity, lower(a.during) as since, a.path::text as path, a.name
                  from directory.office_card a
                 where a.teacher_id = any (:people::uuid[])
                   and exists (select from directory.service_card s where s.teacher_id = a.teacher_id and a.path <@ s.organization_path)
                 order by a.teacher_id, a.id
                """)
            .param("people", people)
            .query(EndLeftOffices::office).list();
    }

    private static Left office(ResultSet row, int number) throws SQLException {
        return new Left(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getObject("id", UUID.class), row.getString("path"),
            Map.of("role", row.getString("role"), "unit", row.getString("name"), "capacity", row.getString("capacity"),
                "from", row.getString("since")));
    }
}
