package org.xingtan.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.xingtan.testing.Visitor.text;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.identity.OpenAccounts;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Visitor;
import org.xingtan.testing.XingtanTest;

/** A database that keeps people waiting: they are told so within ten seconds, which is the law, and all is well after it. */
@XingtanTest
class DatabaseAwayTests {

    private static final Duration LAW = Duration.ofSeconds(10);
    private static final Duration LONGEST_JOB = Duration.ofMinutes(2);
    private static final String PASSWORD = "river-lamp-58";

    @Autowired
    private MockMvc mvc;
    @Autowired
    private DataSource dataSource;
    @Autowired
    private JdbcClient db;
    @Autowired
    private Cast cast;
    @Autowired
    private OpenAccounts accounts;
    @LocalServerPort
    private int port;
    @Autowired
    private Patience patience;
    @Autowired
    private PlatformTransactionManager transactions;
    @Value("${spring.datasource.hikari.maximum-pool-size}")
    private int places;

    @Test
    void answersWhileATableIsLockedAndRecovers() throws Exception {
        assertThat(whileLocked("identity.sign_in", () -> {
            var unhealthy = false;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var page = threads.submit(() -> refusedInTime("/home"));
                while (!page.isDone()) {
                    unhealthy |= new Visitor(mvc).get("/api/v1/health").getStatus() == 503;
                    Thread.sleep(100);
                }
                page.get();
            }
            return unhealthy;
        })).isTrue();
        assertThat(visitor().get("/home").getStatus()).isEqualTo(302);
        assertThat(new Visitor(mvc).get("/api/v1/health").getStatus()).isEqualTo(200);
    }

    @Test
    void answersWithoutAFreeConnectionAndRecovers() throws Exception {
        var signedIn = cast.actor(cast.teacher(cast.school()));
        var taken = new ArrayList<Connection>();
        try {
            takeAll(taken);
            refusedInTime("/home");
            assertThat(mvc.perform(get("/home").with(Cast.as(signedIn))).andReturn().getResponse().getStatus()).isEqualTo(503);
            assertThat(new Visitor(mvc).get("/api/v1/health").getStatus()).isEqualTo(503);
        } finally {
            for (var connection : taken) {
                connection.close();
            }
        }
        assertThat(visitor().get("/home").getStatus()).isEqualTo(302);
        assertThat(new Visitor(mvc).get("/api/v1/health").getStatus()).isEqualTo(200);
    }

    /** A job in the background may hold one of them for a while. */
    private void takeAll(List<Connection> taken) throws SQLException {
        for (var until = System.nanoTime() + LONGEST_JOB.toNanos(); taken.size() < places - Durable.LINES;) {
            try {
                taken.add(dataSource.getConnection());
            } catch (SQLTransientConnectionException e) {
                if (System.nanoTime() > until) {
                    throw e;
                }
            }
        }
    }

    /** Its controller needs no database; whether there is a console for the reader is asked while it is drawn. */
    @Test
    void aPageBeingDrawnSaysSoToo() throws Exception {
        var reader = Cast.as(cast.administrator(cast.school()));

        assertSaysSo(whileLocked("directory.appointment", () -> new Visitor(mvc).send(get("/me").with(reader))));
        assertThat(new Visitor(mvc).send(get("/me").with(reader)).getStatus()).isEqualTo(200);
    }

    @Test
    void whatIsNotFoundStaysSoWithoutTheWayToTheConsole() throws Exception {
        var reader = Cast.as(cast.administrator(cast.school()));

        var answer = whileLocked("directory.appointment", () -> new Visitor(mvc).send(get("/programs/nowhere").with(reader)));
        assertThat(answer.getStatus()).isEqualTo(404);
        assertThat(text(answer)).contains("地址不存在").doesNotContain("/console");
        assertThat(text(new Visitor(mvc).send(get("/programs/nowhere").with(reader)))).contains("/console");
    }

    /** Whose console it is nobody can tell by then; whoever was in it stays there, known or not. */
    @Test
    void inTheConsoleItIsSaidInItsShell() throws Exception {
        var reader = Cast.as(cast.administrator(cast.school()));

        for (var ask : List.<Callable<MockHttpServletResponse>>of(() -> visitor().get("/console/accounts"), () -> new Visitor(mvc).send(get("/console/accounts").with(reader)))) {
            var answer = whileLocked("identity.sign_in", () -> whileLocked("directory.appointment", ask));
            assertSaysSo(answer);
            assertThat(text(answer)).contains("shell-console", "href=\"/console\">回到管理端").doesNotContain("shell-teacher", "/console/census", "href=\"/sign-in\"");
        }
        assertThat(text(whileLocked("identity.sign_in", () -> visitor().get("/home")))).contains("shell-teacher").doesNotContain("/console");
    }

    /** Where no controller is reached, the container hears of it. */
    @Test
    void aFilterThatFindsItAwayIsAnsweredAsAProblem() throws Exception {
        var person = cast.teacher(cast.school());
        accounts.open(List.of(new OpenAccounts.Row(person, "waits" + person, null, accounts.hash(PASSWORD), null)));
        var token = Visitor.tokenOf(new Visitor(mvc).token("waits" + person, PASSWORD));
        var post = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/lessons/" + UUID.randomUUID() + "/sessions"))
            .header("Authorization", "Bearer " + token).header("Idempotency-Key", "once").header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}")).build();

        try (var client = HttpClient.newHttpClient()) {
            var answer = whileLocked("platform.repeatable_request", () -> client.send(post, BodyHandlers.ofString()));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("10");
            assertThat(answer.body()).contains("error.database-away");
        }
    }

    @Test
    void givesWorkOverEverybodyMoreTimeAndTakesItBack() throws SQLException {
        new TransactionTemplate(transactions).executeWithoutResult(_ -> {
            patience.extend();
            assertThat(db.sql("select current_setting('lock_timeout')").query(String.class).single()).isEqualTo("10min");
        });
        assertThat(db.sql("select current_setting('lock_timeout')").query(String.class).single()).isEqualTo("3s");
        try (var connection = dataSource.getConnection()) {
            assertThat(connection.getNetworkTimeout()).isEqualTo(6000);
        }
    }

    private boolean refusedInTime(String address) {
        var before = System.nanoTime();
        var answer = visitor().get(address);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LAW);
        assertSaysSo(answer);
        return true;
    }

    private static void assertSaysSo(MockHttpServletResponse answer) {
        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("10");
        assertThat(text(answer)).contains("数据库暂时没有回应").containsPattern("[0-9a-f]{8}");
    }

    /** Somebody whose cookie has to be looked up. */
    private Visitor visitor() {
        var visitor = new Visitor(mvc);
        visitor.cookies.put("xingtan", UUID.randomUUID().toString() + "A".repeat(7));
        return visitor;
    }

    /** Does it while nobody gets at the table. */
    private <T> T whileLocked(String table, Callable<T> act) throws Exception {
        try (var connection = dataSource.getConnection(); var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                statement.execute("lock table " + table + " in access exclusive mode");
                return act.call();
            } finally {
                connection.rollback();
            }
        }
    }
}
