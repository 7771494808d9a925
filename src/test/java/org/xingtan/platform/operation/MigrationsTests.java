package org.xingtan.platform.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.xingtan.testing.Await;
import org.xingtan.testing.Together;
import org.xingtan.testing.XingtanTest;

/** On a database of its own, with migrations that count how often they run. */
@XingtanTest
class MigrationsTests {

    private static final String NAME = "migrations_tests";
    private static final String THESE = "a".repeat(64);
    private static final String OTHERS = "b".repeat(64);

    private final JdbcClient server;
    private final JdbcClient db;
    private final Flyway flyway;
    private final AtomicInteger runs = new AtomicInteger();

    @Autowired
    MigrationsTests(JdbcClient server, JdbcConnectionDetails details) {
        this.server = server;
        var url = details.getJdbcUrl().replaceFirst("/[^/?]+(\\?|$)", "/" + NAME + "$1");
        this.db = JdbcClient.create(new DriverManagerDataSource(url, String.valueOf(details.getUsername()), String.valueOf(details.getPassword())));
        this.flyway = Flyway.configure().dataSource(url, details.getUsername(), details.getPassword()).load();
    }

    @BeforeEach
    void anEmptyDatabase() {
        server.sql("create database " + NAME).update();
    }

    @AfterEach
    void itGoes() {
        server.sql("drop database " + NAME + " with (force)").update();
    }

    @Test
    void theApplicationHasLeftTheMarkOfItsFiles() {
        assertThat(server.sql("select files from platform.migration_mark").query(String.class).list()).containsExactly(Migrations.mark());
    }

    @Test
    void whatHasAllBeenRunIsAskedForNoMore() {
        migrate(THESE);
        migrate(THESE);

        assertThat(runs).hasValue(1);
        assertThat(marks()).containsExactly(THESE);
    }

    @Test
    void otherFilesAreRunAndThoseOfBeforeWouldBeAgain() {
        migrate(THESE);
        migrate(OTHERS);
        assertThat(marks()).containsExactly(OTHERS);

        migrate(THESE);
        assertThat(runs).hasValue(3);
    }

    @Test
    void whatBreaksOffLeavesNoMark() {
        migrate(THESE);

        assertThatThrownBy(() -> Migrations.migrate(flyway, _ -> {
            throw new IllegalStateException("in the middle");
        }, OTHERS)).isInstanceOf(IllegalStateException.class);

        assertThat(marks()).isEmpty();
        migrate(THESE);
        assertThat(runs).hasValue(2);
    }

    @Test
    void nobodyTakesTheOldMarkForWhatIsThereWhileSomebodyMigrates() {
        migrate(THESE);

        Migrations.migrate(flyway, _ -> assertThat(marks()).isEmpty(), OTHERS);

        assertThat(marks()).containsExactly(OTHERS);
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void whoStartsMeanwhileWaitsSaysSoAndHasNothingLeftToRun(CapturedOutput output) throws Exception {
        makeTable();
        var began = new CountDownLatch(1);
        Callable<Void> first = () -> {
            Migrations.migrate(flyway, _ -> {
                runs.incrementAndGet();
                began.countDown();
                Await.until(() -> waiting() == 1);
            }, THESE);
            return null;
        };
        Callable<Void> second = () -> {
            began.await();
            migrate(THESE);
            return null;
        };

        Together.all(List.of(first, second));

        assertThat(output).containsOnlyOnce("Another node brings the database up to date; this one waits for it");
        assertThat(runs).hasValue(1);
        assertThat(marks()).containsExactly(THESE);
    }

    @Test
    void whatCannotBeKnownIsSaidInASentence() {
        db.sql("create schema platform").update();
        db.sql("create table platform.migration_mark (something int)").update();

        assertThatThrownBy(() -> migrate(THESE)).isInstanceOfSatisfying(FlywayException.class,
            failure -> assertThat(new MigrationAnalyzer().analyze(failure, failure).getDescription()).startsWith("The database could not be brought up to date (ERROR: column"));
        assertThat(runs).hasValue(0);
    }

    @Test
    void everyFileCounts() {
        var files = new TreeMap<>(Map.of("a/V1__x.sql", bytes("select 1"), "b/V1__y.sql", bytes("select 2")));
        var mark = Migrations.mark(files);
        assertThat(Migrations.mark(new TreeMap<>(files))).isEqualTo(mark).matches("[0-9a-f]{64}");

        assertThat(Migrations.mark(with(files, "b/V1__y.sql", "select 3"))).isNotEqualTo(mark);
        assertThat(Migrations.mark(with(files, "b/V2__z.sql", ""))).isNotEqualTo(mark);
        assertThat(Migrations.mark(files.headMap("b"))).isNotEqualTo(mark);
        assertThat(Migrations.mark(new TreeMap<>(Map.of("a/V1__x.sql", bytes("select 1"), "b/V1__yy.sql", bytes("select 2"))))).isNotEqualTo(mark);
        assertThatThrownBy(() -> Migrations.mark(new TreeMap<>())).isInstanceOf(IllegalStateException.class);
    }

    private static TreeMap<String, byte[]> with(Map<String, byte[]> files, String name, String content) {
        var more = new TreeMap<>(files);
        more.put(name, bytes(content));
        return more;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void thereIsOneMarkAndItLooksLikeOne() {
        migrate(THESE);

        assertThatThrownBy(() -> db.sql("insert into platform.migration_mark (files, run_at) values (:files, now())").param("files", OTHERS).update())
            .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> db.sql("insert into platform.migration_mark (only_one, files, run_at) values (false, :files, now())").param("files", OTHERS).update())
            .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> db.sql("update platform.migration_mark set files = 'all of them'").update()).isInstanceOf(DataIntegrityViolationException.class);
    }

    private void migrate(String files) {
        Migrations.migrate(flyway, _ -> {
            runs.incrementAndGet();
            makeTable();
        }, files);
    }

    /** As the first start on an empty database makes it. */
    private void makeTable() {
        if (db.sql("select to_regclass('platform.migration_mark') is null").query(Boolean.class).single()) {
            db.sql("create schema platform").update();
            db.sql(text()).update();
        }
    }

    private static String text() {
        try {
            return new ClassPathResource("db/migration/platform/V3__migration_mark.sql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> marks() {
        return db.sql("select files from platform.migration_mark").query(String.class).list();
    }

    /** Those that have last asked whether somebody else is at work. */
    private int waiting() {
        return server.sql("select count(*) from pg_stat_activity where datname = :name and query like '%pg_try_advisory_lock%'")
            .param("name", NAME).query(Integer.class).single();
    }
}
