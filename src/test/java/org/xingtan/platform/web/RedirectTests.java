package org.xingtan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    /** Text in braces that somebody sent names nothing of ours. */
    @Test
    void whatStandsInBracesIsTakenAsItStands() throws Exception {
        var response = new MockHttpServletResponse();

        Objects.requireNonNull(views.resolveViewName("redirect:/programs?search={x}", Locale.CHINA)).render(Map.of(), new MockHttpServletRequest(), response);

        assertThat(response.getRedirectedUrl()).isEqualTo("/programs?search={x}");
    }

    /** As a machine asks: it needs no token of a page. */
    private String ask(String line, String version) throws IOException {
        var answer = wire.send(line + " HTTP/" + version + "\r\nHost: foreign.example\r\nX-Forwarded-Host: foreign.example\r\n"
            + "Authorization: Bearer nobody\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        assertThat(answer).doesNotContain("foreign.example");
        return answer;
    }
}
