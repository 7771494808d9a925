package org.xingtan.platform.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** More time for work over everybody. What serves a page is held to seconds; a recount or a clearing-up may take its minutes. */
@Component
public class Patience {

    private static final int LONG_MILLIS = 600_000;
    /** A statement over everybody sorts and joins in memory rather than in files. */
    private static final String ROOM = "64MB";
    private static final Executor AT_ONCE = Runnable::run;
    /** How long a lock is asked for at a time, and how long others come first then. */
    private static final int TURN_MILLIS = 300;
    private static final int PAUSE_MILLIS = 100;
    private static final String NOT_AVAILABLE = "55P03";
    /** Of a driver's statement that is planned each time it is run. */
    private static final int EACH_TIME = 0;

    /** What a connection is given back as. */
    private record Extension(Connection connection, int network, int prepared) implements TransactionSynchronization {

        /** A connection that is lost is given back to nobody. */
        @Override
        public void beforeCompletion() {
            try {
                if (!connection.isClosed()) {
                    connection.setNetworkTimeout(AT_ONCE, network);
                    prepare(connection, prepared);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final DataSource dataSource;

    Patience(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Until the end of the caller's transaction its statements may take, and wait for locks, ten minutes each, and take memory; they
     * are planned for the values they have, which takes less than a plan for any. The references of rows that are written are
     * still checked by plans made once.
     */
    public void extend() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Patience ends with a transaction, and there is none");
        }
        if (extension() != null) {
            return;
        }
        var connection = DataSourceUtils.getConnection(dataSource);
        try (var statement = connection.createStatement()) {
            var usual = new Extension(connection, connection.getNetworkTimeout(), connection.unwrap(PGConnection.class).getPrepareThreshold());
            TransactionSynchronizationManager.registerSynchronization(usual);
            connection.setNetworkTimeout(AT_ONCE, LONG_MILLIS);
            prepare(connection, EACH_TIME);
            statement.execute("set local lock_timeout = " + LONG_MILLIS + "; set local work_mem = '" + ROOM + "'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    /** What follows in the transaction are the same few statements many times over: they are planned once. */
    public void repeat() {
        var extension = extension();
        if (extension != null) {
            try {
                prepare(extension.connection, extension.prepared);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static @Nullable Extension extension() {
        return TransactionSynchronizationManager.getSynchronizations().stream().filter(Extension.class::isInstance).map(Extension.class::cast)
            .findFirst().orElse(null);
    }

    private static void prepare(Connection connection, int threshold) throws SQLException {
        connection.unwrap(PGConnection.class).setPrepareThreshold(threshold);
    }

    /**
     * Locks tables, all or none, until the end of the caller's transaction, and asks again and again for it: whoever stood in its queue
     * would hold up all who come after him, though they get along with those he waits for.
     *
     * @param lock as in {@code directory.organization in share row exclusive mode}
     * @throws CannotAcquireLockException when it has not become free in ten minutes
     */
    public void lock(String lock) {
        var until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONG_MILLIS);
        var connection = DataSourceUtils.getConnection(dataSource);
        try (var statement = connection.createStatement()) {
            while (!tookTurn(connection, statement, "set local lock_timeout = " + TURN_MILLIS + "; lock table " + lock
                    + "; set local lock_timeout = " + LONG_MILLIS)) {
                if (System.nanoTime() > until) {
                    throw new CannotAcquireLockException("Waited in vain: lock table " + lock);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotAcquireLockException("Interrupted: lock table " + lock, e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private static boolean tookTurn(Connection connection, Statement statement, String lock) throws SQLException {
        var before = connection.setSavepoint();
        try {
            statement.execute(lock);
            connection.releaseSavepoint(before);
            return true;
        } catch (SQLException e) {
            if (!NOT_AVAILABLE.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
            connection.releaseSavepoint(before);
            return false;
        }
    }
}
