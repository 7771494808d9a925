package org.xingtan.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.testing.LazyDisk;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class DurableTests {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Autowired Durable durable;
    @Autowired JdbcTemplate db;
    @Autowired TransactionTemplate transaction;

    /** @param at where it ends in the log */
    private record Written(Durable.Safety safety, String at) {}

    @BeforeEach
    void crowd() {
        crowd(durable);
    }

    /** @return what waits for a line */
    private Written crowd(Durable durable) {
        return Awaitility.await().atMost(LONG).until(() -> {
            tell(durable, Durable.Safety.BY_COMMIT).get(30, TimeUnit.SECONDS);
            return written(durable);
        }, it -> it.safety() != Durable.Safety.BY_COMMIT);
    }

    private CompletableFuture<Void> tell(Durable.Safety safety) {
        return tell(durable, safety);
    }

    private static CompletableFuture<Void> tell(Durable durable, Durable.@Nullable Safety safety) {
        var told = new CompletableFuture<Void>();
        durable.told(safety, true, () -> told.complete(null), told::completeExceptionally);
        return told;
    }

    private Written written() {
        return written(durable);
    }

    private Written written(Durable durable) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            var with = new Pipeline(db);
            var safety = durable.later(with);
            var mode = with.ask("select current_setting('synchronous_commit')", List.of(), rows -> rows.next() ? rows.getString(1) : "");
            with.run();
            assertThat(safety == Durable.Safety.BY_COMMIT || mode.get().equals("off")).isTrue();
            return new Written(safety, Objects.requireNonNull(db.queryForObject("select pg_logical_emit_message(true, 'test', 'one')::text", String.class)));
        }));
    }

    @Test
    void whatIsToldOfIsOnTheDisk() throws Exception {
        try (var disk = new LazyDisk(db)) {
            var waited = 0;
            for (var i = 0; i < 30; i++) {
                var written = written();
                waited += written.safety() == Durable.Safety.BY_COMMIT ? 0 : 1;
                var safe = new CompletableFuture<Boolean>();
                durable.told(written.safety(), true, () -> safe.complete(disk.has(written.at())), safe::completeExceptionally);
                assertThat(safe.get(30, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(waited).as("by the line").isGreaterThan(20);
        }
    }

    /** A server that went down between the commit and the record may have lost what was committed, though the next one answers. */
    @Test
    void afterTheLineWasCutNobodyKnows() {
        try (var disk = new LazyDisk(db)) {
            var before = crowd(durable);
            disk.cutLines();
            assertThat(tell(before.safety())).failsWithin(LONG).withThrowableThat().satisfies(it -> assertThat(DatabaseAway.is(it)).isTrue());

            assertThat(tell(written().safety())).as("by its commit, or by a new line").succeedsWithin(LONG);
            crowd();
            assertThat(tell(before.safety())).as("a new line knows nothing of what was before it").failsWithin(LONG);
            assertThat(tell(written().safety())).succeedsWithin(LONG);
        }
    }

    /** Nothing waits at the commit of a transaction that writes nothing. */
    @Test
    void whatWasOnlyReadIsOnTheDiskToo() {
        try (var disk = new LazyDisk(db)) {
            for (var i = 0; i < 10; i++) {
                var before = disk.behind();
                transaction.executeWithoutResult(_ -> durable.alsoRead(Durable.Safety.BY_COMMIT));
                assertThat(disk.has(before)).isTrue();

                var again = disk.behind();
                transaction.executeWithoutResult(_ -> {
                    durable.now();
                    assertThat(disk.has(again)).as("before the commit").isTrue();
                });
            }
            disk.cutLines();
            assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> durable.now())).satisfies(it -> assertThat(DatabaseAway.is(it)).isTrue());
            transaction.executeWithoutResult(_ -> durable.now());
            assertThatThrownBy(() -> durable.now()).isInstanceOf(IllegalTransactionStateException.class);
        }
    }

    /** The next transaction on the same connection waits as usual. */
    @Test
    void theModeEndsWithItsTransaction() throws Exception {
        try (var connection = Objects.requireNonNull(db.getDataSource()).getConnection()) {
            var one = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            connection.setAutoCommit(false);
            var with = new Pipeline(one);
            assertThat(durable.later(with)).isNotSameAs(Durable.Safety.BY_COMMIT);
            with.run();
            assertThat(source(one)).isEqualTo("session");
            connection.commit();
            assertThat(source(one)).isNotEqualTo("session");
            connection.rollback();
        }
    }

    private static String source(JdbcTemplate one) {
        return Objects.requireNonNull(one.queryForObject("select source from pg_settings where name = 'synchronous_commit'", String.class));
    }

    @Test
    void itTellsInOrderAndGoesOnAfterOneThatFails() throws Exception {
        var told = new CopyOnWriteArrayList<String>();
        var last = new CompletableFuture<Void>();
        durable.told(written().safety(), true, () -> told.add("first"), why -> told.add("unknown"));
        durable.told(Durable.Safety.BY_COMMIT, false, () -> {
            throw new IllegalStateException("cannot be told");
        }, why -> {
            told.add(Objects.requireNonNull(why.getCause()).getMessage());
            throw new IllegalStateException("neither can that");
        });
        durable.told(Durable.Safety.BY_COMMIT, false, () -> last.complete(null), last::completeExceptionally);

        last.get(30, TimeUnit.SECONDS);
        assertThat(told).containsExactly("first", "cannot be told");
    }

    /** Whoever has chosen before the node stops has an answer. */
    @Test
    void whoIsToldOfWhenItHasStoppedIsToldAtOnce() throws Exception {
        var own = new Durable(Objects.requireNonNull(db.getDataSource()), db, LONG);
        own.stop();
        for (var i = 0; i < 3; i++) {
            var told = new CompletableFuture<Void>();
            own.told(Durable.Safety.BY_COMMIT, true, () -> told.complete(null), told::completeExceptionally);
            told.get(30, TimeUnit.SECONDS);
        }
        assertThat(own.later(new Pipeline(db))).isSameAs(Durable.Safety.BY_COMMIT);
    }

    /** It wrote the record, and knows nothing of the server that the line had seen. */
    @Test
    void anotherSessionThatAnswersProvesNothing() throws Exception {
        try (var between = new Between(db)) {
            var own = between.durable(LONG);
            var before = crowd(own);
            between.elsewhere = true;
            assertNobodyKnows(tell(own, before.safety()));
            assertNobodyKnows(() -> transaction.executeWithoutResult(_ -> own.now()));

            between.elsewhere = false;
            transaction.executeWithoutResult(_ -> own.now());
            assertNobodyKnows(tell(own, before.safety()));
            assertThat(tell(own, crowd(own).safety())).succeedsWithin(LONG);
        }
    }

    /** The line goes on well, and what was committed was committed elsewhere. */
    @Test
    void aLineToAnotherServerProvesNothing() throws Exception {
        try (var between = new Between(db)) {
            var own = between.durable(LONG);
            between.server = "another one";
            var first = crowd(own);
            assertNobodyKnows(tell(own, first.safety()));
            assertNobodyKnows(() -> transaction.executeWithoutResult(_ -> own.now()));

            between.server = null;
            transaction.executeWithoutResult(_ -> own.now());
            assertThat(tell(own, crowd(own).safety())).as("that line is cut, and the next one leads here").succeedsWithin(LONG);
        }
    }

    /** Part of the answer may be left in a connection in which the driver has failed: whoever got it would read that. */
    @Test
    void whateverIsThrownWhileItIsWrittenNobodyIsLeftWaiting() throws Exception {
        try (var between = new Between(db)) {
            var own = between.durable(LONG);
            var before = crowd(own);
            between.thrown = new LinkageError("in the driver");
            assertNobodyKnows(tell(own, before.safety()));
            between.awaitEnd();
            assertNobodyKnows(() -> transaction.executeWithoutResult(_ -> own.now()));
            assertThat(between.lines).as("one was being opened").hasSizeGreaterThan(1);
            between.awaitEnd();

            between.thrown = null;
            assertNobodyKnows(tell(own, null));
            assertThat(tell(own, crowd(own).safety())).succeedsWithin(LONG);
        }
    }

    /** A round that has begun on it ends after it: it may be safe or not, and the next one does not rely on it. */
    @Test
    void whoReliedOnALineThatWasQuietIsNotLeftWaiting() throws Exception {
        try (var between = new Between(db)) {
            var own = between.durable(Duration.ofMillis(300));
            var before = crowd(own);
            Awaitility.await().atMost(LONG).until(() -> between.lent.getLast().isClosed());
            assertNobodyKnows(tell(own, before.safety()));
            assertThat(tell(own, written(own).safety())).succeedsWithin(LONG);
        }
    }

    /** Mail keeps it open, though nobody is told of anything. */
    @Test
    void aLineThatIsUsedIsNotQuiet() throws Exception {
        try (var between = new Between(db)) {
            var own = between.durable(Duration.ofSeconds(1));
            var before = crowd(own);
            for (var i = 0; i < 25; i++) {
                Thread.sleep(100);
                transaction.executeWithoutResult(_ -> own.now());
            }
            assertThat(between.lines).hasSize(1);
            assertThat(tell(own, before.safety())).succeedsWithin(LONG);
        }
    }

    /** Whoever has set up the database so that no commit waits is told no earlier. */
    @Test
    void itIsOnTheDiskWhereNoCommitWaitsForThat() throws Exception {
        try (var disk = new LazyDisk(db); var between = new Between(db)) {
            var own = between.durable(LONG);
            between.hasty = true;
            for (var i = 0; i < 10; i++) {
                var written = crowd(own);
                tell(own, written.safety()).get(30, TimeUnit.SECONDS);
                assertThat(disk.has(written.at())).as("by the line").isTrue();

                var at = transaction.execute(_ -> {
                    db.execute("set local synchronous_commit = off");
                    var behind = db.queryForObject("select pg_logical_emit_message(true, 'test', 'one')::text", String.class);
                    durable.alsoRead(Durable.Safety.BY_COMMIT);
                    return behind;
                });
                assertThat(disk.has(Objects.requireNonNull(at))).as("by its commit").isTrue();
            }
        }
    }

    /** A refusal rests on nothing that has to be kept. */
    @Test
    void whoIsToldOfNothingWrittenDoesNotWait() throws Exception {
        try (var between = new Between(db)) {
            var own = between.durable(LONG);
            var before = crowd(own);
            between.thrown = new LinkageError("whoever writes");
            var told = new CompletableFuture<Void>();
            own.told(before.safety(), false, () -> told.complete(null), told::completeExceptionally);
            assertThat(told).succeedsWithin(LONG);
        }
    }

    private static void assertNobodyKnows(CompletableFuture<Void> told) {
        assertThat(told).failsWithin(LONG).withThrowableThat().satisfies(it -> assertThat(DatabaseAway.is(it)).isTrue());
    }

    private static void assertNobodyKnows(ThrowingCallable asked) {
        assertThatThrownBy(asked).satisfies(it -> assertThat(DatabaseAway.is(it)).isTrue());
    }

    /** Lends connections of the pool, and stands between a line and its server as the test says. */
    private static final class Between extends HikariDataSource {

        /** The numbers of the sessions that were lent. */
        final List<Integer> lines = new CopyOnWriteArrayList<>();
        private final List<Connection> lent = new CopyOnWriteArrayList<>();
        private final List<Durable> waiting = new ArrayList<>();
        private final JdbcTemplate db;
        /** The session of somebody else carries out what is asked. */
        volatile boolean elsewhere;
        /** Which one answers, where it is not the one that does. */
        volatile @Nullable String server;
        volatile @Nullable Error thrown;
        /** Its commits wait for nothing. */
        volatile boolean hasty;

        Between(JdbcTemplate db) {
            this.db = db;
        }

        /** Waits until the end of the test. */
        Durable durable(Duration quiet) throws SQLException {
            var durable = new Durable(this, db, quiet);
            waiting.add(durable);
            return durable;
        }

        @Override
        public Connection getConnection() throws SQLException {
            var line = lend();
            try (var statement = line.createStatement(); var row = statement.executeQuery("select pg_backend_pid(), set_config('synchronous_commit', '%s', false)".formatted(hasty ? "off" : "on"))) {
                row.next();
                lines.add(row.getInt(1));
            }
            return between(Connection.class, line, "");
        }

        private Connection lend() throws SQLException {
            var connection = Objects.requireNonNull(db.getDataSource()).getConnection();
            lent.add(connection);
            return connection;
        }

        /** Had they been given back to the pool they would still be there. */
        void awaitEnd() {
            Awaitility.await().atMost(LONG).until(() ->
                lines.stream().noneMatch(it -> db.queryForObject("select exists (select from pg_stat_activity where pid = ?)", Boolean.class, it)));
        }

        private <T> T between(Class<T> type, Object real, String sql) {
            return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                var asks = method.getName().equals("executeQuery");
                if (asks && thrown != null) {
                    throw thrown;
                }
                if (asks && elsewhere && !sql.isEmpty()) {
                    return lend().createStatement().executeQuery(sql);
                }
                if (method.getName().equals("getString") && arguments[0].equals(2) && server != null) {
                    return server;
                }
                return switch (method.invoke(real, arguments)) {
                    case PreparedStatement it -> between(PreparedStatement.class, it, (String) arguments[0]);
                    case Statement it -> between(Statement.class, it, "");
                    case ResultSet it -> between(ResultSet.class, it, "");
                    case null -> null;
                    case Object it -> it;
                };
            }));
        }

        @Override
        public void close() {
            try {
                for (var durable : waiting) {
                    durable.stop();
                }
                for (var connection : lent) {
                    connection.abort(Runnable::run);
                }
            } catch (SQLException | InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                lent.forEach(JdbcUtils::closeConnection);
            }
        }
    }
}
