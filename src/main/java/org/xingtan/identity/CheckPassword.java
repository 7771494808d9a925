package org.xingtan.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
    private final Passwords passwords;
    private final Addresses addresses;
    private final NoteFailure noteFailure;
    private final Clock clock;
    private final Cache<String, LockOut> unknown = Caffeine.newBuilder().expireAfterWrite(LockOut.FORGOTTEN).maximumSize(100_000).build();

    CheckPassword(AccountStore accounts, Passwords passwords, Addresses addresses, NoteFailure noteFailure, Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.addresses = addresses;
        this.noteFailure = noteFailure;
        this.clock = clock;
    }

    Outcome named(String typed, String password, String from) {
        var name = SignInNames.normalize(typed);
        return check(() -> SignInNames.isPossible(name) ? accounts.named(name) : Optional.empty(), name, password, addresses.of(from));
    }

    Outcome of(TeacherId teacher, String password, String from) {
        return check(() -> accounts.of(teacher), teacher.toString(), password, addresses.of(from));
    }

    private Outcome check(Supplier<Optional<AccountStore.Account>> find, String name, String password, Addresses.Address address) {
        Outcome outcome = address.isSlow() ? null
            : passwords.decide(() -> address.isSlow() ? null : decide(find.get(), name, password, address));
        return outcome != null ? outcome : address.inTurn(
            () -> slowly(passwords.decide(() -> decide(find.get(), name, password, address)), address),
            () -> new Outcome.Wait(address.secondsUntilFree()));
    }

    /** A slow address is told to wait instead of that it was wrong. */
    private Outcome slowly(Outcome outcome, Addresses.Address address) {
        return outcome instanceof Outcome.Wrong ? new Outcome.Wait(address.secondsUntilFree()) : outcome;
    }

    private Outcome decide(Optional<AccountStore.Account> account, String name, String password, Addresses.Address address) {
        var now = clock.instant();
        var left = account.map(AccountStore.Account::lockOut).or(() -> Optional.ofNullable(unknown.getIfPresent(name))).orElse(LockOut.NONE).left(now);
        if (left.isPositive()) {
            return new Outcome.Wait(secondsOf(left));
        }
        var right = passwords.matches(password, account.map(AccountStore.Account::hash).orElse(null));
        if (right && account.isPresent() && account.get().live()) {
            return new Outcome.Right(account.get(), now);
        }
        var failed = clock.instant();
        address.wrong();
        noteFailure(account.orElse(null), name, failed);
        return new Outcome.Wrong();
    }

    private void noteFailure(AccountStore.@Nullable Account account, String name, Instant at) {
        if (account == null) {
            unknown.asMap().merge(name, LockOut.NONE.failedAt(at), (old, _) -> old.failedAt(at));
        }
        noteFailure.note(account, at);
    }

    private static long secondsOf(Duration left) {
        return left.plusMillis(999).toSeconds();
    }
}
