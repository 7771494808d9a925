package org.xingtan.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.testing.Visitor.text;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.xingtan.enrollment.JoinProgram;
import org.xingtan.identity.OpenAccounts;
import org.xingtan.platform.Actor;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Visitor;
import org.xingtan.testing.XingtanTest;

/** Who may send a beat: the calls of a script that acts with a browser's cookie, and of a machine. */
@XingtanTest
class BeatSignInTests {

    private static final String PASSWORD = "river-lamp-58";
    private static final String NEW_PASSWORD = "pear-boat-71";

    @Autowired MockMvc mvc;
    @Autowired JdbcClient db;
    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired JoinProgram join;
    @Autowired OpenAccounts accounts;

    private Visitor visitor;
    private Actor actor;
    private String address;

    @BeforeEach
    void aSession() {
        var school = cast.school();
        var program = curriculum.aProgram(school.id()).publish();
        actor = cast.actor(cast.teacher(school));
        join.join(actor, program.id(), null);
        visitor = new Visitor(mvc);
        var lesson = program.lessons().getFirst().lesson().id();
        var opened = text(new Visitor(mvc).send(json("/api/v1/lessons/" + lesson + "/sessions", "{\"program\": \"" + program.id() + "\"}")
            .header("Authorization", "Bearer a machine").with(Cast.as(actor))));
        address = "/api/v1/learning-sessions/" + opened.replaceAll("(?s).*\"session\"\\s*:\\s*\"([^\"]+)\".*", "$1") + "/beats";
    }

    @Test
    void whoMustChangeHisPasswordFirstSendsNone() {
        var username = account(Instant.now());
        visitor.signIn(username, PASSWORD);
        var token = Visitor.tokenOf(new Visitor(mvc).token(username, PASSWORD));

        for (var refused : List.of(byScript(visitor.csrf()), byMachine(token))) {
            assertProblem(refused, 403, "error.password-must-change");
        }
        assertThat(beats()).isZero();

        visitor.post("/password", "current", PASSWORD, "new", NEW_PASSWORD, "again", NEW_PASSWORD);
        assertThat(byScript(visitor.csrf()).getStatus()).isEqualTo(200);
        assertThat(byMachine(Visitor.tokenOf(new Visitor(mvc).token(username, NEW_PASSWORD))).getStatus()).isEqualTo(200);
        assertThat(beats()).isEqualTo(1);
    }

    @Test
    void aCookieWithoutTheTokenOfAPageIsToldWhatIsMissing() {
        visitor.signIn(account(null), PASSWORD);

        for (var token : new String[] {null, "", UUID.randomUUID().toString()}) {
            assertProblem(byScript(token), 403, "error.csrf");
            assertThat(text(byScript(token))).contains("CSRF");
        }
        assertThat(beats()).isZero();

        assertThat(byScript(visitor.csrf()).getStatus()).isEqualTo(200);
    }

    @Test
    void aStrangerWithoutTheTokenIsToldToSignIn() {
        assertProblem(byScript(null), 401, "error.sign-in-first");
        visitor.cookies.put("xingtan", "A".repeat(43));
        assertProblem(byScript(null), 401, "error.sign-in-first");
    }

    private String account(@Nullable Instant expires) {
        var username = "beats-" + actor.teacher();
        accounts.open(List.of(new OpenAccounts.Row(actor.teacher(), username, null, accounts.hash(PASSWORD), expires)));
        return username;
    }

    private MockHttpServletResponse byScript(@Nullable String token) {
        var beat = json(address, "{\"seq\": 1, \"ranges\": [[0, 1]], \"position\": 1, \"rate\": 1.0}");
        return visitor.send(token == null ? beat : beat.header("X-CSRF-TOKEN", token));
    }

    private MockHttpServletResponse byMachine(String token) {
        return new Visitor(mvc).send(json(address, "{\"seq\": 2, \"ranges\": [[0, 1]], \"position\": 1, \"rate\": 1.0}")
            .header("Authorization", "Bearer " + token));
    }

    private static MockHttpServletRequestBuilder json(String address, String body) {
        return MockMvcRequestBuilders.post(address).contentType(MediaType.APPLICATION_JSON).content(body);
    }

    private static void assertProblem(MockHttpServletResponse answer, int status, String code) {
        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getContentType()).startsWith("application/problem+json");
        assertThat(text(answer)).contains("\"code\":\"" + code + "\"");
    }

    /** Sessions in which a beat has covered something. */
    private int beats() {
        return db.sql("select count(*) from learning.session where teacher_id = :teacher and covered <> '{}'")
            .param("teacher", actor.teacher().value()).query(Integer.class).single();
    }
}
