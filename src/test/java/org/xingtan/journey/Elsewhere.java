package org.xingtan.journey;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Pattern;
import org.xingtan.platform.Window;

/**
 * What a teacher has learned elsewhere: a city says what it recognizes, and he claims it. What he claims is worth its hours as a whole, and a day of
 * the year that the city asks for holds what a long one does, so that all of it fits into a year that is a day old.
 */
final class Elsewhere {

    private final Visit city;
    private final Visit teacher;

    Elsewhere(Visit city, Visit teacher) {
        this.city = city;
        this.teacher = teacher;
    }

    /** The usual kinds; how many hours a day holds the year says. */
    void isRecognized() {
        var page = city.page();
        city.open("/console/recognition/kinds");
        page.locator("#adopt-basis").fill("穗教继教〔2026〕2号");
        city.press(AriaRole.BUTTON, "采用通行种类");
        city.sees("其他平台在线学习");
        city.sees("每天最多 16.00 学时");
    }

    /** A kind of its own, that school and district look at. */
    void isRecognized(String code, String title, String hours) {
        var page = city.page();
        city.open("/console/recognition/kinds");
        city.press(AriaRole.LINK, "新建种类");
        Map.of("code", code, "title", title, "hours", hours, "files", "1", "evidence", "结业证明", "basis", "穗教继教〔2026〕4号")
            .forEach((field, text) -> page.locator("#" + field).fill(text));
        page.locator("#measure").selectOption("ITEM");
        page.locator("#county").check();
        city.press(AriaRole.BUTTON, "保存");
        city.sees(title);
    }

    /** What would come of it is looked at first; then it is sent. @param ago the day on which it began; it lasted some days */
    void claim(String kind, String title, String category, String hours, int ago, int days) {
        claim(kind, title, category, "", hours, ago, days);
    }

    /** @param theme that its hours count for as well; empty for none */
    void claim(String kind, String title, String category, String theme, String hours, int ago, int days) {
        var page = teacher.page();
        var last = Days.ago(ago).plusDays(days - 1L);
        var today = LocalDate.now(Window.ZONE);
        teacher.open("/recognitions/new");
        page.locator("#kind").selectOption(kind);
        page.locator("#category").selectOption(category);
        page.locator("#theme").selectOption(theme);
        page.locator("#title").fill(title);
        page.locator("#from").fill(Days.ago(ago).toString());
        page.locator("#to").fill((last.isAfter(today) ? today : last).toString());
        page.locator("#hours").fill(hours);
        page.locator("#files").setInputFiles(paper(title));
        page.locator("button[value=look]").click();
        teacher.sees("可以认定");
        page.locator("button[value=send]").click();
        page.waitForURL(Pattern.compile(".*/recognitions/[0-9a-f-]{36}$"));
    }

    /** What was returned is sent again with another paper. */
    void correct(String title, String reason) {
        teacher.open("/home");
        teacher.page().locator(".todo li", new Page.LocatorOptions().setHasText(title)).locator("a").first().click();
        teacher.sees(reason);
        teacher.press(AriaRole.LINK, "修改后重新送审");
        teacher.page().locator("#files").setInputFiles(paper("hours"));
        teacher.page().locator("button[value=send]").click();
        teacher.sees("审核中");
    }

    private static FilePayload paper(String title) {
        return new FilePayload("证明.pdf", "application/pdf", ("%PDF-1.4 " + title).getBytes(StandardCharsets.UTF_8));
    }
}
