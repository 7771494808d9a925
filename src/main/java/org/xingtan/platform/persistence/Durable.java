package org.xingtan.platform.persistence;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Waits for the disk on behalf of those who commit one transaction after the other: they begin the next one meanwhile, and nobody is told of what they have committed
 * before it is safe. The log is written in order, so one small record written behind everything takes all of it along, to the disk and to the replicas for which a commit waits.
 *
 * <p>A server that goes down takes along what was committed and is not on the disk, and the next one would write such a record as well. So it is
 * written on a line that was open before the transaction began: it ends with its server. Where there is none, a transaction waits for the disk by itself.
 */
@Component
public class Durable {

    /** How many connections of the pool are left to it, and lent to nobody. */
    static final int LINES = 1;
    private static final Logger LOG = LoggerFactory.getLogger(Durable.class);
    /** Two who come so close together are a crowd, for which a line is opened; one that was quiet for longer is not relied upon. */
    private static final Duration CROWD = Duration.ofSeconds(2);
    /** Tells one server from another. */
    private static final String SERVER = "extract(epoch from pg_postmaster_start_time())::text";
    private static final String SAFE = "pg_logical_emit_message(true, 'safe', '')";
    /** The commit waits for the disk, also where it is set up not to. */
    private static final String WAITS = "set_config('synchronous_commit', replace(current_setting('synchronous_commit'), 'off', 'on'), true)";

    /** For what a transaction waits once it is committed. */
    public static final class Safety {

        /** For nothing: the commit itself has waited. */
        public static final Safety BY_COMMIT = new Safety(null, () -> "");

        private final @Nullable Line line;
        private final Supplier<String> server;

        private Safety(@Nullable Line line, Supplier<String> server) {
            this.line = line;
            this.server = server;
        }

        /** Why nobody knows; null when somebody does, or will. */
        private @Nullable RuntimeException lost() {
            if (line != null && !line.server.equals(server.get())) {
                line.end(new DataAccessResourceFailureException("The line leads to another server"));
            }
            return line == null ? null : line.cut;
        }
    }

    /** A session that has seen its server since it was opened. */
    private static final class Line {

        private final Connection connection;
        /** A name in the session: whatever stands between and goes on in another one is found out. */
        private final String name = UUID.randomUUID().toString();
        private final String server;
        private final PreparedStatement writing;
        private volatile long used;
        private volatile @Nullable RuntimeException cut;

        Line(Connection connection) throws SQLException {
            this.connection = connection;
            connection.setAutoCommit(true);
            try (var naming = connection.createStatement(); var row = naming.executeQuery("select set_config('xingtan.line', '" + name + "', false), " + SERVER)) {
                row.next();
                server = row.getString(2);
            }
            writing = connection.prepareStatement("select " + WAITS + ", " + SAFE + ", current_setting('xingtan.line', true)");
            write();
        }

        private synchronized void write() {
            if (cut != null) {
                return;
            }
            try (var row = writing.executeQuery()) {
                row.next();
                if (!name.equals(row.getString(3))) {
                    throw new SQLException("Another session answers", "08000");
                }
                used = System.nanoTime();
            } catch (Throwable e) {
                end(new DataAccessResourceFailureException("Nobody knows whether it is safe", e));
            }
        }

        private synchronized void end(RuntimeException why) {
            if (cut == null) {
                cut = why;
                giveBack(connection, why.getCause());
            }
        }

        private boolean isQuietFor(Duration time) {
            return System.nanoTime() - used >= time.toNanos();
        }

        private boolean isReliable() {
            return cut == null && !isQuietFor(CROWD);
        }
    }

    /** @param wrote false when it only has to be told after those before it */
    private record Committed(Safety safety, boolean wrote, Runnable safe, Consumer<RuntimeException> unknown) {}

    private final HikariDataSource pool;
    private final JdbcTemplate db;
    private final Duration quiet;
    private final LinkedBlockingQueue<Committed> queue = new LinkedBlockingQueue<>();
    private final Thread waiting = Thread.ofPlatform().name("durable").daemon().unstarted(this::serve);
    private volatile @Nullable Line line;
    private volatile boolean ended;

    /** @param quiet a line that nobody has used for so long is closed: whoever relied upon it has long been told */
    Durable(DataSource database, JdbcTemplate db, @Value("60s") Duration quiet) throws SQLException {
        this.pool = database.unwrap(HikariDataSource.class);
        this.db = db;
        this.quiet = quiet;
        waiting.start();
    }

