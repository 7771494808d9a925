package org.xingtan.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.enrollment.JoinProgram;
import org.xingtan.enrollment.Participations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.tally.Figure;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

@XingtanTest
@Import(Offered.class)
class SelectionModuleTests {

    @Autowired ChoosePlace choose;
    @Autowired ChangePlaces change;
    @Autowired CommitRound rounds;
    @Autowired Offerings offerings;
    @Autowired SelectionAudit audit;
    @Autowired Offered offered;
    @Autowired Cast cast;
    @Autowired JoinProgram join;
    @Autowired Participations participations;
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
    void aPlaceIsAParticipationAtOnce() {
        var offering = offered.online(offered.term(county, 3), county, 5, 0);
        var actor = teacher();

        var answer = choose.choose(actor, offering);

        assertThat(answer).isEqualTo(new Wish.Answer(Choice.State.SELECTED, 0, true));
        var program = offering(offering).program();
        assertThat(participations.require(actor.teacher(), program).organization()).isEqualTo(school.id());
        assertThat(enrolled(program)).isEqualTo(1);
        assertThat(offering(offering).seats()).extracting(Offering.Seats::taken, Offering.Seats::free).containsExactly(1, 4);
        assertThat(choose.choose(actor, offering)).isEqualTo(new Wish.Answer(Choice.State.SELECTED, 0, false));
        assertThat(enrolled(program)).isEqualTo(1);
    }

