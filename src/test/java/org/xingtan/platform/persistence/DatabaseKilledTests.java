package org.xingtan.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.xingtan.testing.Visitor.text;

import java.io.IOException;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.xingtan.platform.Actor;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Visitor;
import org.xingtan.testing.XingtanTest;

/**
 * PostgreSQL killed while many wait for one read. Its first process stands still meanwhile, so that nobody else gets in until
 * the test says so; then it finds what has happened, recovers as after any crash, and is there again.
 */
@XingtanTest
class DatabaseKilledTests {

    private static final Duration LAW = Duration.ofSeconds(10);
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    @Autowired
    private MockMvc mvc;
    @Autowired
    private JdbcConnectionDetails database;
    @Autowired
    private JdbcClient db;
    @Autowired
    private Cast cast;

    @Test
    void everybodyWhoWaitsForHisStartIsToldSoonAndTheNextReadWorks() throws Exception {
        var school = cast.school();
        var people = IntStream.range(0, 40).mapToObj(_ -> cast.actor(cast.teacher(school))).toList();
        try (var connection = DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword());
             var statement = connection.createStatement(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            connection.setAutoCommit(false);
            statement.execute("lock table enrollment.participation in access exclusive mode");
            var starts = people.stream().map(person -> threads.submit(() -> start(person))).toList();
            awaitAReadThatStandsStill();
            var serving = serving();
            var first = serving.getFirst().parent().orElseThrow();
            signal("STOP", first);
            try {
                serving.forEach(ProcessHandle::destroyForcibly);
                var killed = System.nanoTime();
                for (var one : starts) {
                    assertThat(one.get().getStatus()).isEqualTo(503);
                    assertThat(text(one.get())).contains("数据库暂时没有回应");
                }
                assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(LAW);
            } finally {
                signal("CONT", first);
            }
        }
        awaitItsReturn();
        assertThat(start(people.getFirst()).getStatus()).isEqualTo(200);
    }

    private MockHttpServletResponse start(Actor person) {
        return new Visitor(mvc).send(get("/home").with(Cast.as(person)));
    }

    /** And half a second more, in which the others come to wait for the read after it. */
    private void awaitAReadThatStandsStill() throws InterruptedException {
        while (!db.sql("select exists (select from pg_stat_activity where wait_event_type = 'Lock')").query(Boolean.class).single()) {
            Thread.sleep(10);
        }
        Thread.sleep(500);
    }

    /** Every process that serves a connection. */
    private List<ProcessHandle> serving() {
        return db.sql("select pid from pg_stat_activity where backend_type = 'client backend'").query(Long.class).list().stream()
            .flatMap(pid -> ProcessHandle.of(pid).stream()).toList();
    }

    private void awaitItsReturn() throws InterruptedException {
        var until = System.nanoTime() + RECOVERY.toNanos();
        while (new Visitor(mvc).get("/api/v1/health").getStatus() != 200) {
            assertThat(System.nanoTime()).isLessThan(until);
            Thread.sleep(100);
        }
    }

    private static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    }
}
