package org.xingtan.messaging;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Durable;

/** The envelopes that wait, for whichever node comes first. */
@Repository
class Queue {

    /** From the first failure on; after the last of these it is dead. */
    private static final List<Duration> AGAIN_AFTER = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30),
        Duration.ofHours(2), Duration.ofHours(8), Duration.ofHours(24));
    private static final Duration KEPT = Duration.ofDays(90);

    /** An envelope in the hand of the node that carries it. */
    record Claimed(UUID id, TeacherId person, int tries) {}

    /** Nobody knows whether what the letters tell of is safe. */
    static final class Unsafe extends RuntimeException {

        Unsafe(Throwable cause) {
            super("What it tells of may not be safe: " + String.valueOf(NestedExceptionUtils.getMostSpecificCause(cause).getMessage()).lines().findFirst().orElse(""), cause);
        }
    }

    private final JdbcClient db;
    private final Durable durable;

    Queue(JdbcClient db, Durable durable) {
        this.db = db;
        this.durable = durable;
    }

    /**
     * Locked until the end of the caller's transaction: a node that dies lets go of them at once. What they tell of is safe by then: no letter is
     * called back.
     *
     * @throws Unsafe when nobody knows whether it is
     */
    List<Claimed> claim(Way way, Instant now, int most) {
        var claimed = waiting(way, now, most);
        if (!claimed.isEmpty()) {
            requireSafe();
        }
        return claimed;
    }

    private void requireSafe() {
        try {
            durable.now();
        } catch (DataAccessException e) {
            throw new Unsafe(e);
        }
    }

    private List<Claimed> waiting(Way way, Instant now, int most) {
        return db.sql("""
                select id, teacher_id, tries
                  from messaging.envelope
                 where way = :way and state = 'WAITING' and next_try_at <= :now
                 order by next_try_at, id
                 limit :most
                   for update skip locked
                """)
            .param("way", way.name()).param("now", at(now)).param("most", most)
            .query((row, _) -> new Claimed(row.getObject("id", UUID.class), new TeacherId(row.getObject("teacher_id", UUID.class)), row.getInt("tries")))
            .list();
    }

    void sent(Collection<UUID> envelopes, Instant now) {
        if (!envelopes.isEmpty()) {
            db.sql("update messaging.envelope set state = 'SENT', moved_at = :now, problem = null where id in (:ids)")
                .param("now", at(now)).param("ids", envelopes).update();
        }
    }

    /** There is nothing in them any more, or nowhere to bring them. */
    void drop(Collection<UUID> envelopes) {
        if (!envelopes.isEmpty()) {
            db.sql("delete from messaging.envelope where id in (:ids)").param("ids", envelopes).update();
        }
    }

    /** To be tried again later, or never when nothing is to be hoped for. What the line has done is no try of the letter's. */
    void failed(List<Claimed> claimed, Map<UUID, Channel.Failure> failures, Instant now) {
        claimed.forEach(it -> {
            var failure = failures.get(it.id());
            if (failure != null && failure.kind() != Channel.Failure.Kind.AWAY) {
                failed(it, failure, now);
            }
        });
    }

    private void failed(Claimed envelope, Channel.Failure failure, Instant now) {
        var isDead = failure.kind() == Channel.Failure.Kind.NEVER || envelope.tries() >= AGAIN_AFTER.size();
        db.sql("""
                update messaging.envelope
                   set state = :state, tries = :tries, problem = :problem, next_try_at = :next, moved_at = :now
                 where id = :id
                """)
            .param("state", isDead ? "DEAD" : "WAITING").param("tries", envelope.tries() + 1).param("problem", failure.problem())
            .param("next", at(isDead ? now : now.plus(AGAIN_AFTER.get(envelope.tries())))).param("now", at(now)).param("id", envelope.id())
            .update();
    }

    void forgetOld(Instant now) {
        db.sql("""
                -- all teachers: what was delivered long ago is nobody's question any more.
                with old as (delete from messaging.envelope where state = 'SENT' and moved_at < :before returning id, teacher_id)
                delete from messaging.enclosure e using old where e.teacher_id = old.teacher_id and e.envelope_id = old.id
                """)
            .param("before", at(now.minus(KEPT))).update();
    }

    private static java.time.OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
