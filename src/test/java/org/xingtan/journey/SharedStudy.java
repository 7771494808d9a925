package org.xingtan.journey;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.xingtan.platform.Window;

/** A school studies together: planned, confirmed by its district, held today and over in a minute or two. */
final class SharedStudy {

    static final String TOPIC = "集体备课：说明文单元";
    private static final int LESSON_MINUTES = 45;
    private static final int TO_CHECK_IN = 25;

    private final Visit school;
    private final Visit district;
    private LocalTime starts = LocalTime.MIDNIGHT;
    private LocalTime ends = LocalTime.MIDNIGHT;
    private String event = "";

    SharedStudy(Visit school, Visit district) {
        this.school = school;
        this.district = district;
    }

    /** It ends with the first minute by which everybody has checked in even on a busy machine. */
    private void soonOver() {
        var soonest = ZonedDateTime.now(Window.ZONE).toLocalTime().plusSeconds(TO_CHECK_IN);
        ends = soonest.isBefore(LocalTime.of(0, 1)) || soonest.isAfter(LocalTime.of(23, 58)) ? LocalTime.of(23, 59) : soonest.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        starts = ends.isBefore(LocalTime.of(2, 0)) ? LocalTime.MIDNIGHT : ends.minusMinutes(2 * LESSON_MINUTES);
    }

    /** Two, unless the day is younger than that. */
    BigDecimal hours() {
        return BigDecimal.valueOf(Duration.between(starts, ends).toMinutes()).divide(BigDecimal.valueOf(LESSON_MINUTES), 2, RoundingMode.DOWN).min(new BigDecimal("2.00"));
    }

    void planned() {
        var page = school.page();
        school.open("/console/study");
        school.press(AriaRole.LINK, "新建计划");
        page.locator("#title").fill("语文组年度研修");
        page.locator("#aims").fill("听评课、集体备课、专题研讨。");
        page.locator("#category").selectOption("PROFESSIONAL");
        page.locator("#hours").fill("2");
        page.locator("#leader").fill("教导处");
        page.locator("#lateMinutes").fill("120");
        page.locator("form.paper button").last().click();
        page.waitForURL(Pattern.compile(".*/study/plans/[0-9a-f-]{36}$"));
        page.locator("form[action$='/submission'] button").click();
        school.sees("待确认");
        district.open("/console/study");
        district.press(AriaRole.LINK, "语文组年度研修");
        district.page().locator("button[value=CONFIRMED]").click();
        district.page().waitForURL(Pattern.compile(".*/console/study$"));
    }

    /** @param leader who shows the code and closes it */
    void set(String leader) {
        var page = school.page();
        page.reload();
        soonOver();
        page.locator("summary", new Page.LocatorOptions().setHasText("安排一次活动")).click();
        page.locator("#topic").fill(TOPIC);
        page.locator("#day").fill(ZonedDateTime.now(Window.ZONE).toLocalDate().toString());
        page.locator("#starts").fill(starts.toString());
        page.locator("#ends").fill(ends.toString());
        page.locator("#place").fill("二楼会议室");
        page.locator("#leader").selectOption(new SelectOption().setLabel(leader));
        page.locator("#hours").fill(hours().toPlainString());
        page.locator("form[action$='/events'] button").click();
        page.waitForURL(Pattern.compile(".*/study/events/[0-9a-f-]{36}$"));
        event = page.url().replaceFirst(".*(/console/study/events/)", "$1");
    }

    /** The teacher types what stands on the leader's screen at that moment. */
    void checksIn(Visit leader, Visit teacher) {
        leader.open("/study");
        leader.press(AriaRole.LINK, TOPIC);
        leader.press(AriaRole.LINK, "显示签到码");
        teacher.open("/study");
        teacher.page().locator("main li a.btn", new Page.LocatorOptions().setHasText("签到")).click();
        leader.page().reload();
        teacher.page().locator("#code").fill(leader.page().locator(".slip-code strong").innerText());
        teacher.press(AriaRole.BUTTON, "签到");
        teacher.page().locator("main .note-good").waitFor();
    }

    /** Every item of the checklist, then the end as soon as it is over. */
    void closes(Visit leader) {
        var page = leader.page();
        leader.open(event);
        for (var item : page.locator("select[name^='answer.']").all()) {
            item.selectOption("DONE");
        }
        leader.sends("form[action$='/risks'] button");
        leader.reloadsUntil("form[action$='/closing'] button");
        page.locator("form[action$='/closing'] button").click();
        leader.sees("已结束");
    }
}
