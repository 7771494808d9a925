package org.xingtan.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.BindParam;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Verdict;

/** Use case: a person chooses a new password. Every sign-in made with the old one ends. */
@Service
class ChangePassword {

    /** The password as it is, and the new one twice. */
    record Form(@Nullable String current, @BindParam("new") @Nullable String password, @Nullable String again) {

        Form {
            current = current == null ? "" : current;
            password = password == null ? "" : password;
            again = again == null ? "" : again;
        }
    }

    /** What came out. */
    sealed interface Outcome {

        record Changed(Instant asOf) implements Outcome {}

        record Wrong() implements Outcome {}

        record Wait(long seconds) implements Outcome {}

        record Refused(Verdict verdict) implements Outcome {}
    }

    private final CheckPassword check;
    private final Passwords passwords;
    private final SignInNames names;
    private final SetPassword setPassword;
    private final Clock clock;

    ChangePassword(CheckPassword check, Passwords passwords, SignInNames names, SetPassword setPassword, Clock clock) {
        this.check = check;
        this.passwords = passwords;
        this.names = names;
        this.setPassword = setPassword;
        this.clock = clock;
    }

    Outcome change(Actor actor, Form form, Visit visit) {
        var verdict = verdict(actor, form);
        if (!verdict.met()) {
            return new Outcome.Refused(verdict);
        }
        return switch (check.of(actor.teacher(), form.current(), visit)) {
            case CheckPassword.Outcome.Wrong _ -> new Outcome.Wrong();
            case CheckPassword.Outcome.Wait wait -> new Outcome.Wait(wait.seconds());
            case CheckPassword.Outcome.Right _ -> {
                var now = clock.instant();
                setPassword.set(actor, passwords.hash(form.password()), now);
                yield new Outcome.Changed(now);
            }
        };
    }

    private Verdict verdict(Actor actor, Form form) {
        var owner = new PasswordRules.Owner(names.userName(actor.teacher()), actor.personName(), List.of());
        var conditions = new ArrayList<>(PasswordRules.verdict(form.password(), owner).conditions());
        conditions.add(Condition.of("identity.password.new", !form.password().equals(form.current())));
        conditions.add(Condition.of("identity.password.again", form.password().equals(form.again())));
        return Verdict.of(conditions);
    }
}
