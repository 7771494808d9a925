package org.xingtan.identity;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;

/** Use case: a wrong password is counted and written down. What was typed is not: people type passwords into the wrong field. */
@Service
class NoteFailure {

    private final AccountStore accounts;
    private final AuditTrail trail;

    NoteFailure(AccountStore accounts, AuditTrail trail) {
        this.accounts = accounts;
        this.trail = trail;
    }

    @Transactional
    public void note(AccountStore.@Nullable Account account, Instant at) {
        if (account == null) {
            trail.record(null, "identity.sign-in.failed", "teacher:unknown", null, null, null);
            return;
        }
        accounts.failed(account.teacher(), at);
        var after = account.lockOut().failedAt(at);
        var locked = after.left(at);
        trail.record(null, locked.isPositive() ? "identity.sign-in.locked" : "identity.sign-in.failed", "teacher:" + account.teacher(),
            account.path(), null, Map.of("failures", after.failures(), "lockedSeconds", locked.toSeconds()));
    }
}
