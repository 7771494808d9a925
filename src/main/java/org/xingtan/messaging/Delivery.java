package org.xingtan.messaging;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Task;

/** Use cases of the operator: how delivery goes, what could not be delivered, and trying it again. */
@Component
public class Delivery {

    private static final int DEAD_SHOWN = 100;

    /**
     * How it goes on one way.
     *
     * @param destination where letters are handed in; null when the environment names nothing
     * @param oldest      since when the letter waits that is due longest; null when none is due
     * @param sent        in the last 24 hours
     */
    public record Line(Way way, @Nullable String destination, long waiting, @Nullable Instant oldest, long sent, long dead, Outages.@Nullable Outage outage) {}

    /** A letter that was given up. */
    public record Dead(UUID id, String person, Way way, int tries, @Nullable String problem, Instant at) {}

    private final JdbcClient db;
    private final Access access;
    private final Ways ways;
    private final Outages outages;
    private final Send send;
    private final AuditTrail trail;

    Delivery(JdbcClient db, Access access, Ways ways, Outages outages, Send send, AuditTrail trail) {
        this.db = db;
        this.access = access;
        this.ways = ways;
        this.outages = outages;
        this.send = send;
        this.trail = trail;
    }

    List<Line> lines(Actor actor) {
        require(actor);
        return Arrays.stream(Way.values()).map(this::line).toList();
    }

    private Line line(Way way) {
        return db.sql("""
                -- all teachers: the operator sees how many letters there are, and nobody's.
                select (select count(*) from messaging.envelope where way = :way and state = 'WAITING') as waiting,
                       (select min(next_try_at) from messaging.envelope where way = :way and state = 'WAITING' and next_try_at <= now()) as oldest,
                       (select count(*) from messaging.envelope where way = :way and state = 'SENT' and moved_at > now() - interval '24 hours') as sent,
                       (select count(*) from messaging.envelope where way = :way and state = 'DEAD') as dead
                """)
            .param("way", way.name())
            .query((row, _) -> new Line(way, ways.channel(way).map(Channel::destination).orElse(null), row.getLong("waiting"),
                Optional.ofNullable(row.getObject("oldest", OffsetDateTime.class)).map(OffsetDateTime::toInstant).orElse(null),
                row.getLong("sent"), row.getLong("dead"), outages.of(way).orElse(null)))
            .single();
    }

    /** The newest first. */
    List<Dead> dead(Actor actor) {
        require(actor);
        return db.sql("""
                select e.id, t.name, e.way, e.tries, e.problem, e.moved_at
                  from messaging.envelope e
                  join directory.teacher_card t on t.teacher_id = e.teacher_id
                 where e.state = 'DEAD'
                 order by e.moved_at desc, e.id desc
                 limit :most
                """)
            .param("most", DEAD_SHOWN)
            .query((row, _) -> new Dead(row.getObject("id", UUID.class), row.getString("name"), Way.valueOf(row.getString("way")),
                row.getInt("tries"), row.getString("problem"), row.getObject("moved_at", OffsetDateTime.class).toInstant()))
            .list();
    }

    /** All that were given up wait again, from the first try on. */
    @Transactional
    void retry(Actor actor) {
        require(actor);
        var count = db.sql("""
                update messaging.envelope
                   set state = 'WAITING', tries = 0, problem = null, next_try_at = now(), moved_at = now()
                 where state = 'DEAD'
                """).update();
        trail.record(actor, "messaging.retry", "messaging:dead", null, null, Map.of("count", count));
    }

    /** @throws NotFound when it is not there any more */
    @Transactional
    void discard(Actor actor, UUID id) {
        require(actor);
        if (db.sql("delete from messaging.envelope where id = :id and state = 'DEAD'").param("id", id).update() == 0) {
            throw new NotFound(id);
        }
        trail.record(actor, "messaging.discard", "envelope:" + id, null, null, null);
    }

    /** A message to the operator himself, by all ways that lead to him. */
    void test(Actor actor) {
        require(actor);
        send.to(actor.teacher(), Outgoing.official("messaging.test", "test:" + UUID.randomUUID(), "messaging.test.", actor.personName()));
    }

    private void require(Actor actor) {
        if (access.scope(actor, Task.OPERATE).isEmpty()) {
            throw new NotFound("messaging");
        }
    }
}
