package org.xingtan.selection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.People;
import org.xingtan.enrollment.Enroll;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Durable;
import org.xingtan.platform.persistence.Pipeline;

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

    /**
     * What became of a batch.
     *
     * @param outcomes of each wish; none for one about an offering that the person cannot see
     * @param behind   people with a place who could not be brought into the program yet
     * @param safety     before anybody is told
     */
    record Result(Map<Wish, Outcome> outcomes, List<Choice> behind, Durable.Safety safety) {

        /** Whether anybody is told what he has: also who has had it for a moment, perhaps from another node, must not lose it after that. */
        boolean promises() {
            return outcomes.values().stream().anyMatch(Outcome.Done.class::isInstance);
        }
    }

    /** What decisions rest on. */
    @Component
    record Ground(Terms terms, Offerings offerings, Choices choices, OfferingAudience audience) {}

    /** What somebody else holds for longer keeps nobody waiting who asks for something else. */
    static final Duration PATIENCE = Duration.ofMillis(250);

    private final Ground ground;
    private final Refusals refusals;
    private final Holds holds;
    private final WriteRound writing;
    private final Durable durable;
    private final JdbcTemplate db;

    CommitRound(Ground ground, Refusals refusals, Holds holds, WriteRound writing, Durable durable, JdbcTemplate db) {
        this.ground = ground;
        this.refusals = refusals;
        this.holds = holds;
        this.writing = writing;
        this.durable = durable;
        this.db = db;
    }

    /** The people of a batch, held until the commit where something can change for them. */
    @Component
    static class Holds {

        private final People people;
        private final Enroll enroll;

        Holds(People people, Enroll enroll) {
            this.people = people;
            this.enroll = enroll;
        }

        /**
         * Of those who give back, what they have not begun is held as well, also of somebody who is not free himself.
         *
         * @return those whom somebody is changing at this moment: they are not waited for
         */
        Supplier<Set<TeacherId>> busy(List<Wish> wishes, Map<OfferingId, Offering> locked, Pipeline with) {
            var all = teachers(wishes);
            if (all.isEmpty()) {
                return Set::of;
            }
            var held = people.holdFree(all, with);
            var givers = wishes.stream().filter(wish -> !wish.takes()).toList();
            Supplier<List<TeacherId>> learning = givers.isEmpty() ? List::of
                : enroll.holdFree(teachers(givers), givers.stream().map(wish -> Objects.requireNonNull(locked.get(wish.offering())).program()).toList(), with);
            return () -> {
                var busy = new HashSet<>(all);
                busy.removeAll(held.get());
                busy.addAll(learning.get());
                return busy;
            };
        }
    }

    /**
     * Decides all of them, in their order. What it has committed is not safe yet when it comes back: nobody is told but by {@link Durable#told}.
     *
     * @throws WriteRound.Moved when another node has written the same people's choices
     * @throws org.springframework.dao.DataAccessException when somebody has held for {@link #PATIENCE} what it needs (SQLSTATE 55P03)
     */
    @Transactional
    public Result commit(List<Wish> batch) {
        var first = new Pipeline(db);
        var result = decide(batch, first, durable.later(first));
        if (result.promises()) {
            durable.alsoRead(result.safety());
        }
        return result;
    }

    /** The same in the caller's transaction, which waits for the disk as it always does. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void load(List<Wish> batch) {
        decide(batch, new Pipeline(db), Durable.Safety.BY_COMMIT);
    }

    private Result decide(List<Wish> batch, Pipeline first, Durable.Safety safety) {
        var holding = hold(batch, first);
        var terms = ground.terms.current(offerings(batch), first);
        first.run();
        var held = holding.get();
        if (held.others().values().stream().anyMatch(Offering::hasRoom)) {
            throw new WriteRound.Moved();
        }
        var outcomes = new IdentityHashMap<Wish, Outcome>();
        batch.forEach(wish -> refusals.again(wish, held.others().get(wish.offering())).ifPresent(it -> outcomes.put(wish, new Outcome.No(it))));
        var left = batch.stream().filter(wish -> !outcomes.containsKey(wish)).toList();
        return new Result(outcomes, left.isEmpty() ? List.of() : decide(left, held, terms.get(), outcomes), safety);
    }

    private List<Choice> decide(List<Wish> batch, Offerings.Held held, Map<TermId, Term> all, Map<Wish, Outcome> outcomes) {
        var known = new HashMap<>(held.locked());
        known.putAll(held.others());
        var offered = batch.stream().filter(wish -> known.containsKey(wish.offering())).toList();
        if (offered.isEmpty()) {
            return List.of();
        }
        var second = new Pipeline(db);
        var holding = holds.busy(offered.stream().filter(wish -> held.locked().containsKey(wish.offering())).toList(), held.locked(), second);
        var asked = ground.audience.candidates(teachers(offered), offered.stream().map(wish -> Objects.requireNonNull(known.get(wish.offering())).program()).collect(Collectors.toSet()), second);
        var live = ground.choices.live(teachers(offered), second);
        second.run();
        var busy = holding.get();
        offered.stream().filter(wish -> busy.contains(wish.teacher())).forEach(wish -> outcomes.put(wish, new Outcome.Later()));
        var wishes = offered.stream().filter(wish -> !busy.contains(wish.teacher())).toList();
        return wishes.isEmpty() ? List.of() : decide(wishes, new Round(known, withOthers(all, live.get()), live.get(), asked.get()), asked.get(), known, all, outcomes);
    }

    /** And the terms in which these people wait for something else, as they are known: nothing is read for whoever waits nowhere. */
    private Map<TermId, Term> withOthers(Map<TermId, Term> terms, List<Choice> live) {
        if (live.stream().allMatch(it -> it.state() == Choice.State.SELECTED || terms.containsKey(it.term()))) {
            return terms;
        }
        var all = new HashMap<>(ground.terms.all());
        all.putAll(terms);
        return all;
    }

    private List<Choice> decide(List<Wish> wishes, Round round, OfferingAudience.Asked asked, Map<OfferingId, Offering> known, Map<TermId, Term> all, Map<Wish, Outcome> outcomes) {
        var seen = seen(wishes, round, wish -> asked.sees(wish.teacher(), all.get(Objects.requireNonNull(known.get(wish.offering())).term())));
        var decisions = new IdentityHashMap<Wish, Round.Decision>();
        var refused = new IdentityHashMap<Wish, Refused>();
        for (var wish : wishes) {
            try {
                if (seen.test(wish)) {
                    decisions.put(wish, round.decide(wish));
                }
            } catch (Refused e) {
                refused.put(wish, e);
            }
        }
        var behind = writing.write(round, asked, all);
        refusals.keep(refused, round.changed(), known, all);
        refused.forEach((wish, why) -> outcomes.put(wish, new Outcome.No(why)));
        answers(round, decisions).forEach((wish, answer) -> outcomes.put(wish, new Outcome.Done(answer)));
        return behind;
    }

    /** Whoever works elsewhere by now gives back what he has, and may say so again: what he once had there is asked for only then. */
    private Predicate<Wish> seen(List<Wish> wishes, Round round, Predicate<Wish> offered) {
        Predicate<Wish> now = wish -> round.choice(wish.teacher(), wish.offering()) != null || offered.test(wish);
        var nothing = wishes.stream().filter(wish -> !wish.takes() && !now.test(wish)).toList();
        var dropped = nothing.isEmpty() ? Map.<TeacherId, Set<OfferingId>>of() : ground.choices.dropped(teachers(nothing), offerings(nothing));
        return wish -> now.test(wish) || !wish.takes() && (dropped.getOrDefault(wish.teacher(), Set.of()).contains(wish.offering())
            || round.dropped().stream().anyMatch(it -> it.teacher().equals(wish.teacher()) && it.offering().equals(wish.offering())));
    }

    /** Those of a batch that somebody else holds, so that it could not be decided. */
    @Transactional
    public Set<OfferingId> held(List<Wish> batch) {
        return ground.offerings.held(offerings(batch), given(batch));
    }

    private static Set<OfferingId> offerings(List<Wish> batch) {
        return batch.stream().map(Wish::offering).collect(Collectors.toSet());
    }

    private static Set<OfferingId> given(List<Wish> batch) {
        return batch.stream().filter(wish -> !wish.takes()).map(Wish::offering).collect(Collectors.toSet());
    }

    /** Those in which something can change. What is full is only looked at, so that a crowd at a closed door holds up nobody. */
    private Supplier<Offerings.Held> hold(List<Wish> batch, Pipeline with) {
        return ground.offerings.hold(offerings(batch), given(batch), PATIENCE, with);
    }

    /** As it is at the end; what was taken and given back again in the same moment, as it was in between. */
    private Map<Wish, Wish.Answer> answers(Round round, Map<Wish, Round.Decision> decisions) {
        var waited = new ArrayList<Choice>();
        decisions.forEach((wish, _) -> {
            var choice = round.choice(wish.teacher(), wish.offering());
            if (choice != null && choice.state() == Choice.State.WAITING && !round.isNew(choice)) {
                waited.add(choice);
            }
        });
        var positions = waited.isEmpty() ? Map.<UUID, Integer>of() : ground.choices.positions(waited);
        var answers = new HashMap<Wish, Wish.Answer>();
        decisions.forEach((wish, decision) -> answers.put(wish, answer(round, wish, decision, positions)));
        return answers;
    }

    private static Wish.Answer answer(Round round, Wish wish, Round.Decision decision, Map<UUID, Integer> positions) {
        var choice = round.choice(wish.teacher(), wish.offering());
        if (decision.choice() == null) {
            return new Wish.Answer(null, 0, decision.changed());
        }
        if (choice == null) {
            return new Wish.Answer(decision.choice().state(), decision.position(), decision.changed());
        }
        var position = choice.state() == Choice.State.SELECTED ? 0 : round.isNew(choice) ? round.position(choice) : positions.getOrDefault(choice.id(), 0);
        return new Wish.Answer(choice.state() == Choice.State.WAITING && position == 0 ? Choice.State.SELECTED : choice.state(), position, decision.changed());
    }

    private static Set<TeacherId> teachers(List<Wish> wishes) {
        return wishes.stream().map(Wish::teacher).collect(Collectors.toSet());
    }
}
