package org.xingtan.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;

class BeatLawTests {

    private static final Instant OPENED = Instant.parse("2026-01-09T00:00:00Z");
    private static final int DURATION = 40;

    @Test
    void countsWhatTheClockAllows() {
        var decision = BeatLaw.decide(aSession(10), beat(1, 0, 10), DURATION, after(10));

        assertThat(decision.session().covered()).isEqualTo(Coverage.of(0, 10));
        assertThat(decision.refused()).isEmpty();
    }

    @Test
    void refusesWhatIsAheadOfTimeAndSaysWhich() {
        var decision = BeatLaw.decide(aSession(10), beat(1, 0, 40), DURATION, after(8));

        assertThat(decision.session().covered()).isEqualTo(Coverage.of(0, 10));
        assertThat(decision.refused()).containsExactly(new BeatLaw.Refusal(List.of(10, 40), "beat.ahead-of-time"));
    }

    @Test
    void aJumpToTheEndCoversOnlyTheEnd() {
        var decision = BeatLaw.decide(aSession(10), beat(1, 39, 40), DURATION, after(30));

        assertThat(decision.session().covered().seconds()).isEqualTo(1);
    }

    @Test
    void doubleSpeedCoversTwiceAsMuch() {
        var decision = BeatLaw.decide(aSession(20), beat(1, 0, 20), DURATION, after(10));

        assertThat(decision.session().covered()).isEqualTo(Coverage.of(0, 20));
    }

    @Test
    void anAcknowledgedBeatSentAgainChangesNothingEvenWhenTimeHasPassed() {
        var first = BeatLaw.decide(aSession(10), beat(1, 0, 40), DURATION, after(5)).session();

        assertThat(BeatLaw.decide(first, beat(1, 0, 40), DURATION, after(100)).session()).isSameAs(first);
    }

    @Test
    void beatsMayComeLateAndInAnyOrder() {
        var later = BeatLaw.decide(aSession(10), beat(2, 5, 10), DURATION, after(11)).session();
        var earlier = BeatLaw.decide(later, beat(1, 0, 5), DURATION, after(12)).session();

        assertThat(earlier.covered()).isEqualTo(Coverage.of(0, 10));
    }

    @Test
    void theAllowanceIsThereOnce() {
        var first = BeatLaw.decide(aSession(10), beat(1, 0, 4), DURATION, after(2)).session();
        var second = BeatLaw.decide(first, beat(2, 4, 8), DURATION, after(2)).session();

        assertThat(second.covered()).isEqualTo(Coverage.of(0, 4));
    }

    @Test
    void aDebtIsPaidFirst() {
        var indebted = session(10, 2_000_000, Session.ALLOWANCE);

        assertThat(BeatLaw.decide(indebted, beat(1, 0, 40), DURATION, after(0)).session().covered()).isEqualTo(Coverage.NONE);
        assertThat(BeatLaw.decide(indebted, beat(1, 0, 40), DURATION, after(3)).session().covered()).isEqualTo(Coverage.of(0, 3));
    }

    @Test
    void whatOtherSessionsHaveCoveredCostsNothing() {
        var session = new Session(new TeacherId(Uuids.next()), Uuids.next(), new ProgramId(Uuids.next()), new LessonId(Uuids.next()), OPENED,
            null, null, OPENED, 10, 0, Session.ALLOWANCE, Coverage.NONE, Coverage.NONE, 1, Coverage.of(0, 30));

        var decision = BeatLaw.decide(session, beat(1, 0, 40), DURATION, after(8));

        assertThat(decision.session().covered()).isEqualTo(Coverage.of(30, 40));
        assertThat(decision.session().ofLesson()).isEqualTo(Coverage.of(0, 40));
    }

    @Test
    void theLastHalfSecondOfAVideoIsItsEnd() {
        assertThat(new Beat(1, List.of(List.of(35.2, 39.7)), 39.7, 1.0).played(40)).isEqualTo(Coverage.of(35, 40));
    }

