package org.xingtan.platform.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Several statements of one page on one connection, by plans made once: for a few people or units the planner believes that a plan
 * of their own would be worth it, and making it takes ten times as long as reading. Nothing in it writes or reads everybody. The
 * connections are its own and are set up for that once: no page spends a round trip on it, and whoever watches figures takes no
 * connection from those who learn.
 */
@Component
public class OneRead implements DisposableBean {

    private static final int MOST = 8;

    private final DataSource usual;
    private final HikariDataSource pool;
    private final DataSource own;

    OneRead(DataSource usual) throws SQLException {
        this.usual = usual;
        var config = new HikariConfig();
        usual.unwrap(HikariDataSource.class).copyStateTo(config);
        config.setPoolName("reads");
        config.setMaximumPoolSize(MOST);
        config.setMinimumIdle(0);
        config.setConnectionInitSql(config.getConnectionInitSql() + "; set default_transaction_read_only = on; set plan_cache_mode = force_generic_plan");
        this.pool = new HikariDataSource(config);
        this.own = new FairConnections(pool, MOST, PersistenceConfiguration.LONGEST_WAIT);
    }

    /** Within a transaction, or another such read, they are a part of it. */
    public <T> T of(Supplier<T> reads) {
        if (TransactionSynchronizationManager.hasResource(usual)) {
            return reads.get();
        }
        try (var connection = own.getConnection()) {
            TransactionSynchronizationManager.bindResource(usual, new ConnectionHolder(connection));
            try {
                return reads.get();
            } finally {
                TransactionSynchronizationManager.unbindResource(usual);
            }
        } catch (SQLException e) {
            throw new CannotGetJdbcConnectionException("No connection for a read", e);
        }
    }

    @Override
    public void destroy() {
        pool.close();
    }
}
