package org.xingtan.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Refused;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** Whoever knocks again at a closed door. */
@XingtanTest
class RefusalsTests {

    @Autowired ChoosePlace choose;
    @Autowired ChangePlaces change;
    @Autowired ReviseOffering revise;
    @Autowired CommitRound rounds;
    @Autowired Refusals refusals;
    @Autowired Offerings offerings;
    @Autowired TransactionOperations transactions;
    @Autowired Offered offered;
    @Autowired Cast cast;
    @Autowired Clock clock;

    private Cast.Place county;
    private Cast.Place school;
    private Actor holder;
    private Actor late;

    @BeforeEach
    void openASchool() {
        county = cast.county();
        school = cast.school(county);
        holder = cast.actor(cast.teacher(school));
        late = cast.actor(cast.teacher(school));
    }

    @Test
    void hearsTheSameAndIsNotLookedUpAgain() {
        var offering = full(offered.term(county, 1), 1);

        assertThat(refused(late, offering)).isSameAs(refused(late, offering));
        assertThat(refused(late, offering).verdict().unmet()).extracting(Condition::code).containsExactly("selection.room");
    }

    @Test
    void hasThePlaceAsSoonAsItIsFree() {
        var offering = full(offered.term(county, 1), 1);
        refused(late, offering);
        choose.giveBack(holder, offering);

        assertThat(choose.choose(late, offering).state()).isEqualTo(Choice.State.SELECTED);
        assertThat(unmet(holder, offering)).containsExactly("selection.room");
        change.change(offering, 2, 0);
        assertThat(choose.choose(holder, offering).state()).isEqualTo(Choice.State.SELECTED);
    }

    @Test
    void isToldTheNumbersOfNow() {
        var offering = full(offered.term(county, 1), 1);
        refused(late, offering);
        change.change(offering, 2, 0);
        choose.choose(cast.actor(cast.teacher(school)), offering);

        assertThat(refused(late, offering).verdict().unmet().getFirst().arguments()).containsExactly(2, 2, 0, 0);
    }

    @Test
    void isJudgedByWhatHeHasChosenSince() {
        var term = offered.term(county, 1);
        var offering = full(term, 1);
        var other = offered.online(term, county, 5, 0);
        assertThat(unmet(late, offering)).containsExactly("selection.room");
        choose.choose(late, other);
        assertThat(unmet(late, offering)).containsExactlyInAnyOrder("selection.limit", "selection.room");
        choose.giveBack(late, other);

        assertThat(unmet(late, offering)).containsExactly("selection.room");
    }

    @Test
    void isJudgedByWhatTheOfficeHasWithdrawnSince() {
        var term = offered.term(county, 1);
        var offering = full(term, 1);
        var other = offered.online(term, county, 5, 0);
        choose.choose(late, other);
        assertThat(unmet(late, offering)).containsExactlyInAnyOrder("selection.limit", "selection.room");
        revise.withdraw(cast.administrator(county), other, "cancelled");

        assertThat(unmet(late, offering)).containsExactly("selection.room");
    }

    @Test
    void hearsThatTheTimeIsOverWhenItIs() {
        var offering = full(offered.term(county, 1, Duration.ofDays(-1), Duration.ofHours(1)), 1);
        refused(late, offering);
        var wish = new Wish(late.teacher(), offering, true, clock.instant().plus(Duration.ofHours(2)));

        assertThat(rounds.commit(List.of(wish)).outcomes().get(wish)).isInstanceOfSatisfying(CommitRound.Outcome.No.class, no ->
            assertThatThrownBy(() -> { throw no.why(); }).isInstanceOfSatisfying(Refused.class, it ->
                assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactlyInAnyOrder("window.closed", "selection.room")));
    }

    @Test
    void isNotLookedUpWhileTheDatabaseKeepsTheDoorClosed() throws Exception {
        var offering = full(offered.term(county, 1), 1);
        var said = refused(late, offering);
        var wish = new Wish(late.teacher(), offering, true, clock.instant());
        for (var known = refusals.atTheDoor(wish); known.isEmpty(); known = refusals.atTheDoor(wish)) {
            said = refused(late, offering);
            Thread.sleep(1);
        }

        assertThat(refusals.atTheDoor(new Wish(holder.teacher(), offering, true, clock.instant()))).isEmpty();
        assertThat(refusals.atTheDoor(new Wish(late.teacher(), full(offered.term(county, 1), 1), true, clock.instant()))).isEmpty();
        assertThat(said).isNotNull().isSameAs(refused(late, offering));
    }

    /** A crowd knocks at two nodes while places are given back and taken: whoever asks when there is room is not told that there is none. */
    @Test
    void isNeverToldOfAClosedDoorAfterSomebodyHasOpenedIt() throws Exception {
        var offering = full(offered.term(county, 1), 1);
        var crowd = new Crowd(offering);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> crowd.knock(new Refusals.Doors(offerings, transactions)));
            threads.submit(() -> crowd.knock(new Refusals.Doors(offerings, transactions)));
            try {
                for (var round = 0; round < 10; round++) {
                    crowd.isToldOnceMore();
                    choose.giveBack(holder, offering);
                    crowd.moves.incrementAndGet();
                    Thread.sleep(30);
                    crowd.moves.incrementAndGet();
                    choose.choose(holder, offering);
                }
            } finally {
                crowd.ends.set(true);
            }
        }

        assertThat(crowd.wrong).hasValue(0);
        assertThat(crowd.told.get()).isGreaterThanOrEqualTo(10);
    }

    /** @param moves odd while there is room */
    private record Crowd(OfferingId offering, AtomicBoolean ends, AtomicInteger moves, AtomicInteger told, AtomicInteger wrong) {

        Crowd(OfferingId offering) {
            this(offering, new AtomicBoolean(), new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
        }

        @Nullable Void knock(Refusals.Doors doors) throws InterruptedException {
            while (!ends.get()) {
                var before = moves.get();
                var full = doors.closed(offering) != null;
                if (full) {
                    told.incrementAndGet();
                }
                if (full && before % 2 == 1 && moves.get() == before) {
                    wrong.incrementAndGet();
                }
                Thread.sleep(1);
            }
            return null;
        }

        void isToldOnceMore() throws InterruptedException {
            var end = Instant.now().plusSeconds(60);
            for (var seen = told.get(); told.get() == seen;) {
                assertThat(Instant.now()).isBefore(end);
                Thread.sleep(1);
            }
        }
    }

    private OfferingId full(TermId term, int places) {
        var offering = offered.online(term, county, places, 0);
        choose.choose(holder, offering);
        return offering;
    }

    private @Nullable Refused refused(Actor actor, OfferingId offering) {
        return catchThrowableOfType(Refused.class, () -> choose.choose(actor, offering));
    }

    private List<String> unmet(Actor actor, OfferingId offering) {
        return refused(actor, offering).verdict().unmet().stream().map(Condition::code).toList();
    }
}
