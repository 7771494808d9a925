package org.xingtan.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.selection.ChoosePlan.Fate.GONE;
import static org.xingtan.selection.ChoosePlan.Fate.PLACE;
import static org.xingtan.selection.ChoosePlan.Fate.REFUSED;
import static org.xingtan.selection.ChoosePlan.Fate.UNKNOWN;
import static org.xingtan.selection.ChoosePlan.Fate.UNTRIED;
import static org.xingtan.selection.ChoosePlan.Fate.WAITING;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.platform.Actor;
import org.xingtan.platform.persistence.Durable;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** Several courses are chosen at one go, and the person learns what became of each. */
@XingtanTest
class ChoosePlanTests {

    @Autowired ChoosePlan plan;
    @Autowired ReviseOffering revise;
    @Autowired Market market;
    @Autowired Offerings offerings;
    @Autowired Choices choices;
    @Autowired Refusals refusals;
    @Autowired CommitRound rounds;
    @Autowired Durable durable;
    @Autowired Offered offered;
    @Autowired Cast cast;
    @Autowired Clock clock;
    @Autowired MockMvcTester mvc;

    private Cast.Place county;
    private TermId term;
    private Actor teacher;

    @BeforeEach
    void openATerm() {
        county = cast.county();
        term = offered.term(county, 10);
        teacher = cast.actor(cast.teacher(cast.school(county)));
    }

    @Test
    void whatIsWithdrawnWhileTheProposalLiesOpenKeepsNothingElseBack() {
        var first = offered.online(term, county, 5, 0);
        var gone = offered.online(term, county, 5, 0);
        var full = offered.online(term, county, 0, 0);
        var waits = offered.online(term, county, 0, 3);
        var last = offered.online(term, county, 5, 0);
        var elsewhere = offered.online(offered.draft(county, 3), county, 5, 0);
        revise.withdraw(cast.administrator(county), gone, "The lecturer is ill");

        var request = mvc.post().uri("/selection/terms/" + term + "/plan").with(Cast.as(teacher)).with(Cast.csrf());
        List.of(first, gone, full, waits, last, elsewhere).forEach(it -> request.param("offering", it.toString()));

        assertThat(request.exchange()).hasStatusOk().bodyText().contains("已选上", "已经停开", "没有选上", "候补中，第 1 位").doesNotContain("继续选其余")
            .contains(offerings.called(List.of(first, gone, full, waits, last)).values().toArray(String[]::new)).doesNotContain(offerings.called(List.of(elsewhere)).get(elsewhere));
        assertThat(choices.live(java.util.Set.of(teacher.teacher()))).extracting(Choice::offering).containsExactlyInAnyOrder(first, waits, last);
        assertThat(plan.choose(teacher, market.term(teacher, term), List.of(first, gone, full, waits, last, elsewhere))).extracting(ChoosePlan.Outcome::fate)
            .as("sent twice").containsExactly(PLACE, GONE, REFUSED, WAITING, PLACE);
    }

    @Test
    void whatThereIsNoTimeForIsNotTriedAndCanBeSentAgain() {
        var wanted = List.of(offered.online(term, county, 5, 0), offered.online(term, county, 5, 0));

        assertThat(plan.choose(teacher, market.term(teacher, term), wanted, Instant.EPOCH)).extracting(ChoosePlan.Outcome::fate).containsExactly(PLACE, UNTRIED);
        assertThat(plan.choose(teacher, market.term(teacher, term), wanted)).extracting(ChoosePlan.Outcome::fate).containsExactly(PLACE, PLACE);
    }

    @Test
    void whereNobodyAnswersThePersonIsToldSoAndNothingMoreIsTried() {
        var wanted = List.of(offered.online(term, county, 5, 0), offered.online(term, county, 5, 0));
        var stopped = new PlaceCommitter(rounds, durable, clock);
        stopped.stop();

        assertThat(new ChoosePlan(new ChoosePlace(refusals, stopped, choices, clock), offerings, clock).choose(teacher, market.term(teacher, term), wanted))
            .extracting(ChoosePlan.Outcome::fate).containsExactly(UNKNOWN, UNTRIED);
    }
}
