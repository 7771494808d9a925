package org.xingtan.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;

/** Use case: somebody who is signed in shows once more that it is he, before something that a borrowed screen must not do. */
@Component
public class ProvePassword {

    private final CheckPassword check;

    ProvePassword(CheckPassword check) {
        this.check = check;
    }

    /** @throws Problem 403 for a machine, 422 when the password is wrong, 429 when it is not the time to try */
    public void prove(Actor actor, String password, HttpServletRequest request) {
        if (actor.machine()) {
            throw new Problem(403, "identity.password.browser-only");
        }
        switch (check.of(actor.teacher(), password, Visit.of(request))) {
            case CheckPassword.Outcome.Right _ -> { }
            case CheckPassword.Outcome.Wrong _ -> throw new Problem(422, "identity.password.wrong");
            case CheckPassword.Outcome.Wait wait -> throw new Problem(429, "identity.wait", wait.seconds()).with("retryAfter", wait.seconds());
        }
    }
}
