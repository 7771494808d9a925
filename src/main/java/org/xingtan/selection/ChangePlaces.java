package org.xingtan.selection;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Verdict;
import org.xingtan.platform.persistence.ValueRows;

/** Use case: an offering gets more places, which go at once to those who wait unless its term is over, or fewer, but never fewer than are taken. */
@Service
class ChangePlaces {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final ValueRows UNCHOSEN = new ValueRows("""
        update selection.offering o set places = v.places, waiting_places = v.waiting
          from (values %s) v (id, places, waiting)
         where o.offering_id = v.id and o.taken + o.waiting = 0 and o.withdrawn_at is null
        """, "uuid", "int", "int");

    private final JdbcClient db;
    private final Terms terms;
    private final Offerings offerings;
    private final Choices choices;
    private final OfferingAudience audience;
    private final WriteRound writing;
    private final PlaceCommitter committer;

    ChangePlaces(JdbcClient db, CommitRound.Ground ground, WriteRound writing, PlaceCommitter committer) {
        this.db = db;
        this.terms = ground.terms();
        this.offerings = ground.offerings();
        this.choices = ground.choices();
        this.audience = ground.audience();
        this.writing = writing;
        this.committer = committer;
    }

    /**
     * @return how many got a place by it
     * @throws org.xingtan.platform.Refused when it is withdrawn, or somebody would lose his place, and says who
     */
    @Transactional
    public int change(OfferingId id, int places, int waitingPlaces) {
        var offering = Optional.ofNullable(offerings.hold(Set.of(id), Set.of(id), PATIENCE).locked().get(id)).orElseThrow(() -> new NotFound(id));
        var seats = offering.seats();
        var over = seats.taken() - places;
        Verdict.of(Condition.of("selection.revise.offered", !offerings.isWithdrawn(id)),
            over > 0 ? Condition.atLeast("selection.places.taken", seats.taken(), places, places, seats.taken(), choices.latest(id, over))
                : Condition.atLeast("selection.places.enough", seats.taken(), places, places, seats.taken()),
            Condition.atLeast("selection.places.waiting", Math.max(0, seats.waiting() - Math.max(0, places - seats.taken())), waitingPlaces)).orRefuse();
        offerings.change(id, places, Math.max(waitingPlaces, seats.waiting()));
        var changed = Objects.requireNonNull(offerings.find(Set.of(id)).get(id));
        var nobody = audience.candidates(Set.of());
        var all = terms.current(List.of(offering.term()));
        var round = new Round(Map.of(id, changed), all, List.of(), nobody);
        followAfterCommit(writing.write(round, nobody, all));
        offerings.change(id, places, waitingPlaces);
        return round.promoted().size();
    }

    /** Of offerings that the transaction holds and nobody has chosen: there is nobody who could get a place by it, or lose one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void change(List<KeepTerm.Room> rooms) {
        for (var start = 0; start < rooms.size(); start += ValueRows.MOST) {
            var rows = rooms.subList(start, Math.min(rooms.size(), start + ValueRows.MOST)).stream().map(it -> List.<Object>of(it.offering().value(), it.places(), it.waiting())).toList();
            if (db.sql(UNCHOSEN.statement(rows.size())).params(UNCHOSEN.parameters(rows)).update() < rows.size()) {
                throw new IllegalStateException("Somebody has chosen what was held");
            }
        }
    }

    private void followAfterCommit(List<Choice> behind) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                committer.follow(behind);
            }
        });
    }
}
