package org.xingtan.identity;

import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.platform.Actor;

/** A new password in force and every sign-in of the old one ended, in one transaction. */
@Service
class SetPassword {

    private final AccountStore accounts;
    private final EndSignIns endSignIns;
    private final AuditTrail trail;

    SetPassword(AccountStore accounts, EndSignIns endSignIns, AuditTrail trail) {
        this.accounts = accounts;
        this.endSignIns = endSignIns;
        this.trail = trail;
    }

    @Transactional
    public void set(Actor actor, String hash, Instant now) {
        accounts.setPassword(actor.teacher(), hash, now);
        var ended = endSignIns.all(actor.teacher());
        trail.record(actor, "identity.password.change", "teacher:" + actor.teacher(), null, null, Map.of("ended", ended));
    }
}
