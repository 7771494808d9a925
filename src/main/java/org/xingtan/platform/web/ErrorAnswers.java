package org.xingtan.platform.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.persistence.Json;
import tools.jackson.databind.util.RawValue;

/** Writes an error the way the asker reads it: problem+json (RFC 9457) under {@code /api}, else a page. */
@Component
public class ErrorAnswers {

    private final Texts texts;
    private final LocaleResolver locales;
    private final ViewPages pages;
    /** The same verdict, said again, is written once for each language. */
    private final Cache<Verdict, Map<Locale, String>> written = Caffeine.newBuilder().weakKeys().build();

    ErrorAnswers(Texts texts, LocaleResolver locales, ViewPages pages) {
        this.texts = texts;
        this.locales = locales;
        this.pages = pages;
    }

    /** Whether a program asks; on the way through the container's error page the address asked for still counts. */
    static boolean isApi(HttpServletRequest request) {
        var asked = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return (asked == null ? request.getRequestURI() : asked.toString()).startsWith("/api/");
    }

    void problem(HttpServletRequest request, HttpServletResponse response, int status, String code) throws IOException {
        answer(request, response, status, code, List.of(), null, Map.of());
    }

    /** Whoever asks again in some seconds may be luckier. */
    void databaseAway(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", "10");
        problem(request, response, 503, "error.database-away");
    }

    /**
     * Also in place of a file that had been announced: what is wrong with it is read, not saved.
     *
     * @param code message key of the sentence; the title is {@code error.title.<code>}, where there is one, else {@code error.title.<status>}
     */
    void answer(HttpServletRequest request, HttpServletResponse response, int status, String code, List<Object> arguments,
                @Nullable Verdict verdict, Map<String, Object> members) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        var locale = locales.resolveLocale(request);
        var reference = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        var title = texts.find("error.title." + code, locale).orElseGet(() -> texts.get("error.title." + status, locale));
        var detail = texts.get(code, locale, arguments.toArray());
        response.resetBuffer();
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        if (response.containsHeader("Content-Disposition")) {
            response.setHeader("Content-Disposition", "inline");
        }
        if (isApi(request)) {
            writeJson(response, body(status, code, title, detail, reference, verdict, members, locale));
        } else {
            pages.error(request, response, new ErrorPage(status, title, detail, reference, verdict));
        }
        response.flushBuffer();
    }

    private Map<String, Object> body(int status, String code, String title, String detail, String reference,
                                     @Nullable Verdict verdict, Map<String, Object> members, Locale locale) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "about:blank");
        body.put("status", status);
        body.put("code", code);
        body.put("title", title);
        body.put("detail", detail);
        body.put("reference", reference);
        if (verdict != null) {
            body.put("verdict", new RawValue(written.get(verdict, _ -> new ConcurrentHashMap<>(2))
                .computeIfAbsent(locale, it -> Json.write(VerdictJson.of(verdict, texts, it)))));
        }
        body.putAll(members);
        return body;
    }

    private static void writeJson(HttpServletResponse response, Map<String, Object> body) throws IOException {
        var bytes = Json.write(body).getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/problem+json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
