package org.xingtan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody asks, sees who has to answer and until when; the county answers, and what it owes for too long is plain to see. */
@ExtendWith(Stage.Provider.class)
class SupportJourneyTests {

    private static final String TITLE = "调动之后学时跟着走吗";

    private final Stage stage;

    SupportJourneyTests(Stage stage) {
        this.stage = stage;
    }

    @Test
    void aQuestionIsAnsweredByTheUnitInCharge() {
        var person = stage.newcomer("plain", "asker");
        try (var asker = stage.visit().signIn("asker")) {
            asker.open("/support");
            asker.sees("苏仙区教师发展中心咨询台");
            asker.sees("周一至周五 8:30–17:30");
            asker.open("/questions/new?kind=policy");
            asker.sees("由苏仙区在");
            asker.page().getByLabel("标题").fill(TITLE);
            asker.page().getByLabel("问题", new com.microsoft.playwright.Page.GetByLabelOptions().setExact(true)).fill("九月调到外县，已有的学时还算数吗？");
            asker.press(AriaRole.BUTTON, "发送");
            asker.sees("待答复");
            stage.db().sql("update support.question set due_on = current_date - 3 where teacher_id = :person").param("person", person).update();

            answer();
            asker.page().reload();
            asker.sees("已答复");
            asker.sees("学时跟着人走");
            asker.open("/me/messages");
            asker.sees(TITLE);
            asker.open("/questions");
            asker.press(AriaRole.LINK, TITLE);
            asker.press(AriaRole.BUTTON, "问题已解决");
            asker.sees("已了结");
            assertThat(asker.complaints()).isEmpty();
        }
    }

    private void answer() {
        try (var city = stage.visit().signIn("city"); var county = stage.visit().signIn("county")) {
            city.open("/console/questions?which=below");
            city.sees(TITLE);
            city.sees("逾期");

            county.open("/console/questions");
            county.press(AriaRole.LINK, TITLE);
            county.sees("答复或转交说明");
            county.sees("逾期");
            var opened = county.page().url();
            county.page().getByLabel("答复或转交说明").fill("算数，学时跟着人走。");
            county.page().locator("main form .btn-primary").click();
            county.page().waitForURL(url -> !url.equals(opened));
            county.open(opened);
            county.sees("现在不需要答复");
            assertThat(city.complaints()).isEmpty();
            assertThat(county.complaints()).isEmpty();
        }
    }
}
