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

    /** Who waits for the trap, or for who waits for it. */
    private static final String WAITS = """
            with recursive waits (pid) as (
                select cast(:trap as int)
                 union
                select l.pid from pg_locks l join waits w on w.pid = any (pg_blocking_pids(l.pid)) where not l.granted)
            select a.pid, a.query from waits w join pg_stat_activity a on a.pid = w.pid where w.pid <> :trap
            """;

    /** Holds a row that somebody will come to. */
    public final class Trap implements AutoCloseable {

        private final Connection connection;
        private final int pid;

        private Trap(Connection connection, int pid) {
            this.connection = connection;
            this.pid = pid;
        }

        /**
         * Kills whoever came to the row with such a statement; the jobs of other modules that came, too, go on waiting.
         *
         * @param statement a part of it
         * @return the whole statement
         */
        public String kill(String statement) throws InterruptedException {
            for (var i = 0; i < 1_000; i++) {
                var caught = db.sql(WAITS).param("trap", pid).query(Caught.class).list().stream().filter(one -> one.query().contains(statement)).findFirst();
                if (caught.isPresent()) {
                    db.sql("select pg_terminate_backend(:pid, 5000)").param("pid", caught.get().pid()).query(Boolean.class).single();
                    return caught.get().query();
                }
                Thread.sleep(20);
            }
            throw new AssertionError("Nobody came to the row with " + statement);
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
