package org.xingtan.identity;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.TeacherId;

/** The table of codes: one a person, the newest. */
@Repository
class Activations {

    static final int TRIES = 5;

    private final JdbcClient db;

    Activations(JdbcClient db) {
        this.db = db;
    }

    void issue(TeacherId teacher, byte[] hash, TeacherId by, Instant now, Instant expires) {
        db.sql("""
                insert into identity.activation (teacher_id, code_hash, issued_at, issued_by, expires_at)
                values (:teacher, :hash, :now, :by, :expires)
                on conflict (teacher_id) do update
                   set code_hash = excluded.code_hash, issued_at = excluded.issued_at, issued_by = excluded.issued_by,
                       expires_at = excluded.expires_at, failed = 0, used_at = null
                """)
            .param("teacher", teacher.value())
            .param("hash", hash)
            .param("by", by.value())
            .param("now", now.atOffset(UTC))
            .param("expires", expires.atOffset(UTC))
            .update();
    }

    /** The hash of the code that opens this account now; null when there is none, or it is used up. */
    byte @Nullable [] open(TeacherId teacher, Instant now) {
        return db.sql("""
                select code_hash from identity.activation
                 where teacher_id = :teacher and used_at is null and failed < :tries and expires_at > :now
                """)
            .param("teacher", teacher.value())
            .param("tries", TRIES)
            .param("now", now.atOffset(UTC))
            .query(byte[].class).optional().orElse(null);
    }

    void failed(TeacherId teacher) {
        db.sql("update identity.activation set failed = failed + 1 where teacher_id = :teacher and used_at is null")
            .param("teacher", teacher.value())
            .update();
    }

    /** @return false when the code has been used, killed or replaced meanwhile */
    boolean use(TeacherId teacher, byte[] hash, Instant now) {
        return db.sql("""
                update identity.activation
                   set used_at = :now
                 where teacher_id = :teacher and code_hash = :hash and used_at is null and failed < :tries and expires_at > :now
                """)
            .param("teacher", teacher.value())
            .param("hash", hash)
            .param("tries", TRIES)
            .param("now", now.atOffset(UTC))
            .update() == 1;
    }
}
