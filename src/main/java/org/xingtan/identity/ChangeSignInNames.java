package org.xingtan.identity;

import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.AuditTrail;
import org.xingtan.directory.PersonalValues;
import org.xingtan.messaging.MailboxConfirmed;
import org.xingtan.messaging.Mailboxes;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;

/** Use cases: a person signs in with his telephone or an e-mail as well, or no longer. The trail tells the kind and not the value. */
@Service
class ChangeSignInNames implements MailboxConfirmed {

    private final SignInNames names;
    private final PersonalValues values;
    private final Mailboxes mailboxes;
    private final AuditTrail trail;

    ChangeSignInNames(SignInNames names, PersonalValues values, Mailboxes mailboxes, AuditTrail trail) {
        this.names = names;
        this.values = values;
        this.mailboxes = mailboxes;
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
        if (!recorded(actor, phone, names.claim(actor.teacher(), phone, former.orElse(null)))) {
            throw new Refused("identity.phone.free");
        }
    }

    /** Where mails are sent, it is a name only once its link has been opened; entering it tells nothing of whose it is. */
    @Transactional
    public void useEmail(Actor actor, SignInName email) {
        if (mailboxes.isOpen()) {
            mailboxes.propose(actor.teacher(), email.text());
        } else {
            recorded(actor, email, names.claim(actor.teacher(), email, null));
        }
    }

    @Override
    @Transactional
    public void confirmed(Actor actor, String address) {
        var email = SignInName.of(address);
        var claim = names.confirm(actor.teacher(), email);
        recorded(actor, email, claim);
        if (claim.before() != null) {
            mailboxes.remove(claim.before());
        }
    }

    /** @return whether it is the actor's now */
    private boolean recorded(Actor actor, SignInName name, SignInNames.Claim claim) {
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
        if (kind == SignInName.Kind.EMAIL) {
            mailboxes.remove(actor.teacher());
        }
        if (names.remove(actor.teacher(), kind)) {
            record(actor, "identity.sign-in-name.stop", actor.teacher(), kind);
        }
    }

    private void record(Actor actor, String act, TeacherId whose, SignInName.Kind kind) {
        trail.record(actor, act, "teacher:" + whose, null, null, Map.of("kind", kind));
    }
}
