package org.xingtan.platform.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xingtan.platform.CannotStart;

/**
 * The PostgreSQL that this process has started: it is stopped with it, and started again on the same port when somebody
 * has killed it, so that the application goes on without a restart of its own.
 */
final class OwnedPostgres implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Logger LOG = LoggerFactory.getLogger(OwnedPostgres.class);
    private static final long PULSE = 500;

    private final DataFolder folder;
    private final LocalPassword password;
    private final EarlyEnd earlyEnd;
    private final Thread watch;
    private EmbeddedPostgres server;
    private volatile boolean closing;

    private OwnedPostgres(DataFolder folder, EarlyEnd earlyEnd) throws IOException {
        this.folder = folder;
        this.earlyEnd = earlyEnd;
        new OrphanedPostgres(folder.postgres()).stop();
        var making = new DatabaseInTheMaking(folder);
        making.begin();
        this.password = LocalPassword.in(folder);
        password.openWhereUnknown();
        this.server = settings().start();
        password.enforce(server.getPort());
        making.end();
        this.watch = Thread.ofPlatform().daemon().name("postgres-watch").start(this::watch);
    }

    /** @throws CannotStart in one sentence, with the folder free again */
    static OwnedPostgres start(DataFolder folder) {
        var earlyEnd = EarlyEnd.of(folder);
        var log = new ServerLog(folder);
        try {
            folder.requireRoom();
            return new OwnedPostgres(folder, earlyEnd);
        } catch (CannotStart e) {
            throw givenUp(folder, earlyEnd, e);
        } catch (IOException | RuntimeException e) {
            var reason = log.lastComplaint().orElse(String.valueOf(e.getMessage()));
            throw givenUp(folder, earlyEnd, new CannotStart("The embedded PostgreSQL did not start in " + folder.postgres() + " (" + reason + ").", e));
        } finally {
            earlyEnd.nothingMoreBegins();
        }
    }

    private static CannotStart givenUp(DataFolder folder, EarlyEnd earlyEnd, CannotStart reason) {
        new OrphanedPostgres(folder.postgres()).stop();
        earlyEnd.isOver();
        folder.release();
        return reason;
    }

    /** From now on it is stopped after everything else, and no longer at once. */
    void serves() {
        earlyEnd.isOver();
    }

    int port() {
        return server.getPort();
    }

    String password() {
        return password.value();
    }

    private EmbeddedPostgres.Builder settings() throws IOException {
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
            // The password is 24 random bytes: to stretch it keeps nobody out, and costs each connection a moment.
            .setServerConfig("scram_iterations", "1")
            .setServerConfig("logging_collector", "on")
            .setServerConfig("log_filename", "postgresql-%a.log")
            .setServerConfig("log_truncate_on_rotation", "on")
            .setServerConfig("jit", "off")
            .setServerConfig("random_page_cost", "1.1");
    }

    private void watch() {
        var orphan = new OrphanedPostgres(folder.postgres());
        while (!closing) {
            try {
                Thread.sleep(PULSE);
                if (orphan.hasNoPostmaster() && !earlyEnd.hasCome()) {
                    restart(orphan);
                }
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException e) {
                LOG.error("PostgreSQL was gone and cannot be started again ({}); trying on.", e.getMessage());
            }
        }
    }

    private synchronized void restart(OrphanedPostgres orphan) throws IOException {
        if (closing || earlyEnd.hasCome()) {
            return;
        }
        LOG.warn("PostgreSQL has ended by itself; starting it again.");
        orphan.stop();
        var port = server.getPort();
        server.close();
        server = settings().setPort(port).start();
        LOG.warn("PostgreSQL runs again.");
    }

    @Override
    public void close() throws IOException {
        closing = true;
        watch.interrupt();
        synchronized (this) {
            new OrphanedPostgres(folder.postgres()).stop();
            server.close();
        }
        earlyEnd.isOver();
        folder.release();
    }
}
