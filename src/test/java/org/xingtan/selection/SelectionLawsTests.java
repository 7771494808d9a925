package org.xingtan.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Durable;
import org.xingtan.tally.Figure;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Statements;
import org.xingtan.testing.XingtanTest;

/** Whatever comes at the same moment, and whoever writes: places, limits and their figures hold. */
@XingtanTest
class SelectionLawsTests {

    @Autowired ChoosePlace choose;
    @Autowired CommitRound rounds;
    @Autowired Durable durable;
    @Autowired PlaceCommitter committer;
    @Autowired LoadChoices choices;
    @Autowired TransactionOperations transactions;
    @Autowired Offerings offerings;
    @Autowired SelectionAudit audit;
    @Autowired Offered offered;
    @Autowired Cast cast;
    @Autowired Tally tally;
    @Autowired JdbcClient db;
    @Autowired Clock clock;

    private Cast.Place county;
    private Cast.Place school;

    @BeforeEach
    void openASchool() {
        county = cast.county();
        school = cast.school(county);
    }

    @Test
    void inARushEveryPlaceIsGivenOnceAndNobodyIsRefusedWrongly() throws Exception {
        var hot = offered.online(offered.term(county, 2), county, 40, 10);
        var second = new PlaceCommitter(rounds, durable, clock);
        var people = IntStream.range(0, 120).mapToObj(_ -> teacher()).toList();
        var wishes = new ArrayList<Callable<Wish.Answer>>();
        for (var i = 0; i < people.size(); i++) {
            var person = people.get(i).teacher();
            var other = i % 2 == 0;
            Callable<Wish.Answer> wish = () -> answer(other ? second : null, person, hot);
            wishes.addAll(List.of(wish, wish));
        }
        Collections.shuffle(wishes, new java.util.Random(7));

        var answers = new ArrayList<Wish.Answer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(wishes)) {
                answers.add(answer.get());
            }
        } finally {
            second.stop();
        }

        assertThat(answers.stream().filter(Wish.Answer::changed)).hasSize(50);
        assertThat(offering(hot).seats()).extracting(Offering.Seats::taken, Offering.Seats::waiting).containsExactly(40, 10);
        assertThat(enrolled(offering(hot).program())).isEqualTo(40);
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void ledger04FiftyAtOnceForTheLastThreePlaces() throws Exception {
        var offering = offered.online(offered.term(county, 1), county, 5, 60);
        for (var i = 0; i < 2; i++) {
            choose.choose(teacher(), offering);
        }
        var people = IntStream.range(0, 50).mapToObj(_ -> teacher()).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Wish.Answer>();
            for (var answer : threads.invokeAll(people.stream().map(actor -> (Callable<Wish.Answer>) () -> choose.choose(actor, offering)).toList())) {
                answers.add(answer.get());
            }
            assertThat(answers.stream().filter(it -> it.state() == Choice.State.SELECTED)).hasSize(3);
            assertThat(answers.stream().filter(it -> it.state() == Choice.State.WAITING).map(Wish.Answer::position).sorted())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 47).boxed().toList());
            for (var i = 0; i < answers.size(); i++) {
                var again = choose.choose(people.get(i), offering);
                assertThat(again.state()).isEqualTo(answers.get(i).state());
                assertThat(again.position()).isEqualTo(answers.get(i).position());
            }
        }
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void twoNodesKeepTheLimitOfOnePersonTogether() throws Exception {
        var term = offered.term(county, 3);
        var all = IntStream.range(0, 8).mapToObj(_ -> offered.online(term, county, 50, 0)).toList();
        var second = new PlaceCommitter(rounds, durable, clock);
        var people = IntStream.range(0, 20).mapToObj(_ -> teacher().teacher()).toList();
        var wishes = new ArrayList<Callable<Wish.Answer>>();
        for (var person : people) {
            for (var i = 0; i < all.size(); i++) {
                var offering = all.get(i);
                var other = i % 2 == 0;
                wishes.add(() -> answer(other ? second : null, person, offering));
            }
        }
        Collections.shuffle(wishes, new java.util.Random(11));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(wishes)) {
                answer.get();
            }
        } finally {
            second.stop();
        }

        assertThat(people).allSatisfy(person -> assertThat(db.sql("select count(*) from selection.selection where teacher_id = :id and state <> 'DROPPED'")
            .param("id", person.value()).query(Integer.class).single()).isEqualTo(3));
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void whoeverHoldsAnOfferingKeepsNobodyWaitingWhoWantsAnother() throws Exception {
        var term = offered.term(county, 1);
        var held = offered.online(term, county, 5, 0);
        var free = offered.online(term, county, 5, 0);
        var release = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var office = hold(threads, List.of(held), release);
            var first = threads.submit(() -> choose.choose(teacher(), held));
            var others = IntStream.range(0, 5).mapToObj(_ -> threads.submit(() -> choose.choose(teacher(), free))).toList();
            try {
                for (var other : others) {
                    assertThat(other.get().state()).isEqualTo(Choice.State.SELECTED);
                }
                assertThat(first.isDone()).isFalse();
                Thread.sleep(3_500);
            } finally {
                release.countDown();
            }
            office.get();

            assertThat(first.get().state()).isEqualTo(Choice.State.SELECTED);
        }
    }

    /** A workbook of the office holds many courses at once, among them one that somebody gives back. */
    @Test
    void howeverManyOfferingsAreHeldTheOthersAreDecided() throws Exception {
        var term = offered.term(county, 5);
        var held = IntStream.range(0, 40).mapToObj(_ -> offered.online(term, county, 5, 0)).toList();
        var free = offered.online(term, county, 5, 0);
        var holder = teacher();
        choose.choose(holder, held.getFirst());
        var release = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var office = hold(threads, held, release);
            var waiting = held.stream().skip(1).map(it -> threads.submit(() -> choose.choose(teacher(), it))).toList();
            var back = threads.submit(() -> choose.giveBack(holder, held.getFirst()));
            try {
                for (var i = 0; i < 3; i++) {
                    assertThat(choose.choose(teacher(), free).state()).isEqualTo(Choice.State.SELECTED);
                }
                assertThat(waiting).noneMatch(Future::isDone);
            } finally {
                release.countDown();
            }
            office.get();
            for (var it : waiting) {
                assertThat(it.get().state()).isEqualTo(Choice.State.SELECTED);
            }
            assertThat(back.get().changed()).isTrue();
        }
    }

    @Test
    void nothingIsTakenForWhoeverIsNotWaitingForItAnyMore() {
        var offering = offered.online(offered.term(county, 1), county, 5, 0);
        var wish = new Wish(teacher().teacher(), offering, true, clock.instant());
        wish.outcome().complete(new CommitRound.Outcome.No(new IllegalStateException("He has gone")));
        assertThatThrownBy(() -> committer.commit(wish)).hasMessage("He has gone");
        choose.choose(teacher(), offering);

        assertThat(offering(offering).seats().taken()).isEqualTo(1);
    }

    /** At the last moment somebody is still tried, a thousandth of a second later no more; the clock stands still meanwhile. */
    @Test
    void whoeverHasWaitedTooLongHasNothingTakenForHim() {
        var offering = offered.online(offered.term(county, 1), county, 5, 0);
        var now = clock.instant();
        var still = new PlaceCommitter(rounds, durable, Clock.fixed(now, org.xingtan.platform.Window.ZONE));
        try {
            assertThatThrownBy(() -> still.commit(new Wish(teacher().teacher(), offering, true, now.minusMillis(9_001))))
                .isInstanceOfSatisfying(Problem.class, it -> assertThat(it.status()).isEqualTo(409));
            assertThat(offering(offering).seats().taken()).isZero();
            assertThat(still.commit(new Wish(teacher().teacher(), offering, true, now.minusMillis(9_000))).state()).isEqualTo(Choice.State.SELECTED);
        } finally {
            still.stop();
        }
        assertThat(offering(offering).seats().taken()).isEqualTo(1);
    }

    @Test
    void theDatabaseKeepsTheLawsAgainstWhoeverWrites() {
        var offering = offered.online(offered.term(county, 1), county, 1, 0);
        var actor = teacher();
        choose.choose(actor, offering);
        var other = teacher().teacher();

        assertThatThrownBy(() -> db.sql("insert into selection.place (offering_id, teacher_id, state, turn) values (:o, :t, 'SELECTED', 9)")
            .param("o", offering.value()).param("t", other.value()).update()).isInstanceOf(DataAccessException.class).hasMessageContaining("oversold");
        assertThatThrownBy(() -> db.sql("update selection.offering set taken = 0 where offering_id = :o").param("o", offering.value()).update())
            .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> db.sql("update selection.offering set places = 0 where offering_id = :o").param("o", offering.value()).update())
            .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> db.sql("delete from selection.selection where teacher_id = :t").param("t", actor.teacher().value()).update())
            .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> db.sql("""
                insert into selection.selection (teacher_id, id, offering_id, term_id, program_id, state, slot, most, chosen_at)
                select teacher_id, :id, offering_id, term_id, program_id, 'SELECTED', 2, 1, chosen_at from selection.selection where teacher_id = :t""")
            .param("id", org.xingtan.platform.Uuids.next()).param("t", actor.teacher().value()).update()).isInstanceOf(DataAccessException.class);
    }

    @Test
    void theAuditNamesAPlaceWithoutAChoice() {
        var offering = offered.online(offered.term(county, 1), county, 3, 0);
        var other = teacher().teacher();
        db.sql("insert into selection.place (offering_id, teacher_id, state, turn) values (:o, :t, 'SELECTED', 9)")
            .param("o", offering.value()).param("t", other.value()).update();

        assertThat(audit.findings(false)).singleElement().asString().contains(other.toString(), "choice none, place SELECTED");

        db.sql("delete from selection.place where offering_id = :o").param("o", offering.value()).update();
        assertThat(audit.findings(false)).isEmpty();
    }

    /** What somebody is answered; nothing when he is refused. */
    private Wish.Answer answer(@org.jspecify.annotations.Nullable PlaceCommitter committer, TeacherId person, OfferingId offering) {
        try {
            return committer == null ? choose.choose(cast.actor(person), offering) : committer.commit(new Wish(person, offering, true, clock.instant()));
        } catch (Refused e) {
            assertThat(e.verdict().unmet()).extracting(Condition::code).isSubsetOf("selection.room", "selection.limit");
            return Wish.Answer.NOTHING;
        }
    }

    /** As an office that changes them. @return when they are held */
    private Future<?> hold(ExecutorService threads, List<OfferingId> held, CountDownLatch release) throws InterruptedException {
        var locked = new CountDownLatch(1);
        var office = threads.submit(() -> transactions.executeWithoutResult(_ -> {
            db.sql("select 1 from selection.offering where offering_id = any (:ids) order by offering_id for update")
                .param("ids", held.stream().map(OfferingId::value).toArray(java.util.UUID[]::new)).query(_ -> {});
            locked.countDown();
            until(release);
        }));
        locked.await();
        return office;
    }

    private static void until(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is known of programs is looked at again every second; a round that is held up for longer reads more, and another one is asked. */
    @Test
    void aRoundOfThoseWhoTakeAsksTheDatabaseThreeTimesAndCommits() {
        var offering = offered.online(offered.term(county, 1), county, 50, 0);
        choose.choose(teacher(), offering);
        var asked = IntStream.range(0, 3).map(_ -> {
            var people = IntStream.range(0, 5).mapToObj(_ -> new LoadChoices.Wanted(teacher().teacher(), offering, clock.instant())).toList();
            return transactions.execute(_ -> Statements.of(() -> choices.load(people)).size());
        });

        assertThat(asked.min()).hasValue(3);
        assertThat(offering(offering).seats().taken()).isEqualTo(16);
    }

    private Offering offering(OfferingId id) {
        return offerings.find(Set.of(id)).get(id);
    }

    private Actor teacher() {
        return cast.actor(cast.teacher(school));
    }

    private long enrolled(ProgramId program) {
        return tally.figures(program).stream().filter(it -> it.measure() == Measure.ENROLLED).mapToLong(Figure::n).sum();
    }
}
