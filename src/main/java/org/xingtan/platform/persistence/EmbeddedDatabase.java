package org.xingtan.platform.persistence;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.xingtan.platform.CannotStart;

/**
 * A real, durable PostgreSQL 18 in the data folder. Whoever claims the folder starts it and stops it after everything
 * else; a command beside a running application joins the server that is there.
 */
final class EmbeddedDatabase implements JdbcConnectionDetails, AutoCloseable {

    private final int port;
    private final String password;
    private final @Nullable OwnedPostgres owned;

    private EmbeddedDatabase(int port, String password, @Nullable OwnedPostgres owned) {
        this.port = port;
        this.password = password;
        this.owned = owned;
    }

    static EmbeddedDatabase open(DataFolder folder) {
        folder.prepare();
        return folder.claim() ? start(folder) : join(folder);
    }

    private static EmbeddedDatabase start(DataFolder folder) {
        var server = OwnedPostgres.start(folder);
        return new EmbeddedDatabase(server.port(), server.password(), server);
    }

    /** The application that has the folder may be just starting. */
    private static EmbeddedDatabase join(DataFolder folder) {
        var file = new PostmasterFile(folder.postgres());
        var end = System.nanoTime() + OwnedPostgres.PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var port = file.port();
            if (port.isPresent() && LocalPassword.in(folder).isKnown()) {
                return new EmbeddedDatabase(port.get(), LocalPassword.in(folder).value(), null);
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

    /** Until then whoever ends the start ends the server, too; from then on it goes down after all who use it. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @EventListener(ApplicationReadyEvent.class)
    void serves() {
        if (owned != null) {
            owned.serves();
        }
    }

    @Override
    public void close() throws IOException {
        if (owned != null) {
            owned.close();
        }
    }
}
