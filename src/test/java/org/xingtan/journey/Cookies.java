package org.xingtan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.xingtan.platform.persistence.Json;

/** What a browser would keep of somebody who has signed in by the form, for tests that begin behind it. */
record Cookies(List<HttpCookie> all) {

    static Cookies nobodys() {
        return new Cookies(List.of());
    }

    static Cookies of(Stage stage, String username) {
        var kept = new CookieManager();
        var form = HttpRequest.newBuilder(URI.create(stage.address() + "/sign-in"));
        try (var http = HttpClient.newBuilder().cookieHandler(kept).build()) {
            http.send(form.GET().build(), HttpResponse.BodyHandlers.discarding());
            var token = kept.getCookieStore().getCookies().stream().filter(it -> it.getName().equals("xingtan-csrf")).findAny().orElseThrow().getValue();
            var fields = Map.of("username", username, "password", Stage.PASSWORD, "_csrf", token).entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
            var answer = http.send(form.header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(fields)).build(),
                HttpResponse.BodyHandlers.discarding());
            assertThat(answer.statusCode()).as(username + " signs in").isEqualTo(303);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new Cookies(kept.getCookieStore().getCookies());
    }

    /** As a request carries them. */
    String header() {
        return all.stream().map(it -> it.getName() + "=" + it.getValue()).collect(Collectors.joining("; "));
    }

    /** As a new browser is given them. */
    String state() {
        return Json.write(Map.of("origins", List.of(), "cookies", all.stream().map(it -> Map.of("name", it.getName(), "value", it.getValue(),
            "domain", "localhost", "path", "/", "expires", -1, "httpOnly", it.isHttpOnly(), "secure", false, "sameSite", "Lax")).toList()));
    }
}