    @Test
    void refusesNumbersThatMakeNoSense() {
        for (var range : List.of(List.of(-1.0, 5.0), List.of(5.0, 1.0), List.of(0.0, Double.POSITIVE_INFINITY), List.of(Double.NaN, 1.0), List.of(1.0))) {
            assertThatThrownBy(() -> new Beat(1, List.of(range), null, null)).isInstanceOf(Problem.class);
        }
        assertThatThrownBy(() -> new Beat(-1, List.of(), null, null)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> new Beat(null, List.of(), null, null)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> new Beat(1, List.of(), null, -2.0)).isInstanceOf(Problem.class);
    }

    /** Whatever is claimed, in whatever order: never more than time lived × rate + 2 seconds, and a retry earns nothing. */
    @Property
    void neverMoreThanTheClockAllows(@ForAll("claims") List<Claim> claims, @ForAll("tenths") int tenths, @ForAll("debts") long debt) {
        var session = session(tenths, debt, Session.ALLOWANCE);
        var now = OPENED;
        for (var claim : claims) {
            now = now.plusMillis(claim.later);
            var before = session;
            session = BeatLaw.decide(session, claim.beat, 600, now).session();
            assertThat(session.covered().minus(before.covered()).plus(before.covered())).isEqualTo(session.covered());
            assertThat(session.balance(now)).isGreaterThanOrEqualTo(-Session.ALLOWANCE - (debt > Session.ALLOWANCE ? debt : 0));
            assertThat(BeatLaw.decide(session, claim.beat, 600, now.plusSeconds(500)).session()).isSameAs(session);
        }
    }

    /** An honest player that reports what it has really played loses nothing, however late its reports come. */
    @Property
    void anHonestPlayerLosesNothing(@ForAll("steps") List<Integer> steps, @ForAll("tenths") int tenths) {
        var session = session(tenths, 0, Session.ALLOWANCE);
        var position = 0.0;
        var now = OPENED;
        var seq = 0;
        for (var millis : steps) {
            var from = position;
            position = Math.min(600, position + millis / 1000.0 * tenths / 10);
            now = now.plusMillis(millis);
            var decision = BeatLaw.decide(session, new Beat(++seq, List.of(List.of(from, position)), position, tenths / 10.0), 600, now);
            assertThat(decision.refused()).isEmpty();
            session = decision.session();
        }
        assertThat(session.covered().seconds()).isGreaterThanOrEqualTo((int) Math.floor(position) - steps.size());
    }

    record Claim(int later, Beat beat) {}

    @Provide
    Arbitrary<List<Claim>> claims() {
        var second = Arbitraries.doubles().between(0, 700);
        var range = Combinators.combine(second, second).as((a, b) -> List.of(Math.min(a, b), Math.max(a, b)));
        var beat = Combinators.combine(Arbitraries.integers().between(0, 30), range.list().ofMaxSize(4)).as((seq, ranges) -> new Beat(seq, ranges, null, null));
        return Combinators.combine(Arbitraries.integers().between(0, 20_000), beat).as(Claim::new).list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<Integer> tenths() {
        return Arbitraries.integers().between(10, 20);
    }

    @Provide
    Arbitrary<Long> debts() {
        return Arbitraries.longs().between(0, Session.ALLOWANCE);
    }

    @Provide
    Arbitrary<List<Integer>> steps() {
        return Arbitraries.integers().between(1, 20_000).list().ofMaxSize(12);
    }

    private static Session aSession(int tenths) {
        return session(tenths, 0, Session.ALLOWANCE);
    }

    private static Session session(int tenths, long debt, long allowance) {
        return new Session(new TeacherId(Uuids.next()), Uuids.next(), new ProgramId(Uuids.next()), new LessonId(Uuids.next()), OPENED, null,
            null, OPENED, tenths, debt, allowance, Coverage.NONE, Coverage.NONE, 1, Coverage.NONE);
    }

    private static Beat beat(int seq, double from, double to) {
        return new Beat(seq, List.of(List.of(from, to)), to, 1.0);
    }

    private static Instant after(int seconds) {
        return OPENED.plusSeconds(seconds);
    }
}
