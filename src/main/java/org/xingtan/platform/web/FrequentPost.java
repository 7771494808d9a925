package org.xingtan.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerMapping;
import org.xingtan.platform.Actor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * A POST of the JSON contract that comes so often that finding and calling a controller's method would cost more than the
 * answer. It reads and answers as strictly as a controller does, and its exceptions go the same way.
 *
 * @param <B> what the body is read as
 */
public abstract class FrequentPost<B> implements HttpRequestHandler {

    private static final List<MediaType> JSON = List.of(MediaType.APPLICATION_JSON);

    private final String pattern;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    /** @param pattern of its address, with one variable: {@code /api/v1/things/{thing}/acts} */
    protected FrequentPost(String pattern, Class<B> body, JsonMapper json) {
        this.pattern = pattern;
        this.reader = json.readerFor(body);
        this.writer = json.writer();
    }

    public String pattern() {
        return pattern;
    }

    /** @param body written as JSON */
    public record Answered(int status, Object body) {}

    /** @param id the address's variable, as it came */
    protected abstract Answered answer(Actor actor, String id, B body);

    /** Methods of the same address that are left to controllers. */
    protected Set<String> others() {
        return Set.of();
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpRequestMethodNotSupportedException, HttpMediaTypeException {
        switch (request.getMethod()) {
            case "POST" -> post(request, response);
            case "OPTIONS" -> response.setHeader(HttpHeaders.ALLOW, String.join(",", methods()) + ",OPTIONS");
            default -> throw new HttpRequestMethodNotSupportedException(request.getMethod(), methods());
        }
    }

    private List<String> methods() {
        return Stream.concat(Stream.of("POST"), others().stream().sorted()).toList();
    }

    private void post(HttpServletRequest request, HttpServletResponse response) throws IOException, HttpMediaTypeException {
        requireJson(request.getContentType());
        requireJsonAccepted(String.join(",", Collections.list(request.getHeaders(HttpHeaders.ACCEPT))));
        var answered = answer(actor(), id(request), body(request));
        var bytes = writer.writeValueAsBytes(answered.body);
        response.setStatus(answered.status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static void requireJson(@Nullable String type) throws HttpMediaTypeNotSupportedException {
        if (type == null || !MimeTypeUtils.parseMimeType(type).equalsTypeAndSubtype(MimeTypeUtils.APPLICATION_JSON)) {
            throw new HttpMediaTypeNotSupportedException(type == null ? null : MediaType.parseMediaType(type), JSON);
        }
    }

    private static void requireJsonAccepted(String accept) throws HttpMediaTypeNotAcceptableException {
        try {
            if (!accept.isBlank() && MimeTypeUtils.parseMimeTypes(accept).stream().noneMatch(MimeTypeUtils.APPLICATION_JSON::isCompatibleWith)) {
                throw new HttpMediaTypeNotAcceptableException(JSON);
            }
        } catch (InvalidMimeTypeException e) {
            throw new HttpMediaTypeNotAcceptableException("No types: " + accept);
        }
    }

    private B body(HttpServletRequest request) throws IOException {
        try {
            B body = reader.readValue(request.getInputStream());
            return Objects.requireNonNull(body);
        } catch (JacksonException | NullPointerException e) {
            throw new HttpMessageNotReadableException("No such body", e, new ServletServerHttpRequest(request));
        }
    }

    private static Actor actor() {
        return (Actor) Objects.requireNonNull(Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication()).getPrincipal());
    }

    private static String id(HttpServletRequest request) {
        var variables = (Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return variables.values().iterator().next().toString();
    }
}
