package org.xingtan.identity;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;

/** The table of live sign-ins. */
@Repository
class SignInStore {

    static final Duration IDLE = Duration.ofHours(12);
    static final Duration LIFE = Duration.ofDays(30);

    /** A sign-in as it was read: who, until when, and when it was last noted as seen. */
    record Live(Actor actor, Instant seenAt, Instant expiresAt) {}

    private final JdbcClient db;

    SignInStore(JdbcClient db) {
        this.db = db;
    }

    /**
     * Who is behind a secret. Nobody when the sign-in is over, the account is disabled, its password has changed since, the
     * person works nowhere any more, or a token's appointments have ended.
     */
    Optional<Live> find(byte[] hash, Instant now) {
        return db.sql("""
                with s as materialized (
                    select id, teacher_id, kind, name, created_at, seen_at, expires_at, appointments
                      from identity.sign_in
                     where secret_hash = :hash)
                select s.id, s.teacher_id, s.kind, s.name as device, s.seen_at, s.expires_at,
                       p.name as person_name, a.password_expires_at is not null as must_change
                  from s
                  join identity.account a on a.teacher_id = s.teacher_id
                  left join directory.person_card p on p.teacher_id = s.teacher_id
                 where s.expires_at > :now
                   and (s.kind = 'TOKEN' or s.seen_at > :idle)
                   and a.disabled_at is null
                   and s.created_at >= a.password_set_at
                   and (p.teacher_id is not null
                        or exists (select from directory.appointment_card c where c.teacher_id = s.teacher_id))
                   and (s.kind = 'SESSION'
                        or s.appointments <@ array(select c.id from directory.appointment_card c where c.teacher_id = s.teacher_id))
                """)
            .param("hash", hash)
            .param("now", now.atOffset(UTC))
            .param("idle", now.minus(IDLE).atOffset(UTC))
            .query((row, _) -> live(row))
            .optional();
    }

    private static Live live(ResultSet row) throws SQLException {
        var device = row.getString("device");
        var name = row.getString("person_name");
        var actor = new Actor(new TeacherId(row.getObject("teacher_id", UUID.class)), name == null ? device : name,
            row.getObject("id", UUID.class), device, row.getString("kind").equals("TOKEN"), row.getBoolean("must_change"));
        return new Live(actor, row.getObject("seen_at", OffsetDateTime.class).toInstant(),
            row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    /** Notes when sign-ins were last used; rows that somebody is just deleting are passed over. */
    void seen(Collection<byte[]> hashes, Instant at) {
        db.sql("""
                update identity.sign_in
                   set seen_at = :at
                 where secret_hash in (select secret_hash from identity.sign_in
                                        where secret_hash in (:hashes)
                                        order by secret_hash
                                          for update skip locked)
                """)
            .param("at", at.atOffset(UTC))
            .param("hashes", List.copyOf(hashes))
            .update();
    }

    void deleteOver(Instant now) {
        db.sql("""
                delete from identity.sign_in
                 where expires_at < :now
                    or kind = 'SESSION' and seen_at < :idle
                """)
            .param("now", now.atOffset(UTC))
            .param("idle", now.minus(IDLE).atOffset(UTC))
            .update();
    }

    /** A person's own, newest first. @param kind null for sessions and tokens alike; @param before the id to go on after */
    List<SignInRow> list(TeacherId teacher, OpenSignIn.@Nullable Kind kind, @Nullable UUID before, int limit, Instant now) {
        return db.sql("""
                select id, kind, name, created_at, seen_at, expires_at, address
                  from identity.sign_in
                 where teacher_id = :teacher
                   and (:kind::text is null or kind = :kind::text)
                   and (:before::uuid is null or id < :before::uuid)
                   and expires_at > :now
                   and (kind = 'TOKEN' or seen_at > :idle)
                 order by id desc
                 limit :limit
                """)
            .param("teacher", teacher.value())
            .param("kind", kind == null ? null : kind.name())
            .param("before", before)
            .param("now", now.atOffset(UTC))
            .param("idle", now.minus(SignInStore.IDLE).atOffset(UTC))
            .param("limit", limit)
            .query((row, _) -> row(row)).list();
    }

    private static SignInRow row(ResultSet row) throws SQLException {
        return new SignInRow(row.getObject("id", UUID.class), row.getString("kind").equals("TOKEN"), row.getString("name"),
            at(row, "created_at"), at(row, "seen_at"), at(row, "expires_at"), row.getString("address"));
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
