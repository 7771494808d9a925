package org.xingtan.seed;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.demo.DemoPerson;
import org.xingtan.tally.DayFigure;

/** Loads part after part, two at a time, each in a transaction that does not wait for the disk. */
@Component
class SeedParts {

    private static final int STREAMS = 2;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final SeedPeople people;
    private final SeedProgress progress;

    SeedParts(JdbcClient db, TransactionTemplate transaction, SeedPeople people, SeedProgress progress) {
        this.db = db;
        this.transaction = transaction;
        this.people = people;
        this.progress = progress;
    }

    /** @return the figures of all units */
    Stream<DayFigure> load(SeedTree tree, SeedOptions options) {
        var topic = progress.topic();
        var jurisdiction = progress.jurisdiction(tree);
        var parts = new ConcurrentLinkedQueue<>(SeedPart.of(tree, options.teachers()));
        var figures = new ConcurrentLinkedQueue<DayFigure>();
        var done = new AtomicInteger();
        inStreams(() -> {
            for (var part = parts.poll(); part != null; part = parts.poll()) {
                var next = part;
                figures.addAll(transaction.execute(_ -> {
                    quickly();
                    return progress.load(people(next), topic, jurisdiction, options.progress(), next.firstTeacher());
                }));
                tell(done.addAndGet(part.teachers()), part.teachers(), options.teachers());
            }
        });
        progress.settle();
        return figures.stream();
    }

    private static void inStreams(Runnable work) {
        try (var threads = Executors.newFixedThreadPool(STREAMS)) {
            var streams = Stream.generate(() -> threads.submit(work)).limit(STREAMS).toList();
            for (var stream : List.copyOf(streams)) {
                stream.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The seeding has stopped", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** They come into their units as anybody does: whoever counts the people of units may have counted these already, and learns of them by triggers. */
    List<DemoPerson> people(SeedPart part) {
        var came = people.load(part);
        looking("origin");
        people.employ(came);
        looking("replica");
        return came;
    }

    private void quickly() {
        db.sql("set local synchronous_commit = off").update();
        looking("replica");
    }

    /** Rows that follow from each other need no look-up of each reference ({@code replica}); who may not leave that out does not. */
    private void looking(String role) {
        if (db.sql("select current_setting('is_superuser') = 'on'").query(Boolean.class).single()) {
            db.sql("select set_config('session_replication_role', :role, true)").param("role", role).query(String.class).single();
        }
    }

    private static void tell(int done, int step, int all) {
        if ((done - step) * 20L / all < done * 20L / all) {
            System.out.printf("%,d of %,d teachers%n", done, all);
        }
    }
}
