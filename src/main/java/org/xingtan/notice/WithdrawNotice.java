package org.xingtan.notice;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Refused;

/** Use case: a published notice is withdrawn. It stays where it is, with the reason, and is listed no more. */
@Service
class WithdrawNotice {

    private static final int LONGEST = 500;

    private final JdbcClient db;
    private final Authorities authorities;
    private final AuditTrail audit;
    private final Clock clock;

    WithdrawNotice(JdbcClient db, Authorities authorities, AuditTrail audit, Clock clock) {
        this.db = db;
        this.authorities = authorities;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Once withdrawn it keeps its first reason.
     *
     * @throws NotFound when there is none, or it is of no organization of the actor's
     * @throws Refused without a reason, or with an endless one
     */
    @Transactional
    void withdraw(Actor actor, UUID notice, String reason) {
        authorities.scope(actor);
        var owner = db.sql("select owner_id from notice.notice where id = :id and owner_id is not null").param("id", notice)
            .query(UUID.class).optional().orElseThrow(() -> new NotFound(notice));
        var place = authorities.require(actor, new OrganizationId(owner));
        if (reason.isBlank() || reason.length() > LONGEST) {
            throw new Refused("notice.withdraw-reason", LONGEST);
        }
        var withdrawn = db.sql("""
                update notice.notice set withdrawn_at = :at, withdrawn_by = :by, withdrawn_reason = :reason
                 where id = :id and withdrawn_at is null
                """)
            .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("by", actor.teacher().value()).param("reason", reason.strip())
            .param("id", notice).update() == 1;
        if (withdrawn) {
            audit.record(actor, "notice.withdraw", "notice:" + notice, place.path(), null, Map.of("reason", reason.strip()));
        }
    }
}
