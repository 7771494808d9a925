package org.xingtan.selection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;
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

    /** Use case: whoever waits in a term that is over waits no more, and is told. What is decided of him does not rest on it. */
    @Component
    static class EndWaiting {

        private static final int AT_ONCE = 500;
        private static final Duration PATIENCE = Duration.ofSeconds(3);

        private final CommitRound.Ground ground;
        private final WriteRound writing;
        private final TransactionOperations transactions;
        private final JdbcClient db;
        private final Clock clock;

        EndWaiting(CommitRound.Ground ground, WriteRound writing, TransactionOperations transactions, JdbcClient db, Clock clock) {
            this.ground = ground;
            this.writing = writing;
            this.transactions = transactions;
            this.db = db;
            this.clock = clock;
        }

        /** On whichever node comes first; some hundred people in a transaction. */
        @Scheduled(fixedDelay = 600_000, initialDelay = 240_000)
        void end() {
            for (var offering : due()) {
                var more = true;
                while (more) {
                    more = Boolean.TRUE.equals(transactions.execute(_ -> end(offering)));
                }
            }
        }

        private List<OfferingId> due() {
            var over = ground.terms().all().values().stream().filter(it -> it.isOver(clock.instant())).map(it -> it.id().value()).toArray(UUID[]::new);
            return db.sql("select offering_id from selection.offering where waiting > 0 and term_id = any (:over) order by offering_id").param("over", over)
                .query((row, _) -> new OfferingId(row.getObject(1, UUID.class))).list();
        }

        /** @return whether there may be more to do */
        private boolean end(OfferingId id) {
            if (!db.sql("select pg_try_advisory_xact_lock(hashtextextended('selection.waiting', 0))").query(Boolean.class).single()) {
                return false;
            }
            var offering = Objects.requireNonNull(ground.offerings().hold(Set.of(id), Set.of(id), PATIENCE).locked().get(id));
            var terms = ground.terms().current(List.of(offering.term()));
            var nobody = ground.audience().candidates(Set.of());
            var round = new Round(Map.of(id, offering), terms, List.of(), nobody);
            var now = clock.instant();
            var waiting = ground.choices().waiting(Set.of(id), AT_ONCE).stream().filter(it -> round.isOver(it, now)).toList();
            round.end(waiting);
            writing.write(round, nobody, terms);
            return waiting.size() == AT_ONCE;
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
        var now = follow.now();
        promote(round, terms, now);
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
    private void promote(Round round, Map<TermId, Term> terms, Instant now) {
        for (var most = NEXT; !round.open().isEmpty(); most *= 4) {
            var n = most;
            var open = round.open();
            var waiting = choices.waiting(open, n);
            var read = waiting.stream().collect(Collectors.groupingBy(Choice::offering, Collectors.counting()));
            var people = audience.candidates(waiting.stream().map(Choice::teacher).collect(Collectors.toSet()));
            var gone = waiting.stream().filter(choice -> !people.sees(choice.teacher(), terms.get(choice.term()))).collect(Collectors.toSet());
            gone.removeAll(withTheirUnits(gone, people));
            round.promote(waiting, offering -> read.getOrDefault(offering, 0L) < n, choice -> !gone.contains(choice) && !round.isOver(choice, now));
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
