package org.xingtan.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xingtan.platform.CannotStart;

class BackupTests {

    @TempDir static Path shared;
    @TempDir Path temporary;

    @Test
    void restoresElsewhereWhatWasThereWhileOthersWrote() throws Exception {
        var folder = SharedBinaries.in(shared, temporary.resolve("data"));
        var backup = temporary.resolve("backup");
        long before;
        try (var database = EmbeddedDatabase.open(folder)) {
            fill(database);
            Files.writeString(Files.createDirectories(folder.path().resolve("files/ab")).resolve("abcdef"), "a stored file");
            before = count(database);
            writeDuring(database, () -> new Backup(folder, backup).run(database));
            assertThat(count(database)).as("somebody wrote meanwhile").isGreaterThan(before);
        }

        var elsewhere = SharedBinaries.in(shared, temporary.resolve("elsewhere"));
        new Restore(backup, elsewhere).run();

        assertThat(elsewhere.path().resolve("files/ab/abcdef")).hasContent("a stored file");
        try (var restored = EmbeddedDatabase.open(elsewhere)) {
            var restoredRows = count(restored);
            assertThat(restoredRows).isGreaterThanOrEqualTo(before);
            var hash = hash(restored, restoredRows);
            try (var original = EmbeddedDatabase.open(folder)) {
                assertThat(hash).isEqualTo(hash(original, restoredRows));
            }
        }
    }

    @Test
    void backsUpAStoppedInstallation() throws Exception {
        var folder = SharedBinaries.in(shared, temporary.resolve("data"));
        try (var database = EmbeddedDatabase.open(folder)) {
            fill(database);
        }
        new Backup(folder, temporary.resolve("backup")).run();
        var elsewhere = SharedBinaries.in(shared, temporary.resolve("elsewhere"));
        new Restore(temporary.resolve("backup"), elsewhere).run();

        try (var restored = EmbeddedDatabase.open(elsewhere)) {
            assertThat(count(restored)).isEqualTo(20_000);
        }
    }

    @Test
    void refusesADamagedBackupAndAFullFolder() throws Exception {
        var backup = Files.createDirectories(temporary.resolve("backup/postgres"));
        Files.writeString(backup.resolve("x"), "changed");
        var manifest = new Manifest();
        manifest.add(Path.of("postgres/x"), 1, "0".repeat(64));
        manifest.write(backup.getParent());

        var restore = new Restore(backup.getParent(), DataFolder.of(temporary.resolve("elsewhere")));
        assertThatThrownBy(restore::run).isInstanceOf(CannotStart.class).hasMessageContaining("damaged").hasMessageContaining("postgres/x");
        assertThatThrownBy(DataFolder.of(temporary.resolve("elsewhere"))::prepare).isInstanceOf(CannotStart.class);
        assertThatThrownBy(restore::run).isInstanceOf(CannotStart.class).hasMessageContaining("holds an installation already");
    }

    @Test
    void saysInASentenceWhatCannotBeWrittenOrRead() throws Exception {
        var folder = DataFolder.of(temporary.resolve("data"));
        Files.createDirectories(folder.postgres());
        Files.writeString(folder.postgres().resolve("PG_VERSION"), "18");
        var file = Files.createFile(temporary.resolve("file"));

        assertThatThrownBy(() -> new Backup(folder, file.resolve("backup")).run()).isInstanceOf(CannotStart.class)
            .hasMessage("The folder " + file.resolve("backup") + " cannot be written (there is a file of that name); choose another one.");
        assertThat(folder.postgres().resolve("postmaster.pid")).doesNotExist();
        assertThatThrownBy(() -> new Restore(file, DataFolder.of(temporary.resolve("restored"))).run()).isInstanceOf(CannotStart.class)
            .hasMessage("The backup in " + file + " cannot be read (Not a directory).");
        assertThatThrownBy(() -> new Restore(temporary, DataFolder.of(temporary.resolve("restored"))).run()).isInstanceOf(CannotStart.class)
            .hasMessage("There is no backup in " + temporary + ".");
    }

    @Test
    void startsNothingOnARestoreThatWasNotFinished() throws Exception {
        var backup = Files.createDirectories(temporary.resolve("backup"));
        new Manifest().write(backup);
        var elsewhere = DataFolder.of(temporary.resolve("elsewhere"));
        new Restore(backup, elsewhere).run();
        elsewhere.prepare();

        Files.writeString(elsewhere.restoring(), "");
        assertThatThrownBy(elsewhere::prepare).isInstanceOf(CannotStart.class).hasMessageContaining("restore that was not finished");
    }

    private interface Work {

        void run() throws Exception;
    }

    private static void writeDuring(EmbeddedDatabase database, Work work) throws Exception {
        var over = new AtomicBoolean();
        var writer = CompletableFuture.runAsync(() -> {
            for (var n = 20_001; !over.get(); n++) {
                execute(database, "insert into kept values (" + n + ", md5('" + n + "'))");
            }
        });
        work.run();
        over.set(true);
        writer.get();
    }

    private static void fill(EmbeddedDatabase database) {
        execute(database, "create table kept (n int primary key, filler text)");
        execute(database, "insert into kept select n, md5(n::text) from generate_series(1, 20000) n");
    }

    private static void execute(EmbeddedDatabase database, String sql) {
        try (var connection = DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword());
             var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long count(EmbeddedDatabase database) throws SQLException {
        return Long.parseLong(read(database, "select count(*) from kept"));
    }

    private static String hash(EmbeddedDatabase database, long rows) throws SQLException {
        return read(database, "select md5(string_agg(n || filler, ',' order by n)) from kept where n <= " + rows);
    }

    private static String read(EmbeddedDatabase database, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword());
             var statement = connection.createStatement(); var answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
