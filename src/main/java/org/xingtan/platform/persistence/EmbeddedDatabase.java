package org.xingtan.platform.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** A real, durable PostgreSQL 18 in a folder, owned by this process: started with it, stopped after everything else. */
final class EmbeddedDatabase implements JdbcConnectionDetails, AutoCloseable {

    private final EmbeddedPostgres postgres;

    EmbeddedDatabase(Path folder) {
        var data = folder.resolve("postgres");
        new OrphanedPostgres(data).stop();
        this.postgres = start(folder, data);
    }

    private static EmbeddedPostgres start(Path folder, Path data) {
        try {
            Files.createDirectories(data);
            var binaries = Files.createDirectories(folder.resolve("postgres-binaries"));
            return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(binaries.toFile())
                .setRegisterShutdownHook(false)
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("encoding", "UTF8")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "2GB")
                .setServerConfig("max_connections", "100")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("jit", "off")
                .setServerConfig("random_page_cost", "1.1")
                .start();
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start in " + data, e);
        }
    }

    @Override
    public String getJdbcUrl() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public String getUsername() {
        return "postgres";
    }

    @Override
    public String getPassword() {
        return "";
    }

    int port() {
        return postgres.getPort();
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
