package org.xingtan.identity;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;

/**
 * Who waits before a password is looked at, and what a wrong one does. Each place waits for its own wrong ones: a network
 * address, or a browser in which the person has signed in before. Only what is not such a browser waits for everybody's too.
 */
@Component
class WrongPasswords {

    /**
     * A password that is about to be looked at.
     *
     * @param subject the person; for a name that nobody has an id made of its key, so that both do the same work
     * @param known   whether it comes from a browser of the person
     */
    record Attempt(UUID subject, AccountStore.@Nullable Account account, String source, boolean known, WrongTries.Counted counted) {

        Duration left(Instant now) {
            var here = counted.here().left(now, LockOut.FREE_HERE);
            var all = known ? Duration.ZERO : counted.all().left(now, LockOut.FREE_IN_ALL);
            return here.compareTo(all) > 0 ? here : all;
        }
    }

    private final WrongTries tries;
    private final KnownBrowsers browsers;
    private final AuditTrail trail;

    WrongPasswords(WrongTries tries, KnownBrowsers browsers, AuditTrail trail) {
        this.tries = tries;
        this.browsers = browsers;
        this.trail = trail;
    }

    Attempt attempt(AccountStore.@Nullable Account account, String key, Visit visit) {
        var subject = account == null ? UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)) : account.teacher().value();
        var browser = visit.browser() == null ? null : Secrets.hash(visit.browser());
        var known = browser != null && browsers.isKnown(subject, browser);
        var source = known ? "browser " + HexFormat.of().formatHex(browser) : "password " + Addresses.network(visit.address());
        return new Attempt(subject, account, source, known, tries.counted(subject, source));
    }

    /** A wrong one is counted and written down. What was typed is not: people type passwords into the wrong field. */
    @Transactional
    public void wrong(Attempt attempt, Instant at) {
        tries.count(attempt.subject(), attempt.source(), at);
        var account = attempt.account();
        if (account == null) {
            trail.record(null, "identity.sign-in.failed", "teacher:unknown", null, null, null);
            return;
        }
        var here = attempt.counted().here().failedAt(at);
        var all = attempt.counted().all().failedAt(at);
        var locked = new Attempt(attempt.subject(), account, attempt.source(), attempt.known(), new WrongTries.Counted(here, all)).left(at);
        trail.record(null, locked.isPositive() ? "identity.sign-in.locked" : "identity.sign-in.failed", "teacher:" + account.teacher(),
            account.path(), null, Map.of("failures", here.failures(), "failuresInAll", all.failures(), "lockedSeconds", locked.toSeconds()));
    }

    /** The right one forgets what its place got wrong, and what was wrong in all. */
    void right(Attempt attempt) {
        if (!attempt.counted().none()) {
            tries.forget(attempt.subject(), attempt.source());
        }
    }
}
