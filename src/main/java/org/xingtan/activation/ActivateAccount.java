package org.xingtan.activation;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.xingtan.directory.DocumentNumber;
import org.xingtan.directory.People;
import org.xingtan.identity.Addresses;
import org.xingtan.identity.ClaimAccount;
import org.xingtan.platform.Condition;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;

/**
 * Use case: a person activates his account, or replaces a lost password, with name, document number and the code from his
 * unit. Whether name, number or code was wrong is never said; after the fifth wrong code its address waits.
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
    private final ClaimAccount accounts;
    private final Addresses addresses;
    private final UseCode useCode;
    private final Clock clock;

    ActivateAccount(People people, ClaimAccount accounts, Addresses addresses, UseCode useCode, Clock clock) {
        this.people = people;
        this.accounts = accounts;
        this.addresses = addresses;
        this.useCode = useCode;
        this.clock = clock;
    }

    Outcome activate(ActivationForm form, String from) {
        var address = addresses.of(from);
        return address.isSlow()
            ? address.inTurn(() -> decide(form, from, address), () -> new Outcome.Wait(address.secondsUntilFree()))
            : decide(form, from, address);
    }

    private Outcome decide(ActivationForm form, String from, Addresses.Address address) {
        var now = clock.instant();
        var claimed = claimed(form);
        if (!useCode.isRight(claimed.orElse(null), form.code(), from, now)) {
            address.wrong();
            return address.isSlow() ? new Outcome.Wait(address.secondsUntilFree()) : new Outcome.Unknown();
        }
        return choose(form, claimed.orElseThrow(), now);
    }

    private Optional<TeacherId> claimed(ActivationForm form) {
        var type = DocumentNumber.Type.valueOf(form.documentType());
        return DocumentNumber.flaw(type, form.number()).isPresent() ? Optional.empty()
            : people.matchDocument(form.name(), DocumentNumber.of(type, form.number()));
    }

    private Outcome choose(ActivationForm form, TeacherId teacher, Instant now) {
        var choice = new ClaimAccount.Choice(teacher, form.name(), form.number(), form.username(), form.password(), form.again());
        var verdict = accounts.verdict(choice);
        if (!verdict.met()) {
            return new Outcome.Refused(verdict);
        }
        return switch (useCode.use(choice, form.code(), accounts.hash(choice), now)) {
            case USED -> new Outcome.Activated(teacher, now);
            case NAME_TAKEN -> new Outcome.Refused(Verdict.of(Condition.of("identity.username.free", false, form.username())));
            case CODE_GONE -> new Outcome.Unknown();
        };
    }
}
