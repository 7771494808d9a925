package org.xingtan.setup;

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
import org.xingtan.directory.Organizations;
import org.xingtan.identity.SignInBrowser;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.web.Texts;

/** The page that sets an empty platform up. It is not there any more once there is a unit. */
@Controller
class SetupController {

    private final SetUp setUp;
    private final Organizations organizations;
    private final SignInBrowser browser;
    private final Texts texts;

    SetupController(SetUp setUp, Organizations organizations, SignInBrowser browser, Texts texts) {
        this.setUp = setUp;
        this.organizations = organizations;
        this.browser = browser;
        this.texts = texts;
    }

    @GetMapping("/setup")
    ModelAndView form() {
        requireEmpty();
        return view(HttpStatus.OK, SetupForm.EMPTY, null, null);
    }

    @PostMapping("/setup")
    Object setUp(@ModelAttribute SetupForm form, Locale locale, HttpServletRequest request, HttpServletResponse response) {
        requireEmpty();
        return switch (setUp.setUp(form, request.getRemoteAddr())) {
            case SetUp.Outcome.Done done -> browser.signIn(done.operator(), done.asOf(), "/console/setup", request, response);
            case SetUp.Outcome.WrongCode _ -> view(HttpStatus.UNPROCESSABLE_CONTENT, form, texts.get("setup.wrong-code", locale), null);
            case SetUp.Outcome.Refused refused -> view(HttpStatus.UNPROCESSABLE_CONTENT, form, null, refused.verdict());
            case SetUp.Outcome.Wait wait -> {
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.seconds()));
                yield view(HttpStatus.TOO_MANY_REQUESTS, form, texts.get("identity.wait", locale, wait.seconds()), null);
            }
        };
    }

    private void requireEmpty() {
        if (!organizations.areNone()) {
            throw new NotFound("setup");
        }
    }

    private ModelAndView view(HttpStatus status, SetupForm form, @Nullable String problem, @Nullable Verdict verdict) {
        var model = new HashMap<String, Object>();
        model.put("form", form);
        model.put("kinds", organizations.kinds().keySet());
        model.put("problem", problem);
        model.put("verdict", verdict);
        return new ModelAndView("setup/setup", model, status);
    }
}
