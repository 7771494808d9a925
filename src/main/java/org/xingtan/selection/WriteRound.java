package org.xingtan.selection;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.persistence.Pipeline;

/** Writes what a round has decided: choices, places, and what follows from them. */
@Component
class WriteRound {

    /** Something was not as it had been read: another node was faster. Nothing is written; the same may be tried again. */
    static final class Moved extends RuntimeException {

        Moved() {
            super("Choices were changed elsewhere at the same moment");
        }
    }

    /** Of those who wait, at first so many are read. */
    private static final int NEXT = 64;

    private final Choices choices;
    private final Terms known;
    private final OfferingAudience audience;
    private final Follow follow;
    private final JdbcTemplate db;

    WriteRound(Choices choices, Terms known, OfferingAudience audience, Follow follow, JdbcTemplate db) {
        this.choices = choices;
        this.known = known;
        this.audience = audience;
        this.follow = follow;
        this.db = db;
    }

    /**
     * @param asked those who are given something new
     * @return people with a place who could not be brought into the program yet
     * @throws Moved when choices were changed elsewhere
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Choice> write(Round round, OfferingAudience.Asked asked, Map<TermId, Term> terms) {
        promote(round, terms);
        var now = follow.now();
        var gone = Stream.concat(round.dropped().stream(), round.lapsed().stream()).toList();
        if (!gone.isEmpty() && !choices.drop(gone, now) || !round.promoted().isEmpty() && !choices.promote(round.promoted(), now)) {
            throw new Moved();
        }
        follow.left(round);
        var together = new Pipeline(db);
        var added = choices.add(round.added(), terms, now, together);
        follow.come(round, asked, now, together);
        together.run();
        if (added.get() < round.added().size()) {
            throw new Moved();
        }
        return follow.others(round, now);
    }

    /** Until no place is free, or nobody is left who waits for one. */
    private void promote(Round round, Map<TermId, Term> terms) {
        for (var most = NEXT; !round.open().isEmpty(); most *= 4) {
            var n = most;
            var open = round.open();
            var waiting = choices.waiting(open, n);
            var read = waiting.stream().collect(Collectors.groupingBy(Choice::offering, Collectors.counting()));
            var people = audience.candidates(waiting.stream().map(Choice::teacher).collect(Collectors.toSet()));
            var gone = waiting.stream().filter(choice -> !people.sees(choice.teacher(), terms.get(choice.term()))).collect(Collectors.toSet());
            gone.removeAll(withTheirUnits(gone, people));
            round.promote(waiting, offering -> read.getOrDefault(offering, 0L) < n, choice -> !gone.contains(choice));
            if (open.stream().allMatch(offering -> read.getOrDefault(offering, 0L) < n)) {
                return;
            }
        }
    }

    /** Whose unit has gone over to another authority, and not he. */
    private Set<Choice> withTheirUnits(Set<Choice> gone, OfferingAudience.Asked people) {
        var left = gone.isEmpty() ? Map.<TermId, Set<OrganizationId>>of() : known.left(gone.stream().map(Choice::term).collect(Collectors.toSet()));
        return gone.stream().filter(choice -> people.unit(choice.teacher()).filter(unit -> left.getOrDefault(choice.term(), Set.of()).contains(unit)).isPresent())
            .collect(Collectors.toSet());
    }
}
