package org.xingtan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Verdict;

/** How a decision is drawn: what is met folds, what is missing comes first, and inside a "not" a tick is nothing good. */
class VerdictTemplateTests {

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);

    private final Condition unit = Condition.of("audience.unit", true);
    private final Condition rural = Condition.of("audience.rural", false);

    @Test
    void whatIsMetTakesOneLineAndItsConditionsOneClick() {
        var html = drawn(Verdict.of(unit, Condition.of("window.unset", true), not(true, rural)));

        assertThat(html).containsOnlyOnce("<details>").containsSubsequence("<summary>", "3 项条件都已满足", "</summary>", "有现任单位", "不属于以下情形", "</details>")
            .doesNotContain("is-cross");
    }

    @Test
    void oneConditionIsItsOwnLine() {
        assertThat(drawn(Verdict.of(unit))).contains("is-tick", "有现任单位").doesNotContain("<details>");
        assertThat(drawn(Verdict.of(List.of()))).isBlank();
    }

    @Test
    void whatIsMissingComesFirstAndTheRestFolds() {
        var html = drawn(Verdict.of(unit, not(true, rural), Condition.atLeast("completion.lessons-at-least", 15, 3, 15)));

        assertThat(html).containsSubsequence("is-gap", "完成不少于 15 节课程", "3 / 15", "<details><summary>", "其余 2 项已满足", "</summary>", "有现任单位", "</details>");
    }

    @Test
    void notEnoughYetIsAGapAlsoAtTheBeginningAndAsAWhole() {
        var begun = Condition.nested("audience.any", false, List.of(Condition.atLeast("completion.lessons-at-least", 15, 0, 15)));

        assertThat(drawn(Verdict.of(begun, unit))).contains("is-gap", "0 / 15").doesNotContain("is-cross");
        assertThat(drawn(Verdict.of(Condition.nested("audience.any", false, List.of(Condition.of("window.unset", false)))))).contains("is-cross");
    }

    @Test
    void aSingleMetConditionStaysInSightAndANestedOneFoldsByItself() {
        assertThat(drawn(Verdict.of(unit, rural))).containsSubsequence("单位是乡村学校", "有现任单位").doesNotContain("<details>");
        assertThat(drawn(Verdict.of(not(true, rural), Condition.of("window.unset", false))))
            .containsSubsequence("还没有公布开放时间", "<details><summary>", "不属于以下情形", "</summary>", "单位是乡村学校", "</details>");
    }

    @Test
    void aBrokenNotNamesWhatAppliesFirst() {
        var applies = Condition.of("audience.rural", true);
        var html = drawn(Verdict.of(unit, not(false, Condition.nested("audience.any", true, List.of(Condition.of("window.unset", false), applies)))));

        assertThat(html).containsSubsequence("is-cross", "不属于以下情形", "is-is", "至少符合一项", "is-is", "单位是乡村学校", "is-not", "还没有公布开放时间", "is-tick", "有现任单位")
            .doesNotContain("<details>");
    }

    @Test
    void aNoticeThatAllPartsShareIsSaidOnce() {
        assertThat(drawn(Verdict.of(not(false, Condition.of("audience.rural", true)).from("教师厅函〔2022〕29号"))).split("教师厅函", -1)).hasSize(2);
    }

    private static Condition not(boolean met, Condition part) {
        return Condition.nested("audience.not", met, List.of(part));
    }

    private static String drawn(Verdict verdict) {
        var ui = new Ui(new Texts(List.of("messages/platform", "messages/program")), Locale.SIMPLIFIED_CHINESE, null, null, () -> "", "/", false, Instant.EPOCH, false, List::of, () -> 0, (_, _, _, _) -> List.of());
        var output = new StringOutput();
        ENGINE.render("components/verdict.jte", Map.of("ui", ui, "verdict", verdict), output);
        return output.toString();
    }
}
