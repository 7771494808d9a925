package org.xingtan.platform.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.xingtan.platform.CannotStart;

/**
 * A real, durable PostgreSQL 18 in the data folder. Whoever claims the folder starts it and stops it after everything
 * else; a command beside a running application joins the server that is there.
 */
final class EmbeddedDatabase implements JdbcConnectionDetails, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private interface Ending {

        void run() throws IOException;
    }

    private final int port;
    private final String password;
    private final Ending ending;

    private EmbeddedDatabase(int port, String password, Ending ending) {
        this.port = port;
        this.password = password;
        this.ending = ending;
    }

    static EmbeddedDatabase open(DataFolder folder) {
        folder.prepare();
        return folder.claim() ? start(folder) : join(folder);
    }

    private static EmbeddedDatabase start(DataFolder folder) {
        try {
            new OrphanedPostgres(folder.postgres()).stop();
            var password = LocalPassword.in(folder);
            password.openWhereUnknown();
            var server = server(folder, password).start();
            password.enforce(server.getPort());
            return new EmbeddedDatabase(server.getPort(), password.value(), () -> {
                new OrphanedPostgres(folder.postgres()).stop();
                server.close();
                folder.release();
            });
        } catch (IOException | IllegalStateException e) {
            folder.release();
            throw new CannotStart("The embedded PostgreSQL did not start in " + folder.postgres() + " (" + e.getMessage()
                + "); " + folder.log() + " says why.", e);
        }
    }

    private static EmbeddedPostgres.Builder server(DataFolder folder, LocalPassword password) throws IOException {
        return EmbeddedPostgres.builder()
            .setDataDirectory(Files.createDirectories(folder.postgres()))
            .setCleanDataDirectory(false)
            .setOverrideWorkingDirectory(Files.createDirectories(folder.binaries()).toFile())
            .setRegisterShutdownHook(false)
            .setOutputRedirector(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
            .setErrorRedirector(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
            .setPGStartupWait(PATIENCE)
            .setConnectConfig("password", password.value())
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
            .setServerConfig("unix_socket_directories", "")
            .setServerConfig("logging_collector", "on")
            .setServerConfig("log_filename", "postgresql-%a.log")
            .setServerConfig("log_truncate_on_rotation", "on")
            .setServerConfig("jit", "off")
            .setServerConfig("random_page_cost", "1.1");
    }

    /** The application that has the folder may be just starting. */
    private static EmbeddedDatabase join(DataFolder folder) {
        var file = new PostmasterFile(folder.postgres());
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var port = file.port();
            if (port.isPresent() && LocalPassword.in(folder).isKnown()) {
                return new EmbeddedDatabase(port.get(), LocalPassword.in(folder).value(), () -> {});
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new CannotStart("Another Xingtan has the data folder " + folder.path() + ", but its PostgreSQL takes no connections.");
    }

    @Override
    public String getJdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    @Override
    public String getUsername() {
        return "postgres";
    }

    @Override
    public String getPassword() {
        return password;
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        ending.run();
    }
}
