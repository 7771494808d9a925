package org.xingtan.platform.persistence;

import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Waits for the disk on behalf of those who commit one transaction after the other: they begin the next one meanwhile, and nobody is told of what
 * they have committed before it is safe. The log is written in order, so one small record written behind everything takes all of it along, to the disk
 * and to the replicas for which a commit waits.
 */
@Component
public class Durable {

    private static final Logger LOG = LoggerFactory.getLogger(Durable.class);

    /** What waits for the disk. @param wrote false when it only has to be told after those before it */
    private record Committed(boolean wrote, Runnable safe, Consumer<RuntimeException> unknown) {}

    private final JdbcClient db;
    private final LinkedBlockingQueue<Committed> queue = new LinkedBlockingQueue<>();
    private final Thread waiting = Thread.ofPlatform().name("durable").daemon().unstarted(this::serve);
    private volatile boolean ended;

    Durable(JdbcClient db) {
        this.db = db;
        waiting.start();
    }

    /** The transaction of these statements does not wait for the disk: whoever commits it tells nobody but by {@link #told}. */
    public void later(Pipeline with) {
        with.ask("select set_config('synchronous_commit', 'off', true)", List.of(), rows -> null);
    }

    /**
     * Tells of what has been committed by now, on another thread and in the order of the calls.
     *
     * @param wrote   whether there is anything to wait for
     * @param safe    run when it is as safe as after any other commit; quick
     * @param unknown given the reason when nobody knows whether it is
     */
    public void told(boolean wrote, Runnable safe, Consumer<RuntimeException> unknown) {
        queue.add(new Committed(wrote, safe, unknown));
        if (ended) {
            settle();
        }
    }

    private void serve() {
        try {
            while (true) {
                settle(queue.take());
            }
        } catch (InterruptedException e) {
            // Told to stop.
        } finally {
            ended = true;
            settle();
        }
    }

    /** What has been added in the meantime is safe by the same record. */
    private void settle(Committed... first) {
        var all = new ArrayList<>(List.of(first));
        queue.drainTo(all);
        try {
            if (all.stream().anyMatch(Committed::wrote)) {
                flush();
            }
        } catch (RuntimeException e) {
            all.forEach(it -> it.unknown.accept(e));
            return;
        }
        all.forEach(Durable::tell);
    }

    private static void tell(Committed committed) {
        try {
            committed.safe.run();
        } catch (RuntimeException e) {
            LOG.error("What is safe could not be told", e);
            committed.unknown.accept(e);
        }
    }

    private void flush() {
        db.sql("""
                select set_config('synchronous_commit', case current_setting('synchronous_commit') when 'off' then 'on' else current_setting('synchronous_commit') end, true),
                       pg_logical_emit_message(true, 'safe', '')
                """).query(_ -> {});
    }

    @PreDestroy
    void stop() {
        waiting.interrupt();
    }
}
