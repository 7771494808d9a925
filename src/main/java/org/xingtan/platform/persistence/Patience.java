package org.xingtan.platform.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
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

    private final DataSource dataSource;

    Patience(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Locks tables, all or none, until the end of the caller's transaction, and asks again and again for it: whoever stood in its queue would
     * hold up all who come after him, though they get along with those he waits for.
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

    /**
     * Reads of the caller's transaction over everybody: planned for the values they have, which takes less than a plan for any. What
     * is written does not belong into it: each row's references would be planned anew.
     */
    public <T extends @Nullable Object> T planned(Supplier<T> reads) {
        plan("force_custom_plan");
        var read = reads.get();
        plan("auto");
        return read;
    }

    private void plan(String mode) {
        requireTransaction();
        var connection = DataSourceUtils.getConnection(dataSource);
        try (var statement = connection.createStatement()) {
            statement.execute("set local plan_cache_mode = " + mode);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    /**
     * Until the end of the caller's transaction its statements may take, and wait for locks, ten minutes each, and take memory.
     */
    public void extend() {
        requireTransaction();
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            var usual = connection.getNetworkTimeout();
            connection.setNetworkTimeout(AT_ONCE, LONG_MILLIS);
            try (var statement = connection.createStatement()) {
                statement.execute("set local lock_timeout = " + LONG_MILLIS + "; set local work_mem = '" + ROOM + "'");
            }
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCompletion() {
                    try {
                        connection.setNetworkTimeout(AT_ONCE, usual);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                }
            });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Patience ends with a transaction, and there is none");
        }
    }
}
