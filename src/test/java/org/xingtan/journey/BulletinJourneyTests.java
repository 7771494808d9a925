package org.xingtan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an authority tells its units and what they report back, in the browser. */
@ExtendWith(Stage.Provider.class)
class BulletinJourneyTests {

    private static final String TITLE = "寒假研修进度通报";

    private final Stage stage;

    BulletinJourneyTests(Stage stage) {
        this.stage = stage;
    }

    @Test
    void aCityPublishesABulletinAndASchoolReadsIt() {
        try (var city = stage.visit().signIn("city"); var school = stage.visit().signIn("school")) {
            city.open("/console/bulletins");
            city.press(AriaRole.LINK, "拟写通报");
            city.page().getByLabel("标题").fill(TITLE);
            city.page().getByLabel("正文").fill("各县市区进展总体顺利。\n请督促尚未开始的学校。");
            city.page().getByLabel("统计到").selectOption("2");
            city.press(AriaRole.BUTTON, "统计并存为草稿");
            city.sees("这是草稿");
            look(city, "bulletin-draft");
            city.press(AriaRole.BUTTON, "发布");
            city.sees("号");
            city.page().getByText("导出", new Page.GetByTextOptions().setExact(true)).first().click();
            city.page().getByLabel("导出事由").fill("上报省厅汇总");
            assertThat(city.page().waitForDownload(() -> city.press(AriaRole.BUTTON, "导出 Word")).suggestedFilename()).endsWith(".docx");
            look(city, "bulletin");
            assertThat(city.complaints()).isEmpty();

            school.open("/console/bulletins");
            school.press(AriaRole.LINK, TITLE);
            school.sees("各县市区进展总体顺利。");
            school.press(AriaRole.LINK, "苏仙区");
            school.sees("苏仙区致远中学");
            assertThat(school.complaints()).isEmpty();
        }
    }

    @Test
    void aCountyAsksForReportsAndASchoolHandsItsIn() {
        try (var county = stage.visit().signIn("county"); var school = stage.visit().signIn("school")) {
            county.open("/console/summaries/new");
            county.page().getByLabel("标题").fill("寒假研修总结");
            county.press(AriaRole.BUTTON, "发出");
            county.sees("未开始");
            look(county, "summaries");

            school.open("/home");
            school.press(AriaRole.LINK, "去写");
            for (var part : new String[] {"主要做法", "取得成效", "典型经验", "问题和建议"}) {
                school.page().getByLabel(part).fill(part + "若干");
            }
            look(school, "summary");
            school.press(AriaRole.BUTTON, "提交");
            school.sees("已提交");
            assertThat(school.complaints()).isEmpty();

            county.page().reload();
            county.press(AriaRole.LINK, "苏仙区致远中学");
            county.press(AriaRole.BUTTON, "采纳");
            county.sees("已采纳");
            assertThat(county.complaints()).isEmpty();
        }
    }

    /** To be looked at, on a desk and on a phone. */
    private static void look(Visit visit, String name) {
        for (var width : new int[] {360, 1440}) {
            visit.page().setViewportSize(width, 900);
            assertThat(visit.page().evaluate("() => document.scrollingElement.scrollWidth - innerWidth")).as(name + " at " + width).isEqualTo(0);
            Visit.photograph(visit.page(), name + "-" + width);
        }
    }
}
