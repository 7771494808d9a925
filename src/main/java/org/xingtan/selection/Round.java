package org.xingtan.selection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
 * by whoever made it: first what is given back, then who is promoted, then what is new.
 */
final class Round {

    /** Whom an offering takes, apart from its places: each condition. */
    interface Audience {

        List<Condition> of(TeacherId teacher, Offering offering, Term term);

        /** What one of somebody's choices is called. */
        default String called(Choice choice) {
            return choice.program().toString();
        }
    }

    /** Whether somebody who waits can still take a place that becomes free. */
    interface Waiting {

        boolean mayHave(Choice choice);
    }

    /**
     * What a wish came to when it was decided.
     *
     * @param choice what the person then had; null for nothing
     */
    record Decision(boolean changed, @Nullable Choice choice, int position) {}

    private final Map<OfferingId, Offering> offerings;
    private final Map<TermId, Term> terms;
    private final Audience audience;
    private final Map<OfferingId, Offering.Places> places = new HashMap<>();
    private final Map<TeacherId, Map<OfferingId, Choice>> live = new HashMap<>();
    private final LinkedHashMap<UUID, Choice> added = new LinkedHashMap<>();
    private final List<Choice> dropped = new ArrayList<>();
    private final List<Choice> promoted = new ArrayList<>();
    private final List<Choice> lapsed = new ArrayList<>();
    private final List<Choice> behind = new ArrayList<>();

    Round(Map<OfferingId, Offering> offerings, Map<TermId, Term> terms, List<Choice> choices, Audience audience) {
        this.offerings = offerings;
        this.terms = terms;
        this.audience = audience;
        offerings.forEach((id, offering) -> places.put(id, new Offering.Places(offering)));
        choices.forEach(this::put);
    }

    /**
     * Whoever has a place or waits for one keeps it; a place that is given back goes first to those who wait.
     *
     * @throws Refused with every condition
     */
    Decision decide(Wish wish) {
        var known = choice(wish.teacher(), wish.offering());
        if (wish.takes() == (known != null) || wish.follows()) {
            if (known != null && !waits(known) && !known.taking() && !added.containsKey(known.id())) {
                behind.add(known);
            }
            return new Decision(false, known, 0);
        }
        if (known != null && wish.isOvertaken(known)) {
            return new Decision(false, known, 0);
        }
        if (known != null) {
            giveBack(wish.at(), known);
            return new Decision(true, null, 0);
        }
        var taken = take(wish, offering(wish.offering()));
        return new Decision(true, taken, waits(taken) ? places(taken.offering()).waiting() : 0);
    }

    private Choice take(Wish wish, Offering offering) {
        var term = term(offering);
        verdict(wish.teacher(), offering, term, wish.at()).orRefuse();
        choices(wish.teacher()).stream().filter(it -> isOver(it, wish.at()) && crosses(it, offering)).forEach(this::lapse);
        var there = places(offering.id());
        var state = there.take();
        var choice = new Choice(wish.teacher(), Uuids.next(), offering.id(), term.id(), offering.program(), state,
            slot(wish.teacher(), term), offering.meetings(), there.turn(), wish.at(), false, false);
        added.put(choice.id(), choice);
        put(choice);
        return choice;
    }

    /** Whether the database takes no other beside it; what does not cross waits for whoever ends it: its offering is not locked here. */
    private static boolean crosses(Choice choice, Offering offering) {
        return choice.program().equals(offering.program()) || choice.meetings().overlap(offering.meetings());
    }

    /** Everything that decides whether a person gets a place there, or a place to wait. */
    Verdict verdict(TeacherId teacher, Offering offering, Term term, Instant at) {
        var mine = choices(teacher).stream().filter(it -> !isOver(it, at)).toList();
        var inTerm = (int) mine.stream().filter(it -> it.term().equals(term.id())).count();
        var conditions = new ArrayList<Condition>();
        conditions.add(term.when(at));
        conditions.addAll(audience.of(teacher, offering, term));
        conditions.add(Condition.below("selection.limit", term.most(), inTerm, term.most(), inTerm).from(term.notice()));
        conditions.add(Condition.of("selection.once", mine.stream().noneMatch(it -> it.program().equals(offering.program()))));
        var overlapping = mine.stream().filter(it -> it.meetings().overlap(offering.meetings())).map(audience::called).toList();
        conditions.add(overlapping.isEmpty() ? Condition.of("selection.apart", true) : Condition.of("selection.overlap", false, overlapping));
        conditions.add(places(offering.id()).room());
        return Verdict.of(conditions);
    }

