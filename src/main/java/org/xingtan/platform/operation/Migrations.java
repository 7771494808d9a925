package org.xingtan.platform.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Migrations run at a start, module by module. Asking the history of each whether anything is left takes about as long as the rest of a
 * start, and mostly nothing is: so the database keeps a mark of the files that have all been run, and whoever brings the same ones runs none.
 */
@Configuration(proxyBeanMethods = false)
class Migrations {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final String LOCK = "select pg_try_advisory_lock(hashtextextended('platform.migration_mark', 0))";
    private static final long PAUSE = 200_000_000;
    /** Once a minute. */
    private static final int SAID_EVERY = 300;
    private static final String FILES = "classpath*:db/migration/**/*.sql";

    /**
     * On connections of their own: what bounds a request's wait would cut a long one short. A start refuses what a newer release has
     * migrated; nodes that run already go on.
     */
    @Bean
    FlywayConfigurationCustomizer migrations(ObjectProvider<JdbcConnectionDetails> database) {
        return flyway -> {
            flyway.ignoreMigrationPatterns(new String[0]);
            database.ifAvailable(it -> flyway.dataSource(it.getJdbcUrl(), it.getUsername(), it.getPassword()));
        };
    }

    @Bean
    static BeanPostProcessor onlyWhatIsNew() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof FlywayMigrationStrategy all ? (FlywayMigrationStrategy) flyway -> migrate(flyway, all, mark()) : bean;
            }
        };
    }

    /** Whoever finds another mark waits until nobody else migrates, and looks again. */
    static void migrate(Flyway flyway, FlywayMigrationStrategy all, String files) {
        try (var connection = flyway.getConfiguration().getDataSource().getConnection()) {
            var db = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            if (hasRun(db, files)) {
                return;
            }
            await(db);
            if (!hasRun(db, files)) {
                run(db, flyway, all, files);
            }
        } catch (SQLException | DataAccessException e) {
            throw new FlywayException("The migrations of the database are not known", e);
        }
    }

    /** Whoever migrates may take long. If his machine is gone, the database finds out within half a minute. */
    private static void await(JdbcClient db) {
        db.sql("set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3; set idle_session_timeout = 0").update();
        for (var tries = 0; !db.sql(LOCK).query(Boolean.class).single(); tries++) {
            if (tries % SAID_EVERY == 0) {
                LOG.info("Another node brings the database up to date; this one waits for it");
            }
            LockSupport.parkNanos(PAUSE);
            if (Thread.interrupted()) {
                throw new FlywayException("Interrupted while another node brings the database up to date");
            }
        }
    }

    /** While migrations run no mark stands: a start that breaks off leaves none, and an older release does not take its own for what is there. */
    private static void run(JdbcClient db, Flyway flyway, FlywayMigrationStrategy all, String files) {
        if (hasTable(db)) {
            db.sql("delete from platform.migration_mark").update();
        }
        all.migrate(withoutOneProviderForAll(flyway));
        db.sql("insert into platform.migration_mark (files, run_at) values (:files, now())").param("files", files).update();
    }

    /** What Boot sets for definitions that were prepared by the build shows each module the files of all. */
    private static Flyway withoutOneProviderForAll(Flyway flyway) {
        return Flyway.configure().configuration(flyway.getConfiguration()).resourceProvider(null).load();
    }

    private static boolean hasRun(JdbcClient db, String files) {
        return hasTable(db) && db.sql("select exists (select from platform.migration_mark where files = :files)").param("files", files).query(Boolean.class).single();
    }

    private static boolean hasTable(JdbcClient db) {
        return db.sql("select to_regclass('platform.migration_mark') is not null").query(Boolean.class).single();
    }

    /** Of all files that this release brings. */
    static String mark() {
        try {
            var files = new TreeMap<String, byte[]>();
            for (var file : new PathMatchingResourcePatternResolver().getResources(FILES)) {
                var address = file.getURL().toString();
                files.put(address.substring(address.lastIndexOf("db/migration/")), file.getContentAsByteArray());
            }
            return mark(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another file, one that is changed, called otherwise or gone makes another mark. SHA-256, in hexadecimal digits. */
    static String mark(SortedMap<String, byte[]> files) {
        if (files.isEmpty()) {
            throw new IllegalStateException("There are no migrations in this build");
        }
        var all = sha256();
        files.forEach((name, content) -> {
            all.update(sha256().digest(name.getBytes(StandardCharsets.UTF_8)));
            all.update(sha256().digest(content));
        });
        return HexFormat.of().formatHex(all.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
