package org.xingtan.messaging;

import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.TeacherId;

/** Which ways lead to a person, and when they may be taken. */
@Repository
class Reach {

    /** An envelope that a person is to get. */
    record Route(TeacherId person, Way way, Instant slot) {}

    private final JdbcClient db;
    private final Ways ways;

    Reach(JdbcClient db, Ways ways) {
        this.db = db;
        this.ways = ways;
    }

    /** @param due when it becomes visible */
    List<Route> of(Set<TeacherId> people, Outgoing.Kind kind, Instant due) {
        var routes = new ArrayList<Route>();
        if (!people.isEmpty() && ways.isOpen(Way.EMAIL)) {
            mail(people, kind, due, routes);
        }
        if (!people.isEmpty() && ways.isOpen(Way.SMS)) {
            sms(people, due, routes);
        }
        return routes;
    }

    private void mail(Collection<TeacherId> people, Outgoing.Kind kind, Instant due, List<Route> routes) {
        db.sql("""
                select m.teacher_id, coalesce(s.mail, 'EACH') as mail, coalesce(s.quiet_from, '21:00') as quiet_from,
                       coalesce(s.quiet_to, '07:00') as quiet_to
                  from messaging.mailbox m
                  left join messaging.setting s on s.teacher_id = m.teacher_id
                 where m.teacher_id in (:people) and m.confirmed_at is not null
                """)
            .param("people", ids(people))
            .query(row -> {
                var quiet = new QuietHours(row.getObject("quiet_from", LocalTime.class), row.getObject("quiet_to", LocalTime.class));
                var person = new TeacherId(row.getObject("teacher_id", UUID.class));
                var wish = kind == Outgoing.Kind.OFFICIAL ? Setting.Mail.EACH : Setting.Mail.valueOf(row.getString("mail"));
                wish.slot(due).map(quiet::after).ifPresent(slot -> routes.add(new Route(person, Way.EMAIL, slot)));
            });
    }

    private void sms(Collection<TeacherId> people, Instant due, List<Route> routes) {
        db.sql("select teacher_id, quiet_from, quiet_to from messaging.setting where teacher_id in (:people) and sms = 'EACH'")
            .param("people", ids(people))
            .query(row -> {
                var quiet = new QuietHours(row.getObject("quiet_from", LocalTime.class), row.getObject("quiet_to", LocalTime.class));
                routes.add(new Route(new TeacherId(row.getObject("teacher_id", UUID.class)), Way.SMS, quiet.after(due)));
            });
    }

    private static List<UUID> ids(Collection<TeacherId> people) {
        return people.stream().map(TeacherId::value).toList();
    }
}
