package org.xingtan.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xingtan.platform.Window;

/** A form far down a page that is refused is shown with what is wrong, not from the top of its page as if it had been taken. */
@ExtendWith(Stage.Provider.class)
class RefusedFormTests {

    private static final int HEIGHT = 740;

    private final Stage stage;

    RefusedFormTests(Stage stage) {
        this.stage = stage;
    }

    @ParameterizedTest(name = "scripts: {0}")
    @ValueSource(booleans = {true, false})
    void whatIsWrongIsInSight(boolean scripts) {
        try (var visit = stage.visit(new Browser.NewContextOptions().setViewportSize(360, HEIGHT).setJavaScriptEnabled(scripts))) {
            var page = visit.signIn("gzschool").page();
            begin(visit);
            page.getByLabel("日期").fill(LocalDate.now(Window.ZONE).minusDays(1).toString());
            page.getByLabel("开始").fill("14:00");
            page.getByLabel("结束").fill("15:30");
            page.getByLabel("地点").fill("会议室");
            visit.sends("form[action$='/events'] button");

            var wrong = page.locator("main [role=alert]");
            assertThat(wrong).containsText("活动须事先安排");
            assertThat(wrong).isFocused();
            assertThat(wrong).isInViewport();
            assertThat(page.getByLabel("主题").inputValue()).isEqualTo("听评课");
        }
    }

    /** What somebody has typed where he had unfolded it does not lie hidden when he comes back. */
    @Test
    void whatWasTypedIsUnfoldedAgain() {
        try (var visit = stage.visit(new Browser.NewContextOptions().setViewportSize(360, HEIGHT))) {
            var page = visit.signIn("gzschool").page();
            begin(visit);
            visit.open("/console/study");
            page.goBack();

            assertThat(page.getByLabel("主题")).hasValue("听评课");
            assertThat(page.getByLabel("主题")).isVisible();
            assertThat(page.locator("main details[open]")).hasCount(1);
        }
    }

    private static void begin(Visit visit) {
        visit.open("/console/study");
        visit.press(AriaRole.LINK, "大单元教学设计研修");
        visit.page().waitForURL(Pattern.compile(".*/console/study/plans/.*"));
        visit.page().locator("summary", new Page.LocatorOptions().setHasText("安排一次活动")).click();
        visit.page().getByLabel("主题").fill("听评课");
    }
}
