package org.xingtan.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.Condition;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Verdict;

/** Use case: somebody who has proved who he is takes his account, new or not, with a user name and password of his own. */
@Service
public class ClaimAccount {

    /**
     * What the person chose.
     *
     * @param username       as it is typed; empty for the name that the account has already
     * @param documentNumber what the password must not contain
     */
    public record Choice(TeacherId teacher, String personName, String documentNumber, String username, String password, String again) {}

    private final AccountStore accounts;
    private final SignInNames names;
    private final Passwords passwords;
    private final EndSignIns endSignIns;

    ClaimAccount(AccountStore accounts, SignInNames names, Passwords passwords, EndSignIns endSignIns) {
        this.accounts = accounts;
        this.names = names;
        this.passwords = passwords;
        this.endSignIns = endSignIns;
    }

    /** Whether name and password will do. */
    public Verdict verdict(Choice choice) {
        var known = names.userName(choice.teacher());
        var name = name(choice);
        var conditions = new ArrayList<Condition>();
        if (!name.text().equals(known)) {
            conditions.add(Condition.of("identity.username.shape", name.mayBeChosen()));
            conditions.add(Condition.of("identity.username.free", !names.isTaken(name, choice.teacher()), name.text()));
        }
        var owner = new PasswordRules.Owner(name.text(), choice.personName(), List.of(choice.documentNumber()));
        conditions.addAll(PasswordRules.verdict(choice.password(), owner).conditions());
        conditions.add(Condition.of("identity.password.again", choice.password().equals(choice.again())));
        return Verdict.of(conditions);
    }

    /** Argon2id, outside of the transaction: it takes tens of milliseconds. */
    public String hash(Choice choice) {
        return passwords.hash(choice.password());
    }

    /**
     * In the caller's transaction, which he rolls back when the name is gone.
     *
     * @return how many sign-ins of the old password ended; empty when somebody else has just taken the name
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public OptionalInt claim(Choice choice, String passwordHash, Instant now) {
        if (!names.claim(choice.teacher(), name(choice), null).isMine()) {
            return OptionalInt.empty();
        }
        accounts.setPassword(choice.teacher(), passwordHash, now);
        return OptionalInt.of(endSignIns.all(choice.teacher()));
    }

    private SignInName name(Choice choice) {
        var typed = SignInName.of(choice.username());
        var known = typed.text().isEmpty() ? names.userName(choice.teacher()) : null;
        return known == null ? typed : SignInName.of(known);
    }
}
