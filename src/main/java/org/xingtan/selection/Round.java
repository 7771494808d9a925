package org.xingtan.selection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Verdict;

/**
 * The law of places: some offerings and the choices of some people as they are now, and wishes decided one after the other, so that
 * nobody is refused for a place or a limit that another refused wish took. It changes nothing itself; what it has decided is written
 * by whoever made it.
 */
final class Round {

    /** Whom an offering takes, apart from its places: each condition. */
    interface Audience {

        List<Condition> of(TeacherId teacher, Offering offering, Term term);
    }

    /** The places of one offering while wishes are decided. */
    private static final class Places {

        private final int most;
        private final int waitingMost;
        private int taken;
        private int waiting;
        private long turn;

        Places(Offering offering) {
            this.most = offering.seats().places();
            this.waitingMost = offering.waitingPlaces();
            this.taken = offering.seats().taken();
            this.waiting = offering.seats().waiting();
            this.turn = offering.seats().turn();
        }

        int free() {
            return Math.max(0, most - taken - waiting);
        }

        boolean hasRoom() {
            return free() > 0 || waiting < waitingMost;
        }

        Choice.State take() {
            turn++;
            if (free() > 0) {
                taken++;
                return Choice.State.SELECTED;
            }
            waiting++;
            return Choice.State.WAITING;
        }

        void giveBack(Choice.State state) {
            if (state == Choice.State.SELECTED) {
                taken--;
            } else {
                waiting--;
            }
        }
    }

    private final Map<OfferingId, Offering> offerings;
    private final Map<TermId, Term> terms;
    private final Audience audience;
    private final Map<OfferingId, Places> places = new HashMap<>();
    private final Map<TeacherId, Map<OfferingId, Choice>> live = new HashMap<>();
    private final LinkedHashMap<java.util.UUID, Choice> added = new LinkedHashMap<>();
    private final List<Choice> dropped = new ArrayList<>();
    private final List<Choice> promoted = new ArrayList<>();

    Round(Map<OfferingId, Offering> offerings, Map<TermId, Term> terms, List<Choice> choices, Audience audience) {
        this.offerings = offerings;
        this.terms = terms;
        this.audience = audience;
        offerings.forEach((id, offering) -> places.put(id, new Places(offering)));
        choices.forEach(choice -> live.computeIfAbsent(choice.teacher(), _ -> new LinkedHashMap<>()).put(choice.offering(), choice));
    }

    /**
     * Whoever has a place or waits for one keeps it; a place that is given back goes first to those who wait.
     *
     * @return whether anything is other than before
     * @throws Refused with every condition
     */
    boolean decide(Wish wish) {
        var known = choice(wish.teacher(), wish.offering());
        if (wish.takes() == (known != null)) {
            return false;
        }
        if (known == null) {
            take(wish, offering(wish.offering()));
        } else {
            giveBack(wish.at(), known);
        }
        return true;
    }

    private void take(Wish wish, Offering offering) {
        var term = term(offering);
        verdict(wish.teacher(), offering, term, wish.at()).orRefuse();
        var state = places(offering.id()).take();
        var choice = new Choice(wish.teacher(), Uuids.next(), offering.id(), term.id(), offering.program(), state,
            slot(wish.teacher(), term), offering.meetings(), places(offering.id()).turn, false);
        added.put(choice.id(), choice);
        live.computeIfAbsent(wish.teacher(), _ -> new LinkedHashMap<>()).put(offering.id(), choice);
    }

