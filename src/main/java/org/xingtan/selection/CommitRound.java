package org.xingtan.selection;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.People;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;

/** One transaction of the writer: reads what the wishes of a batch rest on, lets a {@link Round} decide, and writes what came of it. */
@Component
class CommitRound {

    /** What became of one wish. */
    sealed interface Outcome {

        record Done(Wish.Answer answer) implements Outcome {}

        record No(RuntimeException why) implements Outcome {}

        /** The person is being changed by somebody: not now. */
        record Later() implements Outcome {}
    }

    /** Something was not as it had been read: another node was faster. Nothing is written; the same wishes may be tried again. */
    static final class Moved extends TransientDataAccessResourceException {

        Moved() {
            super("Choices were changed elsewhere at the same moment");
        }
    }

    private final Terms terms;
    private final Offerings offerings;
    private final Choices choices;
    private final OfferingAudience audience;
    private final People people;
    private final Follow follow;

    CommitRound(Terms terms, Offerings offerings, Choices choices, OfferingAudience audience, People people, Follow follow) {
        this.terms = terms;
        this.offerings = offerings;
        this.choices = choices;
        this.audience = audience;
        this.people = people;
        this.follow = follow;
    }

    /**
     * Decides all of them, in their order.
     *
     * @return what became of each; a wish about an offering that is not there has no outcome
     * @throws Moved when another node has written the same people's choices
     */
    @Transactional
    public Map<Wish, Outcome> commit(List<Wish> batch) {
        var known = current(batch);
        var outcomes = new HashMap<Wish, Outcome>();
        var wishes = batch.stream().filter(wish -> known.containsKey(wish.offering())).toList();
        var busy = busy(wishes, known);
        wishes.stream().filter(wish -> busy.contains(wish.teacher())).forEach(wish -> outcomes.put(wish, new Outcome.Later()));
        var decided = wishes.stream().filter(wish -> !busy.contains(wish.teacher())).toList();
        decide(decided, known, outcomes);
        return outcomes;
    }

    private void decide(List<Wish> wishes, Map<OfferingId, Offering> known, Map<Wish, Outcome> outcomes) {
        var teachers = wishes.stream().map(Wish::teacher).collect(Collectors.toSet());
        var candidates = audience.candidates(teachers);
        var all = terms.all();
        var round = new Round(known, all, choices.live(teachers), candidates);
        var changed = new HashSet<Wish>();
        for (var wish : wishes) {
            try {
                if (round.decide(wish)) {
                    changed.add(wish);
                }
            } catch (Refused e) {
                outcomes.put(wish, new Outcome.No(e));
            }
        }
        if (!round.given().isEmpty()) {
            round.promote(choices.waiting(round.given()));
        }
        write(round, all, candidates);
        wishes.stream().filter(wish -> !outcomes.containsKey(wish)).forEach(wish -> outcomes.put(wish, new Outcome.Done(answer(round, wish, changed.contains(wish)))));
    }

    /** As they are; those in which something can change are locked. What is full is only looked at, so that a crowd at a closed door holds up nobody. */
    private Map<OfferingId, Offering> current(List<Wish> batch) {
        var known = new HashMap<>(offerings.find(batch.stream().map(Wish::offering).toList()));
        var givingBack = batch.stream().filter(wish -> !wish.takes()).map(Wish::offering).collect(Collectors.toSet());
        var changing = known.values().stream().filter(it -> it.hasRoom() || givingBack.contains(it.id())).map(Offering::id).toList();
        if (!changing.isEmpty()) {
            known.putAll(offerings.lock(changing));
        }
        return known;
    }

    /** The unit in which somebody counts stays his until the commit, if he may get a place. */
    private Set<TeacherId> busy(List<Wish> wishes, Map<OfferingId, Offering> known) {
        var takers = wishes.stream().filter(wish -> wish.takes() && Objects.requireNonNull(known.get(wish.offering())).hasRoom()).map(Wish::teacher)
            .collect(Collectors.toSet());
        if (takers.isEmpty()) {
            return Set.of();
        }
        var busy = new HashSet<>(takers);
        busy.removeAll(people.holdFree(takers));
        return busy;
    }

    private void write(Round round, Map<TermId, Term> terms, OfferingAudience.Asked asked) {
        var now = follow.now();
        var added = round.added();
        if (!round.dropped().isEmpty() && !choices.drop(round.dropped(), now)
            || !round.promoted().isEmpty() && !choices.promote(round.promoted(), now)
            || !added.isEmpty() && !choices.add(added, terms, now)) {
            throw new Moved();
        }
        follow.changed(round, asked, now);
    }

    private Wish.Answer answer(Round round, Wish wish, boolean changed) {
        var choice = round.choice(wish.teacher(), wish.offering());
        if (choice == null) {
            return new Wish.Answer(null, 0, changed);
        }
        var position = choice.state() == Choice.State.SELECTED ? 0 : round.isNew(choice) ? round.position(choice) : choices.position(choice);
        return new Wish.Answer(choice.state(), position, changed);
    }
}
