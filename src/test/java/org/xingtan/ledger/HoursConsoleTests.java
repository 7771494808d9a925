package org.xingtan.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.CreditRule;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** Hours that are wrong are reversed on the page of an account, by whoever may correct them. */
@XingtanTest
class HoursConsoleTests {

    @Autowired MockMvcTester mvc;
    @Autowired Ledger ledger;
    @Autowired Receipts receipts;
    @Autowired Cast cast;

    private Actor county;
    private TeacherId teacher;
    private Receipt entry;
    private String at;

    @BeforeEach
    void earn() {
        var school = cast.school();
        county = cast.administrator(school.parent());
        teacher = cast.teacher(school);
        entry = ledger.post(new Earning(teacher, school.id(), school.path(), null, Earning.Place.NOWHERE, new CreditRule("COMMON", new CreditRule.Fixed(CreditHours.of("6.00")), List.of()),
            1, List.of(), CreditHours.of("6.00"), "recognition", "claim", "线下研修", Map.of(), LocalDate.of(2022, 5, 4)));
        at = "/console/ledger/teachers/" + teacher;
    }

    @Test
    void anEntryIsReversedOnceAndBothStay() {
        assertThat(get(county)).hasStatusOk().bodyText().contains("线下研修", "+6.00", "冲销这一笔");

        assertThat(reverse(county, "证明不实")).hasStatus3xxRedirection().hasRedirectedUrl(at);
        assertThat(reverse(county, "证明不实")).hasStatus3xxRedirection();

        assertThat(get(county)).hasStatusOk().bodyText().contains("+6.00", "-6.00", "已冲销").doesNotContain("冲销这一笔");
        assertThat(receipts.ofTeacher(teacher, null, null, 10).items()).hasSize(2);
        assertThat(mvc.get().uri("/receipts").with(Cast.as(cast.actor(teacher)))).hasStatusOk().bodyText().contains("证明不实");
    }

    @Test
    void aReasonIsNeededThatCanBeKept() {
        assertThat(reverse(county, "  ")).hasStatus(422).bodyText().contains("写明冲销的理由");
        assertThat(reverse(county, "长".repeat(301))).hasStatus(422);
        assertThat(reverse(county, "a\0b")).hasStatus(422);
    }

    @Test
    void itIsForThoseWhoMayCorrectHim() {
        assertThat(get(cast.administrator(cast.county()))).hasStatus(404);
        assertThat(reverse(cast.administrator(cast.county()), "证明不实")).hasStatus(404);
        assertThat(get(cast.actor(cast.staff(cast.school(), Role.AUDITOR)))).hasStatus(404);
        assertThat(get(cast.actor(teacher))).hasStatus(404);
        assertThat(mvc.post().uri(at + "/entries/" + java.util.UUID.randomUUID() + "/reversal").param("reason", "证明不实").with(Cast.csrf()).with(Cast.as(county))).hasStatus(404);
    }

    @Test
    void nobodyCorrectsHisOwn() {
        var school = cast.school();
        var own = cast.staff(school, Role.TRAINING_ADMINISTRATOR);
        var mine = ledger.post(new Earning(own, school.id(), school.path(), null, Earning.Place.NOWHERE, new CreditRule("COMMON", new CreditRule.Fixed(CreditHours.of("6.00")), List.of()),
            1, List.of(), CreditHours.of("6.00"), "recognition", "own", "自己的研修", Map.of(), LocalDate.of(2022, 5, 4)));
        var here = "/console/ledger/teachers/" + own;

        assertThat(mvc.get().uri(here).with(Cast.as(cast.actor(own)))).hasStatusOk().bodyText().contains("自己的学时不能由自己更正").doesNotContain("冲销这一笔");
        assertThat(mvc.post().uri(here + "/entries/" + mine.id() + "/reversal").param("reason", "更正").with(Cast.csrf()).with(Cast.as(cast.actor(own)))).hasStatus(403);
    }

    private MvcTestResult get(Actor actor) {
        return mvc.get().uri(at).with(Cast.as(actor)).exchange();
    }

    private MvcTestResult reverse(Actor actor, String reason) {
        return mvc.post().uri(at + "/entries/" + entry.id() + "/reversal").param("reason", reason).with(Cast.csrf()).with(Cast.as(actor)).exchange();
    }
}
