package org.xingtan.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;

/**
 * A POST of the JSON contract that carries {@code Idempotency-Key} and comes again gets its first answer again and does
 * nothing; with another query or body it is told so. An answer that says to try again is none. Sign-ins are left out: their
 * answer is a secret, and none is kept.
 */
class RepeatableRequestFilter extends OncePerRequestFilter {

    private static final String HEADER = "Idempotency-Key";
    private static final int LARGEST_BODY = ReadableRequestFilter.LARGEST_JSON;

    private final RepeatableRequests requests;
    private final ErrorAnswers errors;

    RepeatableRequestFilter(RepeatableRequests requests, ErrorAnswers errors) {
        this.requests = requests;
        this.errors = errors;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || request.getHeader(HEADER) == null || !ErrorAnswers.isApi(request)
            || request.getRequestURI().equals("/api/v1/tokens");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof Actor actor)) {
            chain.doFilter(request, response);
            return;
        }
        var key = request.getHeader(HEADER).strip();
        if (key.isEmpty() || key.length() > 200 || key.chars().anyMatch(c -> c < 0x20 || c > 0x7e)) {
            errors.problem(request, response, 400, "error.malformed");
            return;
        }
        @Nullable Sent sent;
        try {
            sent = isUpload(request) ? upload(request) : body(request);
        } catch (BodyTooLarge e) {
            errors.problem(request, response, 413, "error.too-large");
            return;
        }
        if (sent == null) {
            chain.doFilter(request, response);
            return;
        }
        var earlier = requests.begin(actor.teacher(), key, sent.digest());
        if (earlier.isPresent()) {
            repeat(earlier.get(), sent.digest(), request, response);
        } else {
            answer(actor.teacher(), key, sent.request(), response, chain);
        }
    }

    private static boolean isUpload(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.regionMatches(true, 0, "multipart/", 0, 10);
    }

    private static Sent body(HttpServletRequest request) throws IOException {
        var body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new BodyTooLarge();
        }
        return new Sent(new Again(request, body), begun(request).digest(body));
    }

    /**
     * The container keeps the parts until the request is answered, so they are read here and once more; what stands between them may differ the next time.
     *
     * @return null where it does not take the upload; it says so again, in its way, to whoever asks for the parts next
     */
    private static @Nullable Sent upload(HttpServletRequest request) throws IOException {
        Collection<Part> parts;
        try {
            parts = request.getParts();
        } catch (IOException | ServletException | IllegalStateException _) {
            return null;
        }
        var digest = begun(request);
        for (var part : parts) {
            digest.update("%s\n%s\n%s\n%d\n".formatted(part.getName(), part.getSubmittedFileName(), part.getContentType(), part.getSize()).getBytes(StandardCharsets.UTF_8));
            try (var content = new DigestInputStream(part.getInputStream(), digest)) {
                content.transferTo(OutputStream.nullOutputStream());
            }
        }
        return new Sent(request, digest.digest());
    }

    private void answer(TeacherId teacher, String key, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var kept = new ContentCachingResponseWrapper(response);
        var done = false;
        try {
            chain.doFilter(request, kept);
            done = !passes(kept);
        } finally {
            if (done) {
                requests.answered(teacher, key, kept.getStatus(), kept.getContentType(), kept.getContentAsByteArray());
            } else {
                requests.forget(teacher, key);
            }
            kept.copyBodyToResponse();
        }
    }

    /** Whoever is told to try again later shall not be told so again for a day. */
    private static boolean passes(HttpServletResponse answer) {
        return answer.getStatus() >= 500 || answer.getStatus() == 429 || answer.getStatus() >= 400 && answer.containsHeader("Retry-After");
    }

    private void repeat(RepeatableRequests.Earlier earlier, byte[] digest, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var body = earlier.body();
        if (!MessageDigest.isEqual(earlier.digest(), digest)) {
            errors.problem(request, response, 409, "error.idempotency-key-reused");
        } else if (earlier.status() == null || body == null) {
            response.setHeader("Retry-After", "1");
            errors.problem(request, response, 409, "error.still-working");
        } else {
            response.setStatus(earlier.status());
            response.setContentType(earlier.contentType());
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }

    private static MessageDigest begun(HttpServletRequest request) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var query = request.getQueryString();
            var line = request.getMethod() + " " + request.getRequestURI() + (query == null ? "" : "?" + query) + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param request of which everything can be read as if nobody had */
    private record Sent(HttpServletRequest request, byte[] digest) {}

    /** The request with its body to be read once more. */
    private static final class Again extends HttpServletRequestWrapper {

        private final byte[] body;

        Again(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            var bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new IllegalStateException("The body is here already");
                }
            };
        }
    }
}
