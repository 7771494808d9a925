package org.xingtan.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;
import org.xingtan.platform.web.SignIns;

/**
 * The two secrets a browser carries, out of reach of scripts and other sites. That of the sign-in is gone when the browser is
 * closed; that of the browser stays and is the same for all who share it: it opens nothing, the browser is recognized by it.
 */
final class Cookies {

    static final String BROWSER = "xingtan-browser";

    private Cookies() {}

    static void setSignIn(HttpServletRequest request, HttpServletResponse response, String secret) {
        set(response, cookie(request, SignIns.COOKIE, secret));
    }

    static void clearSignIn(HttpServletRequest request, HttpServletResponse response) {
        set(response, cookie(request, SignIns.COOKIE, "").maxAge(Duration.ZERO));
    }

    static void setBrowser(HttpServletRequest request, HttpServletResponse response, String secret) {
        set(response, cookie(request, BROWSER, secret).maxAge(KnownBrowsers.KEPT));
    }

    static @Nullable String browser(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, BROWSER);
        return cookie != null && Secrets.isShaped(cookie.getValue()) ? cookie.getValue() : null;
    }

    private static void set(HttpServletResponse response, ResponseCookie.ResponseCookieBuilder cookie) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(HttpServletRequest request, String name, String value) {
        return ResponseCookie.from(name, value).path("/").httpOnly(true).sameSite("Lax").secure(request.isSecure());
    }
}
