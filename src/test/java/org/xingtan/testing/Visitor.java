package org.xingtan.testing;

import jakarta.servlet.http.Cookie;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** Somebody with a browser and a network address of his own: keeps cookies, sends what a form would send. */
public final class Visitor {

    private static final AtomicInteger NEXT = new AtomicInteger();

    public final Map<String, String> cookies = new LinkedHashMap<>();
    private final MockMvc mvc;
    private final String address;

    public Visitor(MockMvc mvc) {
        this(mvc, "198.51.%d.%d".formatted(NEXT.get() / 250, NEXT.incrementAndGet() % 250));
    }

    public Visitor(MockMvc mvc, String address) {
        this.mvc = mvc;
        this.address = address;
    }

    public MockHttpServletResponse get(String path) {
        return send(MockMvcRequestBuilders.get(path));
    }

    /** A form with its hidden field; {@code fields} are names and values in turn. */
    public MockHttpServletResponse post(String path, String... fields) {
        return bare(path, concat(fields, "_csrf", csrf()));
    }

    /** The token that pages put into their forms. */
    public String csrf() {
        if (!cookies.containsKey("xingtan-csrf")) {
            get("/activation");
        }
        return cookies.get("xingtan-csrf");
    }

    /** A form without the hidden field, as a foreign page would send it. */
    public MockHttpServletResponse bare(String path, String... fields) {
        var request = MockMvcRequestBuilders.post(path);
        for (var i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return send(request);
    }

    public MockHttpServletResponse signIn(String username, String password) {
        return post("/sign-in", "username", username, "password", password);
    }

    public MockHttpServletResponse api(HttpMethod method, String path, @Nullable String bearer, @Nullable String json) {
        var request = MockMvcRequestBuilders.request(method, path);
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return send(json == null ? request : request.contentType(MediaType.APPLICATION_JSON).content(json));
    }

    public MockHttpServletResponse token(String username, String password) {
        return api(HttpMethod.POST, "/api/v1/tokens", null,
            "{\"username\": \"%s\", \"password\": \"%s\", \"name\": \"test\"}".formatted(username, password));
    }

    public static String tokenOf(MockHttpServletResponse response) {
        return text(response).replaceAll("(?s).*\"token\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    }

    public static String text(MockHttpServletResponse response) {
        try {
            return response.getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    public MockHttpServletResponse send(MockHttpServletRequestBuilder request) {
        request.remoteAddress(address);
        cookies.forEach((name, value) -> request.cookie(new Cookie(name, value)));
        try {
            var response = mvc.perform(request).andReturn().getResponse();
            for (var cookie : response.getCookies()) {
                cookies.put(cookie.getName(), cookie.getValue());
                if (cookie.getMaxAge() == 0) {
                    cookies.remove(cookie.getName());
                }
            }
            return response;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String[] concat(String[] fields, String... more) {
        var all = java.util.Arrays.copyOf(fields, fields.length + more.length);
        System.arraycopy(more, 0, all, fields.length, more.length);
        return all;
    }
}
