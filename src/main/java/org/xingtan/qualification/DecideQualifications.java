package org.xingtan.qualification;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.People;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Refused;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;
import org.xingtan.qualification.Qualification.Claim;
import org.xingtan.qualification.Qualification.State;

/** Use case: a unit confirms or refuses what its people hold, one or many: all or none. What has been decided so already stays. */
@Component
public class DecideQualifications {

    private static final int LONGEST_REASON = 200;

    private final Qualifications qualifications;
    private final QualificationUnits units;
    private final People people;
    private final EnterQualification enter;
    private final AuditTrail trail;
    private final Clock clock;

    DecideQualifications(Qualifications qualifications, QualificationUnits units, People people, EnterQualification enter, AuditTrail trail,
                         Clock clock) {
        this.qualifications = qualifications;
        this.units = units;
        this.people = people;
        this.enter = enter;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Enters for one of the unit's people what the unit has seen: it is confirmed at once.
     *
     * @return false when it was confirmed before
     * @throws Refused when it had been entered with other data, or its number is somebody else's
     */
    @Transactional
    public boolean enter(Actor actor, TeacherId teacher, QualificationForm form, @Nullable MultipartFile file) {
        var person = units.another(actor, teacher);
        return move(actor, enter.enter(actor, person, enter.typed(form), file), State.CONFIRMED, "");
    }

    /** @return how many were not confirmed before */
    @Transactional
    public int confirm(Actor actor, Collection<String> claims) {
        return decide(actor, claims, State.CONFIRMED, "");
    }

    /** @return how many were not refused before */
    @Transactional
    public int refuse(Actor actor, Collection<String> claims, String reason) {
        var text = reason.strip();
        Verdict.of(Condition.of("qualification.reason", !text.isEmpty() && text.length() <= LONGEST_REASON && StorableText.is(text), LONGEST_REASON))
            .orRefuse();
        return decide(actor, claims, State.REFUSED, text);
    }

    private int decide(Actor actor, Collection<String> claims, State state, String reason) {
        if (claims.isEmpty()) {
            throw new Refused("qualification.nobody-chosen");
        }
        return (int) claims.stream().distinct().map(Claim::of).sorted(Claim.ORDER).filter(claim -> move(actor, claim, state, reason)).count();
    }

    private boolean move(Actor actor, Claim claim, State state, String reason) {
        var person = units.another(actor, claim.teacher());
        people.lock(claim.teacher());
        var before = qualifications.lock(claim).orElseThrow(() -> new NotFound(claim));
        if (before.state() == state) {
            return false;
        }
        if (before.state() == State.WITHDRAWN) {
            throw new Refused("qualification.changed");
        }
        if (state == State.CONFIRMED && qualifications.isEnteredAgain(claim)) {
            throw new Refused("qualification.entered-again", person.name());
        }
        qualifications.decide(claim, state, reason, actor.teacher(), clock.instant());
        if (state == State.REFUSED) {
            qualifications.giveNumberBack(claim);
        } else if (!qualifications.takeNumber(claim)) {
            throw new Refused("qualification.number-taken", person.name());
        }
        var after = new LinkedHashMap<String, Object>(Map.of("qualification", claim.id(), "kind", before.kind(), "state", state));
        if (!reason.isEmpty()) {
            after.put("reason", reason);
        }
        trail.record(actor, state == State.CONFIRMED ? "qualification.confirm" : "qualification.refuse", "teacher:" + claim.teacher(), person.path(),
            Map.of("state", before.state()), after);
        return true;
    }
}
