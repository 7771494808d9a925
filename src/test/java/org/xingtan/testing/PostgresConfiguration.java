package org.xingtan.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A real PostgreSQL 18, started once for a whole process; needs no Docker. Its disk is not waited for: tests lose nothing. */
@TestConfiguration(proxyBeanMethods = false)
public class PostgresConfiguration {

    private static final EmbeddedPostgres POSTGRES = start();

    @Bean
    @Primary
    JdbcConnectionDetails testDatabase() {
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return POSTGRES.getJdbcUrl("postgres", "postgres");
            }

            @Override
            public String getUsername() {
                return "postgres";
            }

            @Override
            public String getPassword() {
                return "";
            }
        };
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("encoding", "UTF8")
                .setServerConfig("fsync", "off")
                .setServerConfig("max_connections", "100")
                .setServerConfig("synchronous_commit", "on")
                .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
