package org.xingtan.activation;

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
import org.xingtan.identity.SignInBrowser;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.web.Texts;

/** A person activates his account with the code from his unit. */
@Controller
class ActivationController {

    private final ActivateAccount activateAccount;
    private final SignInBrowser browser;
    private final Texts texts;

    ActivationController(ActivateAccount activateAccount, SignInBrowser browser, Texts texts) {
        this.activateAccount = activateAccount;
        this.browser = browser;
        this.texts = texts;
    }

    @GetMapping("/activation")
    ModelAndView form() {
        return view(HttpStatus.OK, ActivationForm.EMPTY, null, null);
    }

    @PostMapping("/activation")
    Object activate(@ModelAttribute ActivationForm form, Locale locale, HttpServletRequest request, HttpServletResponse response) {
        return switch (activateAccount.activate(form, request.getRemoteAddr())) {
            case ActivateAccount.Outcome.Activated done -> browser.signIn(done.teacher(), done.asOf(), request, response);
            case ActivateAccount.Outcome.Unknown _ -> view(HttpStatus.UNPROCESSABLE_CONTENT, form, texts.get("activation.unknown", locale), null);
            case ActivateAccount.Outcome.Refused refused -> view(HttpStatus.UNPROCESSABLE_CONTENT, form, null, refused.verdict());
            case ActivateAccount.Outcome.Wait wait -> {
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.seconds()));
                yield view(HttpStatus.TOO_MANY_REQUESTS, form, texts.get("identity.wait", locale, wait.seconds()), null);
            }
        };
    }

    private static ModelAndView view(HttpStatus status, ActivationForm form, @Nullable String problem, @Nullable Verdict verdict) {
        var model = new HashMap<String, Object>();
        model.put("form", form);
        model.put("problem", problem);
        model.put("verdict", verdict);
        return new ModelAndView("activation/activation", model, status);
    }
}
