package org.xingtan.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.xingtan.testing.Visitor.text;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Visitor;
import org.xingtan.testing.XingtanTest;

/** A database that keeps people waiting: they are told so within ten seconds, which is the law, and all is well after it. */
@XingtanTest
class DatabaseAwayTests {

    private static final Duration LAW = Duration.ofSeconds(10);

    @Autowired
    private MockMvc mvc;
    @Autowired
    private DataSource dataSource;
    @Autowired
    private JdbcClient db;
    @Autowired
    private Cast cast;
    @Autowired
    private Patience patience;
    @Autowired
    private PlatformTransactionManager transactions;
    @Value("${spring.datasource.hikari.maximum-pool-size}")
    private int places;

    @Test
    void answersWhileATableIsLockedAndRecovers() throws Exception {
        var unhealthy = false;
        try (var connection = dataSource.getConnection(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            lock(connection);
            var page = threads.submit(() -> refusedInTime("/home"));
            while (!page.isDone()) {
                unhealthy |= new Visitor(mvc).get("/api/v1/health").getStatus() == 503;
                Thread.sleep(100);
            }
            page.get();
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertThat(unhealthy).isTrue();
        assertThat(visitor().get("/home").getStatus()).isEqualTo(302);
        assertThat(new Visitor(mvc).get("/api/v1/health").getStatus()).isEqualTo(200);
    }

    @Test
    void answersWithoutAFreeConnectionAndRecovers() throws Exception {
        var signedIn = cast.actor(cast.teacher(cast.school()));
        var taken = new ArrayList<Connection>();
        try {
            while (taken.size() < places) {
                taken.add(dataSource.getConnection());
            }
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
        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("10");
        assertThat(text(answer)).contains("数据库暂时没有回应").containsPattern("[0-9a-f]{8}");
        return true;
    }

    /** Somebody whose cookie has to be looked up. */
    private Visitor visitor() {
        var visitor = new Visitor(mvc);
        visitor.cookies.put("xingtan", UUID.randomUUID().toString() + "A".repeat(7));
        return visitor;
    }

    private static void lock(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("lock table identity.sign_in in access exclusive mode");
        }
    }
}
