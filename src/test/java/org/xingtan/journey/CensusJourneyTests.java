package org.xingtan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A school declares who holds which post; a certificate goes with an identity that is refused, and comes again. */
@ExtendWith(Stage.Provider.class)
class CensusJourneyTests {

    private static final String PERSON = "陈思远";
    private static final String POST = "兼职心理健康教育教师";

    private final Stage stage;

    CensusJourneyTests(Stage stage) {
        this.stage = stage;
    }

    @Test
    void fromTheDeclarationToTheCertificateAndBack() {
        var board = stage.program(Stage.BOARD);
        var learner = new Learner(stage, "parttime").join(board, "COUNSELOR");
        learner.lessons(board).stream().limit(15).forEach(lesson -> learner.complete(board, lesson));
        assertThat(certificate(learner, board)).isEqualTo("ISSUED");
        try (var school = stage.visit().signIn("school"); var teacher = stage.visit().signIn("parttime")) {
            declareWithout(school);
            refuse(school);
            assertThat(certificate(learner, board)).isEqualTo("NONE");
            reads(teacher, board);
            takeBack(school);
            assertThat(certificate(learner, board)).isEqualTo("ISSUED");
            teacher.open("/programs/" + board + "/lessons");
            assertThat(teacher.page().locator("main").innerText()).doesNotContain("本学期改任");
            assertThat(school.complaints()).isEmpty();
            assertThat(teacher.complaints()).isEmpty();
        }
    }

    @Test
    void theCountySeesWhoHasDeclaredAndWhoHasNot() {
        try (var school = stage.visit().signIn("school"); var county = stage.visit().signIn("county")) {
            declareWithout(school);
            county.open("/console");
            county.press(AriaRole.LINK, "摸底与身份");
            county.sees("已申报单位");
            county.sees("苏仙区致远中学");
            county.page().locator("a.stat-value").click();
            county.page().locator("main h1").getByText("尚未申报的单位").waitFor();
            assertThat(county.page().locator("main table").innerText()).doesNotContain("苏仙区致远中学");
            assertThat(county.complaints()).isEmpty();
        }
    }

    /** Everybody as the roster has him, but for one. */
    private static void declareWithout(Visit school) {
        school.open("/console");
        school.press(AriaRole.LINK, "摸底与身份");
        var box = school.page().getByLabel(PERSON + ": " + POST, new Page.GetByLabelOptions().setExact(true));
        box.uncheck();
        school.press(AriaRole.BUTTON, "提交申报");
        school.sees("申报已生效");
    }

    private static void refuse(Visit school) {
        school.press(AriaRole.LINK, "身份核对");
        school.page().locator("#program").selectOption(new com.microsoft.playwright.options.SelectOption().setLabel(Stage.BOARD));
        school.page().locator("form.filter button").click();
        var row = row(school);
        assertThat(row.innerText()).contains("名单中没有", "已完成");
        row.getByRole(AriaRole.CHECKBOX).check();
        school.press(AriaRole.BUTTON, "不认可所选");
        school.sees("已完成：完成和证书将一并取消");
        school.page().getByLabel("理由").fill("本学期改任专任教师");
        school.press(AriaRole.BUTTON, "不认可（1 人）");
        school.sees("已记为不认可，人数：1");
    }

    private static void reads(Visit teacher, UUID board) {
        teacher.open("/home");
        teacher.sees("单位不认可您在");
        teacher.press(AriaRole.LINK, "去处理");
        teacher.sees("本学期改任专任教师");
        teacher.open("/programs/" + board + "/lessons");
        teacher.sees("本学期改任专任教师");
        teacher.open("/certificates");
        teacher.sees("单位不认可所报身份");
    }

    private static void takeBack(Visit school) {
        school.press(AriaRole.LINK, "查看或撤回");
        row(school).getByRole(AriaRole.CHECKBOX).check();
        school.press(AriaRole.BUTTON, "撤回“不认可”");
        school.sees("已撤回，人数：1");
    }

    private static Locator row(Visit school) {
        return school.page().locator("main tbody tr").filter(new Locator.FilterOptions().setHasText(PERSON));
    }

    private static String certificate(Learner learner, UUID board) {
        return learner.get("/programs/" + board + "/progress").get("certificate").get("state").asString();
    }
}
