package org.xingtan.deadline;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.PersonalTrace;

/** Secret links to calendars: one a person. What is kept of a secret only tells whether somebody knows it. */
@Repository
public class Feeds implements PersonalTrace {

    /** A program that asks every minute is one that is wrong; calendars ask a few times a day. */
    static final int READS_AN_HOUR = 60;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A link that is there. @param readAt when it was asked for last; null before */
    public record Feed(Instant madeAt, @Nullable Instant readAt) {}

    /** Whose calendar a secret opens. */
    record Reader(TeacherId person, Locale locale) {}

    private final JdbcClient db;
    private final AuditTrail audit;
    private final Clock clock;

    Feeds(JdbcClient db, AuditTrail audit, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    Optional<Feed> of(TeacherId person) {
        return db.sql("select made_at, read_at from deadline.feed where teacher_id = :person").param("person", person.value())
            .query((row, _) -> {
                var read = row.getObject("read_at", OffsetDateTime.class);
                return new Feed(row.getObject("made_at", OffsetDateTime.class).toInstant(), read == null ? null : read.toInstant());
            }).optional();
    }

    /** The link that was there before leads nowhere from now on. @return the secret, which nobody can tell again */
    @Transactional
    public String renew(Actor actor, Locale locale) {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var person = actor.teacher().value();
        db.sql("""
                insert into deadline.feed (teacher_id, secret, language, made_at, hour_at) values (:person, :secret, :language, :at, :at)
                on conflict (teacher_id) do update
                   set secret = excluded.secret, language = excluded.language, made_at = excluded.made_at, read_at = null,
                       hour_at = excluded.hour_at, reads = 0
                """)
            .param("person", person).param("secret", hash(secret)).param("language", locale.getLanguage().equals("en") ? "en" : "zh")
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        db.sql("delete from deadline.feed_secret where teacher_id = :person").param("person", person).update();
        db.sql("insert into deadline.feed_secret (secret, teacher_id) values (:secret, :person)").param("secret", hash(secret)).param("person", person).update();
        audit.record(actor, "deadline.feed.renew", "teacher:" + actor.teacher(), null, null, null);
        return secret;
    }

    @Transactional
    public void revoke(Actor actor) {
        if (of(actor.teacher()).isPresent()) {
            forget(actor.teacher());
            audit.record(actor, "deadline.feed.revoke", "teacher:" + actor.teacher(), null, null, null);
        }
    }

    @Override
    public void forget(TeacherId person) {
        db.sql("delete from deadline.feed_secret where teacher_id = :person").param("person", person.value()).update();
        db.sql("delete from deadline.feed where teacher_id = :person").param("person", person.value()).update();
    }

    /**
     * Somebody asks with a secret, and is counted.
     *
     * @throws NotFound when it opens nothing, or its owner may not sign in any more
     * @throws Problem 429 when it was asked too often within an hour
     */
    @Transactional(noRollbackFor = Problem.class)
    public Reader read(String secret) {
        var hash = hash(secret);
        var person = db.sql("select teacher_id from deadline.feed_secret where secret = :secret").param("secret", hash).query(UUID.class).optional()
            .orElseThrow(() -> new NotFound("calendar"));
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var counted = db.sql("""
                update deadline.feed f
                   set reads = case when f.hour_at <= :before then 1 else f.reads + 1 end, hour_at = case when f.hour_at <= :before then :now else f.hour_at end,
                       read_at = :now
                 where f.teacher_id = :person and f.secret = :secret
                   and exists (select from identity.account_card a where a.teacher_id = :person and a.disabled_at is null)
                   and (exists (select from directory.person_card p where p.teacher_id = :person)
                        or exists (select from directory.appointment_card c where c.teacher_id = :person))
                returning language, reads, hour_at
                """)
            .param("before", now.minus(HOUR)).param("now", now).param("person", person).param("secret", hash)
            .query((row, _) -> new Counted(row.getString("language"), row.getInt("reads"), row.getObject("hour_at", OffsetDateTime.class).toInstant()))
            .optional().orElseThrow(() -> new NotFound("calendar"));
        if (counted.reads > READS_AN_HOUR) {
            throw new Problem(429, "deadline.often").with("retryAfter", Math.max(1, Duration.between(clock.instant(), counted.hourAt.plus(HOUR)).toSeconds()));
        }
        return new Reader(new TeacherId(person), counted.language.equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE);
    }

    private record Counted(String language, int reads, Instant hourAt) {}

    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
