package org.xingtan.platform.persistence;

import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * Waits for the disk on behalf of those who commit one transaction after the other: they begin the next one meanwhile, and nobody is told of what
 * they have committed before it is safe. The log is written in order, so one small record written behind everything takes all of it along, to the disk
 * and to the replicas for which a commit waits.
 *
 * <p>A server that goes down takes along what was committed and is not on the disk, and the next one would write such a record as well. So it is
 * written on a line that was open before the transaction began: it ends with its server. Where there is none, because hardly anybody commits
 * or the last one is cut, a transaction waits for the disk by itself.
 */
@Component
public class Durable {

    private static final Logger LOG = LoggerFactory.getLogger(Durable.class);
    /** Two who come so close together are a crowd, for which a line is opened; one that was quiet for longer is not relied upon. */
    private static final Duration CROWD = Duration.ofSeconds(2);
    /** A quiet line is given back after that: whoever relied upon it has long been told. */
    private static final Duration QUIET = Duration.ofSeconds(60);
    private static final String RECORD = """
        select set_config('synchronous_commit', case current_setting('synchronous_commit') when 'off' then 'on' else current_setting('synchronous_commit') end, true),
               pg_logical_emit_message(true, 'safe', '')
        """;

    /** For what a transaction waits once it is committed. */
    public static final class Safety {

        /** For nothing: the commit itself has waited. */
        public static final Safety BY_COMMIT = new Safety(null);

        private final @Nullable Line line;

        private Safety(@Nullable Line line) {
            this.line = line;
        }

        private boolean isLost() {
            return line != null && line.cut != null;
        }
    }

    /** A session that has seen its server since it was opened. */
    private static final class Line {

        private final Connection connection;
        private final PreparedStatement writing;
        private volatile long used;
        private volatile @Nullable RuntimeException cut;

        Line(DataSource database) throws SQLException {
            connection = database.getConnection();
            try {
                writing = connection.prepareStatement(RECORD);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
            write();
        }

        private void write() {
            try {
                writing.execute();
                used = System.nanoTime();
            } catch (SQLException e) {
                end(new DataAccessResourceFailureException("Nobody knows whether it is safe", e));
            }
        }

        private void end(RuntimeException why) {
            cut = why;
            try (connection; writing) {
                used = System.nanoTime();
            } catch (SQLException e) {
                LOG.debug("A line could not be closed", e);
            }
        }

        private boolean isQuietFor(Duration time) {
            return System.nanoTime() - used > time.toNanos();
        }

        private boolean isReliable() {
            return cut == null && !isQuietFor(CROWD);
        }
    }

    /** @param wrote false when it only has to be told after those before it */
    private record Committed(Safety safety, boolean wrote, Runnable safe, Consumer<RuntimeException> unknown) {}

    private final DataSource database;
    private final LinkedBlockingQueue<Committed> queue = new LinkedBlockingQueue<>();
    private final Thread waiting = Thread.ofPlatform().name("durable").daemon().unstarted(this::serve);
    private final AtomicBoolean opening = new AtomicBoolean();
    private volatile @Nullable Line line;
    private long asked = System.nanoTime() - QUIET.toNanos();
    private volatile boolean ended;

    Durable(DataSource database) {
        this.database = database;
        waiting.start();
    }

    /**
     * The transaction of these statements does not wait for the disk, if somebody else can: whoever commits it tells nobody but by {@link #told}.
     *
     * @return for what it waits instead
     */
    public Safety later(Pipeline with) {
        var open = line;
        if (open == null || !open.isReliable()) {
            return Safety.BY_COMMIT;
        }
        with.ask("select set_config('synchronous_commit', 'off', true)", List.of(), rows -> null);
        return new Safety(open);
    }

    /**
     * Tells of what has been committed by now, on another thread and in the order of the calls.
     *
     * @param safety    of the transaction
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
            while (true) {
                var next = queue.poll(QUIET.toNanos(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    close();
                } else {
                    settle(next);
                    open();
                }
            }
        } catch (InterruptedException e) {
            // Told to stop.
        } finally {
            ended = true;
            settle();
            close();
        }
    }

    /** What has been added in the meantime is safe by the same record. */
    private synchronized void settle(Committed... first) {
        var all = new ArrayList<>(List.of(first));
        queue.drainTo(all);
        all.stream().filter(Committed::wrote).map(it -> it.safety.line).filter(Objects::nonNull).distinct().filter(it -> it.cut == null).forEach(Line::write);
        all.forEach(it -> {
            if (it.safety.isLost()) {
                it.unknown.accept(Objects.requireNonNull(Objects.requireNonNull(it.safety.line).cut));
            } else {
                tell(it);
            }
        });
    }

    private static void tell(Committed committed) {
        try {
            committed.safe.run();
        } catch (RuntimeException e) {
            LOG.error("What is safe could not be told", e);
            committed.unknown.accept(e);
        }
    }

    /** Nobody waits for it: until there is one, transactions wait for the disk by themselves. */
    private void open() {
        var before = asked;
        asked = System.nanoTime();
        var known = line;
        if (asked - before > CROWD.toNanos() || known != null && known.isReliable()) {
            return;
        }
        if (known != null && known.cut == null) {
            known.write();
        } else if (opening.compareAndSet(false, true)) {
            Thread.ofVirtual().name("durable-line").start(this::renew);
        }
    }

    private void renew() {
        try {
            var fresh = new Line(database);
            synchronized (this) {
                line = fresh;
                if (ended) {
                    close();
                }
            }
        } catch (SQLException e) {
            LOG.debug("No line could be opened", e);
        } finally {
            opening.set(false);
        }
    }

    private synchronized void close() {
        var open = line;
        line = null;
        if (open != null && open.cut == null) {
            open.end(new DataAccessResourceFailureException("The line was closed"));
        }
    }

    @PreDestroy
    void stop() {
        waiting.interrupt();
    }
}
