package org.xingtan.selection;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Component;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.persistence.DatabaseAway;
import org.xingtan.platform.persistence.Durable;
import org.xingtan.platform.persistence.ValueRows;

/**
 * Group commit of places: what arrives within a moment is decided together and committed at once; nobody gets an answer before that
 * is safe on the disk, for which the next round does not wait. A node has a writer for those who want something and one for those who give something back, who may have to wait at a besieged
 * door; nodes and writers keep out of each other's way by locking offerings in the order of their ids.
 */
@Component
class PlaceCommitter {

    private static final int TRIES = 4;
    /** Somebody who is being changed by somebody else is waited for so long. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    /** Whoever waits longer than that for his turn has none: where each of many is decided by himself, the last would wait for minutes. */
    private static final Duration LONGEST = PATIENCE.plusSeconds(1);
    /** Rounds begin no closer together, in nanoseconds: a round of many costs hardly more than one of few, and nobody feels it. */
    private static final long PACE = 1_500_000;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);
    /** What somebody else holds is not asked for again before that. */
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String BUSY = "selection.busy";
    private static final String HELD = "selection.changing";

    private final CommitRound rounds;
    private final Durable durable;
    private final Clock clock;
    private final Lane taking = new Lane("place-writer");
    private final Lane giving = new Lane("place-giver");
    private volatile boolean stopped;

    PlaceCommitter(CommitRound rounds, Durable durable, Clock clock) {
        this.rounds = rounds;
        this.durable = durable;
        this.clock = clock;
        taking.writer.start();
        giving.writer.start();
    }

    /**
     * Decides a wish and commits it.
     *
     * @throws org.xingtan.platform.Refused with every condition
     * @throws NotFound when there is no such offering, or none that the person can see
     */
    Wish.Answer commit(Wish wish) {
        add(wish);
        return answer(wish.outcome().join());
    }

    private static Wish.Answer answer(CommitRound.Outcome outcome) {
        return switch (outcome) {
            case CommitRound.Outcome.Done(var answer) -> answer;
            case CommitRound.Outcome.No(var why) -> throw why;
            case CommitRound.Outcome.Later _ -> throw busy(BUSY);
        };
    }

    /** He may ask again at once; a second keeps a crowd of programs from doing so all the time. */
    private static Problem busy(String why) {
        return new Problem(409, why).passing(Duration.ofSeconds(1));
    }

    private void add(Wish wish) {
        var lane = wish.takes() ? taking : giving;
        lane.queue.add(wish);
        if (lane.ended) {
            lane.leave();
        }
    }

    private static void leave(Wish wish) {
        refuse(wish, new TransientDataAccessResourceException("This node stops"));
    }

    private static void refuse(Wish wish, RuntimeException why) {
        wish.outcome().complete(new CommitRound.Outcome.No(why));
    }

    /** A queue and who works it off. */
    private final class Lane {

        private final LinkedBlockingQueue<Wish> queue = new LinkedBlockingQueue<>();
        /** Of the writer alone: until when, in nanoseconds, an offering is left to whoever holds it. */
        private final Map<OfferingId, Long> held = new HashMap<>();
        private final Thread writer;
        private volatile boolean ended;

        Lane(String name) {
            this.writer = Thread.ofPlatform().name(name).daemon().unstarted(this::write);
        }

        /** However it ends, nobody is left waiting. */
        private void write() {
            try {
                var began = System.nanoTime() - PACE;
                while (!stopped) {
                    began = round(began);
                }
            } catch (InterruptedException e) {
                // Told to stop.
            } finally {
                ended = true;
                leave();
            }
        }

        /** @return when it began */
        private long round(long before) throws InterruptedException {
            var batch = new ArrayList<Wish>(ValueRows.MOST);
            batch.add(queue.take());
            try {
                TimeUnit.NANOSECONDS.sleep(PACE - (System.nanoTime() - before));
                var began = System.nanoTime();
                queue.drainTo(batch, ValueRows.MOST - 1);
                settle(due(batch));
                return began;
            } catch (InterruptedException e) {
                batch.forEach(PlaceCommitter::leave);
                throw e;
            } catch (Throwable e) {
                batch.forEach(wish -> refuse(wish, new IllegalStateException(e)));
                return before;
            }
        }

        /** Who still stands there is told that this node goes. */
        private void leave() {
            for (var wish = queue.poll(); wish != null; wish = queue.poll()) {
                PlaceCommitter.leave(wish);
            }
        }

        /** Who came first comes first; without what somebody else holds. */
        private List<Wish> due(List<Wish> batch) {
            held.values().removeIf(until -> until - System.nanoTime() < 0);
            return free(batch.stream().sorted(Comparator.comparing(Wish::at)).toList());
        }

        private List<Wish> free(List<Wish> batch) {
            batch.forEach(wish -> {
                var until = held.get(wish.offering());
                if (until != null) {
                    later(wish, HELD, Duration.ofNanos(until - System.nanoTime()));
                }
            });
            return batch.stream().filter(wish -> !held.containsKey(wish.offering())).toList();
        }

        /** Whatever happens, nobody waits for ever and the writer goes on. */
        private void settle(List<Wish> asked) {
            var batch = asked.stream().filter(PlaceCommitter.this::isWaitedFor).toList();
            if (batch.isEmpty()) {
                return;
            }
            try {
                var result = together(batch);
                durable.told(result.safety(), result.promises(), () -> answer(batch, result, null), why -> answer(batch, result, why));
            } catch (RuntimeException e) {
                if (DatabaseAway.isHeld(e)) {
                    apart(batch);
                } else if (batch.size() > 1 && (isCrossed(e) || !DatabaseAway.is(e))) {
                    batch.forEach(wish -> settle(List.of(wish)));
                } else {
                    batch.forEach(wish -> refuse(wish, isCrossed(e) ? busy(BUSY) : e));
                }
            }
        }

        /** What somebody else holds is left to him, all of it at once; the rest is decided. Where that does not tell, each offering is for itself. */
        private void apart(List<Wish> batch) {
            var until = System.nanoTime() + PAUSE.toNanos();
            try {
                rounds.held(batch).forEach(offering -> held.put(offering, until));
            } catch (RuntimeException e) {
                batch.forEach(wish -> refuse(wish, e));
                return;
            }
            var rest = free(batch);
            var byOffering = rest.stream().collect(Collectors.groupingBy(Wish::offering));
            if (rest.size() < batch.size()) {
                settle(rest);
            } else if (byOffering.size() > 1) {
                byOffering.values().forEach(this::settle);
            } else {
                held.put(batch.getFirst().offering(), until);
                free(batch);
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

    /** Another writer or another kind of work was at the same rows. */
    private static boolean isCrossed(RuntimeException e) {
        return e instanceof WriteRound.Moved || e instanceof ConcurrencyFailureException || e instanceof DuplicateKeyException;
    }

    /** @param unknown why nobody knows whether it is safe; then nobody is told that he has something */
    private void answer(List<Wish> batch, CommitRound.Result result, @Nullable RuntimeException unknown) {
        for (var wish : batch) {
            try {
                answer(wish, result.outcomes().get(wish), unknown);
            } catch (Throwable e) {
                refuse(wish, new IllegalStateException(e));
            }
        }
        follow(result.behind());
    }

    private void answer(Wish wish, CommitRound.@Nullable Outcome outcome, @Nullable RuntimeException unknown) {
        switch (outcome) {
            case CommitRound.Outcome.Done _ when unknown != null -> refuse(wish, unknown);
            case CommitRound.Outcome.Later _ -> later(wish, BUSY, waited(wish).dividedBy(2));
            case null -> refuse(wish, new NotFound(wish.offering()));
            case CommitRound.Outcome decided -> wish.outcome().complete(decided);
        }
    }

    /** People with a place who do not take part yet are brought into the program when nobody is changing them any more. */
    void follow(List<Choice> behind) {
        behind.forEach(choice -> later(Wish.following(choice, clock.instant()), BUSY, Duration.ZERO));
    }

    /**
     * Somebody is changing this person, or holds the offering; the others do not wait for that. He is tried once more when his patience ends.
     *
     * @param why what he is told then
     */
    private void later(Wish wish, String why, Duration pause) {
        var left = PATIENCE.minus(waited(wish));
        if (left.isNegative()) {
            refuse(wish, busy(why));
            return;
        }
        Thread.ofVirtual().name("place-later").start(() -> {
            try {
                Thread.sleep((pause.compareTo(left) < 0 ? pause : left).plus(SHORTEST_PAUSE));
                add(wish);
            } catch (InterruptedException e) {
                leave(wish);
            }
        });
    }

    /** Nothing is taken for whoever has waited too long, or has his answer. */
    private boolean isWaitedFor(Wish wish) {
        if (waited(wish).compareTo(LONGEST) > 0) {
            refuse(wish, busy(BUSY));
        }
        return !wish.outcome().isDone();
    }

    /** A clock that was set back has nobody wait for less than nothing. */
    private Duration waited(Wish wish) {
        var waited = Duration.between(wish.at(), clock.instant());
        return waited.isNegative() ? Duration.ZERO : waited;
    }

    @PreDestroy
    void stop() {
        stopped = true;
        taking.writer.interrupt();
        giving.writer.interrupt();
    }
}
