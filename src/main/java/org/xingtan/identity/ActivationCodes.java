package org.xingtan.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.PersonCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;

/** Use case: a unit's administrator hands a person the code to activate his account, or to replace a lost password. */
@Service
public class ActivationCodes {

    private static final Duration LIFE = Duration.ofDays(14);

    /**
     * A code for one person, shown once.
     *
     * @param username the name he signs in with when he has an account already; the code then replaces a lost password
     */
    public record Issued(String code, Instant expiresAt, PersonCard person, @Nullable String username) {}

    private final AccountScope scope;
    private final Activations activations;
    private final AccountStore accounts;
    private final AuditTrail trail;
    private final Clock clock;

    ActivationCodes(AccountScope scope, Activations activations, AccountStore accounts, AuditTrail trail, Clock clock) {
        this.scope = scope;
        this.activations = activations;
        this.accounts = accounts;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * A new code; the one before it is void.
     *
     * @throws NotFound  when the person is not in a unit of the actor's
     * @throws Forbidden when it is the actor himself, or somebody appointed beyond the actor's units
     */
    @Transactional
    public Issued issue(Actor actor, TeacherId teacher) {
        var person = scope.require(actor, teacher);
        var code = ActivationCode.next();
        var now = clock.instant();
        var username = accounts.userName(teacher);
        activations.issue(teacher, ActivationCode.hash(code), actor.teacher(), now, now.plus(LIFE));
        trail.record(actor, username == null ? "identity.activation.issue" : "identity.reset.issue", "teacher:" + teacher, person.path(),
            null, Map.of("expiresAt", now.plus(LIFE).toString()));
        return new Issued(code, now.plus(LIFE), person, username);
    }
}
