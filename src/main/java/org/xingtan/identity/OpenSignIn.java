package org.xingtan.identity;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;

/** Use case: a new sign-in with a new secret, which is never an old one's. */
@Service
class OpenSignIn {

    enum Kind { SESSION, TOKEN }

    /** The only moment at which the secret is known. */
    record Opened(UUID id, String secret, Instant expiresAt) {}

    private final JdbcClient db;
    private final AccountStore accounts;
    private final AuditTrail trail;

    OpenSignIn(JdbcClient db, AccountStore accounts, AuditTrail trail) {
        this.db = db;
        this.accounts = accounts;
        this.trail = trail;
    }

    /** @param asOf when the person proved who he is */
    @Transactional
    public Opened open(TeacherId teacher, Kind kind, String name, String address, Instant asOf) {
        var opened = new Opened(Uuids.next(), Secrets.next(), asOf.plus(SignInStore.LIFE));
        db.sql("""
                insert into identity.sign_in (secret_hash, id, teacher_id, kind, name, created_at, seen_at, expires_at, address, appointments)
                select :hash, :id, :teacher, :kind, :name, :now, :now, :expires, :address,
                       array(select c.id from directory.appointment_card c where c.teacher_id = :teacher)
                """)
            .param("hash", Secrets.hash(opened.secret()))
            .param("id", opened.id())
            .param("teacher", teacher.value())
            .param("kind", kind.name())
            .param("name", name)
            .param("now", asOf.atOffset(UTC))
            .param("expires", opened.expiresAt().atOffset(UTC))
            .param("address", address)
            .update();
        accounts.signedIn(teacher, asOf);
        if (kind == Kind.TOKEN) {
            trail.record(null, "identity.token.create", "teacher:" + teacher, null, null, Map.of("token", opened.id(), "name", name));
        }
        return opened;
    }
}