    /** Everything that decides whether a person gets a place there, or a place to wait. */
    Verdict verdict(TeacherId teacher, Offering offering, Term term, Instant at) {
        var mine = choices(teacher);
        var inTerm = (int) mine.stream().filter(it -> it.term().equals(term.id())).count();
        var conditions = new ArrayList<Condition>();
        conditions.add(term.when(at));
        conditions.addAll(audience.of(teacher, offering, term));
        conditions.add(Condition.of("selection.limit", inTerm < term.most(), term.most(), inTerm).from(term.notice()));
        conditions.add(Condition.of("selection.once", mine.stream().noneMatch(it -> it.program().equals(offering.program()))));
        conditions.add(Condition.of("selection.overlap", mine.stream().noneMatch(it -> it.meetings().overlap(offering.meetings()))));
        var there = places(offering.id());
        conditions.add(Condition.of("selection.room", there.hasRoom(), there.most, there.taken, there.waitingMost, there.waiting));
        return Verdict.of(conditions);
    }

    private void giveBack(Instant at, Choice choice) {
        var term = term(offering(choice.offering()));
        Verdict.of(term.when(at), Condition.of("selection.not-started", !choice.started())).orRefuse();
        places(choice.offering()).giveBack(choice.state());
        Objects.requireNonNull(live.get(choice.teacher())).remove(choice.offering());
        if (added.remove(choice.id()) == null) {
            dropped.add(choice);
        }
    }

    /**
     * Gives what is free to those who wait, in their turn.
     *
     * @param waiting who waits, as it was before the round: at least as many of each offering as places were given back
     */
    void promote(List<Choice> waiting) {
        var gone = dropped.stream().map(Choice::id).toList();
        var all = Stream.concat(waiting.stream().filter(it -> !gone.contains(it.id())), added.values().stream().filter(Round::waits))
            .sorted(Comparator.comparingLong(Choice::turn)).toList();
        for (var choice : all) {
            var there = places(choice.offering());
            if (there.taken < there.most) {
                there.waiting--;
                there.taken++;
                var now = choice.promoted();
                if (added.replace(now.id(), now) == null) {
                    promoted.add(now);
                }
                live.computeIfAbsent(now.teacher(), _ -> new LinkedHashMap<>()).put(now.offering(), now);
            }
        }
    }

    /** The offerings of which somebody has given a place back, and how many of them did. */
    Map<OfferingId, Integer> given() {
        var given = new LinkedHashMap<OfferingId, Integer>();
        dropped.forEach(choice -> given.merge(choice.offering(), 1, Integer::sum));
        return given;
    }

    /** New choices, as they are at the end. */
    List<Choice> added() {
        return List.copyOf(added.values());
    }

    List<Choice> dropped() {
        return dropped;
    }

    /** Those who waited before, and have a place now. */
    List<Choice> promoted() {
        return promoted;
    }

    /** What the person has there at the end; null when nothing. */
    @Nullable Choice choice(TeacherId teacher, OfferingId offering) {
        return live.getOrDefault(teacher, Map.of()).get(offering);
    }

    /** Which place among those who wait a new choice has at the end: all who came later are new as well. */
    int position(Choice choice) {
        var behind = added.values().stream().filter(it -> waits(it) && it.offering().equals(choice.offering()) && it.turn() > choice.turn()).count();
        return places(choice.offering()).waiting - (int) behind;
    }

    /** On which track who has the place takes part. */
    String track(Choice choice) {
        return offering(choice.offering()).track();
    }

    boolean isNew(Choice choice) {
        return added.containsKey(choice.id());
    }

    private static boolean waits(Choice choice) {
        return choice.state() == Choice.State.WAITING;
    }

    private int slot(TeacherId teacher, Term term) {
        var used = choices(teacher).stream().filter(it -> it.term().equals(term.id())).map(Choice::slot).toList();
        return IntStream.rangeClosed(1, term.most()).filter(slot -> !used.contains(slot)).findFirst().orElseThrow();
    }

    private List<Choice> choices(TeacherId teacher) {
        return List.copyOf(live.getOrDefault(teacher, Map.of()).values());
    }

    private Offering offering(OfferingId id) {
        return Objects.requireNonNull(offerings.get(id));
    }

    private Term term(Offering offering) {
        return Objects.requireNonNull(terms.get(offering.term()));
    }

    private Places places(OfferingId id) {
        return Objects.requireNonNull(places.get(id));
    }
}
