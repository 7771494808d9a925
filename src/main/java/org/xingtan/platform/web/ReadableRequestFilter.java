package org.xingtan.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.xingtan.platform.StorableText;

/** Answers 400 to what cannot be read at all, before anybody tries: parameters that are no text, content of no type. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class ReadableRequestFilter extends OncePerRequestFilter {

    private final ErrorAnswers errors;

    ReadableRequestFilter(ErrorAnswers errors) {
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isReadable(request)) {
            chain.doFilter(request, response);
        } else {
            errors.problem(request, response, 400, "error.malformed");
        }
    }

    private static boolean isReadable(HttpServletRequest request) {
        var type = request.getContentType();
        try {
            var media = type == null ? null : MediaType.parseMediaType(type);
            var multipart = media != null && media.getType().equalsIgnoreCase("multipart");
            // The parts of an upload are read by whoever may take them, not here.
            return multipart ? media.getParameter("boundary") != null
                : request.getQueryString() == null && media == null || isText(request.getParameterMap());
        } catch (InvalidMediaTypeException | IllegalStateException e) {
            return false;
        }
    }

    private static boolean isText(Map<String, String[]> parameters) {
        return parameters.entrySet().stream().allMatch(it -> StorableText.is(it.getKey()) && Arrays.stream(it.getValue()).allMatch(StorableText::is));
    }
}
