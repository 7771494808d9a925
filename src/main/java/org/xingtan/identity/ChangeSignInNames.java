package org.xingtan.identity;

import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.PersonalValues;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;

/** Use cases: a person signs in with his telephone or an e-mail as well, or no longer. The trail tells the kind and not the value. */
@Service
class ChangeSignInNames {

    private final SignInNames names;
    private final PersonalValues values;
    private final AuditTrail trail;

    ChangeSignInNames(SignInNames names, PersonalValues values, AuditTrail trail) {
        this.names = names;
        this.values = values;
        this.trail = trail;
    }

    /** The telephone in the unit's roster, when it is one to sign in with. */
    Optional<SignInName> rosterPhone(TeacherId person) {
        return Optional.ofNullable(values.rosterPhone(person)).map(SignInName::of)
            .filter(name -> name.kind() == SignInName.Kind.PHONE && name.isPossible());
    }

    /**
     * Only the telephone in the roster is certainly the person's. Somebody who has it because it once stood in his own loses it.
     *
     * @throws Refused when there is none, or another person with the same one in his roster was first
     */
    @Transactional
    public void usePhone(Actor actor) {
        var phone = rosterPhone(actor.teacher()).orElseThrow(() -> new Refused("identity.phone.in-roster"));
        var former = names.holder(phone).filter(holder -> !rosterPhone(holder).equals(Optional.of(phone)));
        if (!claim(actor, phone, former)) {
            throw new Refused("identity.phone.free");
        }
    }

    @Transactional
    public void useEmail(Actor actor, SignInName email) {
        claim(actor, email, Optional.empty());
    }

    private boolean claim(Actor actor, SignInName name, Optional<TeacherId> former) {
        var claim = names.claim(actor.teacher(), name, former.orElse(null));
        if (claim.isMine()) {
            record(actor, "identity.sign-in-name.use", actor.teacher(), name.kind());
        }
        if (claim.before() != null) {
            record(actor, "identity.sign-in-name.lose", claim.before(), name.kind());
        }
        return claim.isMine();
    }

    @Transactional
    public void stop(Actor actor, SignInName.Kind kind) {
        if (names.remove(actor.teacher(), kind)) {
            record(actor, "identity.sign-in-name.stop", actor.teacher(), kind);
        }
    }

    private void record(Actor actor, String act, TeacherId whose, SignInName.Kind kind) {
        trail.record(actor, act, "teacher:" + whose, null, null, Map.of("kind", kind));
    }
}
