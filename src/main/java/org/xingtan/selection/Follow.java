package org.xingtan.selection;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.xingtan.enrollment.Enroll;
import org.xingtan.enrollment.Participation;
import org.xingtan.messaging.Outgoing;
import org.xingtan.messaging.Send;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Uuids;
import org.xingtan.program.Candidates;
import org.xingtan.program.Programs;

/** What follows from a round in the same transaction: who has a place takes part, who has given it back does not, who was promoted is told. */
@Component
class Follow {

    private final Enroll enroll;
    private final Candidates candidates;
    private final Programs programs;
    private final Send send;
    private final Clock clock;

    Follow(Enroll enroll, Candidates candidates, Programs programs, Send send, Clock clock) {
        this.enroll = enroll;
        this.candidates = candidates;
        this.programs = programs;
        this.send = send;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    void changed(Round round, OfferingAudience.Asked asked, Instant now) {
        var leaving = round.dropped().stream().filter(Follow::hasPlace).map(it -> new Enroll.Leaving(it.teacher(), it.program())).toList();
        if (!leaving.isEmpty()) {
            enroll.leave(leaving);
        }
        var coming = round.added().stream().filter(Follow::hasPlace)
            .map(it -> participation(round, it, Objects.requireNonNull(asked.candidate(it.teacher()).organization()), now)).toList();
        if (!coming.isEmpty()) {
            enroll.all(coming);
        }
        if (!round.promoted().isEmpty()) {
            promoted(round, now);
        }
    }

    private void promoted(Round round, Instant now) {
        var people = candidates.of(round.promoted().stream().map(Choice::teacher).collect(Collectors.toSet()));
        // Somebody without a unit keeps the place; he takes part when he has one again and opens the program.
        enroll.all(round.promoted().stream().flatMap(choice -> Stream.ofNullable(Objects.requireNonNull(people.get(choice.teacher())).organization())
            .map(unit -> participation(round, choice, unit, now))).toList());
        for (var choice : round.promoted()) {
            send.to(choice.teacher(), Outgoing.official("selection.promoted", "selection:" + choice.id(), "selection.promoted.",
                programs.find(choice.program()).title()).leadingTo("/selection/terms/" + choice.term()));
        }
    }

    private static boolean hasPlace(Choice choice) {
        return choice.state() == Choice.State.SELECTED;
    }

    private static Participation participation(Round round, Choice choice, OrganizationId unit, Instant now) {
        return new Participation(Uuids.next(), choice.teacher(), choice.program(), round.track(choice), unit, now, null);
    }
}
