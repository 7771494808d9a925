package org.xingtan.selection;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Verdict;

/** Use case: an offering gets more places, which go at once to those who wait, or fewer, but never fewer than are taken. */
@Service
class ChangePlaces {

    private final Terms terms;
    private final Offerings offerings;
    private final Choices choices;
    private final OfferingAudience audience;
    private final Follow follow;

    ChangePlaces(Terms terms, Offerings offerings, Choices choices, OfferingAudience audience, Follow follow) {
        this.terms = terms;
        this.offerings = offerings;
        this.choices = choices;
        this.audience = audience;
        this.follow = follow;
    }

    /**
     * @return how many got a place by it
     * @throws org.xingtan.platform.Refused when somebody would lose his place, and says who
     */
    @Transactional
    public int change(OfferingId id, int places, int waitingPlaces) {
        var offering = Optional.ofNullable(offerings.lock(Set.of(id)).get(id)).orElseThrow(() -> new NotFound(id));
        var seats = offering.seats();
        var over = seats.taken() - places;
        Verdict.of(
            new Condition("selection.places.taken", List.of(places, seats.taken(), over > 0 ? choices.latest(id, over) : List.of()), over <= 0,
                String.valueOf(seats.taken()), String.valueOf(places), null, List.of()),
            Condition.atLeast("selection.places.waiting", Math.max(0, seats.waiting() - Math.max(0, places - seats.taken())), waitingPlaces)).orRefuse();
        var room = Math.min(seats.waiting(), places - seats.taken());
        offerings.change(id, places, Math.max(waitingPlaces, seats.waiting()));
        var round = new Round(Map.of(id, Objects.requireNonNull(offerings.find(Set.of(id)).get(id))), terms.all(), List.of(), audience.candidates(Set.of()));
        if (room > 0) {
            round.promote(choices.waiting(Map.of(id, room)));
            var now = follow.now();
            choices.promote(round.promoted(), now);
            follow.changed(round, audience.candidates(Set.of()), now);
        }
        offerings.change(id, places, waitingPlaces);
        return round.promoted().size();
    }
}
