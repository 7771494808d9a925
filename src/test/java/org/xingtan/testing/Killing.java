package org.xingtan.testing;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stops somebody in the middle of his transaction and kills his side of the database there. */
@Fixture
public class Killing {

    private final DataSource dataSource;
    private final JdbcClient db;

    Killing(DataSource dataSource, JdbcClient db) {
        this.dataSource = dataSource;
        this.db = db;
    }

    private record Caught(int pid, String query) {}

    /** Holds a row that somebody will come to. */
    public final class Trap implements AutoCloseable {

        private final Connection connection;
        private final int pid;

        private Trap(Connection connection, int pid) {
            this.connection = connection;
            this.pid = pid;
        }

        /** @return the statement at which whoever came first was killed */
        public String kill() throws InterruptedException {
            for (var i = 0; i < 1_000; i++) {
                var caught = db.sql("select pid, query from pg_stat_activity where :trap = any (pg_blocking_pids(pid)) limit 1")
                    .param("trap", pid).query(Caught.class).optional();
                if (caught.isPresent()) {
                    db.sql("select pg_terminate_backend(:pid, 5000)").param("pid", caught.get().pid()).query(Boolean.class).single();
                    return caught.get().query();
                }
                Thread.sleep(20);
            }
            throw new AssertionError("Nobody came to the row");
        }

        @Override
        public void close() throws SQLException {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.close();
        }
    }

    /** @param sql reads the row for update; its one parameter is an id */
    public Trap at(String sql, Object id) throws SQLException {
        var connection = dataSource.getConnection();
        connection.setAutoCommit(false);
        try (var held = connection.prepareStatement(sql); var mine = connection.prepareStatement("select pg_backend_pid()")) {
            held.setObject(1, id);
            held.executeQuery().close();
            try (var row = mine.executeQuery()) {
                row.next();
                return new Trap(connection, row.getInt(1));
            }
        }
    }
}
