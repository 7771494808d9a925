package org.xingtan.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.web.LocalAddress;
import org.xingtan.platform.web.Texts;

/** Signing in and out of the pages. */
@Controller
class SignInController {

    private final CheckPassword check;
    private final SignInBrowser browser;
    private final EndSignIns endSignIns;
    private final Texts texts;
    private final DemoAccounts demo;

    SignInController(CheckPassword check, SignInBrowser browser, EndSignIns endSignIns, Texts texts, DemoAccounts demo) {
        this.check = check;
        this.browser = browser;
        this.endSignIns = endSignIns;
        this.texts = texts;
        this.demo = demo;
    }

    @GetMapping("/sign-in")
    Object form(@RequestParam(required = false) @Nullable String next, @Nullable Actor actor) {
        return actor == null ? view(HttpStatus.OK, "", next, null) : seeOther(target(next));
    }

    @PostMapping("/sign-in")
    Object signIn(@RequestParam(defaultValue = "") String username, @RequestParam(defaultValue = "") String password,
                  @RequestParam(required = false) @Nullable String next, Locale locale, HttpServletRequest request,
                  HttpServletResponse response) {
        return switch (check.named(username, password, Visit.of(request))) {
            case CheckPassword.Outcome.Right right -> browser.signIn(right.account().teacher(), right.asOf(), target(next), request, response);
            case CheckPassword.Outcome.Wrong _ -> view(HttpStatus.UNAUTHORIZED, username, next, texts.get("identity.wrong", locale));
            case CheckPassword.Outcome.Wait wait -> {
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.seconds()));
                yield view(HttpStatus.TOO_MANY_REQUESTS, username, next, texts.get("identity.wait", locale, wait.seconds()));
            }
        };
    }

    @PostMapping("/sign-out")
    ResponseEntity<Void> signOut(@Nullable Actor actor, HttpServletRequest request, HttpServletResponse response) {
        if (actor != null) {
            endSignIns.one(actor, actor.signIn(), null);
        }
        Cookies.clearSignIn(request, response);
        return seeOther("/");
    }

    /** After a post: the address as it is, nothing in it expanded. */
    static ResponseEntity<Void> seeOther(String address) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER).header(HttpHeaders.LOCATION, address).build();
    }

    private static String target(@Nullable String next) {
        return next == null || next.isEmpty() ? SignInBrowser.HOME : LocalAddress.of(next);
    }

    private ModelAndView view(HttpStatus status, String username, @Nullable String next, @Nullable String problem) {
        var known = next == null || next.isEmpty() ? "" : LocalAddress.of(next);
        var model = new HashMap<String, Object>();
        model.put("username", username);
        model.put("next", known);
        model.put("problem", problem);
        model.put("demo", demo);
        return new ModelAndView("identity/sign-in", model, status);
    }
}
