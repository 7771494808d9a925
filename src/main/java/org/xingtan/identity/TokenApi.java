package org.xingtan.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Page;

/** Sign-in for machines: bearer tokens, made with a password, listed and revoked by their owner. */
@RestController
class TokenApi {

    record TokenRequest(@Nullable String username, @Nullable String password, @Nullable String name) {}

    record NewToken(UUID id, String token, String expiresAt) {}

    record TokenJson(UUID id, String name, String createdAt, String seenAt, String expiresAt, boolean current) {}

    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,100}");

    private final CheckPassword check;
    private final OpenSignIn openSignIn;
    private final EndSignIns endSignIns;
    private final SignInStore store;
    private final Clock clock;

    TokenApi(CheckPassword check, OpenSignIn openSignIn, EndSignIns endSignIns, SignInStore store, Clock clock) {
        this.check = check;
        this.openSignIn = openSignIn;
        this.endSignIns = endSignIns;
        this.store = store;
        this.clock = clock;
    }

    @PostMapping(path = "/api/v1/tokens", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    NewToken create(@RequestBody TokenRequest body, HttpServletRequest request) {
        var visit = Visit.of(request);
        var name = body.name() == null || body.name().isBlank() ? visit.device() : body.name().strip();
        if (body.username() == null || body.password() == null || !NAME.matcher(name).matches()) {
            throw new Problem(400, "error.malformed");
        }
        return switch (check.named(body.username(), body.password(), visit)) {
            case CheckPassword.Outcome.Right right -> {
                var opened = openSignIn.open(right.account().teacher(), OpenSignIn.Kind.TOKEN, name, visit.address(), right.asOf());
                yield new NewToken(opened.id(), opened.secret(), Dates.rfc3339(opened.expiresAt()));
            }
            case CheckPassword.Outcome.Wrong _ -> throw new Problem(401, "identity.wrong");
            case CheckPassword.Outcome.Wait wait -> throw new Problem(429, "identity.wait", wait.seconds()).with("retryAfter", wait.seconds());
        };
    }

    @GetMapping("/api/v1/tokens")
    Page<TokenJson> list(@Nullable Actor actor, @RequestParam(required = false) @Nullable String cursor,
                         @RequestParam(required = false) @Nullable Integer limit) {
        if (actor == null) {
            throw new Problem(401, "error.sign-in-first");
        }
        var size = Page.limit(limit);
        var rows = store.list(actor.teacher(), OpenSignIn.Kind.TOKEN, Page.Key.id(cursor), size + 1, clock.instant());
        return Page.of(rows, size, row -> row.id().toString()).map(row -> json(row, actor));
    }

    @DeleteMapping("/api/v1/tokens/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Actor actor, @PathVariable UUID id) {
        endSignIns.one(actor, id, OpenSignIn.Kind.TOKEN);
    }

    private static TokenJson json(SignInRow row, Actor actor) {
        return new TokenJson(row.id(), row.name(), Dates.rfc3339(row.createdAt()), Dates.rfc3339(row.seenAt()),
            Dates.rfc3339(row.expiresAt()), row.id().equals(actor.signIn()));
    }
}
