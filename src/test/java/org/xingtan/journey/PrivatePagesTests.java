package org.xingtan.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nobody keeps a page that was made for somebody: no cache, no browser after signing out, no other person's browser. */
@ExtendWith(Stage.Provider.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivatePagesTests {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    /** Somebody whom no page of the others has to name. */
    private static final String STRANGER = "plain";

    private final Stage stage;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();

    PrivatePagesTests(Stage stage) {
        this.stage = stage;
    }

    /** Sign-ins of their own: those of the other journeys go on. */
    @BeforeEach
    void signIn() {
        sights().forEach(sight -> cookies.computeIfAbsent(sight.role(), this::signedIn));
    }

    @Test
    void nothingOnTheWayKeepsThem() {
        assertSoftly(softly -> sights().forEach(sight -> {
            var answer = get(sight.path(), cookies.get(sight.role()));
            softly.assertThat(answer.headers().allValues("Cache-Control")).as(sight + " Cache-Control")
                .isNotEmpty().allMatch(it -> it.contains("no-store"));
            softly.assertThat(answer.headers().firstValue("ETag")).as(sight + " ETag").isEmpty();
            softly.assertThat(answer.headers().firstValue("Last-Modified")).as(sight + " Last-Modified").isEmpty();
        }));
    }

    @Test
    void anotherPersonsBrowserGetsNothingOfTheFirst() {
        assertSoftly(softly -> sights().stream().filter(sight -> !sight.role().equals(STRANGER)).forEach(sight -> {
            var answer = get(sight.path(), cookies.get(sight.role()));
            softly.assertThat(answer.statusCode() != 200 || answer.body().contains(name(sight.role()))).as(sight + " names whom it is for").isTrue();
            softly.assertThat(get(sight.path(), cookies.get(STRANGER)).body()).as(sight + " in front of another").doesNotContain(name(sight.role()));
        }));
    }

    @Test
    void afterSigningOutTheSameAddressShowsNothing() {
        sights().stream().map(Pages.Sight::role).distinct().forEach(this::signOut);
        assertSoftly(softly -> sights().forEach(sight -> {
            var answer = get(sight.path(), cookies.get(sight.role()));
            softly.assertThat(answer.body()).as(sight.toString()).doesNotContain(name(sight.role()));
            softly.assertThat(answer.headers().allValues("Cache-Control")).as(sight + " Cache-Control").allMatch(it -> it.contains("no-store"));
            if (!isForEverybody(sight.path())) {
                softly.assertThat(answer.statusCode()).as(sight.toString()).isIn(302, 303, 401, 404);
            }
        }));
        cookies.clear();
    }

    /** What strangers see too, with a name in its head for whoever is signed in. */
    private boolean isForEverybody(String path) {
        return get(path, "").statusCode() == 200;
    }

    private List<Pages.Sight> sights() {
        return stage.pages().all().stream().filter(sight -> !sight.role().equals("public")).toList();
    }

    private String signedIn(String role) {
        return Cookies.of(stage, role).header();
    }

    private void signOut(String role) {
        var token = CSRF.matcher(get("/me", cookies.get(role)).body());
        assertThat(token.find()).isTrue();
        var form = HttpRequest.BodyPublishers.ofString("_csrf=" + java.net.URLEncoder.encode(token.group(1), StandardCharsets.UTF_8));
        assertThat(send(request("/sign-out", cookies.get(role)).header("Content-Type", "application/x-www-form-urlencoded").POST(form)).statusCode())
            .isBetween(300, 399);
    }

    private String name(String role) {
        return names.computeIfAbsent(role, it -> stage.db().sql("select name from directory.teacher_card where teacher_id = :teacher")
            .param("teacher", stage.teacher(it)).query(String.class).single());
    }

    private HttpResponse<String> get(String path, String cookie) {
        return send(request(path, cookie).GET());
    }

    private HttpRequest.Builder request(String path, String cookie) {
        return HttpRequest.newBuilder(URI.create(stage.address() + path)).header("Cookie", cookie).header("Accept", "text/html")
            .header("Accept-Language", "zh-CN");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
