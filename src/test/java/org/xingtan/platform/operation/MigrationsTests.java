package org.xingtan.platform.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
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
    void whoStartsMeanwhileWaitsAndHasNothingLeftToRun() throws Exception {
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

        assertThat(runs).hasValue(1);
        assertThat(marks()).containsExactly(THESE);
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

    private int waiting() {
        return server.sql("select count(*) from pg_locks l join pg_database d on d.oid = l.database where l.locktype = 'advisory' and not l.granted and d.datname = :name")
            .param("name", NAME).query(Integer.class).single();
    }
}
