package org.xingtan.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.enrollment.JoinProgram;
import org.xingtan.enrollment.Participations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.CountEligible;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.report.StatisticsAudit;
import org.xingtan.tally.Figure;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class SelectionModuleTests {

    @Autowired ChoosePlace choose;
    @Autowired ChangePlaces change;
    @Autowired CommitRound rounds;
    @Autowired Offerings offerings;
    @Autowired Choices choices;
    @Autowired SelectionAudit audit;
    @Autowired Offered offered;
    @Autowired Cast cast;
    @Autowired JoinProgram join;
    @Autowired Participations participations;
    @Autowired Tally tally;
    @Autowired JdbcClient db;
    @Autowired Clock clock;
    @Autowired CountEligible eligible;
    @Autowired Programs programs;
    @Autowired StatisticsAudit figures;
    @Autowired javax.sql.DataSource source;

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
        var offering = offered.online(offered.term(county, 1, Duration.ofDays(-9), Duration.ofDays(-2)), county, 0, 0);

        assertThat(refusal(teacher(), offering)).containsExactly("window.closed", "selection.room");
    }

    /** Counted is when he asked, and the closing second counts to its end. */
    @Test
    void theClosingSecondIsTheLastOne() {
        var term = offered.term(county, 3, Duration.ofDays(-1), Duration.ofDays(1));
        var closes = db.sql("select closes_at from selection.term_window where term_id = :id").param("id", term.value()).query(java.time.OffsetDateTime.class).single().toInstant();
        var offering = offered.online(term, county, 5, 0);
        var inTime = new Wish(teacher().teacher(), offering, true, closes.plusMillis(999));
        var late = new Wish(teacher().teacher(), offering, true, closes.plusSeconds(1));
        var lateBack = new Wish(inTime.teacher(), offering, false, closes.plusSeconds(1));

        var outcomes = rounds.commit(List.of(inTime, late)).outcomes();

        assertThat(outcomes.get(inTime)).isInstanceOfSatisfying(CommitRound.Outcome.Done.class, it -> assertThat(it.answer().state()).isEqualTo(Choice.State.SELECTED));
        assertThat(List.of(outcomes.get(late), rounds.commit(List.of(lateBack)).outcomes().get(lateBack))).allSatisfy(it ->
            assertThat(it).isInstanceOfSatisfying(CommitRound.Outcome.No.class, no -> assertThatThrownBy(() -> { throw no.why(); }).isInstanceOfSatisfying(Refused.class, why ->
                assertThat(why.verdict().unmet()).extracting(Condition::code).containsExactly("window.closed"))));
        assertThat(offering(offering).seats().taken()).isEqualTo(1);
    }

    @Test
    void whatIsNotPublishedOrOfAnotherAuthorityIsNotThere() {
        var elsewhere = cast.county();
        var foreign = offered.online(offered.term(elsewhere, 1), elsewhere, 5, 0);
        var hidden = offered.online(offered.draft(county, 1), county, 5, 0);

        for (var offering : List.of(foreign, hidden, OfferingId.next())) {
            assertThatThrownBy(() -> choose.choose(teacher(), offering)).isInstanceOf(NotFound.class);
        }
        assertThatThrownBy(() -> choose.giveBack(teacher(), OfferingId.next())).isInstanceOf(NotFound.class);
    }

    @Test
    void aPlaceThatComesAndGoesInOneMomentGoesToWhoWaits() {
        var offering = offered.online(offered.term(county, 1), county, 1, 1);
        var first = teacher().teacher();
        var second = teacher().teacher();

        var answers = together(take(first, offering), take(second, offering), give(first, offering), take(second, offering));

        assertThat(answers).containsExactly(new Wish.Answer(Choice.State.SELECTED, 0, true), new Wish.Answer(Choice.State.SELECTED, 0, true),
            new Wish.Answer(null, 0, true), new Wish.Answer(Choice.State.SELECTED, 0, false));
        assertThat(offering(offering).seats()).extracting(Offering.Seats::taken, Offering.Seats::waiting).containsExactly(1, 0);
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void whoComesInTheMomentInWhichAPlaceIsGivenBackMayWait() {
        var offering = offered.online(offered.term(county, 1), county, 1, 1);
        var holder = teacher().teacher();
        var waiting = teacher().teacher();
        var late = teacher().teacher();
        together(take(holder, offering), take(waiting, offering));

        var answers = together(give(holder, offering), take(late, offering));

        assertThat(answers.getLast()).isEqualTo(new Wish.Answer(Choice.State.WAITING, 1, true));
        assertThat(together(take(waiting, offering))).containsExactly(new Wish.Answer(Choice.State.SELECTED, 0, false));
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void bringingSomebodyInALittleLaterTakesNoPlaceForHim() {
        var offering = offered.online(offered.term(county, 1), county, 2, 0);
        var person = teacher().teacher();
        together(take(person, offering));
        db.sql("delete from enrollment.participation where teacher_id = :id").param("id", person.value()).update();
        var choice = choices.live(Set.of(person)).getFirst();

        together(Wish.following(choice, java.time.Instant.now()));
        assertThat(participations.find(person, choice.program())).isPresent();
        db.sql("delete from enrollment.participation where teacher_id = :id").param("id", person.value()).update();
        together(take(person, offering), give(person, offering));
        together(Wish.following(choice, java.time.Instant.now()));

        assertThat(participations.find(person, choice.program())).isEmpty();
        assertThat(choices.live(Set.of(person))).isEmpty();
        assertThat(offering(offering).seats().taken()).isZero();
    }

    @Test
    void newcomersDoNotPassThoseWhoWait() {
        var offering = offered.online(offered.term(county, 1), county, 1, 80);
        var holder = teacher().teacher();
        together(take(holder, offering));
        var gone = IntStream.range(0, 66).mapToObj(_ -> teacher().teacher()).toList();
        gone.forEach(person -> together(take(person, offering)));
        var next = teacher().teacher();
        together(take(next, offering));
        db.sql("update directory.employment set state = 'LEFT' where teacher_id = any (:ids)").param("ids", TeacherId.array(gone)).update();
        var late = teacher().teacher();

        assertThat(together(give(holder, offering), take(late, offering)).getLast()).isEqualTo(new Wish.Answer(Choice.State.WAITING, 1, true));

        assertThat(together(take(next, offering))).containsExactly(new Wish.Answer(Choice.State.SELECTED, 0, false));
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void whoDoesNotWorkThereAnyMoreIsPassedOver() {
        var offering = offered.online(offered.term(county, 1), county, 1, 5);
        var holder = teacher().teacher();
        var gone = teacher().teacher();
        var next = teacher().teacher();
        together(take(holder, offering), take(gone, offering), take(next, offering));
        db.sql("update directory.employment set state = 'LEFT' where teacher_id = :id").param("id", gone.value()).update();

        together(give(holder, offering));

        assertThat(together(take(next, offering))).containsExactly(new Wish.Answer(Choice.State.SELECTED, 0, false));
        assertThat(db.sql("select rule from messaging.message where teacher_id = :id").param("id", gone.value()).query(String.class).list())
            .containsExactly("selection.lapsed");
        assertThat(offering(offering).seats()).extracting(Offering.Seats::taken, Offering.Seats::waiting).containsExactly(1, 0);
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void whoTookPartBeforeStaysWhenHeGivesThePlaceBack() {
        var program = offered.program(county);
        var actor = teacher();
        join.join(actor, program, null);
        var offering = offered.online(offered.term(county, 1), program, 5);

        choose.choose(actor, offering);
        choose.giveBack(actor, offering);

        assertThat(participations.find(actor.teacher(), program)).isPresent();
        assertThat(enrolled(program)).isEqualTo(1);
    }

    @Test
    void somebodyWhoIsBeingChangedIsAskedAgainALittleLater() throws Exception {
        var offering = offered.online(offered.term(county, 1), county, 5, 0);
        var actor = teacher();
        var other = teacher();
        try (var line = java.util.Objects.requireNonNull(source).getConnection(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            line.setAutoCommit(false);
            line.createStatement().execute("update directory.teacher set name = name where teacher_id = '" + actor.teacher() + "'");
            var held = threads.submit(() -> choose.choose(actor, offering));
            assertThat(choose.choose(other, offering).state()).isEqualTo(Choice.State.SELECTED);
            assertThat(held.isDone()).isFalse();
            line.rollback();
            assertThat(held.get().state()).isEqualTo(Choice.State.SELECTED);
        }
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
    void aProgramWithPlacesIsOwedByNobody() {
        var program = offered.program(county);
        teacher();
        eligible.count(program);
        assertThat(figures.findings(program, false)).isEmpty();
        assertThat(tally.figures(program)).isNotEmpty();

        offered.online(offered.term(county, 1), program, 5);

        assertThat(tally.figures(program).stream().filter(it -> it.n() != 0)).isEmpty();
        eligible.count(program);
        assertThat(figures.findings(program, false)).isEmpty();
        assertThat(programs.joinable()).extracting(ProgramDetail::id).doesNotContain(program);
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
        var nobody = catchThrowableOfType(Refused.class, () -> change.change(offering, 3, 0)).verdict();
        assertThat(nobody.conditions()).filteredOn(Condition::met).as("nobody loses his place, and nobody is named").extracting(Condition::code).contains("selection.places.enough");
        assertThat(audit.findings(false)).isEmpty();
    }

    private static Wish take(TeacherId person, OfferingId offering) {
        return new Wish(person, offering, true, java.time.Instant.now());
    }

    private static Wish give(TeacherId person, OfferingId offering) {
        return new Wish(person, offering, false, java.time.Instant.now());
    }

    /** As if they had arrived in the same moment. */
    private List<Wish.Answer> together(Wish... wishes) {
        var outcomes = rounds.commit(List.of(wishes)).outcomes();
        return java.util.Arrays.stream(wishes).map(wish -> ((CommitRound.Outcome.Done) outcomes.get(wish)).answer()).toList();
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
