package org.xingtan.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class DurableTests {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Autowired Durable durable;
    @Autowired JdbcTemplate db;
    @Autowired TransactionTemplate transaction;

    /** What a transaction waits for, and where the log was when it had been committed. */
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
        var safety = Objects.requireNonNull(transaction.execute(_ -> {
            var with = new Pipeline(db);
            var waiting = durable.later(with);
            var mode = with.ask("select current_setting('synchronous_commit')", List.of(), rows -> rows.next() ? rows.getString(1) : "");
            with.run();
            assertThat(waiting == Durable.Safety.BY_COMMIT || mode.get().equals("off")).isTrue();
            db.queryForObject("select pg_logical_emit_message(true, 'test', 'one')::text", String.class);
            return waiting;
        }));
        return new Written(safety, Objects.requireNonNull(db.queryForObject("select pg_current_wal_insert_lsn()::text", String.class)));
    }

    /** The server itself writes the log so rarely meanwhile that it is not there by chance. */
    @Test
    void whatIsToldOfIsOnTheDisk() throws Exception {
        var usual = db.queryForObject("show synchronous_commit", String.class);
        db.execute("alter system set wal_writer_delay = '10s'");
        try {
            db.execute("select pg_reload_conf(), pg_sleep(0.5)");
            for (var i = 0; i < 30; i++) {
                var written = written();
                var safe = new CompletableFuture<Boolean>();
                durable.told(written.safety(), true, () -> safe.complete(db.queryForObject("select pg_current_wal_flush_lsn() >= ?::pg_lsn", Boolean.class, written.at())),
                    safe::completeExceptionally);
                assertThat(safe.get(30, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            db.execute("alter system reset wal_writer_delay");
            db.execute("select pg_reload_conf()");
        }
        assertThat(db.queryForObject("show synchronous_commit", String.class)).isEqualTo(usual);
    }

    /** A server that went down between the commit and the record may have lost what was committed, though the next one answers. */
    @Test
    void afterTheLineWasCutNobodyKnows() {
        var before = written();
        cut();
        var unknown = tell(before.safety());
        assertThat(unknown).failsWithin(LONG).withThrowableThat().satisfies(it -> assertThat(DatabaseAway.is(it)).isTrue());

        var meanwhile = written();
        assertThat(meanwhile.safety()).as("waits by itself").isSameAs(Durable.Safety.BY_COMMIT);
        assertThat(tell(meanwhile.safety())).succeedsWithin(LONG);
        crowd();
        assertThat(tell(before.safety())).as("a new line knows nothing of what was before it").failsWithin(LONG);
        assertThat(tell(written().safety())).succeedsWithin(LONG);
    }

    private void cut() {
        db.queryForList("select pg_terminate_backend(pid, 5000) from pg_stat_activity where query like '%''safe''%' and pid <> pg_backend_pid()");
    }

    @Test
    void itTellsInOrderAndGoesOnAfterOneThatFails() throws Exception {
        var told = new CopyOnWriteArrayList<String>();
        var last = new CompletableFuture<Void>();
        durable.told(written().safety(), true, () -> told.add("first"), why -> told.add("unknown"));
        durable.told(Durable.Safety.BY_COMMIT, false, () -> {
            throw new IllegalStateException("cannot be told");
        }, why -> told.add(why.getMessage()));
        durable.told(Durable.Safety.BY_COMMIT, false, () -> last.complete(null), last::completeExceptionally);

        last.get(30, TimeUnit.SECONDS);
        assertThat(told).containsExactly("first", "cannot be told");
    }

    /** Whoever has chosen before the node stops has an answer. */
    @Test
    void whoIsToldOfWhenItHasStoppedIsToldAtOnce() throws Exception {
        var own = new Durable(Objects.requireNonNull(db.getDataSource()));
        own.stop();
        for (var i = 0; i < 3; i++) {
            var told = new CompletableFuture<Void>();
            own.told(Durable.Safety.BY_COMMIT, true, () -> told.complete(null), told::completeExceptionally);
            told.get(30, TimeUnit.SECONDS);
        }
        assertThat(own.later(new Pipeline(db))).isSameAs(Durable.Safety.BY_COMMIT);
    }
}