    @Test
    void whoComesTooLateWaitsInHisTurnAndIsPromotedWhenAPlaceIsGivenBack() {
        var offering = offered.online(offered.term(county, 3), county, 1, 2);
        var first = teacher();
        var second = teacher();
        var third = teacher();
        var fourth = teacher();
        choose.choose(first, offering);

        assertThat(choose.choose(second, offering)).isEqualTo(new Wish.Answer(Choice.State.WAITING, 1, true));
        assertThat(choose.choose(third, offering)).isEqualTo(new Wish.Answer(Choice.State.WAITING, 2, true));
        assertThat(choose.choose(third, offering)).isEqualTo(new Wish.Answer(Choice.State.WAITING, 2, false));
        assertThat(refusal(fourth, offering)).containsExactly("selection.room");
        var program = offering(offering).program();
        assertThat(participations.find(second.teacher(), program)).isEmpty();

        assertThat(choose.giveBack(first, offering)).isEqualTo(new Wish.Answer(null, 0, true));

        assertThat(choose.choose(second, offering)).isEqualTo(new Wish.Answer(Choice.State.SELECTED, 0, false));
        assertThat(choose.choose(third, offering)).isEqualTo(new Wish.Answer(Choice.State.WAITING, 1, false));
        assertThat(participations.find(first.teacher(), program)).isEmpty();
        assertThat(participations.find(second.teacher(), program)).isPresent();
        assertThat(enrolled(program)).isEqualTo(1);
        assertThat(db.sql("select rule from messaging.message where teacher_id = :id").param("id", second.teacher().value()).query(String.class).list())
            .containsExactly("selection.promoted");
        assertThat(choose.choose(first, offering)).isEqualTo(new Wish.Answer(Choice.State.WAITING, 2, true));
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void whoGivesUpWaitingLetsTheOthersMoveUp() {
        var offering = offered.online(offered.term(county, 3), county, 1, 5);
        choose.choose(teacher(), offering);
        var second = teacher();
        var third = teacher();
        choose.choose(second, offering);
        choose.choose(third, offering);

        choose.giveBack(second, offering);

        assertThat(choose.choose(third, offering).position()).isEqualTo(1);
        assertThat(offering(offering).seats().waiting()).isEqualTo(1);
        assertThat(choose.giveBack(second, offering)).isEqualTo(Wish.Answer.NOTHING);
    }

    @Test
    void saysEverythingThatStandsAgainstIt() {
        var elsewhere = cast.county();
        var term = offered.term(elsewhere, 1, Duration.ofDays(-9), Duration.ofDays(-2));
        var offering = offered.online(term, elsewhere, 0, 0);

        assertThat(refusal(teacher(), offering)).containsExactly("window.closed", "selection.within", "selection.room");
        assertThatThrownBy(() -> choose.choose(teacher(), OfferingId.next())).isInstanceOf(NotFound.class);
    }

    @Test
    void nobodyHoldsMoreThanTheTermAllowsNorTwoThatMeetAtTheSameTime() {
        var term = offered.term(county, 2);
        var morning = offered.meeting(term, county, 5, Duration.ofDays(9), Duration.ofDays(9).plusHours(4));
        var noon = offered.meeting(term, county, 5, Duration.ofDays(9).plusHours(3), Duration.ofDays(9).plusHours(5));
        var after = offered.meeting(term, county, 5, Duration.ofDays(9).plusHours(4), Duration.ofDays(9).plusHours(8));
        var online = offered.online(term, county, 5, 0);
        var actor = teacher();
        choose.choose(actor, morning);

        assertThat(refusal(actor, noon)).containsExactly("selection.overlap");
        choose.choose(actor, after);
        assertThat(refusal(actor, online)).containsExactly("selection.limit");
        choose.giveBack(actor, morning);
        assertThat(choose.choose(actor, online).state()).isEqualTo(Choice.State.SELECTED);
    }

    @Test
    void aProgramWithPlacesCannotSimplyBeJoined() {
        var offering = offered.online(offered.term(county, 2), county, 5, 0);
        var program = offering(offering).program();
        var actor = teacher();

        assertThat(catchThrowableOfType(Refused.class, () -> join.join(actor, program, null)).verdict().unmet()).extracting(Condition::code)
            .containsExactly("enrollment.has-place");
        choose.choose(actor, offering);
        assertThat(join.join(actor, program, null).participation().teacher()).isEqualTo(actor.teacher());
    }

    @Test
    void whoHasBegunToLearnKeepsThePlace() {
        var offering = offered.online(offered.term(county, 2), county, 5, 0);
        var actor = teacher();
        choose.choose(actor, offering);
        participations.markStarted(participations.require(actor.teacher(), offering(offering).program()), clock.instant());

        assertThat(catchThrowableOfType(Refused.class, () -> choose.giveBack(actor, offering)).verdict().unmet()).extracting(Condition::code)
            .containsExactly("selection.not-started");
    }

    @Test
    void morePlacesGoToThoseWhoWaitAndTakenOnesAreNotTakenAway() {
        var offering = offered.online(offered.term(county, 2), county, 1, 3);
        var actors = IntStream.range(0, 4).mapToObj(_ -> teacher()).toList();
        actors.forEach(actor -> choose.choose(actor, offering));

        assertThat(change.change(offering, 3, 1)).isEqualTo(2);

        assertThat(offering(offering).seats()).extracting(Offering.Seats::taken, Offering.Seats::waiting).containsExactly(3, 1);
        assertThat(choose.choose(actors.get(3), offering).position()).isEqualTo(1);
        var refused = catchThrowableOfType(Refused.class, () -> change.change(offering, 1, 1));
        assertThat(refused.verdict().unmet()).extracting(Condition::code).containsExactly("selection.places.taken");
        assertThat(refused.verdict().unmet().getFirst().arguments().get(2))
            .isEqualTo(List.of(cast.name(actors.get(2).teacher()), cast.name(actors.get(1).teacher())));
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void inARushEveryPlaceIsGivenOnceAndNobodyIsRefusedWrongly() throws Exception {
        var hot = offered.online(offered.term(county, 2), county, 40, 10);
        var second = new PlaceCommitter(rounds, clock);
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
    void twoNodesKeepTheLimitOfOnePersonTogether() throws Exception {
        var term = offered.term(county, 3);
        var all = IntStream.range(0, 8).mapToObj(_ -> offered.online(term, county, 50, 0)).toList();
        var second = new PlaceCommitter(rounds, clock);
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

    private List<String> refusal(Actor actor, OfferingId offering) {
        return catchThrowableOfType(Refused.class, () -> choose.choose(actor, offering)).verdict().unmet().stream().map(Condition::code).toList();
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
