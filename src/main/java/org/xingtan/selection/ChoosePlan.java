package org.xingtan.selection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.persistence.DatabaseAway;

/** Use case: a person chooses several courses of a term, one after the other. Whatever becomes of one, he learns what became of each. */
@Component
public class ChoosePlan {

    /** Nobody looks at a page that does not answer for longer; the last one that was begun may take its own time after it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What became of one course. */
    public enum Fate {
        PLACE, WAITING, REFUSED, GONE,
        /** It did not answer: he may have a place in it or not. */
        UNKNOWN,
        UNTRIED;

        public boolean isDone() {
            return this == PLACE || this == WAITING;
        }
    }

    /** One course of those that were sent. @param position among those who wait, from 1; 0 for who does not @param verdict null unless it was refused */
    public record Outcome(OfferingId id, String title, Fate fate, int position, @Nullable Verdict verdict) {}

    private final ChoosePlace choose;
    private final Offerings offerings;
    private final Clock clock;

    ChoosePlan(ChoosePlace choose, Offerings offerings, Clock clock) {
        this.choose = choose;
        this.offerings = offerings;
        this.clock = clock;
    }

    /** Each for itself: what cannot be had any more says why, and the others are chosen. What is not of the term is left out. */
    List<Outcome> choose(Actor actor, Term term, List<OfferingId> wanted) {
        return choose(actor, term, wanted, clock.instant().plus(PATIENCE));
    }

    /** @param until when no further one is begun; the first one always is */
    List<Outcome> choose(Actor actor, Term term, List<OfferingId> wanted, Instant until) {
        var known = offerings.find(wanted);
        var titles = offerings.called(wanted);
        var outcomes = new ArrayList<Outcome>();
        var goesOn = true;
        for (var id : wanted.stream().filter(it -> known.containsKey(it) && known.get(it).term().equals(term.id())).toList()) {
            var isLate = !outcomes.isEmpty() && !clock.instant().isBefore(until);
            goesOn &= !isLate;
            var outcome = goesOn ? one(actor, id, titles.getOrDefault(id, "")) : new Outcome(id, titles.getOrDefault(id, ""), Fate.UNTRIED, 0, null);
            outcomes.add(outcome);
            goesOn &= outcome.fate != Fate.UNKNOWN;
        }
        return outcomes;
    }

    private Outcome one(Actor actor, OfferingId id, String title) {
        try {
            return tried(actor, id, title);
        } catch (RuntimeException e) {
            if (DatabaseAway.is(e)) {
                return new Outcome(id, title, Fate.UNKNOWN, 0, null);
            }
            throw e;
        }
    }

    private Outcome tried(Actor actor, OfferingId id, String title) {
        try {
            var answer = choose.choose(actor, id);
            return new Outcome(id, title, answer.state() == Choice.State.WAITING ? Fate.WAITING : Fate.PLACE, answer.position(), null);
        } catch (Refused e) {
            return offerings.isWithdrawn(id) ? new Outcome(id, title, Fate.GONE, 0, null) : new Outcome(id, title, Fate.REFUSED, 0, e.verdict());
        } catch (NotFound e) {
            return new Outcome(id, title, Fate.GONE, 0, null);
        } catch (Problem e) {
            return new Outcome(id, title, Fate.REFUSED, 0, Verdict.of(Condition.of("selection.not-busy", false)));
        }
    }
}
