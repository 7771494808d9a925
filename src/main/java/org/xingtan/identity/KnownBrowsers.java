package org.xingtan.identity;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.TeacherId;

/** The browsers in which a person has signed in before. They open nothing; others' wrong passwords do not hold them up. */
@Repository
class KnownBrowsers {

    /** Since the last sign-in. */
    static final Duration KEPT = Duration.ofDays(180);

    private final JdbcClient db;
    private final Clock clock;

    KnownBrowsers(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    boolean isKnown(UUID teacher, byte[] hash) {
        return db.sql("select exists (select from identity.known_browser where teacher_id = :teacher and secret_hash = :hash and seen_at > :since)")
            .param("teacher", teacher).param("hash", hash).param("since", clock.instant().minus(KEPT).atOffset(UTC))
            .query(Boolean.class).single();
    }

    void remember(TeacherId teacher, byte[] hash, Instant now) {
        db.sql("""
                insert into identity.known_browser (teacher_id, secret_hash, seen_at) values (:teacher, :hash, :now)
                on conflict (teacher_id, secret_hash) do update set seen_at = excluded.seen_at
                """)
            .param("teacher", teacher.value()).param("hash", hash).param("now", now.atOffset(UTC))
            .update();
    }

    @Scheduled(fixedDelay = 86_400_000, initialDelay = 500_000)
    void deleteOld() {
        db.sql("delete from identity.known_browser where seen_at < :since -- all teachers: by time")
            .param("since", clock.instant().minus(KEPT).atOffset(UTC))
            .update();
    }
}
