package org.xingtan.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.xingtan.platform.StorableText;

/**
 * Answers 400 to what cannot be read at all, before anybody tries: parameters that are no text, content of no type; 413 to JSON and forms without end.
 * Whatever can be read has in its parameters nothing that nobody sees.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class ReadableRequestFilter extends OncePerRequestFilter {

    static final int LARGEST_JSON = 256 * 1024;

    private final ErrorAnswers errors;

    ReadableRequestFilter(ErrorAnswers errors) {
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        MediaType media;
        try {
            media = request.getContentType() == null ? null : MediaType.parseMediaType(request.getContentType());
            requireReadable(request, media);
        } catch (InvalidMediaTypeException | IllegalStateException e) {
            var status = isTooLarge(e) ? 413 : 400;
            errors.problem(request, response, status, ErrorAdvice.sentence(status));
            return;
        }
        if (media != null && media.getSubtype().endsWith("json")) {
            withBoundedBody(new Written(request), response, chain);
        } else {
            chain.doFilter(new Written(request), response);
        }
    }

    /** Nobody says more in JSON; whoever does could otherwise fill the memory without having signed in. */
    private void withBoundedBody(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        if (request.getContentLengthLong() > LARGEST_JSON) {
            errors.problem(request, response, 413, "error.too-large");
            return;
        }
        try {
            chain.doFilter(new BoundedBody(request, LARGEST_JSON), response);
        } catch (BodyTooLarge e) {
            errors.problem(request, response, 413, "error.too-large");
        }
    }

    /** @throws IllegalStateException unless it is; the container's own when it finds so first */
    private static void requireReadable(HttpServletRequest request, @Nullable MediaType media) {
        var multipart = media != null && media.getType().equalsIgnoreCase("multipart");
        // The parts of an upload are read by whoever may take them, not here.
        var readable = multipart ? media.getParameter("boundary") != null
            : request.getQueryString() == null && media == null || isText(request.getParameterMap());
        if (!readable) {
            throw new IllegalStateException("Not readable");
        }
    }

    private static boolean isTooLarge(RuntimeException e) {
        return e instanceof InvalidParameterException form && form.getErrorCode() == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
    }

    private static boolean isText(Map<String, String[]> parameters) {
        return parameters.entrySet().stream().allMatch(it -> StorableText.is(it.getKey()) && Arrays.stream(it.getValue()).allMatch(StorableText::is));
    }

    /** A request whose parameters are read as people write texts, those of an upload too. */
    private static final class Written extends HttpServletRequestWrapper {

        Written(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getParameter(String name) {
            var text = super.getParameter(name);
            return text == null ? null : StorableTextReader.read(name, text);
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            var texts = super.getParameterValues(name);
            return texts == null ? null : Arrays.stream(texts).map(text -> StorableTextReader.read(name, text)).toArray(String[]::new);
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            var parameters = new LinkedHashMap<>(super.getParameterMap());
            parameters.replaceAll((name, _) -> Objects.requireNonNull(getParameterValues(name)));
            return Collections.unmodifiableMap(parameters);
        }
    }
}
