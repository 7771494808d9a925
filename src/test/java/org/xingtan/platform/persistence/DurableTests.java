package org.xingtan.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class DurableTests {

    @Autowired Durable durable;
    @Autowired JdbcTemplate db;
    @Autowired TransactionTemplate transaction;

    @Test
    void whatIsToldOfIsOnTheDisk() throws Exception {
        var usual = db.queryForObject("show synchronous_commit", String.class);
        var written = transaction.execute(_ -> {
            var with = new Pipeline(db);
            durable.later(with);
            var mode = with.ask("select current_setting('synchronous_commit')", List.of(), rows -> rows.next() ? rows.getString(1) : "");
            with.run();
            assertThat(mode.get()).isEqualTo("off");
            return db.queryForObject("select pg_logical_emit_message(true, 'test', 'one')::text", String.class);
        });
        var safe = new CompletableFuture<Boolean>();
        durable.told(true, () -> safe.complete(db.queryForObject("select pg_current_wal_flush_lsn() >= ?::pg_lsn", Boolean.class, written)), safe::completeExceptionally);

        assertThat(safe.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(db.queryForObject("show synchronous_commit", String.class)).isEqualTo(usual);
    }

    @Test
    void itTellsInOrderAndGoesOnAfterOneThatFails() throws Exception {
        var told = new CopyOnWriteArrayList<String>();
        var last = new CompletableFuture<Void>();
        durable.told(true, () -> told.add("first"), why -> told.add("unknown"));
        durable.told(false, () -> {
            throw new IllegalStateException("cannot be told");
        }, why -> told.add(why.getMessage()));
        durable.told(false, () -> last.complete(null), last::completeExceptionally);

        last.get(30, TimeUnit.SECONDS);
        assertThat(told).containsExactly("first", "cannot be told");
    }
}
