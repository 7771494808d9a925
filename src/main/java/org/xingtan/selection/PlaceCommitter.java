package org.xingtan.selection;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
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
    /** Rounds begin no closer together, in nanoseconds: a round of many costs hardly more than one of few, and nobody feels it. */
    private static final long PACE = 1_500_000;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);

    /** What somebody else holds is not asked for again before that. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final CommitRound rounds;
    private final Clock clock;
    private final LinkedBlockingQueue<Wish> queue = new LinkedBlockingQueue<>();
    /** Of the writer alone: until when, in nanoseconds, an offering is left to whoever holds it. */
    private final Map<OfferingId, Long> held = new HashMap<>();
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
            return answer(wish.outcome().get(PATIENCE.toMillis() + 1_000, TimeUnit.MILLISECONDS));
        } catch (TimeoutException | InterruptedException | ExecutionException e) {
            refuse(wish, new TransientDataAccessResourceException("No answer in time", e));
            return answer(wish.outcome().join());
        }
    }

    private static Wish.Answer answer(CommitRound.Outcome outcome) {
        return switch (outcome) {
            case CommitRound.Outcome.Done(var answer) -> answer;
            case CommitRound.Outcome.No(var why) -> throw why;
            case CommitRound.Outcome.Later _ -> throw new Problem(409, "selection.busy");
        };
    }

    private void add(Wish wish) {
        queue.add(wish);
        if (stopped) {
            leave();
        }
    }

    private void write() {
        var batch = new ArrayList<Wish>(ValueRows.MOST);
        var began = System.nanoTime() - PACE;
        while (!stopped) {
            try {
                batch.clear();
                batch.add(queue.take());
                TimeUnit.NANOSECONDS.sleep(PACE - (System.nanoTime() - began));
                began = System.nanoTime();
                queue.drainTo(batch, ValueRows.MOST - 1);
                settle(due(batch));
            } catch (InterruptedException e) {
                batch.forEach(PlaceCommitter::leave);
                break;
            } catch (Throwable e) {
                batch.forEach(wish -> refuse(wish, new IllegalStateException(e)));
            }
        }
        leave();
    }

    /** Who still stands there is told that this node goes. */
    private void leave() {
        for (var wish = queue.poll(); wish != null; wish = queue.poll()) {
            leave(wish);
        }
    }

    private static void leave(Wish wish) {
        refuse(wish, new TransientDataAccessResourceException("This node stops"));
    }

    private static void refuse(Wish wish, RuntimeException why) {
        wish.outcome().complete(new CommitRound.Outcome.No(why));
    }

    /** Without those whom nobody waits for any more; what asks for an offering that somebody else holds comes again. */
    private List<Wish> due(List<Wish> batch) {
        var now = System.nanoTime();
        held.values().removeIf(until -> until - now < 0);
        var asked = batch.stream().filter(wish -> !wish.outcome().isDone()).toList();
        asked.stream().filter(wish -> held.containsKey(wish.offering())).forEach(this::later);
        return asked.stream().filter(wish -> !held.containsKey(wish.offering())).toList();
    }

    /** Whatever happens, nobody waits for ever and the writer goes on. */
    private void settle(List<Wish> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            answer(batch, together(batch));
        } catch (RuntimeException e) {
            if (DatabaseAway.isHeld(e)) {
                apart(batch);
            } else if (batch.size() > 1 && (isCrossed(e) || !DatabaseAway.is(e))) {
                batch.forEach(wish -> settle(List.of(wish)));
            } else {
                batch.forEach(wish -> refuse(wish, isCrossed(e) ? new Problem(409, "selection.busy") : e));
            }
        }
    }

    /** Who asks for what nobody holds is not kept waiting by the others. */
    private void apart(List<Wish> batch) {
        var byOffering = batch.stream().collect(Collectors.groupingBy(Wish::offering));
        if (byOffering.size() > 1) {
            byOffering.values().forEach(this::settle);
        } else {
            held.put(batch.getFirst().offering(), System.nanoTime() + PAUSE.toNanos());
            batch.forEach(this::later);
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
                case CommitRound.Outcome.Later _ -> later(wish);
                case null -> refuse(wish, new NotFound(wish.offering()));
                case CommitRound.Outcome decided -> wish.outcome().complete(decided);
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
            refuse(wish, new Problem(409, "selection.busy"));
            return;
        }
        Thread.ofVirtual().name("place-later").start(() -> {
            try {
                Thread.sleep(waited.dividedBy(2).plus(SHORTEST_PAUSE));
                add(wish);
            } catch (InterruptedException e) {
                leave(wish);
            }
        });
    }

    @PreDestroy
    void stop() {
        stopped = true;
        writer.interrupt();
    }
}
