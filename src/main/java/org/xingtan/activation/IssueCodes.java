package org.xingtan.activation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.PersonCard;
import org.xingtan.identity.SignInNames;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;

/** Use cases: a unit's administrator hands one person a code, or prints a sheet with a code for everybody without an account. */
@Service
public class IssueCodes {

    static final Duration LIFE = Duration.ofDays(14);

    /** Codes on one sheet: what a large school prints at once. */
    static final int ON_A_SHEET = 200;

    /**
     * A code for one person, shown once.
     *
     * @param username the name he signs in with when he has an account already; the code then replaces a lost password
     */
    public record Issued(String code, Instant expiresAt, PersonCard person, @Nullable String username) {}

    /** A slip of a sheet. */
    public record Slip(String name, String documentMasked, String unit, String code) {}

    /** The slips of a unit, shown once. @param left how many people still have no code */
    public record Sheet(List<Slip> slips, Instant expiresAt, int left) {}

    private final AccountScope scope;
    private final Codes codes;
    private final SignInNames names;
    private final AuditTrail trail;
    private final Clock clock;

    IssueCodes(AccountScope scope, Codes codes, SignInNames names, AuditTrail trail, Clock clock) {
        this.scope = scope;
        this.codes = codes;
        this.names = names;
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
        var username = names.userName(teacher);
        codes.issue(Map.of(teacher, code), actor.teacher(), now, now.plus(LIFE));
        trail.record(actor, username == null ? "activation.code.issue" : "activation.reset.issue", "teacher:" + teacher, person.path(),
            null, Map.of("expiresAt", now.plus(LIFE).toString()));
        return new Issued(code, now.plus(LIFE), person, username);
    }

    /**
     * Codes for the people of one unit who have no account, in one statement.
     *
     * @param below of the units below it, too, unit by unit
     * @param renew also those who hold a code that is good; it is void then
     */
    @Transactional
    public Sheet sheet(Actor actor, OrganizationCard organization, boolean below, boolean renew) {
        var now = clock.instant();
        var unit = scope.unit(actor, organization, below, now);
        var people = codes.people(unit, renew, ON_A_SHEET);
        var issued = new LinkedHashMap<TeacherId, String>();
        people.forEach(person -> issued.put(person.teacher(), ActivationCode.next()));
        codes.issue(issued, actor.teacher(), now, now.plus(LIFE));
        trail.record(actor, "activation.sheet.issue", "organization:" + organization.id(), organization.path(), null,
            Map.of("codes", issued.size(), "below", below, "renewed", renew, "expiresAt", now.plus(LIFE).toString()));
        var after = codes.count(unit);
        return new Sheet(people.stream().map(it -> new Slip(it.name(), it.documentMasked(), it.unit(), issued.get(it.teacher()))).toList(),
            now.plus(LIFE), after.people() - after.withCode());
    }
}