    /** Whoever waits takes nothing from anybody when he leaves: he may at any time. */
    private void giveBack(Instant at, Choice choice) {
        if (!waits(choice)) {
            Verdict.of(term(offering(choice.offering())).when(at), Condition.of("selection.not-started", !choice.started())).orRefuse();
        }
        places(choice.offering()).giveBack(choice.state());
        Objects.requireNonNull(live.get(choice.teacher())).remove(choice.offering());
        behind.removeIf(it -> it.id().equals(choice.id()));
        if (added.remove(choice.id()) == null) {
            dropped.add(choice);
        }
    }

    /**
     * Gives what is free to those who wait, in their turn; who cannot take it any more loses his place among them.
     *
     * @param waiting  who waits, as it was before the round, in their turns
     * @param complete the offerings of which these are all: only there new choices have their turn
     */
    void promote(List<Choice> waiting, Predicate<OfferingId> complete, Waiting who) {
        var gone = Stream.of(dropped, promoted, lapsed).flatMap(List::stream).map(Choice::id).collect(Collectors.toSet());
        var all = Stream.concat(waiting.stream().filter(it -> !gone.contains(it.id())), added.values().stream().filter(it -> waits(it) && complete.test(it.offering())))
            .sorted(Comparator.comparingLong(Choice::turn)).toList();
        for (var choice : all) {
            var there = places(choice.offering());
            if (!there.hasFree()) {
                continue;
            }
            if (added.containsKey(choice.id()) || who.mayHave(choice)) {
                there.promote();
                promoted(choice.promoted());
            } else {
                lapse(choice);
            }
        }
    }

    /** Whatever becomes free, they wait no more. */
    void end(List<Choice> waiting) {
        waiting.forEach(this::lapse);
    }

    private void lapse(Choice choice) {
        Optional.ofNullable(places.get(choice.offering())).ifPresent(it -> it.giveBack(choice.state()));
        lapsed.add(choice);
        live.getOrDefault(choice.teacher(), new LinkedHashMap<>()).remove(choice.offering());
    }

    /** Whether somebody waits for what nobody gets any more: it stands in the way of nothing, and what is written ends it. */
    boolean isOver(Choice choice, Instant at) {
        return waits(choice) && terms.get(choice.term()) instanceof Term term && term.isOver(at);
    }

    private void promoted(Choice now) {
        if (added.replace(now.id(), now) == null) {
            promoted.add(now);
        }
        put(now);
    }

    /** Offerings with places that are free although somebody waits. */
    List<OfferingId> open() {
        return places.entrySet().stream().filter(it -> it.getValue().hasFree() && it.getValue().waiting() > 0).map(Map.Entry::getKey).toList();
    }

    /** New choices, as they are at the end. */
    List<Choice> added() {
        return List.copyOf(added.values());
    }

    /** What was given back. */
    List<Choice> dropped() {
        return dropped;
    }

    /** Those who waited before, and have a place now. */
    List<Choice> promoted() {
        return promoted;
    }

    /** Those who waited before, and cannot take a place any more, or will find none. */
    List<Choice> lapsed() {
        return lapsed;
    }

    /** For whom anything is other than before. */
    Set<TeacherId> changed() {
        return Stream.of(added.values(), dropped, promoted, lapsed).flatMap(Collection::stream).map(Choice::teacher).collect(Collectors.toSet());
    }

    /** Places whose people do not take part yet: they were being changed by somebody when they got them. */
    List<Choice> behind() {
        return behind;
    }

    /** What the person has there at the end; null when nothing. */
    @Nullable Choice choice(TeacherId teacher, OfferingId offering) {
        return live.getOrDefault(teacher, Map.of()).get(offering);
    }

    /** Which place among those who wait a new choice has at the end: all who came later are new as well. */
    int position(Choice choice) {
        var behind = added.values().stream().filter(it -> waits(it) && it.offering().equals(choice.offering()) && it.turn() > choice.turn()).count();
        return places(choice.offering()).waiting() - (int) behind;
    }

    boolean isNew(Choice choice) {
        return added.containsKey(choice.id());
    }

    /** On which track who has the place takes part. */
    String track(Choice choice) {
        return offering(choice.offering()).track();
    }

    private static boolean waits(Choice choice) {
        return choice.state() == Choice.State.WAITING;
    }

    private void put(Choice choice) {
        live.computeIfAbsent(choice.teacher(), _ -> new LinkedHashMap<>()).put(choice.offering(), choice);
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

    private Offering.Places places(OfferingId id) {
        return Objects.requireNonNull(places.get(id));
    }
}
