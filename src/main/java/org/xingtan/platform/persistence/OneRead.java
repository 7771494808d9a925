package org.xingtan.platform.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.xingtan.platform.reading.Reading;

/**
 * Several statements of one page on one connection, by plans made once: for a few people or units the planner believes that a plan
 * of their own would be worth it, and making it takes ten times as long as reading. Nothing in it writes or reads everybody. The
 * connections are its own and are set up for that once: no page spends a round trip on it. Some are kept for those who read for many
 * at a time, so that whoever watches figures takes no connection from those who learn.
 */
@Component
public class OneRead implements DisposableBean {

    private static final int FOR_ONE = 6;
    private static final int FOR_MANY = 2;

    private final DataSource usual;
    private final JdbcOperations db;
    private final HikariDataSource pool;
    private final DataSource forOne;
    private final DataSource forMany;

    OneRead(DataSource usual, JdbcOperations db) throws SQLException {
        this.usual = usual;
        this.db = db;
        var config = new HikariConfig();
        usual.unwrap(HikariDataSource.class).copyStateTo(config);
        config.setPoolName("reads");
        config.setMaximumPoolSize(FOR_ONE + FOR_MANY);
        config.setMinimumIdle(0);
        var usually = config.getConnectionInitSql();
        config.setConnectionInitSql((usually == null ? "" : usually + "; ") + "set default_transaction_read_only = on; set plan_cache_mode = force_generic_plan");
        this.pool = new HikariDataSource(config);
        this.forOne = new FairConnections(pool, FOR_ONE, PersistenceConfiguration.LONGEST_WAIT);
        this.forMany = new FairConnections(pool, FOR_MANY, PersistenceConfiguration.LONGEST_WAIT);
    }

    /** What one page asks. Within a transaction, or another such read, it is a part of it. */
    public <T> T of(Supplier<T> reads) {
        return of(reads, forOne);
    }

    /** What pages of many people ask, read together. */
    public <T> T ofMany(Supplier<T> reads) {
        return of(reads, forMany);
    }

    /** On one way to the database and back. */
    public <T> T of(Reading<T> reading) {
        return of(() -> reading.from(db));
    }

    /** The same for pages of many people. */
    public <T> T ofMany(Reading<T> reading) {
        return ofMany(() -> reading.from(db));
    }

    private <T> T of(Supplier<T> reads, DataSource connections) {
        if (TransactionSynchronizationManager.hasResource(usual)) {
            return reads.get();
        }
        try (var connection = connections.getConnection()) {
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
