package org.xingtan.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/** The cookie by which a browser is recognized long after its session; it opens nothing. One for all who share the browser. */
final class BrowserCookie {

    static final String NAME = "xingtan-browser";

    private BrowserCookie() {}

    static @Nullable String of(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, NAME);
        return cookie != null && Secrets.isShaped(cookie.getValue()) ? cookie.getValue() : null;
    }

    static void set(HttpServletRequest request, HttpServletResponse response, String secret) {
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(NAME, secret).path("/").httpOnly(true).sameSite("Lax")
            .secure(request.isSecure()).maxAge(KnownBrowsers.KEPT).build().toString());
    }
}
