package org.xingtan.selection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.xingtan.directory.People;
import org.xingtan.enrollment.Enroll;
import org.xingtan.enrollment.Participation;
import org.xingtan.messaging.Outgoing;
import org.xingtan.messaging.Send;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.Pipeline;

/** What follows from a round in the same transaction: who has a place takes part, who has given it back does not, who waited is told. */
@Component
class Follow {

    private static final int LOOKS = 6;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);

    private final Enroll enroll;
    private final People people;
    private final OfferingAudience audience;
    private final Offerings offerings;
    private final Send send;
    private final Clock clock;

    Follow(Enroll enroll, People people, OfferingAudience audience, Offerings offerings, Send send, Clock clock) {
        this.enroll = enroll;
        this.people = people;
        this.audience = audience;
        this.offerings = offerings;
        this.send = send;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    void left(Round round) {
        var leaving = round.dropped().stream().filter(Follow::hasPlace).map(it -> new Enroll.Leaving(it.teacher(), it.program(), it.chosenAt())).toList();
        if (!leaving.isEmpty()) {
            enroll.leave(leaving);
        }
    }

    /** Whose place is new. */
    void come(Round round, OfferingAudience.Asked asked, Instant now, Pipeline with) {
        enroll.all(coming(round, round.added().stream().filter(Follow::hasPlace).toList(), asked, now), round.added().size(), with);
    }

    /** @return people with a place whom somebody is changing at this moment: they are brought into the program a little later */
    List<Choice> others(Round round, Instant now) {
        tell(round.promoted(), "selection.promoted", "selection.promoted.");
        var ended = round.lapsed().stream().collect(Collectors.partitioningBy(it -> round.isOver(it, now)));
        tell(Objects.requireNonNull(ended.get(false)), "selection.lapsed", "selection.lapsed.");
        tell(Objects.requireNonNull(ended.get(true)), "selection.ended", "selection.ended.");
        return later(round, Stream.concat(round.promoted().stream(), round.behind().stream()).filter(it -> !it.taking()).toList(), now);
    }

    /**
     * Until the transaction ends nobody else changes these people, nor do they begin to learn in the program. A moment is waited for who is being
     * changed, and no longer: what the transaction holds others would wait for.
     *
     * @return false when some are still being changed
     */
    boolean hold(List<TeacherId> teachers, ProgramId program) {
        var busy = new HashSet<>(teachers);
        for (var look = 0; look < LOOKS && !busy.isEmpty(); look++) {
            pause(look);
            busy.removeAll(people.holdFree(busy));
        }
        if (!busy.isEmpty()) {
            return false;
        }
        var beginning = Set.copyOf(teachers);
        for (var look = 0; look < LOOKS && !beginning.isEmpty(); look++) {
            pause(look);
            beginning = enroll.holdFree(beginning, List.of(program));
        }
        return beginning.isEmpty();
    }

    private static void pause(int look) {
        if (look > 0) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** Who has lost a place, or waits no longer, because there is none any more. */
    void withdrawn(List<Choice> gone, Offering offering, String reason) {
        enroll.leave(gone.stream().filter(it -> hasPlace(it) && !it.started()).map(it -> new Enroll.Leaving(it.teacher(), it.program(), it.chosenAt())).toList());
        var called = Objects.requireNonNull(offerings.called(List.of(offering.id())).get(offering.id()));
        gone.stream().collect(Collectors.groupingBy(it -> !hasPlace(it) ? "waiting" : it.started() ? "started" : "taken")).forEach((kind, of) ->
            send.to(of.stream().map(Choice::teacher).toList(), Outgoing.official("selection.withdrawn." + kind, "offering:" + offering.id() + ":" + Uuids.next(),
                "selection.withdrawn." + kind + ".", called, reason).leadingTo(kind.equals("started") ? "/programs/" + offering.program() : "/selection/terms/" + offering.term())));
    }

    private List<Choice> later(Round round, List<Choice> choices, Instant now) {
        if (choices.isEmpty()) {
            return List.of();
        }
        var held = people.holdFree(choices.stream().map(Choice::teacher).collect(Collectors.toSet()));
        if (!held.isEmpty()) {
            enroll.all(coming(round, choices.stream().filter(it -> held.contains(it.teacher())).toList(), audience.candidates(held), now));
        }
        return choices.stream().filter(it -> !held.contains(it.teacher())).toList();
    }

    /** Who has no unit at this moment takes part when he has one again and opens the program. */
    private static List<Participation> coming(Round round, List<Choice> choices, OfferingAudience.Asked asked, Instant now) {
        return choices.stream().flatMap(choice -> asked.unit(choice.teacher()).stream()
            .map(unit -> new Participation(Uuids.next(), choice.teacher(), choice.program(), round.track(choice), unit, now, null))).toList();
    }

    /** All of an offering in one statement. */
    private void tell(List<Choice> choices, String rule, String text) {
        var byOffering = choices.stream().collect(Collectors.groupingBy(Choice::offering));
        var called = byOffering.isEmpty() ? Map.<OfferingId, String>of() : offerings.called(byOffering.keySet());
        byOffering.forEach((offering, of) -> send.to(of.stream().map(Choice::teacher).toList(),
            Outgoing.official(rule, "offering:" + offering + ":" + Uuids.next(), text, Objects.requireNonNull(called.get(offering))).leadingTo("/selection/offerings/" + offering)));
    }

    private static boolean hasPlace(Choice choice) {
        return choice.state() == Choice.State.SELECTED;
    }
}
