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
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.web.Texts;

/** Choosing a new password, by wish or because somebody else set the old one. */
@Controller
class PasswordController {

    private final ChangePassword changePassword;
    private final SignInBrowser browser;
    private final Texts texts;

    PasswordController(ChangePassword changePassword, SignInBrowser browser, Texts texts) {
        this.changePassword = changePassword;
        this.browser = browser;
        this.texts = texts;
    }

    @GetMapping("/password")
    Object form(@Nullable Actor actor) {
        return actor == null ? SignInController.seeOther("/sign-in?next=/password") : view(HttpStatus.OK, actor, null, null);
    }

    @PostMapping("/password")
    Object change(@Nullable Actor actor, @ModelAttribute ChangePassword.Form form, Locale locale, HttpServletRequest request,
                  HttpServletResponse response) {
        if (actor == null) {
            return SignInController.seeOther("/sign-in");
        }
        if (actor.machine()) {
            throw new Problem(403, "identity.password.browser-only");
        }
        return switch (changePassword.change(actor, form, Visit.of(request))) {
            case ChangePassword.Outcome.Changed changed -> browser.signIn(actor.teacher(), changed.asOf(), request, response);
            case ChangePassword.Outcome.Wrong _ -> view(HttpStatus.UNPROCESSABLE_CONTENT, actor, texts.get("identity.password.wrong", locale), null);
            case ChangePassword.Outcome.Refused refused -> view(HttpStatus.UNPROCESSABLE_CONTENT, actor, null, refused.verdict());
            case ChangePassword.Outcome.Wait wait -> {
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.seconds()));
                yield view(HttpStatus.TOO_MANY_REQUESTS, actor, texts.get("identity.wait", locale, wait.seconds()), null);
            }
        };
    }

    private static ModelAndView view(HttpStatus status, Actor actor, @Nullable String problem, @Nullable Verdict verdict) {
        var model = new HashMap<String, Object>();
        model.put("must", actor.mustChangePassword());
        model.put("problem", problem);
        model.put("verdict", verdict);
        return new ModelAndView("identity/password", model, status);
    }
}
