package org.xingtan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.xingtan.platform.Window;

/** From a notice to a program that teachers see, to its extension and its next version: all of it by forms. */
@ExtendWith(Stage.Provider.class)
class OrganizerJourneyTests {

    private static final String TITLE = "苏仙区班主任研修";

    private final Stage stage;

    OrganizerJourneyTests(Stage stage) {
        this.stage = stage;
    }

    @Test
    void writesANoticeAndAProgramAndPublishesBoth() {
        var today = LocalDate.now(Window.ZONE);
        try (var visit = stage.visit().signIn("county")) {
            notice(visit, today);
            program(visit, today);
            tracks(visit);
            publish(visit);
            extend(visit, today.plusDays(60));
            change(visit);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    private void notice(Visit visit, LocalDate today) {
        visit.open("/console/notices/new");
        fill(visit, "标题", "关于开展班主任研修的通知");
        fill(visit, "文号", "苏教通〔2026〕1号");
        visit.page().getByLabel("成文日期").fill(today.toString());
        fill(visit, "主送", "各中小学校");
        visit.press(AriaRole.BUTTON, "保存草稿");
        visit.sees("可以发布");
        picture(visit, "organizer-notice");
        visit.press(AriaRole.BUTTON, "发布");
        visit.sees("苏教通〔2026〕1号");
    }

    private void program(Visit visit, LocalDate today) {
        visit.open("/console/programs");
        if (!visit.page().locator("#title").isVisible()) {
            visit.page().locator("summary", new Page.LocatorOptions().setHasText("开始一个新研修")).click();
        }
        visit.page().locator("#title").fill(TITLE);
        visit.press(AriaRole.BUTTON, "开始");
        visit.page().locator("#notice").fill("苏教通〔2026〕1号");
        visit.page().locator("form.paper button", new Page.LocatorOptions().setHasText("保存")).click();
        visit.open(step(visit, "windows"));
        visit.page().locator("summary", new Page.LocatorOptions().setHasText("设置时段")).first().click();
        visit.page().getByLabel("第一天").first().fill(today.minusDays(1).toString());
        visit.page().getByLabel("最后一天").first().fill(today.plusDays(30).toString());
        visit.press(AriaRole.BUTTON, "设置");
        visit.open(step(visit, "content"));
        visit.page().locator("#new-phase").fill("第一阶段");
        visit.page().locator("form.paper button", new Page.LocatorOptions().setHasText("添加")).last().click();
        visit.page().locator("summary", new Page.LocatorOptions().setHasText("添加模块")).click();
        visit.page().getByPlaceholder("模块名称").fill("班级管理");
        visit.page().locator("details[open] button", new Page.LocatorOptions().setHasText("添加")).click();
        visit.press(AriaRole.LINK, "选课程");
        visit.page().locator("input[name=course]").first().check();
        picture(visit, "organizer-content");
        visit.press(AriaRole.BUTTON, "加入所选课程");
    }

    private void tracks(Visit visit) {
        visit.open(step(visit, "tracks"));
        var counts = new ArrayList<Route>();
        visit.page().route("**/tracks/**counted=yes", counts::add);
        visit.press(AriaRole.LINK, "参加对象与完成条件");
        visit.page().locator("#audience summary").first().click();
        // People are counted while somebody goes on: what he has opened stays open when the figures come.
        visit.page().waitForCondition(() -> !counts.isEmpty());
        counts.getFirst().resume();
        visit.page().locator("#people.tag").waitFor(new Locator.WaitForOptions().setTimeout(Visit.PATIENCE));
        visit.page().unroute("**/tracks/**counted=yes");
        visit.page().locator("#audience a", new Page.LocatorOptions().setHasText("岗位")).first().click();
        visit.page().getByLabel("班主任", new Page.GetByLabelOptions().setExact(true)).check();
        visit.page().locator("#new button").click();
        visit.page().locator("#audience .tag.number").first().waitFor(new Locator.WaitForOptions().setTimeout(Visit.PATIENCE));
        visit.sees("岗位：班主任");
        picture(visit, "organizer-audience");
    }

    private void publish(Visit visit) {
        visit.open(step(visit, "check"));
        visit.press(AriaRole.LINK, "去试算");
        visit.press(AriaRole.BUTTON, "试算");
        visit.page().locator("#simulation dl").waitFor(new Locator.WaitForOptions().setTimeout(Visit.PATIENCE));
        visit.sees("发布后可参加");
        picture(visit, "organizer-simulation");
        visit.press(AriaRole.LINK, "返回检查与发布");
        visit.press(AriaRole.BUTTON, "发布");
        visit.page().waitForURL(java.util.regex.Pattern.compile(".*/console/programs/[0-9a-f-]{36}$"));
        visit.press(AriaRole.LINK, "教师看到的页面");
        visit.sees(TITLE);
        visit.page().goBack();
    }

    private void extend(Visit visit, LocalDate last) {
        visit.page().locator("summary", new Page.LocatorOptions().setHasText("延长")).first().click();
        visit.page().getByLabel("新的最后一天").first().fill(last.toString());
        visit.page().getByLabel("理由（会公布）").first().fill("雪灾停电");
        visit.page().locator("details[open] button", new Page.LocatorOptions().setHasText("延长")).click();
        visit.sees("雪灾停电");
        picture(visit, "organizer-program");
    }

    private void change(Visit visit) {
        visit.press(AriaRole.BUTTON, "修改规则和对象");
        visit.press(AriaRole.LINK, "参加对象与完成条件");
        visit.page().locator("#completion summary").first().click();
        visit.page().locator("#completion a", new Page.LocatorOptions().setHasText("至少学完若干节")).first().click();
        visit.page().locator("#n").fill("99");
        visit.page().locator("#new button").click();
        visit.open(step(visit, "check"));
        visit.sees("发布前还需要");
        assertThat(visit.page().locator("button:disabled").count()).isEqualTo(1);
    }

    private static void fill(Visit visit, String label, String text) {
        visit.page().getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
    }

    /** The same draft's other step. */
    private static String step(Visit visit, String step) {
        return visit.page().url().replaceFirst("https?://[^/]+", "").replaceFirst("(/drafts/[0-9a-f-]{36}).*", "$1/" + step);
    }

    private static void picture(Visit visit, String name) {
        Visit.photograph(visit.page(), name);
    }
}
