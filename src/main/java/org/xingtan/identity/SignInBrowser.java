package org.xingtan.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.xingtan.platform.TeacherId;

/** Signs a person in who has just proved who he is, in the browser that asks. */
@Component
public class SignInBrowser {

    /** Where a signed-in person begins. */
    static final String HOME = "/home";

    private final OpenSignIn openSignIn;
    private final KnownBrowsers browsers;

    SignInBrowser(OpenSignIn openSignIn, KnownBrowsers browsers) {
        this.openSignIn = openSignIn;
        this.browsers = browsers;
    }

    /**
     * A new session and its cookie, then on to a page.
     *
     * @param asOf when the person proved who he is
     */
    public ResponseEntity<Void> signIn(TeacherId teacher, Instant asOf, String next, HttpServletRequest request, HttpServletResponse response) {
        var visit = Visit.of(request);
        var opened = openSignIn.open(teacher, OpenSignIn.Kind.SESSION, visit.device(), visit.address(), asOf);
        Cookies.setSignIn(request, response, opened.secret());
        var browser = visit.browser() == null ? Secrets.next() : visit.browser();
        browsers.remember(teacher, Secrets.hash(browser), asOf);
        Cookies.setBrowser(request, response, browser);
        return SignInController.seeOther(next);
    }

    /** The same, on to where everybody begins. */
    public ResponseEntity<Void> signIn(TeacherId teacher, Instant asOf, HttpServletRequest request, HttpServletResponse response) {
        return signIn(teacher, asOf, HOME, request, response);
    }
}
