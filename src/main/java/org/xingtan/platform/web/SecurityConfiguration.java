package org.xingtan.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.xingtan.platform.Actor;

/**
 * One chain for pages and JSON. There is no HTTP session: the cookie and the bearer token are both live sign-ins of the
 * identity module. Cookie requests that change something carry a CSRF token, bearer requests need none.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        + "media-src 'self' blob:; connect-src 'self'; worker-src 'none'; frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** What can be reached without signing in. */
    private static final String[] PUBLIC = {
        "/", "/assets/**", "/favicon.ico", "/sign-in", "/setup", "/activation", "/activation/**", "/preferences", "/error",
        "/programs", "/programs/{id}", "/programs/{id}/cases", "/programs/{id}/cases/{case}", "/programs/{id}/cases/{case}/files/{document}", "/notices", "/notices/{id}", "/notices/{id}/attachments/{document}", "/courses", "/courses/{id}", "/verification", "/verification/**", "/help", "/help/**", "/support", "/calendar/feed/{file}",
        "/api/v1/tokens", "/api/v1/health", "/api/v1/verification/**", "/api/v1/openapi.json"
    };

    /** Of a page's address, what is not its path and its query. */
    private static final Pattern HOST_OR_MARK = Pattern.compile("^https?://[^/?#]*|#.*$");

    private static final String[] WHILE_THE_PASSWORD_MUST_CHANGE = {"/password", "/sign-out", "/preferences", "/assets/**", "/favicon.ico", "/error"};

    @Bean
    SecurityFilterChain chain(HttpSecurity http, SignIns signIns, ErrorAnswers errors, RepeatableRequests repeatable, Routes routes) throws Exception {
        var tokens = PathPatternRequestMatcher.withDefaults().matcher("/api/v1/tokens");
        return http
            .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
            .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
            .requestCache(AbstractHttpConfigurer::disable)
            .logout(AbstractHttpConfigurer::disable)
            .anonymous(anonymous -> {})
            .csrf(config -> config
                .csrfTokenRepository(csrfCookie())
                .csrfTokenRequestHandler(new CsrfTokenInParts())
                // Every request signs in anew here; a token that changed with it would break the page in the other tab.
                .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy())
                .ignoringRequestMatchers(SignInFilter::isBearer)
                .ignoringRequestMatchers(tokens))
            // First of all who it is: whoever lacks the token is told so only when he has signed in.
            .addFilterBefore(new SignInFilter(signIns, errors), CsrfFilter.class)
            .addFilterAfter(new RepeatableRequestFilter(repeatable, errors), AuthorizationFilter.class)
            .authorizeHttpRequests(requests -> requests
                .requestMatchers(WHILE_THE_PASSWORD_MUST_CHANGE).permitAll()
                .requestMatchers(PUBLIC).access((who, _) -> new AuthorizationDecision(!mustChangePassword(who.get())))
                .anyRequest().access((who, _) -> new AuthorizationDecision(
                    who.get() != null && who.get().getPrincipal() instanceof Actor actor && !actor.mustChangePassword())))
            .exceptionHandling(handling -> handling
                .authenticationEntryPoint((request, response, _) -> signInFirst(request, response, errors, routes))
                .accessDeniedHandler((request, response, why) -> denied(request, response, why, errors, routes)))
            .headers(headers -> headers
                .contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy -> policy.policy("camera=(), microphone=(), geolocation=()")))
            .build();
    }

    private static CookieCsrfTokenRepository csrfCookie() {
        var csrf = CookieCsrfTokenRepository.withHttpOnlyFalse();
        csrf.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Lax").path("/"));
        csrf.setCookieName("xingtan-csrf");
        csrf.setHeaderName("X-CSRF-TOKEN");
        return csrf;
    }

    /** There is no user store of the framework's: sign-in is the identity module's. */
    @Bean
    UserDetailsService noUsers() {
        return name -> {
            throw new UsernameNotFoundException(name);
        };
    }

    private static boolean mustChangePassword(@Nullable Authentication who) {
        return who != null && who.getPrincipal() instanceof Actor actor && actor.mustChangePassword();
    }

    private static void signInFirst(HttpServletRequest request, HttpServletResponse response, ErrorAnswers errors, Routes routes)
            throws java.io.IOException {
        if (!routes.lead(request)) {
            errors.problem(request, response, 404, "error.not-found");
        } else if (ErrorAnswers.isApi(request)) {
            errors.problem(request, response, 401, "error.sign-in-first");
        } else if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", signIn(page(request)));
            errors.problem(request, response, 401, "error.sign-in-first");
        } else if (request.getMethod().equals("GET")) {
            var query = request.getQueryString();
            response.sendRedirect(signIn(request.getRequestURI() + (query == null ? "" : "?" + query)));
        } else {
            response.sendRedirect(signIn(null));
        }
    }

    private static String signIn(@Nullable String next) {
        return "/sign-in" + (next == null ? "" : "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    }

    /** Where somebody stands who asks for a part of a page: that part alone is nowhere to come back to. */
    private static @Nullable String page(HttpServletRequest request) {
        var address = request.getHeader("HX-Current-URL");
        return address == null ? null : LocalAddress.of(HOST_OR_MARK.matcher(address).replaceAll(""));
    }

    /** The token of the page is missing or another one; or somebody has to change his password, who may do nothing else. */
    private static void denied(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why, ErrorAnswers errors,
                               Routes routes) throws java.io.IOException {
        var api = ErrorAnswers.isApi(request);
        if (why instanceof CsrfException) {
            var stranger = api && !isSignedIn();
            errors.problem(request, response, stranger ? 401 : 403, stranger ? "error.sign-in-first" : "error.csrf");
        } else if (!routes.lead(request)) {
            errors.problem(request, response, 404, "error.not-found");
        } else if (api) {
            errors.problem(request, response, 403, "error.password-must-change");
        } else {
            response.sendRedirect("/password");
        }
    }

    private static boolean isSignedIn() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Actor;
    }

    /**
     * Looks for a page's token among the parameters, for which the container reads the parts of an upload. That their texts
     * are too long is the one thing it has no word of its own for.
     */
    private static final class CsrfTokenInParts extends CsrfTokenRequestAttributeHandler {

        @Override
        public @Nullable String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
            try {
                return super.resolveCsrfTokenValue(request, token);
            } catch (InvalidParameterException e) {
                throw e;
            } catch (IllegalStateException e) {
                throw new InvalidParameterException(e, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            }
        }
    }
}
