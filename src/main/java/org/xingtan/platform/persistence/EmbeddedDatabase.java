package org.xingtan.platform.persistence;

import java.io.IOException;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.xingtan.platform.CannotStart;

/**
 * A real, durable PostgreSQL 18 in the data folder. Whoever claims the folder starts it and stops it after everything
 * else; a command beside a running application joins the server that is there.
 */
final class EmbeddedDatabase implements JdbcConnectionDetails, AutoCloseable {

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
        var server = OwnedPostgres.start(folder);
        return new EmbeddedDatabase(server.port(), server.password(), server::close);
    }

    /** The application that has the folder may be just starting. */
    private static EmbeddedDatabase join(DataFolder folder) {
        var file = new PostmasterFile(folder.postgres());
        var end = System.nanoTime() + OwnedPostgres.PATIENCE.toNanos();
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
