package org.xingtan.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Language and type size, kept in the browser. */
@Controller
class Preferences {

    private static final String TYPE = "type";

    @PostMapping("/preferences")
    String set(@RequestParam(required = false) @Nullable String lang, @RequestParam(required = false) @Nullable String type,
               @RequestParam(defaultValue = "/") String next, HttpServletResponse response) {
        if (lang != null) {
            remember(response, "lang", lang.equals("en") ? "en" : "zh-CN");
        }
        if (type != null) {
            remember(response, TYPE, type.equals("large") ? "large" : "normal");
        }
        return "redirect:" + LocalAddress.of(next);
    }

    static boolean isLargeType(HttpServletRequest request) {
        var cookies = request.getCookies();
        if (cookies == null) {
            return false;
        }
        for (var cookie : cookies) {
            if (cookie.getName().equals(TYPE)) {
                return cookie.getValue().equals("large");
            }
        }
        return false;
    }

    private static void remember(HttpServletResponse response, String name, String value) {
        response.addHeader(HttpHeaders.SET_COOKIE,
            ResponseCookie.from(name, value).path("/").maxAge(Duration.ofDays(365)).sameSite("Lax").httpOnly(true).build().toString());
    }
}
