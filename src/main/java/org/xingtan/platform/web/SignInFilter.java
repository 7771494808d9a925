package org.xingtan.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.xingtan.platform.Actor;
import org.xingtan.platform.persistence.DatabaseAway;

/** Puts the signed-in person into the request: from the bearer token when there is one, else from the cookie. */
class SignInFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(SignInFilter.class);
    private static final String BEARER = "Bearer ";

    private final SignIns signIns;
    private final ErrorAnswers errors;

    SignInFilter(SignIns signIns, ErrorAnswers errors) {
        this.signIns = signIns;
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Actor actor;
        try {
            actor = actor(request);
        } catch (DataAccessException e) {
            tellWhy(e, request, response);
            return;
        }
        if (actor == null && SecurityContextHolder.getContext().getAuthentication() == null && isLargeUpload(request)) {
            errors.problem(request, response, 413, "error.too-large");
            return;
        }
        if (actor != null) {
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(actor, null, List.of()));
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }

    private void tellWhy(DataAccessException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (DatabaseAway.is(e)) {
            LOG.warn("The database does not answer: {} {}: {}", request.getMethod(), request.getRequestURI(), e.getMessage());
            errors.databaseAway(request, response);
        } else {
            LOG.error("Failed: {} {}", request.getMethod(), request.getRequestURI(), e);
            errors.problem(request, response, 500, "error.unexpected");
        }
    }

    /** Whoever has not signed in has no file to bring; the container would write it to the disk before anybody asks. */
    private static boolean isLargeUpload(HttpServletRequest request) {
        var type = request.getContentType();
        var length = request.getContentLengthLong();
        return type != null && type.regionMatches(true, 0, "multipart/", 0, 10) && (length < 0 || length > ReadableRequestFilter.LARGEST_JSON);
    }

    private @Nullable Actor actor(HttpServletRequest request) {
        if (isBearer(request)) {
            return signIns.find(request.getHeader("Authorization").substring(BEARER.length()).strip(), true);
        }
        var secret = cookie(request);
        return secret == null ? null : signIns.find(secret, false);
    }

    static boolean isBearer(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    private static @Nullable String cookie(HttpServletRequest request) {
        var cookies = request.getCookies();
        if (cookies == null) {
            return null;
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(SignIns.COOKIE)) {
                return cookie.getValue();
            }
        }
        return null;
    }
}
