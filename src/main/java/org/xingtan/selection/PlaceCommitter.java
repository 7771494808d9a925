package org.xingtan.selection;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.stereotype.Component;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.persistence.DatabaseAway;
import org.xingtan.platform.persistence.ValueRows;

/**
 * Group commit of places: what arrives within a moment is decided together and committed at once; nobody gets an answer before the
 * commit. One writer a node; nodes keep out of each other's way by locking offerings in the order of their ids.
 */
@Component
class PlaceCommitter {

    private static final int TRIES = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final CommitRound rounds;
    private final Clock clock;
    private final LinkedBlockingQueue<Wish> queue = new LinkedBlockingQueue<>();
    private final Thread writer;

    PlaceCommitter(CommitRound rounds, Clock clock) {
        this.rounds = rounds;
        this.clock = clock;
        this.writer = Thread.ofPlatform().name("place-writer").daemon().start(this::write);
    }

    /**
     * Decides a wish and commits it.
     *
     * @throws org.xingtan.platform.Refused with every condition
     * @throws NotFound when there is no such offering
     */
    Wish.Answer commit(Wish wish) {
        queue.add(wish);
        try {
            return wish.answer().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void write() {
        var batch = new ArrayList<Wish>(ValueRows.MOST);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                batch.clear();
                batch.add(queue.take());
                queue.drainTo(batch, ValueRows.MOST - 1);
                settle(batch);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Whatever happens, nobody waits for ever and the writer goes on. */
    private void settle(List<Wish> batch) {
        try {
            answer(batch, together(batch));
        } catch (RuntimeException | Error e) {
            if (batch.size() == 1 || DatabaseAway.is(e)) {
                batch.forEach(wish -> wish.answer().completeExceptionally(e));
            } else {
                batch.forEach(wish -> settle(List.of(wish)));
            }
        }
    }

    private Map<Wish, CommitRound.Outcome> together(List<Wish> batch) {
        for (var round = 1; ; round++) {
            try {
                return rounds.commit(batch);
            } catch (CommitRound.Moved e) {
                if (round == TRIES) {
                    throw e;
                }
            }
        }
    }

    private void answer(List<Wish> batch, Map<Wish, CommitRound.Outcome> outcomes) {
        for (var wish : batch) {
            switch (outcomes.get(wish)) {
                case CommitRound.Outcome.Done(var answer) -> wish.answer().complete(answer);
                case CommitRound.Outcome.No(var why) -> wish.answer().completeExceptionally(why);
                case CommitRound.Outcome.Later _ -> later(wish);
                case null -> wish.answer().completeExceptionally(new NotFound(wish.offering()));
            }
        }
    }

    /** Somebody is changing this person at this moment; the others do not wait for that. */
    private void later(Wish wish) {
        if (wish.at().plus(PATIENCE).isBefore(clock.instant())) {
            wish.answer().completeExceptionally(new Problem(409, "selection.busy"));
            return;
        }
        Thread.ofVirtual().name("place-later").start(() -> {
            try {
                Thread.sleep(PAUSE);
                queue.add(wish);
            } catch (InterruptedException e) {
                wish.answer().completeExceptionally(e);
            }
        });
    }

    @PreDestroy
    void stop() {
        writer.interrupt();
    }
}
