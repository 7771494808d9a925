package org.xingtan.summary;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.Role;
import org.xingtan.messaging.Outgoing;
import org.xingtan.messaging.Send;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;

/**
 * Use case: every morning the administrators of units that owe a report are reminded: once when its day comes near, and then once a
 * week while it is late. Nodes that do it at once tell nobody twice.
 */
@Component
class RemindOfSummaries {

    private static final Duration NEAR = Duration.ofDays(3);
    private static final Duration AGAIN = Duration.ofDays(7);
    /** Whoever has said nothing for so long is asked by other means. */
    private static final Duration GIVEN_UP = Duration.ofDays(60);
    private static final String[] WRITERS = Arrays.stream(Role.values()).filter(role -> role.allows(Task.PUBLISH_BULLETINS)).map(Role::name)
        .toArray(String[]::new);

    private record Owed(TeacherId writer, UUID call, UUID unit, String title, Instant due) {}

    private final JdbcClient db;
    private final Send send;
    private final Clock clock;

    RemindOfSummaries(JdbcClient db, Send send, Clock clock) {
        this.db = db;
        this.send = send;
        this.clock = clock;
    }

    @Scheduled(cron = "0 0 9 * * *", zone = "Asia/Shanghai")
    @Transactional
    public void remind() {
        var now = clock.instant();
        db.sql("""
                select a.teacher_id, s.call_id, s.organization_id, c.title, c.due_at
                  from summary.call c
                  join summary.summary s on s.call_id = c.id and s.state in ('DUE', 'DRAFT', 'RETURNED')
                  join directory.appointment_card a on a.organization_id = s.organization_id and a.role = any (:roles)
                 where c.due_at between :since and :until
                 order by s.call_id, s.organization_id, a.teacher_id
                """)
            .param("roles", WRITERS).param("since", now.minus(GIVEN_UP).atOffset(ZoneOffset.UTC)).param("until", now.plus(NEAR).atOffset(ZoneOffset.UTC))
            .query((row, _) -> owed(row)).list().forEach(it -> send.to(it.writer, message(it, now)));
    }

    private static Outgoing message(Owed owed, Instant now) {
        var late = now.isAfter(owed.due);
        var weeks = late ? Duration.between(owed.due, now).dividedBy(AGAIN) : -1;
        return Outgoing.news("summary.owed", "summary:" + owed.call + ":" + owed.unit + ":" + weeks, late ? "summary.told.late." : "summary.told.near.",
            owed.title, owed.due).leadingTo("/console/summaries/" + owed.call + "/units/" + owed.unit);
    }

    private static Owed owed(ResultSet row) throws SQLException {
        return new Owed(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getObject("call_id", UUID.class),
            row.getObject("organization_id", UUID.class), row.getString("title"), row.getObject("due_at", OffsetDateTime.class).toInstant());
    }
}
