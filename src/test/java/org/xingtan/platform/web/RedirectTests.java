package org.xingtan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.ViewResolver;
import org.xingtan.testing.XingtanTest;

/** Nobody is led to a host because a request names it. */
@XingtanTest
class RedirectTests {

    @Autowired @Qualifier("jteViewResolver") ViewResolver views;

    private final Wire wire;

    RedirectTests(@LocalServerPort int port) {
        this.wire = new Wire(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1"})
    void aStrangerIsLedToSignInOnThisHost(String version) throws IOException {
        assertThat(ask("GET /home?a=b", version)).startsWith("HTTP/1.1 302").contains("Location: /sign-in?next=%2Fhome%3Fa%3Db\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1"})
    void aFormLeadsOnOnThisHost(String version) throws IOException {
        assertThat(ask("POST /preferences?next=/programs", version)).startsWith("HTTP/1.1 302").contains("Location: /programs\r\n");
    }

    /** The page that asks for a part of itself would put the form of signing in where that part stands, or nothing at all. */
    @ParameterizedTest
    @CsvSource({
        "http://foreign.example/selection/terms/1?q=a&free=true, /sign-in?next=%2Fselection%2Fterms%2F1%3Fq%3Da%26free%3Dtrue",
        "http://foreign.example:8080/home#mine, /sign-in?next=%2Fhome",
        "/home, /sign-in?next=%2Fhome",
        "http://foreign.example//evil.example, /sign-in?next=%2F",
        "http:/\\evil.example, /sign-in?next=%2F",
        "evil.example, /sign-in?next=%2F",
        "http://foreign.example, /sign-in?next=%2F",
    })
    void whoeverIsSignedInNoMoreIsLedToSignInByThePartOfAPage(String page, String target) throws IOException {
        for (var line : List.of("GET /selection/terms/1/seats?choosing=false", "POST /selection/offerings/1/selection")) {
            assertThat(ask(line, "1.1", "HX-Request: true\r\nHX-Current-URL: " + page + "\r\n")).as(line).startsWith("HTTP/1.1 401")
                .contains("HX-Redirect: " + target + "\r\n").doesNotContain("Location:");
        }
    }

    @Test
    void aPartOfAPageThatDoesNotSayWhereItStandsIsLedToSignInAlone() throws IOException {
        assertThat(ask("GET /home", "1.1", "HX-Request: true\r\n")).startsWith("HTTP/1.1 401").contains("HX-Redirect: /sign-in\r\n");
        assertThat(ask("GET /nothing-here", "1.1", "HX-Request: true\r\n")).startsWith("HTTP/1.1 404").doesNotContain("HX-Redirect");
    }

    /** Text in braces that somebody sent names nothing of ours. */
    @Test
    void whatStandsInBracesIsTakenAsItStands() throws Exception {
        var response = new MockHttpServletResponse();

        Objects.requireNonNull(views.resolveViewName("redirect:/programs?search={x}", Locale.CHINA)).render(Map.of(), new MockHttpServletRequest(), response);

        assertThat(response.getRedirectedUrl()).isEqualTo("/programs?search={x}");
    }

    /** As a machine asks: it needs no token of a page. */
    private String ask(String line, String version) throws IOException {
        return ask(line, version, "");
    }

    private String ask(String line, String version, String headers) throws IOException {
        var answer = wire.send(line + " HTTP/" + version + "\r\nHost: foreign.example\r\nX-Forwarded-Host: foreign.example\r\n"
            + headers + "Authorization: Bearer nobody\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        assertThat(answer).doesNotContain("foreign.example");
        return answer;
    }
}
