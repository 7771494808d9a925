package org.xingtan.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.testing.XingtanTest;

/** Whoever has asked first has it first, and nothing that goes wrong makes the connections fewer. */
@XingtanTest
class FairConnectionsTests {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int ROUNDS = 500;

    @Autowired DataSource dataSource;

    @Test
    void theProductLendsItsConnectionsInOrder() {
        assertThat(dataSource).isInstanceOf(FairConnections.class);
    }

    @Test
    @Timeout(60)
    void whoGivesOneBackAndAsksAgainWaitsForTheOtherWhoWaited() throws Exception {
        var fair = new FairConnections(dataSource, 1, LONG);
        var order = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var mine = fair.getConnection();
            var other = threads.submit(() -> {
                for (var i = 0; i < ROUNDS; i++) {
                    try (var _ = fair.getConnection()) {
                        order.add("other");
                        awaitAsker(fair);
                    }
                }
                return null;
            });
            for (var i = 0; i < ROUNDS; i++) {
                awaitAsker(fair);
                mine.close();
                mine = fair.getConnection();
                order.add("mine");
            }
            mine.close();
            other.get();
        }
        assertThat(order).isEqualTo(Collections.nCopies(ROUNDS, List.of("other", "mine")).stream().flatMap(List::stream).toList());
        assertThat(fair.free()).isOne();
    }

    private static void awaitAsker(FairConnections fair) {
        while (fair.waiting() == 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whoeverWaitsTooLongHearsThatTheDatabaseIsAway() throws SQLException {
        var fair = new FairConnections(dataSource, 1, Duration.ofMillis(20));
        try (var _ = fair.getConnection()) {
            assertThatThrownBy(fair::getConnection).isInstanceOf(SQLTransientConnectionException.class).matches(DatabaseAway::is);
        }
        assertThat(fair.free()).isOne();
    }

    @Test
    void whatCouldNotBeOpenedIsNotLent() {
        var fair = new FairConnections(new DelegatingDataSource(dataSource) {
            @Override
            public Connection getConnection() throws SQLException {
                throw new SQLException("away", "08006");
            }
        }, 1, LONG);
        assertThatThrownBy(fair::getConnection).hasMessage("away");
        assertThat(fair.free()).isOne();
    }

    @Test
    void aConnectionIsGivenBackOnceAndIsWhatItWas() throws SQLException {
        var fair = new FairConnections(dataSource, 1, LONG);
        var connection = fair.getConnection();
        assertThat(connection).isEqualTo(connection).hasSameHashCodeAs(connection);
        assertThat(connection.unwrap(PGConnection.class).getBackendPID()).isPositive();
        assertThatThrownBy(() -> connection.prepareStatement("select 1").executeUpdate()).isInstanceOf(SQLException.class);
        connection.close();
        connection.close();
        assertThat(connection.isClosed()).isTrue();
        assertThat(fair.free()).isOne();
    }

    @Test
    void whatIsReachedThroughAConnectionIsItselfAndNamesTheOneThatWasLent() throws SQLException {
        var fair = new FairConnections(dataSource, 1, LONG);
        try (var connection = fair.getConnection(); var statement = connection.prepareStatement("select 1"); var other = connection.createStatement()) {
            assertThat(statement).isEqualTo(statement).hasSameHashCodeAs(statement).isNotEqualTo(other).isNotEqualTo(null);
            assertThat(statement.getConnection()).isSameAs(connection);
            assertThat(other.getConnection()).isSameAs(connection);
            var about = connection.getMetaData();
            assertThat(about).isEqualTo(about);
            assertThat(about.getConnection()).isSameAs(connection);
            assertThat(about.getDatabaseProductName()).isEqualTo("PostgreSQL");
        }
        assertThat(fair.free()).isOne();
    }

    /** Its connection is found by its statement. */
    @Test
    void whatIsReadAsAStreamGivesItsConnectionBackAtItsEndAndNotBefore() {
        var fair = new FairConnections(dataSource, 1, LONG);
        var db = JdbcClient.create(fair);
        assertThat(ones(db)).containsExactly(1, 1);
        assertThat(fair.free()).isOne();

        assertThat(new TransactionTemplate(new JdbcTransactionManager(fair)).<List<Integer>>execute(_ -> {
            ones(db);
            return ones(db);
        })).containsExactly(1, 1);
        assertThat(fair.free()).isOne();
    }

    private static List<Integer> ones(JdbcClient db) {
        try (var rows = db.sql("select 1 from generate_series(1, 2)").query(Integer.class).stream()) {
            return rows.toList();
        }
    }
}
