package org.xingtan.platform.persistence;

import java.sql.SQLException;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
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

    private final DataSource dataSource;

    Patience(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Until the end of the caller's transaction its statements may take, and wait for locks, ten minutes each, and take memory; they
     * are planned for the values they have, which takes less than a plan for any.
     */
    public void extend() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Patience ends with a transaction, and there is none");
        }
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            var usual = connection.getNetworkTimeout();
            connection.setNetworkTimeout(AT_ONCE, LONG_MILLIS);
            try (var statement = connection.createStatement()) {
                statement.execute("set local lock_timeout = " + LONG_MILLIS + "; set local work_mem = '" + ROOM
                    + "'; set local plan_cache_mode = force_custom_plan");
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
}
