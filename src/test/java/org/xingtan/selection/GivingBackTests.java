package org.xingtan.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.platform.Actor;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** What somebody gives back is what he saw that he has, and nothing else. */
@XingtanTest
class GivingBackTests {

    @Autowired MockMvcTester mvc;
    @Autowired ChoosePlace choose;
    @Autowired Choices choices;
    @Autowired SelectionAudit audit;
    @Autowired Offered offered;
    @Autowired Cast cast;

    private Cast.Place county;
    private OfferingId offering;
    private Actor holder;
    private Actor waiter;

    @BeforeEach
    void oneHasAPlaceAndOneWaits() {
        county = cast.county();
        offering = offered.online(offered.term(county, 2), county, 1, 3);
        holder = teacher();
        waiter = teacher();
        choose.choose(holder, offering);
        choose.choose(waiter, offering);
    }

    /** The button was drawn while he waited; meanwhile the place became his. */
    @Test
    void whoStopsWaitingDoesNotLoseThePlaceThatBecameHis() {
        choose.giveBack(holder, offering);

        for (var time = 0; time < 2; time++) {
            var answer = removal(waiter, "WAITING");
            assertThat(answer).hasStatus(409).bodyText().contains("没有放弃：您打开页面之后已由候补转为选上", "您已选上", ">退选<").doesNotContain(">放弃候补<");
        }

        assertThat(state(waiter)).containsExactly(Choice.State.SELECTED);
        assertThat(english(waiter, "WAITING")).hasStatus(409).bodyText().contains("Nothing was given up", "You have a place");
        assertThat(removal(waiter, "SELECTED")).hasStatus3xxRedirection();
        assertThat(state(waiter)).isEmpty();
        assertThat(audit.findings(false)).isEmpty();
    }

    /** In another tab he gave it back and stood in the queue again. */
    @Test
    void whoGivesBackAPlaceDoesNotLoseHisTurnAmongThoseWhoWait() {
        choose.giveBack(holder, offering);
        choose.choose(holder, offering);

        assertThat(removal(holder, "SELECTED")).hasStatus(409).bodyText().contains("没有退选：您现在是在候补", "您在候补队列第 1 位");

        assertThat(state(holder)).containsExactly(Choice.State.WAITING);
        assertThat(choose.giveBack(holder, offering, Choice.State.SELECTED)).isEqualTo(new Wish.Answer(Choice.State.WAITING, 1, false));
        assertThat(removal(holder, "WAITING")).hasStatus3xxRedirection();
        assertThat(state(holder)).isEmpty();
    }

    @Test
    void theButtonSaysWhatItWasDrawnFor() {
        assertThat(get(waiter, "/selection/offerings/" + offering)).hasStatusOk().bodyText().contains("name=\"shown\" value=\"WAITING\"");
        assertThat(get(holder, "/selection/offerings/" + offering)).hasStatusOk().bodyText().contains("name=\"shown\" value=\"SELECTED\"");
        assertThat(removal(holder, "ANYTHING")).hasStatus(400);
        assertThat(state(holder)).containsExactly(Choice.State.SELECTED);
        assertThat(removal(teacher(), "WAITING")).hasStatus3xxRedirection();
    }

    /** Before he presses he reads where the place goes, afterwards that it went. */
    @Test
    void whoGivesBackIsToldWhatBecomesOfThePlace() {
        var page = "/selection/offerings/" + offering;
        assertThat(get(holder, page)).bodyText().contains("名额马上归排在第一位的人").doesNotContain("已退选");
        assertThat(get(waiter, page)).bodyText().contains("要从最后一位排起").doesNotContain("名额马上归");

        assertThat(removal(waiter, "WAITING")).hasRedirectedUrl(page + "?gave=WAITING");
        assertThat(get(waiter, page + "?gave=WAITING")).hasStatusOk().bodyText().contains("已放弃候补，不再排队");
        assertThat(get(holder, page + "?gave=WAITING")).hasStatusOk().bodyText().doesNotContain("已放弃候补", "名额马上归");
        assertThat(removal(holder, "SELECTED")).hasRedirectedUrl(page + "?gave=SELECTED");
        assertThat(get(holder, page + "?gave=SELECTED")).hasStatusOk().bodyText().contains("已退选，名额已经交还", "选课");
        assertThat(get(holder, page + "?gave=ANYTHING")).hasStatus(400);
    }

    /** Other systems give back whatever it is. */
    @Test
    void theCallGivesBackWhateverHeHas() {
        choose.giveBack(holder, offering);

        assertThat(mvc.delete().uri("/api/v1/offerings/" + offering + "/selection").with(Cast.as(waiter)).with(Cast.csrf()).exchange()).hasStatus(204);
        assertThat(state(waiter)).isEmpty();
    }

    private List<Choice.State> state(Actor actor) {
        return choices.live(List.of(actor.teacher())).stream().map(Choice::state).toList();
    }

    private Actor teacher() {
        return cast.actor(cast.teacher(cast.school(county)));
    }

    private MvcTestResult get(Actor actor, String path) {
        return mvc.get().uri(path).with(Cast.as(actor)).exchange();
    }

    private MvcTestResult removal(Actor actor, String shown) {
        return mvc.post().uri("/selection/offerings/" + offering + "/selection/removal").param("shown", shown).with(Cast.as(actor)).with(Cast.csrf()).exchange();
    }

    private MvcTestResult english(Actor actor, String shown) {
        return mvc.post().uri("/selection/offerings/" + offering + "/selection/removal").param("shown", shown).header("Accept-Language", "en").with(Cast.as(actor)).with(Cast.csrf())
            .exchange();
    }
}
