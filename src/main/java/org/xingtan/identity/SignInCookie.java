package org.xingtan.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.xingtan.platform.web.SignIns;

/** The cookie that carries a browser's secret; gone when the browser is closed, out of reach of scripts and other sites. */
final class SignInCookie {

    private SignInCookie() {}

    static void set(HttpServletRequest request, HttpServletResponse response, String secret) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, secret).build().toString());
    }

    static void clear(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, "").maxAge(Duration.ZERO).build().toString());
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(HttpServletRequest request, String value) {
        return ResponseCookie.from(SignIns.COOKIE, value).path("/").httpOnly(true).sameSite("Lax").secure(request.isSecure());
    }
}
