package org.xingtan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From a list of people who have not begun to the message that one of them reads and puts away. */
@ExtendWith(Stage.Provider.class)
class ReminderJourneyTests {

    private final Stage stage;

    ReminderJourneyTests(Stage stage) {
        this.stage = stage;
    }

    @Test
    void aSchoolRemindsAndATeacherReads() {
        stage.newcomer("counselor", "reminded");
        try (var administrator = stage.visit().signIn("school")) {
            administrator.open("/console/monitoring/before-teaching?program=" + stage.program(Stage.WINTER));
            administrator.press(AriaRole.LINK, "提醒名单上的人");
            administrator.sees("他们会看到");
            administrator.page().getByLabel("附言").fill("周五前，有事找教务处");
            administrator.page().locator("main form.paper button").click();
            administrator.sees("即将发出");

            administrator.press(AriaRole.BUTTON, "撤销这次提醒");
            administrator.sees("没有人收到");

            administrator.open("/console/monitoring/before-teaching?program=" + stage.program(Stage.WINTER));
            administrator.press(AriaRole.LINK, "提醒名单上的人");
            administrator.page().locator("main form.paper button").click();
            administrator.sees("可以撤销");
            assertThat(administrator.complaints()).isEmpty();
        }
        stage.db().sql("update messaging.message set due_at = due_at - interval '2 minutes' where due_at > now()").update();
        teacherReads();
    }

    private void teacherReads() {
        try (var teacher = stage.visit().signIn("reminded")) {
            var before = unread(teacher);
            assertThat(before).isPositive();
            teacher.page().locator("a.tool-messages").click();
            teacher.sees("请在开展直播教学前完成");
            teacher.press(AriaRole.BUTTON, "归档");
            teacher.sees("已归档");
            teacher.press(AriaRole.BUTTON, "撤销");
            teacher.press(AriaRole.BUTTON, "去看看");
            teacher.sees(Stage.WINTER);
            assertThat(unread(teacher)).isEqualTo(before - 1);
            assertThat(teacher.complaints()).isEmpty();
        }
    }

    /** As the bell says; without a number there is nothing. */
    private static int unread(Visit visit) {
        var count = visit.page().locator("a.tool-messages .count");
        return count.count() == 0 ? 0 : Integer.parseInt(count.first().innerText().replaceAll("\\D", ""));
    }
}
