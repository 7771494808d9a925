package org.xingtan.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.enrollment.Participations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Window;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** Waiting ends: when somebody leaves, which he may at any time, and with the term. */
@XingtanTest
class WaitingEndsTests {

    @Autowired MockMvcTester mvc;
    @Autowired ChoosePlace choose;
    @Autowired ChangePlaces change;
    @Autowired WriteRound.EndWaiting ending;
    @Autowired Choices choices;
    @Autowired Offerings offerings;
    @Autowired OfferProgram offer;
    @Autowired DefineTerm terms;
    @Autowired Participations participations;
    @Autowired SelectionAudit audit;
    @Autowired Offered offered;
    @Autowired Cast cast;
    @Autowired Clock clock;
    @Autowired JdbcClient db;

    private Cast.Place county;
    private TermId term;
    private ProgramId program;
    private OfferingId offering;
    private Actor holder;
    private Actor waiter;

    /** It meets, so that who waits has to keep these hours free. */
    @BeforeEach
    void oneHasAPlaceAndOneWaits() {
        county = cast.county();
        term = offered.term(county, 2);
        program = offered.program(county);
        offering = meeting(term, program);
        holder = teacher();
        waiter = teacher();
        choose.choose(holder, offering);
        choose.choose(waiter, offering);
        assertThat(state(waiter)).containsExactly(Choice.State.WAITING);
    }

    @Test
    void whoWaitsMayLeaveAlsoWhenNobodyCanGiveAPlaceBack() {
        closeChoosing();
        terms.set(term, window(Window.Kind.LEARN, -1, 9), "as announced");

        assertThat(page(waiter)).hasStatusOk().bodyText().contains(">放弃候补<", "没有人能退选").doesNotContain("有人退选时自动递补");
        assertThat(page(holder)).hasStatusOk().bodyText().doesNotContain(">退选<");
        assertThat(removal(holder, "SELECTED")).hasStatus(422);
        assertThat(removal(waiter, "WAITING")).hasRedirectedUrl("/selection/offerings/" + offering + "?gave=WAITING");

        assertThat(state(waiter)).isEmpty();
        assertThat(state(holder)).containsExactly(Choice.State.SELECTED);
        assertThat(audit.findings(false)).isEmpty();
    }

    /** While the term is not over more places may come, and he keeps his hours free for them. */
    @Test
    void placesAddedWhileItIsLearnedGoToWhoWaits() {
        closeChoosing();
        terms.set(term, window(Window.Kind.LEARN, -1, 9), "as announced");
        ending.end();
        assertThat(busy(waiter)).isOne();

        assertThat(change.change(offering, 2, 1)).isOne();

        assertThat(state(waiter)).containsExactly(Choice.State.SELECTED);
        assertThat(participations.find(waiter.teacher(), program)).isPresent();
    }

    @Test
    void whoWaitedInATermThatIsOverChoosesTheCourseInTheNextOne() {
        closeChoosing();
        assertThat(busy(waiter)).isZero();
        assertThat(busy(holder)).isOne();
        var again = meeting(offered.term(county, 2), program);

        assertThat(mvc.get().uri("/selection/offerings/" + again).with(Cast.as(waiter)).exchange()).hasStatusOk().bodyText().contains(">选课<");
        assertThat(choose.choose(waiter, again)).isEqualTo(new Wish.Answer(Choice.State.SELECTED, 0, true));

        assertThat(state(waiter)).containsExactly(Choice.State.SELECTED);
        assertThat(offerings.find(Set.of(offering)).get(offering).seats().waiting()).isZero();
        assertThat(told(waiter)).containsExactly("selection.ended");
        assertThat(audit.findings(false)).isEmpty();
    }

    /** A round has not locked what he waits for: it ends what is in its way, and nothing else. */
    @Test
    void whatIsNotInTheWayOfAChoiceIsEndedByWhoeverEndsIt() {
        closeChoosing();
        var other = offered.online(offered.term(county, 2), county, 1, 0);

        choose.choose(waiter, other);

        assertThat(state(waiter)).containsExactlyInAnyOrder(Choice.State.WAITING, Choice.State.SELECTED);
        assertThat(told(waiter)).isEmpty();
        ending.end();
        assertThat(state(waiter)).containsExactly(Choice.State.SELECTED);
        assertThat(told(waiter)).containsExactly("selection.ended");
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void whoWaitsInATermThatIsOverIsToldOnce() {
        assertThat(page(waiter)).bodyText().contains("有人退选时自动递补");
        ending.end();
        assertThat(state(waiter)).containsExactly(Choice.State.WAITING);
        closeChoosing();
        assertThat(page(waiter)).bodyText().contains("本期已经结束，不再递补");

        ending.end();
        ending.end();

        assertThat(state(waiter)).isEmpty();
        assertThat(state(holder)).containsExactly(Choice.State.SELECTED);
        assertThat(told(waiter)).containsExactly("selection.ended");
        assertThat(told(holder)).isEmpty();
        assertThat(audit.findings(false)).isEmpty();
    }

    /** The next statement would have billed a participation in which nobody can learn. */
    @Test
    void placesAddedAfterTheTermPromoteNobody() {
        closeChoosing();

        assertThat(change.change(offering, 3, 1)).isZero();

        assertThat(state(waiter)).isEmpty();
        assertThat(participations.find(waiter.teacher(), program)).isEmpty();
        assertThat(told(waiter)).containsExactly("selection.ended");
        assertThat(audit.findings(false)).isEmpty();
    }

    private OfferingId meeting(TermId in, ProgramId of) {
        var at = clock.instant().plus(Duration.ofDays(3));
        var id = offer.offer(new OfferProgram.Definition(in, of, null, null, "PROFESSIONAL", CreditHours.of("4.00"), BigDecimal.ZERO, 1, 0,
            new Meetings(List.of(new Meetings.Meeting(at, at.plus(Duration.ofDays(1)))))));
        change.change(id, 1, 2);
        return id;
    }

    private void closeChoosing() {
        terms.set(term, window(Window.Kind.SELECT, -9, -2), "over");
    }

    private Window window(Window.Kind kind, int opens, int closes) {
        return new Window(kind, clock.instant().plus(Duration.ofDays(opens)), clock.instant().plus(Duration.ofDays(closes)));
    }

    private Actor teacher() {
        return cast.actor(cast.teacher(cast.school(county)));
    }

    private List<Choice.State> state(Actor actor) {
        return choices.live(List.of(actor.teacher())).stream().map(Choice::state).toList();
    }

    private int busy(Actor actor) {
        return db.sql("select count(*)::int from selection.meeting_card where teacher_id = :id").param("id", actor.teacher().value()).query(Integer.class).single();
    }

    private List<String> told(Actor actor) {
        return db.sql("select rule from messaging.message where teacher_id = :id").param("id", actor.teacher().value()).query(String.class).list();
    }

    private MvcTestResult page(Actor actor) {
        return mvc.get().uri("/selection/offerings/" + offering).with(Cast.as(actor)).exchange();
    }

    private MvcTestResult removal(Actor actor, String shown) {
        return mvc.post().uri("/selection/offerings/" + offering + "/selection/removal").param("shown", shown).with(Cast.as(actor)).with(Cast.csrf()).exchange();
    }
}
