package org.xingtan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.testing.Visitor.text;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Visitor;
import org.xingtan.testing.XingtanTest;

/** An address that is not there is 404 for everybody; one that is there leads a stranger to sign-in, whatever it names. */
@XingtanTest
class UnknownAddressTests {

    @Autowired
    private MockMvc mvc;
    @Autowired
    private Cast cast;

    @ParameterizedTest
    @ValueSource(strings = {"/nonsense", "/.git/config", "/.env", "/actuator", "/actuator/env", "/h2-console", "/swagger-ui.html", "/v3/api-docs",
        "/console/nonsense", "/home/x", "/wp-login.php", "/assets/nothing.css", "/error/x"})
    void isNotFoundForStrangersAndForPeople(String address) {
        var stranger = new Visitor(mvc).get(address);
        assertThat(stranger.getStatus()).isEqualTo(404);
        assertThat(text(stranger)).contains("地址不存在");
        var signedIn = new Visitor(mvc).send(MockMvcRequestBuilders.get(address).with(Cast.as(cast.actor(cast.teacher(cast.school())))));
        assertThat(signedIn.getStatus()).isEqualTo(404);
    }

    /** Whoever has a console finds its areas beside what is said, and the way back to the one he was in; a teacher finds his own pages. */
    @Test
    void standsInTheShellInWhichItWasAskedFor() {
        var school = cast.school();
        var administrator = Cast.as(cast.administrator(school));
        var missing = "/console/recognition/claims/" + UUID.randomUUID() + "/" + UUID.randomUUID();

        assertThat(text(new Visitor(mvc).send(MockMvcRequestBuilders.get(missing).with(administrator)))).contains("shell-console", "地址不存在", "href=\"/console/recognition\">回到学时认定");
        assertThat(text(new Visitor(mvc).send(MockMvcRequestBuilders.get("/console/nonsense").with(administrator)))).contains("shell-console", "href=\"/console\">回到管理端");
        assertThat(text(new Visitor(mvc).send(MockMvcRequestBuilders.get("/nonsense").with(administrator)))).contains("shell-teacher", "href=\"/home\">回到首页");
        assertThat(text(new Visitor(mvc).send(MockMvcRequestBuilders.get(missing).with(Cast.as(cast.actor(cast.teacher(school))))))).contains("shell-teacher").doesNotContain("shell-console");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/nonsense", "/api/v2/me", "/api/v1/me/secret"})
    void isAProblemUnderTheApi(String address) {
        var answer = new Visitor(mvc).get(address);
        assertThat(answer.getStatus()).isEqualTo(404);
        assertThat(answer.getContentType()).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/home", "/console", "/sign-ins", "/me", "/receipts"})
    void leadsToSignInWhereSomethingIs(String address) {
        var answer = new Visitor(mvc).get(address);
        assertThat(answer.getStatus()).isEqualTo(302);
        assertThat(answer.getHeader("Location")).startsWith("/sign-in?next=");
    }

    @Test
    void tellsAStrangerNothingAboutWhatExists() {
        var school = cast.school();
        for (var path : new String[] {"/console/organizations/%s", "/api/v1/organizations/%s/children"}) {
            var existing = new Visitor(mvc).get(path.formatted(school.id()));
            var missing = new Visitor(mvc).get(path.formatted(UUID.randomUUID()));
            assertThat(existing.getStatus()).isEqualTo(missing.getStatus()).isEqualTo(path.startsWith("/api") ? 401 : 302);
        }
    }

    @Autowired
    private ErrorAnswers errors;

    /** The file breaks off before its first byte: nobody saves the error under its name. */
    @Test
    void anErrorInPlaceOfAFileIsRead() throws Exception {
        var request = new MockHttpServletRequest("GET", "/api/v1/me");
        var response = new MockHttpServletResponse();
        response.setHeader("Content-Disposition", "attachment; filename=\"statement.pdf\"");

        errors.databaseAway(request, response);

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Content-Disposition")).isEqualTo("inline");
        assertThat(response.getContentType()).startsWith("application/problem+json");
    }
}
