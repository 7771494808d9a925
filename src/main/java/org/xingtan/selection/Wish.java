package org.xingtan.selection;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.TeacherId;

/**
 * Somebody wants a place, or gives one back; answered when what was decided is committed.
 *
 * @param takes   false when he gives it back
 * @param shown   what he saw that he has when he gave it back: something else is not given back; null for whatever it is
 * @param follows true for no wish of his own: he has the place, and is to be brought into the program
 * @param outcome never an exception: what was refused is an outcome as well
 * @param at      when it arrived: a wish of the last second counts, however long the queue is
 */
record Wish(TeacherId teacher, OfferingId offering, boolean takes, Choice.@Nullable State shown, boolean follows, Instant at, CompletableFuture<CommitRound.Outcome> outcome) {

    Wish(TeacherId teacher, OfferingId offering, boolean takes, Instant at) {
        this(teacher, offering, takes, null, false, at, new CompletableFuture<>());
    }

    static Wish givingBack(TeacherId teacher, OfferingId offering, Choice.@Nullable State shown, Instant at) {
        return new Wish(teacher, offering, false, shown, false, at, new CompletableFuture<>());
    }

    /** Whether he has something else by now than he wants to give back: who stopped waiting would lose his place. */
    boolean isOvertaken(Choice now) {
        return shown != null && shown != now.state();
    }

    /** Whoever got the place brings him into the program a little later. */
    static Wish following(Choice choice, Instant at) {
        return new Wish(choice.teacher(), choice.offering(), true, null, true, at, new CompletableFuture<>());
    }

    /**
     * What it came to.
     *
     * @param state    null when he has no place and waits for none
     * @param position among those who wait, from 1; 0 for who does not wait
     * @param changed  whether anything is other than before
     */
    record Answer(Choice.@Nullable State state, int position, boolean changed) {

        static final Answer NOTHING = new Answer(null, 0, false);
    }
}