    /**
     * The transaction of these statements does not wait for the disk, if somebody else can: whoever commits it tells nobody but by {@link #told}.
     *
     * @return for what it waits instead
     */
    public Safety later(Pipeline with) {
        var open = line;
        return open == null || !open.isReliable() ? Safety.BY_COMMIT
            : new Safety(open, with.ask("select set_config('synchronous_commit', 'off', true), " + SERVER, List.of(), rows -> rows.next() ? rows.getString(2) : ""));
    }

    /** What the caller's transaction has read of others will be safe when it has been committed, though it writes nothing itself. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void alsoRead(Safety safety) {
        if (safety.line == null) {
            db.query("select " + WAITS + ", case when pg_current_xact_id_if_assigned() is null then " + SAFE + " end", _ -> {});
        }
    }

    /**
     * What the caller's transaction has read is safe when this comes back, before it is committed: for whoever is about to tell of it outside.
     *
     * @throws DataAccessResourceFailureException when nobody knows whether it is
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void now() {
        var writing = written();
        if (!writing.server.equals(db.queryForObject("select " + SERVER, String.class))) {
            writing.end(new DataAccessResourceFailureException("The line leads to another server"));
        }
        if (writing.cut != null) {
            throw Objects.requireNonNull(writing.cut);
        }
    }

    private synchronized Line written() {
        var open = line;
        if (open != null && open.cut == null) {
            open.write();
            return open;
        }
        @Nullable Connection connection = null;
        try {
            connection = pool.getConnection();
            var fresh = new Line(connection);
            line = fresh;
            return fresh;
        } catch (Throwable e) {
            giveBack(connection, e);
            throw new DataAccessResourceFailureException("No line could be opened", e);
        }
    }

    /**
     * Tells of what has been committed by now, on another thread and in the order of the calls.
     *
     * @param wrote   whether there is anything to wait for
     * @param safe    run when it is as safe as after any other commit; quick
     * @param unknown given the reason when nobody knows whether it is
     */
    public void told(Safety safety, boolean wrote, Runnable safe, Consumer<RuntimeException> unknown) {
        queue.add(new Committed(safety, wrote, safe, unknown));
        if (ended) {
            settle();
        }
    }

    private void serve() {
        try {
            var before = System.nanoTime() - CROWD.toNanos();
            while (true) {
                var next = queue.poll(quiet.toNanos(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    closeQuiet();
                } else {
                    settle(next);
                    keep(before);
                    before = System.nanoTime();
                }
            }
        } catch (InterruptedException e) {
            // Told to stop. The line goes with the pool: whoever relied upon it may still be told.
        } finally {
            ended = true;
            line = null;
            settle();
        }
    }

    /** What has been added in the meantime is safe by the same record. However that ends, nobody is left waiting. */
    private synchronized void settle(Committed... first) {
        var all = new ArrayList<>(List.of(first));
        try {
            queue.drainTo(all);
            all.stream().filter(Committed::wrote).map(it -> it.safety.line).filter(Objects::nonNull).distinct().forEach(Line::write);
        } catch (Throwable e) {
            var why = new DataAccessResourceFailureException("Nobody knows what is safe", e);
            all.forEach(it -> tell(it, why));
            all.clear();
        }
        all.forEach(it -> tell(it, null));
    }

    /** @param why nobody knows, whatever its line says; null to ask that */
    private static void tell(Committed committed, @Nullable RuntimeException why) {
        try {
            var lost = why == null ? committed.safety.lost() : why;
            if (lost == null) {
                committed.safe.run();
            } else {
                committed.unknown.accept(lost);
            }
        } catch (Throwable e) {
            LOG.error("Somebody could not be told what became of his", e);
            if (why == null) {
                tell(committed, new IllegalStateException(e));
            }
        }
    }

    /** For a crowd a line is there. Until there is one, transactions wait for the disk by themselves. */
    private void keep(long before) {
        var open = line;
        if (System.nanoTime() - before < CROWD.toNanos() && (open == null || !open.isReliable())) {
            try {
                written();
            } catch (RuntimeException e) {
                LOG.debug("No line could be opened", e);
            }
        }
    }

    /** Where the driver itself has failed, part of an answer may be left in it: whoever got it next would take that for his own. */
    private static void giveBack(@Nullable Connection connection, @Nullable Throwable after) {
        try (connection) {
            if (connection != null && after != null && !(after instanceof SQLException)) {
                connection.abort(Runnable::run);
            }
        } catch (Throwable e) {
            LOG.debug("A line could not be closed", e);
        }
    }

    private synchronized void closeQuiet() {
        var open = line;
        if (open != null && open.isQuietFor(quiet)) {
            line = null;
            open.end(new DataAccessResourceFailureException("The line was closed"));
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        waiting.interrupt();
        waiting.join(CROWD);
    }
}
