package org.xingtan.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
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
        Awaitility.await().atMost(LONG).until(() -> {
            tell(Durable.Safety.BY_COMMIT).get(30, TimeUnit.SECONDS);
            return written().safety() != Durable.Safety.BY_COMMIT;
        });
    }

    private CompletableFuture<Void> tell(Durable.Safety safety) {
        var told = new CompletableFuture<Void>();
        durable.told(safety, true, () -> told.complete(null), told::completeExceptionally);
        return told;
    }

    private Written written() {
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
            var before = written();
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
        var own = new Durable(Objects.requireNonNull(db.getDataSource()), db);
        own.stop();
        for (var i = 0; i < 3; i++) {
            var told = new CompletableFuture<Void>();
            own.told(Durable.Safety.BY_COMMIT, true, () -> told.complete(null), told::completeExceptionally);
            told.get(30, TimeUnit.SECONDS);
        }
        assertThat(own.later(new Pipeline(db))).isSameAs(Durable.Safety.BY_COMMIT);
    }
}
