package org.xingtan.selection;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessResourceException;
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
    /** Somebody who is being changed by somebody else is waited for so long, and nobody waits longer for his answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);

    private final CommitRound rounds;
    private final Clock clock;
    private final LinkedBlockingQueue<Wish> queue = new LinkedBlockingQueue<>();
    private final Thread writer;
    private volatile boolean stopped;

    PlaceCommitter(CommitRound rounds, Clock clock) {
        this.rounds = rounds;
        this.clock = clock;
        this.writer = Thread.ofPlatform().name("place-writer").daemon().start(this::write);
    }

    /**
     * Decides a wish and commits it.
     *
     * @throws org.xingtan.platform.Refused with every condition
     * @throws NotFound when there is no such offering, or none that the person can see
     */
    Wish.Answer commit(Wish wish) {
        add(wish);
        try {
            return wish.answer().orTimeout(PATIENCE.toMillis() + 1_000, TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            throw switch (e.getCause()) {
                case RuntimeException cause -> cause;
                case TimeoutException late -> new TransientDataAccessResourceException("No answer in time", late);
                default -> e;
            };
        }
    }

    private void add(Wish wish) {
        queue.add(wish);
        if (stopped) {
            leave();
        }
    }

    private void write() {
        var batch = new ArrayList<Wish>(ValueRows.MOST);
        while (!stopped) {
            try {
                batch.clear();
                batch.add(queue.take());
                queue.drainTo(batch, ValueRows.MOST - 1);
                settle(batch);
            } catch (InterruptedException e) {
                break;
            } catch (Throwable e) {
                batch.forEach(wish -> wish.answer().completeExceptionally(e));
            }
        }
        leave();
    }

    /** Who still stands there is told that this node goes. */
    private void leave() {
        for (var wish = queue.poll(); wish != null; wish = queue.poll()) {
            wish.answer().completeExceptionally(new TransientDataAccessResourceException("This node stops"));
        }
    }

    /** Whatever happens, nobody waits for ever and the writer goes on. */
    private void settle(List<Wish> batch) {
        try {
            answer(batch, together(batch));
        } catch (RuntimeException e) {
            if (batch.size() > 1 && (isCrossed(e) || !DatabaseAway.is(e))) {
                batch.forEach(wish -> settle(List.of(wish)));
            } else {
                batch.forEach(wish -> wish.answer().completeExceptionally(isCrossed(e) ? new Problem(409, "selection.busy") : e));
            }
        }
    }

    private CommitRound.Result together(List<Wish> batch) {
        for (var round = 1; ; round++) {
            try {
                return rounds.commit(batch);
            } catch (RuntimeException e) {
                if (round == TRIES || !isCrossed(e)) {
                    throw e;
                }
            }
        }
    }

    /** Another node or another kind of work was at the same rows. */
    private static boolean isCrossed(RuntimeException e) {
        return e instanceof WriteRound.Moved || e instanceof ConcurrencyFailureException || e instanceof DuplicateKeyException;
    }

    private void answer(List<Wish> batch, CommitRound.Result result) {
        for (var wish : batch) {
            switch (result.outcomes().get(wish)) {
                case CommitRound.Outcome.Done(var answer) -> wish.answer().complete(answer);
                case CommitRound.Outcome.No(var why) -> wish.answer().completeExceptionally(why);
                case CommitRound.Outcome.Later _ -> later(wish);
                case null -> wish.answer().completeExceptionally(new NotFound(wish.offering()));
            }
        }
        follow(result.behind());
    }

    /** People with a place who do not take part yet are brought into the program when nobody is changing them any more. */
    void follow(List<Choice> behind) {
        behind.forEach(choice -> later(Wish.following(choice, clock.instant())));
    }

    /** Somebody is changing this person at this moment; the others do not wait for that. The longer it takes, the less often it is tried. */
    private void later(Wish wish) {
        var waited = Duration.between(wish.at(), clock.instant());
        if (waited.compareTo(PATIENCE) > 0) {
            wish.answer().completeExceptionally(new Problem(409, "selection.busy"));
            return;
        }
        Thread.ofVirtual().name("place-later").start(() -> {
            try {
                Thread.sleep(waited.dividedBy(2).plus(SHORTEST_PAUSE));
                add(wish);
            } catch (InterruptedException e) {
                wish.answer().completeExceptionally(e);
            }
        });
    }

    @PreDestroy
    void stop() {
        stopped = true;
        writer.interrupt();
    }
}
