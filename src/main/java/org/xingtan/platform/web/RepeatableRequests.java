package org.xingtan.platform.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.TeacherId;

/** Requests with an Idempotency-Key and their answers, kept for a day. */
@Repository
class RepeatableRequests {

    private static final Duration KEPT = Duration.ofHours(24);
    /** Somebody who has not answered for so long has died; the request may be taken up again. */
    private static final Duration WORKED_ON = Duration.ofMinutes(1);

    private final JdbcClient db;
    private final Clock clock;

    RepeatableRequests(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** @param status null while another request with this key is being worked on */
    record Earlier(byte[] digest, @Nullable Integer status, @Nullable String contentType, byte @Nullable [] body) {}

    /** @return empty when this request is the first with its key and now has to be answered */
    Optional<Earlier> begin(TeacherId teacher, String key, byte[] digest) {
        var now = clock.instant();
        db.sql("""
                delete from platform.repeatable_request
                 where teacher_id = :teacher and (asked_at < :old or key = :key and status is null and asked_at < :dead)
                """)
            .param("teacher", teacher.value()).param("key", key).param("old", at(now.minus(KEPT))).param("dead", at(now.minus(WORKED_ON))).update();
        var first = db.sql("""
                insert into platform.repeatable_request (teacher_id, key, digest, asked_at) values (:teacher, :key, :digest, :now)
                    on conflict (teacher_id, key) do nothing
                """)
            .param("teacher", teacher.value()).param("key", key).param("digest", digest).param("now", at(now)).update() == 1;
        return first ? Optional.empty() : db.sql("""
                select digest, status, content_type, body from platform.repeatable_request where teacher_id = :teacher and key = :key
                """)
            .param("teacher", teacher.value()).param("key", key)
            .query((rs, _) -> new Earlier(rs.getBytes("digest"), rs.getObject("status", Integer.class), rs.getString("content_type"), rs.getBytes("body")))
            .optional();
    }

    void answered(TeacherId teacher, String key, int status, @Nullable String contentType, byte[] body) {
        db.sql("""
                update platform.repeatable_request set status = :status, content_type = :type, body = :body
                 where teacher_id = :teacher and key = :key
                """)
            .param("status", status).param("type", contentType).param("body", body)
            .param("teacher", teacher.value()).param("key", key).update();
    }

    /** It failed on our side, or not for good: sending it again shall try again. */
    void forget(TeacherId teacher, String key) {
        db.sql("delete from platform.repeatable_request where teacher_id = :teacher and key = :key")
            .param("teacher", teacher.value()).param("key", key).update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
