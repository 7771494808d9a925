package org.xingtan.setup;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;
import org.xingtan.directory.OrganizationRow;
import org.xingtan.directory.Organizations;
import org.xingtan.identity.Addresses;
import org.xingtan.identity.ClaimAccount;
import org.xingtan.platform.Condition;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;

/** Use case: whoever started an empty platform makes its first unit and his own account over it, once, with the code he was told. */
@Service
class SetUp {

    /** What came out. */
    sealed interface Outcome {

        record Done(TeacherId operator, Instant asOf) implements Outcome {}

        record WrongCode() implements Outcome {}

        record Wait(long seconds) implements Outcome {}

        record Refused(Verdict verdict) implements Outcome {}
    }

    private final SetupCode code;
    private final FirstUnit firstUnit;
    private final Organizations organizations;
    private final ClaimAccount accounts;
    private final Addresses addresses;
    private final Clock clock;

    SetUp(SetupCode code, FirstUnit firstUnit, Organizations organizations, ClaimAccount accounts, Addresses addresses, Clock clock) {
        this.code = code;
        this.firstUnit = firstUnit;
        this.organizations = organizations;
        this.accounts = accounts;
        this.addresses = addresses;
        this.clock = clock;
    }

    Outcome setUp(SetupForm form, String from) {
        var address = addresses.of(from);
        return address.isSlow()
            ? address.inTurn(() -> decide(form, address), () -> new Outcome.Wait(address.secondsUntilFree()))
            : decide(form, address);
    }

    private Outcome decide(SetupForm form, Addresses.Address address) {
        if (!code.isGood(form.code())) {
            address.wrong();
            firstUnit.recordWrongCode();
            return new Outcome.WrongCode();
        }
        var now = clock.instant();
        var choice = new ClaimAccount.Choice(TeacherId.next(), form.name(), "", form.username(), form.password(), form.again());
        var verdict = verdict(form, choice);
        if (!verdict.met()) {
            return new Outcome.Refused(verdict);
        }
        var unit = OrganizationRow.of(form.unitCode(), form.unitName(), null, form.kind(), null);
        if (!firstUnit.found(form.code(), unit, choice, accounts.hash(choice), now)) {
            return new Outcome.WrongCode();
        }
        code.forget();
        return new Outcome.Done(choice.teacher(), now);
    }

    private Verdict verdict(SetupForm form, ClaimAccount.Choice choice) {
        var conditions = new ArrayList<>(List.of(
            Condition.of("setup.unit-name", !form.unitName().isEmpty()),
            Condition.of("setup.unit-code", OrganizationRow.isCode(form.unitCode())),
            Condition.of("setup.kind", organizations.kinds().containsKey(form.kind())),
            Condition.of("setup.name", !form.name().isEmpty())));
        conditions.addAll(accounts.verdict(choice).conditions());
        return Verdict.of(conditions);
    }
}
