package org.xingtan.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xingtan.platform.CannotStart;

class EmbeddedDatabaseTests {

    @TempDir static Path shared;
    @TempDir Path temporary;

    @Test
    void isDurable() throws Exception {
        try (var database = open(); var connection = connect(database)) {
            for (var setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
                assertThat(text(connection, "show " + setting)).as(setting).isEqualTo("on");
            }
            assertThat(text(connection, "show server_version_num")).startsWith("18");
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() throws Exception {
        try (var database = open()) {
            assertThatThrownBy(() -> DriverManager.getConnection(database.getJdbcUrl(), "postgres", "guess"))
                .isInstanceOf(SQLException.class).hasMessageContaining("password");
        }
        Files.delete(folder().path().resolve("postgres.password"));
        try (var database = open(); var connection = connect(database)) {
            assertThat(text(connection, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void keepsWhatWasAcknowledgedWhenTheApplicationIsKilled() throws Exception {
        var acknowledged = writeInAnotherProcess(300);
        var orphan = new PostmasterFile(folder().postgres()).processId().flatMap(ProcessHandle::of);
        assertThat(orphan).isPresent();

        assertThat(count()).isGreaterThanOrEqualTo(acknowledged);
    }

    @Test
    void keepsWhatWasAcknowledgedWhenPostgresIsKilledToo() throws Exception {
        var acknowledged = writeInAnotherProcess(300);
        new PostmasterFile(folder().postgres()).processId().flatMap(ProcessHandle::of).orElseThrow().destroyForcibly();

        assertThat(count()).isGreaterThanOrEqualTo(acknowledged);
    }

    @Test
    void comesBackOnTheSamePortWhenOnlyPostgresIsKilled() throws Exception {
        try (var database = open()) {
            try (var connection = connect(database); var statement = connection.createStatement()) {
                statement.execute("create table kept as select 1 as n");
            }
            var killed = new PostmasterFile(folder().postgres()).processId().flatMap(ProcessHandle::of).orElseThrow();
            killed.destroyForcibly();
            killed.onExit().get(1, TimeUnit.MINUTES);

            assertThat(eventually(database, "select count(*) from kept")).isEqualTo("1");
        }
    }

    @Test
    void survivesStalePidFiles() throws Exception {
        try (var database = open()) {
            assertThat(database.port()).isPositive();
        }
        var pidFile = folder().postgres().resolve("postmaster.pid");
        for (var stale : new String[] {ProcessHandle.current().pid() + "\n/elsewhere\n", "999999\n/elsewhere\n", "gar", ""}) {
            Files.writeString(pidFile, stale);
            try (var database = open()) {
                assertThat(database.port()).as(stale).isPositive();
            }
        }
    }

    @Test
    void aCommandJoinsTheServerOfARunningApplication() throws Exception {
        var owner = startOwner();
        try {
            acknowledgements(owner, 50);
            try (var database = open(); var connection = connect(database)) {
                assertThat(Integer.parseInt(text(connection, "select count(*) from kept"))).isGreaterThanOrEqualTo(50);
            }
            acknowledgements(owner, 50);
        } finally {
            owner.destroyForcibly().waitFor();
        }
        assertThat(count()).isGreaterThanOrEqualTo(100);
    }

    /** The moments of a first start, told by what lies in the folder. */
    @ParameterizedTest
    @ValueSource(strings = {"postgres.new", "postgres/PG_VERSION", "postgres/postmaster.pid", "postgres.password"})
    void leavesNobodyBehindWhenItIsToldToEndWhileItStarts(String moment) throws Exception {
        var owner = startOwner();
        await(moment);
        owner.destroy();

        assertThat(owner.waitFor(20, TimeUnit.SECONDS)).as("it ends at once").isTrue();
        assertThat(owner.exitValue()).isEqualTo(143);
        assertThat(processesIn(folder().postgres())).isEmpty();
        startsAnew();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres.new", "postgres/PG_VERSION", "postgres/postmaster.pid"})
    void startsAnewAfterAStartThatWasKilled(String moment) throws Exception {
        var owner = startOwner();
        await(moment);
        owner.destroyForcibly().waitFor();

        startsAnew();
        assertThat(processesIn(folder().postgres())).isEmpty();
    }

    @Test
    void deletesNoDatabaseThatIsInUse() throws Exception {
        Files.createDirectories(folder().postgres());
        var file = Files.writeString(folder().postgres().resolve("precious"), "");
        new DatabaseInTheMaking(folder()).begin();
        new DatabaseInTheMaking(folder()).begin();
        assertThat(file).as("never marked").exists();

        Files.writeString(folder().path().resolve("postgres.new"), "");
        Files.writeString(folder().path().resolve("postgres.password"), "secret");
        new DatabaseInTheMaking(folder()).begin();
        assertThat(file).as("its password holds").exists();

        Files.delete(folder().path().resolve("postgres.password"));
        new DatabaseInTheMaking(folder()).begin();
        assertThat(folder().postgres()).doesNotExist();
    }

    @Test
    void refusesAFolderOfAnotherVersion() throws Exception {
        Files.createDirectories(folder().postgres());
        Files.writeString(folder().postgres().resolve("PG_VERSION"), "16\n");

        assertThatThrownBy(this::open).isInstanceOf(CannotStart.class).hasMessageContaining("PostgreSQL 16");
    }

    @Test
    void refusesAFolderThatCannotBeOne() throws Exception {
        var file = Files.writeString(temporary.resolve("file"), "");

        assertThatThrownBy(() -> DataFolder.of(file.resolve("data")).prepare())
            .isInstanceOf(CannotStart.class).hasMessageContaining("cannot be written");
    }

    private void await(String moment) throws InterruptedException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!Files.exists(folder().path().resolve(moment))) {
            assertThat(System.nanoTime()).as(moment).isLessThan(end);
            Thread.sleep(2);
        }
    }

    private void startsAnew() throws Exception {
        try (var database = open(); var connection = connect(database)) {
            assertThat(text(connection, "select 1")).isEqualTo("1");
        }
    }

    private static List<String> processesIn(Path data) {
        return ProcessHandle.allProcesses().map(ProcessHandle::info).flatMap(info -> info.arguments().stream())
            .map(arguments -> String.join(" ", arguments)).filter(line -> line.contains(data + " ") || line.endsWith(data.toString())).toList();
    }

    private DataFolder folder() {
        return SharedBinaries.in(shared, temporary.resolve("data"));
    }

    private EmbeddedDatabase open() {
        return EmbeddedDatabase.open(folder());
    }

    private int count() throws Exception {
        try (var database = open(); var connection = connect(database)) {
            return Integer.parseInt(text(connection, "select count(*) from kept"));
        }
    }

    private int writeInAnotherProcess(int rows) throws Exception {
        var owner = startOwner();
        try {
            return acknowledgements(owner, rows);
        } finally {
            owner.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
        }
    }

    private Process startOwner() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(java, "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
            DatabaseOwner.class.getName(), folder().path().toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static int acknowledgements(Process owner, int rows) throws IOException {
        BufferedReader reader = owner.inputReader();
        var last = 0;
        for (var read = 0; read < rows; ) {
            var line = reader.readLine();
            assertThat(line).as("the other process has ended").isNotNull();
            if (line.matches("\\d+")) {
                last = Integer.parseInt(line);
                read++;
            }
        }
        return last;
    }

    private static String eventually(EmbeddedDatabase database, String query) throws InterruptedException {
        for (var attempt = 0; ; attempt++) {
            try (var connection = connect(database)) {
                return text(connection, query);
            } catch (SQLException e) {
                assertThat(attempt).as(e.getMessage()).isLessThan(600);
                Thread.sleep(100);
            }
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword());
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement(); var answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
