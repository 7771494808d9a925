package org.xingtan.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Refused;
import org.xingtan.standing.Standings;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** A school studies what its year asks for inside the categories, e.g. 师德: the hours count for both. */
@XingtanTest
class ThemedPlanTests extends StudySteps {

    @Autowired DefineRequirement define;
    @Autowired Standings standings;
    @Autowired Forms forms;

    @Test
    void whatIsHeldUnderItCountsForTheThemeAndTheCategory() {
        ask(YEAR);
        var event = load.event(principal, agreed("ETHICS"), wantedEvent("2"));
        load.tick(principal, event, List.of(one));
        load.close(principal, event);

        assertThat(have("ETHICS")).hasToString("2.00");
        assertThat(have("PROFESSIONAL")).hasToString("2.00");
        assertThat(standings.of(one, YEAR).line("ETHICS").orElseThrow().met()).isTrue();
        load.reopen(principal, event, "更正");
        assertThat(have("ETHICS")).hasToString("0.00");
        load.close(principal, event);
        assertThat(have("ETHICS")).hasToString("2.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void withoutAThemeTheCategoryAloneIsFilled() {
        ask(YEAR);
        var event = load.event(principal, agreed(null), wantedEvent("2"));
        load.tick(principal, event, List.of(one));
        load.close(principal, event);

        assertThat(have("ETHICS")).hasToString("0.00");
        assertThat(have("PROFESSIONAL")).hasToString("2.00");
    }

    /** Whoever confirms a plan confirms its theme. */
    @Test
    void itIsOneThatTheYearAsksForAndStaysWithWhatWasHandedIn() {
        ask(YEAR);
        assertThatThrownBy(() -> load.plan(principal, school.id(), themed("RED"))).isInstanceOfSatisfying(Refused.class, it ->
            assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("study.form.theme"));
        var plan = agreed("ETHICS");

        assertThat(plans.find(plan).orElseThrow().theme()).isEqualTo("ETHICS");
        assertBroken("update study.plan set theme = null where id = :id", plan);
    }

    @Test
    void thePagesOfferTheThemesOfTheYearAndSayWhichOneItIs() {
        assertThat(forms.get(principal, "/console/study/plans/new?organization=" + school.id())).hasStatusOk().bodyText().doesNotContain("name=\"theme\"");
        ask(YEAR + 1);
        assertThat(forms.get(principal, "/console/study/plans/new?organization=" + school.id())).hasStatusOk().bodyText().contains("name=\"theme\"", "师德师风");
        assertThat(forms.post(principal, "/console/study/plans", fields("WHATEVER"))).hasStatus(422).bodyText().contains("年度要求的专题之一");
        var made = forms.post(principal, "/console/study/plans", fields("ETHICS"));
        assertThat(made).hasStatus3xxRedirection();
        var page = made.getResponse().getRedirectedUrl();
        assertThat(forms.get(principal, page)).hasStatusOk().bodyText().contains("师德师风");
        assertThat(forms.get(principal, page + "/form")).hasStatusOk().bodyText().contains("value=\"ETHICS\" selected");
        var plan = UUID.fromString(page.replaceAll(".*/", ""));
        load.submit(principal, plan);
        load.answer(county, plan, true, "");
        var event = now(plan);

        assertThat(forms.get(principal, "/console/study/events/" + event)).hasStatusOk().bodyText().contains("师德师风");
        assertThat(forms.get(cast.actor(one), "/study/events/" + event)).hasStatusOk().bodyText().contains("师德师风");
    }

    private void ask(int year) {
        define.define(new AnnualRequirement(school.parent().id(), year, 0, "年度要求", "文件", CreditHours.of("10"),
            List.of(new AnnualRequirement.Category("PROFESSIONAL", "专业科目", null, CreditHours.of("10"))),
            List.of(new AnnualRequirement.Theme("ETHICS", "师德师风", "Professional ethics", CreditHours.of("2"), List.of())), null, AnnualRequirement.NewHires.FULL_YEAR), null);
    }

    private static LoadStudy.WantedPlan themed(@Nullable String theme) {
        return new LoadStudy.WantedPlan(YEAR, "师德研修", "师德师风", "PROFESSIONAL", theme, "2", "党支部");
    }

    private UUID agreed(@Nullable String theme) {
        var plan = load.plan(principal, school.id(), themed(theme));
        load.submit(principal, plan);
        load.answer(county, plan, true, "");
        return plan;
    }

    private CreditHours have(String line) {
        return standings.of(one, YEAR).line(line).orElseThrow().have();
    }

    private String[] fields(String theme) {
        return new String[] {"organization", school.id().toString(), "id", UUID.randomUUID().toString(), "year", String.valueOf(YEAR + 1), "title", "师德研修", "aims", "师德师风",
            "category", "PROFESSIONAL", "theme", theme, "hours", "2", "leader", "党支部", "lateMinutes", "10", "lateCounts", "on"};
    }
}
