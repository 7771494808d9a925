package org.xingtan.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.messaging.Mailboxes;
import org.xingtan.platform.Actor;
import org.xingtan.platform.web.Texts;

/** The names a person signs in with. Whoever changes them gives his password again. */
@Controller
class SignInNamesController {

    private final SignInNames names;
    private final ChangeSignInNames change;
    private final CheckPassword check;
    private final Mailboxes mailboxes;
    private final Texts texts;

    SignInNamesController(SignInNames names, ChangeSignInNames change, CheckPassword check, Mailboxes mailboxes, Texts texts) {
        this.names = names;
        this.change = change;
        this.check = check;
        this.mailboxes = mailboxes;
        this.texts = texts;
    }

    /** A form that was sent: by whom, and the password in it. */
    private record Proof(Actor actor, String password, Locale locale, HttpServletRequest request, HttpServletResponse response) {}

    @GetMapping("/sign-in-names")
    ModelAndView list(Actor actor) {
        return view(HttpStatus.OK, actor, "", null);
    }

    @PostMapping("/sign-in-names/phone")
    Object usePhone(Actor actor, @RequestParam(defaultValue = "") String current, Locale locale, HttpServletRequest request,
                    HttpServletResponse response) {
        return proved(new Proof(actor, current, locale, request, response), "", () -> change.usePhone(actor));
    }

    @PostMapping("/sign-in-names/email")
    Object useEmail(Actor actor, @RequestParam(defaultValue = "") String email, @RequestParam(defaultValue = "") String current, Locale locale,
                    HttpServletRequest request, HttpServletResponse response) {
        var name = SignInName.of(email);
        return name.kind() == SignInName.Kind.EMAIL && name.isPossible()
            ? proved(new Proof(actor, current, locale, request, response), email, () -> change.useEmail(actor, name))
            : view(HttpStatus.UNPROCESSABLE_CONTENT, actor, email, texts.get("identity.names.email-shape", locale));
    }

    @PostMapping("/sign-in-names/{kind:PHONE|EMAIL}/removal")
    Object stop(Actor actor, @PathVariable SignInName.Kind kind, @RequestParam(defaultValue = "") String current, Locale locale,
                HttpServletRequest request, HttpServletResponse response) {
        return proved(new Proof(actor, current, locale, request, response), "", () -> change.stop(actor, kind));
    }

    private Object proved(Proof proof, String email, Runnable change) {
        return switch (check.of(proof.actor().teacher(), proof.password(), Visit.of(proof.request()))) {
            case CheckPassword.Outcome.Right _ -> {
                change.run();
                yield SignInController.seeOther("/sign-in-names");
            }
            case CheckPassword.Outcome.Wrong _ ->
                view(HttpStatus.UNPROCESSABLE_CONTENT, proof.actor(), email, texts.get("identity.password.wrong", proof.locale()));
            case CheckPassword.Outcome.Wait wait -> {
                proof.response().setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.seconds()));
                yield view(HttpStatus.TOO_MANY_REQUESTS, proof.actor(), email, texts.get("identity.wait", proof.locale(), wait.seconds()));
            }
        };
    }

    private ModelAndView view(HttpStatus status, Actor actor, String email, @Nullable String problem) {
        var model = new HashMap<String, Object>();
        model.put("own", names.own(actor.teacher()));
        model.put("rosterPhone", change.rosterPhone(actor.teacher()).map(SignInName::masked).orElse(null));
        model.put("mailbox", mailboxes.of(actor.teacher()));
        model.put("email", email);
        model.put("problem", problem);
        return new ModelAndView("identity/sign-in-names", model, status);
    }
}
