package org.xingtan.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionOperations;
import org.xingtan.platform.Uuids;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class PipelineTests {

    private static final ResultSetExtractor<List<String>> TEXTS = rows -> {
        var texts = new ArrayList<String>();
        while (rows.next()) {
            texts.add(rows.getString(1));
        }
        return texts;
    };
    private static final ValueRows INSERT = new ValueRows("insert into note (id, text) select v.id, v.text from (values %s) v (id, text) where v.id is not null", "uuid", "text");

    @Autowired JdbcTemplate db;
    @Autowired TransactionOperations transactions;
    @Autowired JdbcConnectionDetails database;

    @Test
    void eachSeesWhatThoseBeforeItHaveWritten() {
        transactions.executeWithoutResult(_ -> {
            db.execute("create temp table note (id uuid primary key, text text) on commit drop");
            var ids = List.of(Uuids.next(), Uuids.next(), Uuids.next());
            var pipeline = new Pipeline(db);
            var before = all(pipeline, ids);
            var added = INSERT.change(ids.stream().map(id -> List.<Object>of(id, "new")).toList(), 5, pipeline);
            var changed = pipeline.change("update note set text = ? where id = ? -- the last one", List.of("other", ids.getLast()));
            var after = all(pipeline, ids);
            pipeline.run();

            assertThat(before.get()).isEmpty();
            assertThat(added.get()).isEqualTo(3);
            assertThat(changed.get()).isEqualTo(1);
            assertThat(after.get()).containsExactly("new", "new", "other");
        });
    }

    @Test
    void whatFollowsOneThatFailsIsNotCarriedOut() {
        var id = Uuids.next();
        var told = new AtomicBoolean();
        db.execute("create table if not exists public.pipeline_note (id uuid primary key)");
        db.execute("create sequence if not exists public.pipeline_step");
        try {
            assertThatThrownBy(() -> transactions.executeWithoutResult(_ -> {
                var pipeline = new Pipeline(db);
                pipeline.change("insert into public.pipeline_note (id) values (?)", List.of(id));
                pipeline.change("insert into public.pipeline_note (id) values (?)", List.of(id));
                pipeline.ask("select nextval('public.pipeline_step')::text", List.of(), TEXTS);
                pipeline.afterwards(() -> told.set(true));
                pipeline.run();
            })).isInstanceOf(DataAccessException.class);
            assertThat(db.queryForObject("select count(*) from public.pipeline_note", Integer.class)).isZero();
            assertThat(told).isFalse();
            assertThat(db.queryForObject("select is_called from public.pipeline_step", Boolean.class)).as("a sequence goes on whatever is taken back").isFalse();
        } finally {
            db.execute("drop sequence public.pipeline_step");
            db.execute("drop table public.pipeline_note");
        }
    }

    @Test
    void aLockThatIsHeldElsewhereIsSeenToBeSo() {
        db.execute("create table if not exists public.pipeline_held (id uuid primary key)");
        var id = Uuids.next();
        db.update("insert into public.pipeline_held (id) values (?)", id);
        try {
            transactions.executeWithoutResult(_ -> {
                db.queryForList("select 1 from public.pipeline_held where id = ? for update", id);
                assertThatThrownBy(() -> CompletableFuture.runAsync(() -> transactions.executeWithoutResult(_ -> {
                    var pipeline = new Pipeline(db);
                    pipeline.ask("select set_config('lock_timeout', ?, true)", List.of("50"), TEXTS);
                    pipeline.ask("select 'held' from public.pipeline_held where id = any (?) for update", Collections.singletonList(new UUID[] {id}), TEXTS);
                    pipeline.ask("select 'never'", List.of(), TEXTS);
                    pipeline.run();
                })).join()).cause().satisfies(e -> assertThat(DatabaseAway.isHeld(e)).isTrue());
            });
        } finally {
            db.execute("drop table public.pipeline_held");
        }
    }

    @Test
    void itIsSentOnce() {
        var pipeline = new Pipeline(db);
        pipeline.run();

        assertThatThrownBy(pipeline::run).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> pipeline.change("select 1", List.of())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anAnswerIsThereWhenAllHaveComeBack() {
        var pipeline = new Pipeline(db);
        var answer = pipeline.ask("select 'answered'", List.of(), TEXTS);
        var heard = new ArrayList<String>();
        pipeline.afterwards(() -> heard.addAll(answer.get()));

        assertThatThrownBy(answer::get).isInstanceOf(NullPointerException.class);
        pipeline.run();

        assertThat(heard).containsExactly("answered");
        new Pipeline(db).run();
    }

    @Test
    void whatSeveralAskForIsAskedOnce() {
        var pipeline = new Pipeline(db);
        var answers = Stream.of("one", "other", "one")
            .map(key -> pipeline.once(key, with -> with.ask("select gen_random_uuid()::text", List.of(), TEXTS))).toList();
        pipeline.run();

        assertThat(answers.getFirst().get()).isEqualTo(answers.getLast().get()).isNotEqualTo(answers.get(1).get());
    }

    @Test
    void allTakeOneWay() throws Exception {
        try (var way = new Way(database); var connection = way.connect()) {
            var through = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            through.execute("create temp table note (id uuid primary key, text text)");
            connection.setAutoCommit(false);
            for (var time = 0; time < 12; time++) {
                var ids = List.of(Uuids.next(), Uuids.next(), Uuids.next());
                var pipeline = new Pipeline(through);
                var before = all(pipeline, ids);
                var added = INSERT.change(ids.stream().map(id -> List.<Object>of(id, "new")).toList(), 5, pipeline);
                var after = all(pipeline, ids);
                var began = way.trips.get();
                pipeline.run();

                assertThat(way.trips.get() - began).as("the " + time + ". time").isEqualTo(1);
                assertThat(before.get()).isEmpty();
                assertThat(added.get()).isEqualTo(3);
                assertThat(after.get()).hasSize(3);
            }
        }
    }

    private static Supplier<List<String>> all(Pipeline pipeline, List<UUID> ids) {
        return pipeline.ask("select text from note where id = any (?) order by id", Collections.singletonList(ids.toArray(UUID[]::new)), TEXTS);
    }

    /** Between the driver and the database: counts how often something goes there after something has come back. */
    private static final class Way implements AutoCloseable {

        final AtomicInteger trips = new AtomicInteger();
        private final AtomicBoolean answered = new AtomicBoolean(true);
        private final ServerSocket door = new ServerSocket(0);
        private final JdbcConnectionDetails database;
        private final URI address;

        Way(JdbcConnectionDetails database) throws IOException {
            this.database = database;
            this.address = URI.create(database.getJdbcUrl().substring("jdbc:".length()));
            Thread.ofVirtual().start(this::accept);
        }

        java.sql.Connection connect() throws SQLException {
            return DriverManager.getConnection("jdbc:postgresql://localhost:" + door.getLocalPort() + address.getPath() + "?sslmode=disable", database.getUsername(), database.getPassword());
        }

        private void accept() {
            try {
                var driver = door.accept();
                var server = new Socket(address.getHost(), address.getPort());
                Thread.ofVirtual().start(() -> carry(driver, server, () -> {
                    if (answered.compareAndSet(true, false)) {
                        trips.incrementAndGet();
                    }
                }));
                carry(server, driver, () -> answered.set(true));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void carry(Socket from, Socket to, Runnable each) {
            var bytes = new byte[1 << 16];
            try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
                for (var n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                    each.run();
                    out.write(bytes, 0, n);
                }
            } catch (IOException e) {
                // One of them has gone.
            }
        }

        @Override
        public void close() throws IOException {
            door.close();
        }
    }
}
