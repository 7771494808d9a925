package org.xingtan.learning;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The beat law. A session's budget grows by the server's seconds × the allowed rate while the session lives, and is spent
 * by newly covered seconds; it may fall two seconds below zero. What is claimed beyond it is refused, in the order of the
 * lesson. A beat's number only identifies it: one that was acknowledged before changes nothing.
 */
final class BeatLaw {

    /** Most separate runs of beat numbers a session remembers: an honest player has a handful. */
    private static final int MOST_RUNS_OF_NUMBERS = 2_000;

    private BeatLaw() {}

    record Refusal(List<Integer> range, String code) {

        static Refusal of(Coverage.Range range, String code) {
            return new Refusal(List.of(range.from(), range.to()), code);
        }
    }

    /** @param session the session after the beat; the same object when the beat changes nothing */
    record Decision(Session session, List<Refusal> refused) {}

    static Decision decide(Session session, Beat beat, int duration, Instant now) {
        if (session.beats().contains(beat.seq())) {
            return new Decision(session, List.of());
        }
        if (session.beats().ranges().size() >= MOST_RUNS_OF_NUMBERS) {
            throw new org.xingtan.platform.Problem(400, "learning.beat-malformed");
        }
        var fresh = beat.played(duration).minus(session.ofLesson());
        var affordable = Math.floorDiv(session.balance(now) + session.allowance(), 1_000_000L);
        var accepted = fresh.first(Math.clamp(affordable, 0, Integer.MAX_VALUE));
        var refused = new ArrayList<Refusal>();
        fresh.minus(accepted).ranges().forEach(range -> refused.add(Refusal.of(range, "beat.ahead-of-time")));
        beat.beyond(duration).forEach(range -> refused.add(Refusal.of(range, "beat.beyond-the-end")));
        return new Decision(session.with(accepted, beat.seq(), now), List.copyOf(refused));
    }
}
