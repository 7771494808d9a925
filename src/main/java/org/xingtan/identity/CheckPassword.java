package org.xingtan.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.xingtan.platform.TeacherId;

/**
 * Whether a password is somebody's: the one way for the page, the token and the change of a password. Who asks learns
 * nothing about accounts: an unknown name costs the same work, gets the same answer and is locked out like a known one.
 */
@Component
class CheckPassword {

    /** What came out. */
    sealed interface Outcome {

        /** @param asOf the instant the password was right: a sign-in made from it is older than any later change */
        record Right(AccountStore.Account account, Instant asOf) implements Outcome {}

        record Wrong() implements Outcome {}

        /** No password is taken now, right or wrong. */
        record Wait(long seconds) implements Outcome {}
    }

    private final AccountStore accounts;
    private final SignInNames names;
    private final Passwords passwords;
    private final Addresses addresses;
    private final WrongPasswords wrong;
    private final Clock clock;

    CheckPassword(AccountStore accounts, SignInNames names, Passwords passwords, Addresses addresses, WrongPasswords wrong, Clock clock) {
        this.accounts = accounts;
        this.names = names;
        this.passwords = passwords;
        this.addresses = addresses;
        this.wrong = wrong;
        this.clock = clock;
    }

    Outcome named(String typed, String password, Visit visit) {
        var name = SignInName.of(typed);
        var key = names.key(name);
        return check(() -> name.isPossible() ? accounts.named(name.kind(), key) : Optional.empty(), key, password, visit);
    }

    Outcome of(TeacherId teacher, String password, Visit visit) {
        return check(() -> accounts.of(teacher), teacher.toString(), password, visit);
    }

    private Outcome check(Supplier<Optional<AccountStore.Account>> find, String name, String password, Visit visit) {
        var address = addresses.of(visit.address());
        Supplier<Outcome> decide = () -> decide(wrong.attempt(find.get().orElse(null), name, visit), password, address);
        Outcome outcome = address.isSlow() ? null : passwords.decide(() -> address.isSlow() ? null : decide.get());
        return outcome != null ? outcome : address.inTurn(
            () -> slowly(passwords.decide(decide), address),
            () -> new Outcome.Wait(address.secondsUntilFree()));
    }

    /** A slow address is told to wait instead of that it was wrong. */
    private Outcome slowly(Outcome outcome, Addresses.Address address) {
        return outcome instanceof Outcome.Wrong ? new Outcome.Wait(address.secondsUntilFree()) : outcome;
    }

    private Outcome decide(WrongPasswords.Attempt attempt, String password, Addresses.Address address) {
        var now = clock.instant();
        var left = attempt.left(now);
        if (left.isPositive()) {
            return new Outcome.Wait(left.plusMillis(999).toSeconds());
        }
        var account = attempt.account();
        var right = passwords.matches(password, account == null ? null : account.hash());
        if (right && account != null && account.live()) {
            wrong.right(attempt);
            return new Outcome.Right(account, now);
        }
        address.wrong();
        wrong.wrong(attempt, clock.instant());
        return new Outcome.Wrong();
    }
}
