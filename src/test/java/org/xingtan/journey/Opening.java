package org.xingtan.journey;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.xingtan.platform.Window;

/** A city opens a term with one course: made, reviewed, built into a program, offered with its places. */
final class Opening {

    static final String COURSE = "粤剧进课堂";
    static final String TERM = "第一期继续教育课程";

    private final Visit city;
    private final Visit expert;
    private final Page page;
    private final LocalDate today = LocalDate.now(Window.ZONE);

    /** @param expert who reviews what the city has made */
    Opening(Visit city, Visit expert) {
        this.city = city;
        this.expert = expert;
        this.page = city.page();
    }

    void course() {
        city.open("/console/courses/new");
        page.locator("#code").fill("YJ-01");
        page.locator("#title").fill(COURSE);
        city.press(AriaRole.BUTTON, "保存，去加内容");
        page.locator("#lesson-title").fill("唱腔与身段");
        page.locator("#kind").selectOption("TEXT");
        city.press(AriaRole.BUTTON, "加一节");
        page.locator("#length").fill("0:10");
        page.locator("#body").fill("先听一段平喉，再学一段身段。");
        city.press(AriaRole.BUTTON, "保存");
        city.press(AriaRole.LINK, COURSE);
        city.press(AriaRole.BUTTON, "送审");
        city.sees("待审核");
        expert.open("/console/course-reviews");
        expert.press(AriaRole.LINK, COURSE);
        expert.press(AriaRole.BUTTON, "通过");
        expert.sees("审核通过");
        page.reload();
        city.press(AriaRole.BUTTON, "发布");
        city.sees("课程已在目录中");
    }

    /** Its one lesson is worth all that the year asks of the category. */
    void program(String category, String hours) {
        city.open("/console/programs");
        page.locator("#title").fill(COURSE);
        city.press(AriaRole.BUTTON, "开始");
        page.waitForURL(Pattern.compile(".*/basics$"));
        var draft = page.url().replaceFirst("https?://[^/]+", "").replaceFirst("/basics$", "");
        city.open(draft + "/windows");
        page.locator("summary", new Page.LocatorOptions().setHasText("设置时段")).first().click();
        page.getByLabel("第一天").first().fill(today.toString());
        page.getByLabel("最后一天").first().fill(today.plusDays(30).toString());
        city.press(AriaRole.BUTTON, "设置");
        content(draft);
        city.open(draft + "/credit");
        page.locator("#category").fill(category);
        page.locator("#fixed").check();
        page.locator("#hours").fill(hours);
        page.locator("form[action$='/acts/credit'] button").click();
        city.open(draft + "/check");
        city.press(AriaRole.BUTTON, "发布");
        page.waitForURL(Pattern.compile(".*/console/programs/[0-9a-f-]{36}$"));
    }

    private void content(String draft) {
        city.open(draft + "/content");
        page.locator("#new-phase").fill("全部课程");
        page.locator("form.paper button", new Page.LocatorOptions().setHasText("添加")).last().click();
        page.locator("summary", new Page.LocatorOptions().setHasText("添加模块")).click();
        page.getByPlaceholder("模块名称").fill(COURSE);
        page.locator("details[open] button", new Page.LocatorOptions().setHasText("添加")).click();
        city.press(AriaRole.LINK, "选课程");
        page.locator("input[name=course]").first().check();
        city.press(AriaRole.BUTTON, "加入所选课程");
        page.waitForURL(Pattern.compile(".*/content.*"));
    }

    /** Who gives it. @param unit by its code */
    void provider(String unit) {
        city.press(AriaRole.LINK, "管理课程与名单");
        page.locator("#provider").fill(unit);
        city.sends("form:has(#provider) button");
    }

    /** With one place, and one place to wait for it. */
    void term(String category, String hours, String price) {
        city.open("/console/selection");
        page.locator("summary", new Page.LocatorOptions().setHasText("新建学期")).click();
        page.locator("#code").fill("01期");
        page.locator("#title").fill(TERM);
        page.locator("#selectFirst").fill(today.minusDays(1).toString());
        page.locator("#selectLast").fill(today.plusDays(3).toString());
        city.press(AriaRole.BUTTON, "新建");
        page.locator("summary", new Page.LocatorOptions().setHasText("开设课程")).click();
        page.locator("#program").selectOption(new SelectOption().setIndex(0));
        page.locator("#category").selectOption(category);
        page.locator("#hours").fill(hours);
        page.locator("#price").fill(price);
        page.locator("#places").fill("1");
        page.locator("#waiting").fill("1");
        city.press(AriaRole.BUTTON, "开设");
        city.sees(COURSE);
        city.press(AriaRole.BUTTON, "发布");
        page.locator("h1 .tag").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }
}
