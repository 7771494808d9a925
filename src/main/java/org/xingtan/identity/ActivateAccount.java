package org.xingtan.identity;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.xingtan.directory.DocumentNumber;
import org.xingtan.directory.People;
import org.xingtan.platform.Condition;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;

/**
 * Use case: a person activates his account, or replaces a lost password, with name, document number and the code from his
 * unit. Whether name, number or code was wrong is never said; the fifth wrong code is the last.
 */
@Service
class ActivateAccount {

    /** What came out. */
    sealed interface Outcome {

        record Activated(TeacherId teacher, Instant asOf) implements Outcome {}

        record Unknown() implements Outcome {}

        record Wait(long seconds) implements Outcome {}

        /** The person is known; the name or password he chose will not do. The code stays good. */
        record Refused(Verdict verdict) implements Outcome {}
    }

    private final People people;
    private final AccountStore accounts;
    private final Passwords passwords;
    private final Addresses addresses;
    private final UseCode useCode;
    private final Clock clock;

    ActivateAccount(People people, AccountStore accounts, Passwords passwords, Addresses addresses, UseCode useCode, Clock clock) {
        this.people = people;
        this.accounts = accounts;
        this.passwords = passwords;
        this.addresses = addresses;
        this.useCode = useCode;
        this.clock = clock;
    }

    Outcome activate(ActivationForm form, String from) {
        var address = addresses.of(from);
        return address.isSlow(clock.instant())
            ? address.inTurn(clock, () -> decide(form, address), () -> new Outcome.Wait(address.secondsUntilFree(clock.instant())))
            : decide(form, address);
    }

    private Outcome decide(ActivationForm form, Addresses.Address address) {
        var now = clock.instant();
        var claimed = claimed(form);
        var hash = ActivationCode.hash(form.code());
        var open = claimed.map(teacher -> useCode.open(teacher, now)).orElse(null);
        if (claimed.isEmpty() || open == null || !MessageDigest.isEqual(open, hash)) {
            address.wrong(now);
            useCode.failed(open == null ? null : claimed.orElseThrow());
            return address.isSlow(now) ? new Outcome.Wait(address.secondsUntilFree(now)) : new Outcome.Unknown();
        }
        return choose(form, claimed.get(), hash, now);
    }

    private Optional<TeacherId> claimed(ActivationForm form) {
        var type = DocumentNumber.Type.valueOf(form.documentType());
        return DocumentNumber.flaw(type, form.number()).isPresent() ? Optional.empty()
            : people.matchDocument(form.name(), DocumentNumber.of(type, form.number()));
    }

    private Outcome choose(ActivationForm form, TeacherId teacher, byte[] code, Instant now) {
        var known = accounts.userName(teacher);
        var name = form.username().isEmpty() && known != null ? known : form.username();
        var verdict = verdict(form, name, teacher, name.equals(known));
        if (!verdict.met()) {
            return new Outcome.Refused(verdict);
        }
        return switch (useCode.use(new UseCode.Choice(teacher, code, name, passwords.hash(form.password())), now)) {
            case USED -> new Outcome.Activated(teacher, now);
            case NAME_TAKEN -> new Outcome.Refused(Verdict.of(Condition.of("identity.username.free", false, name)));
            case CODE_GONE -> new Outcome.Unknown();
        };
    }

    private Verdict verdict(ActivationForm form, String name, TeacherId teacher, boolean keptName) {
        var conditions = new ArrayList<Condition>();
        if (!keptName) {
            conditions.add(Condition.of("identity.username.shape", SignInNames.mayBeChosen(name)));
            conditions.add(Condition.of("identity.username.free", !accounts.isTaken(name, teacher), name));
        }
        conditions.addAll(PasswordRules.verdict(form.password(), new PasswordRules.Owner(name, form.name(), List.of(form.number()))).conditions());
        conditions.add(Condition.of("identity.password.again", form.password().equals(form.again())));
        return Verdict.of(conditions);
    }
}
