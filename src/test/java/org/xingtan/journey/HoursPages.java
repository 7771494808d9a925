package org.xingtan.journey;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.xingtan.journey.Pages.Sight;
import org.xingtan.platform.Window;

/** The pages of hours that people have from outside, and of school-based study. */
final class HoursPages {

    private final Stage stage;
    private final List<Sight> all = new ArrayList<>();

    HoursPages(Stage stage) {
        this.stage = stage;
    }

    List<Sight> all() {
        recognition();
        study();
        return all;
    }

    /** Kinds are taken over, and somebody claims. */
    private void recognition() {
        add("gzteacher", "recognitions-none", "/recognitions");
        add("gzteacher", "recognition-no-kinds", "/recognitions/new");
        adopt();
        claim();
        var claim = one("select id from recognition.claim order by filed_at desc limit 1");
        add("parttime", "recognitions", "/recognitions");
        add("parttime", "recognition", "/recognitions/" + claim);
        add("parttime", "recognition-new", "/recognitions/new");
        add("school", "recognition-queue", "/console/recognition");
        add("school", "recognition-case", "/console/recognition/claims/" + stage.teacher("parttime") + "/" + claim);
        add("county", "recognition-elsewhere", "/console/recognition?which=elsewhere");
        add("province", "recognition-kinds", "/console/recognition/kinds");
        add("province", "recognition-kind", "/console/recognition/kinds/" + one("select id from directory.organization_card where code = '430000'") + "/PAPER");
        add("city", "recognition-imports", "/console/recognition/imports");
        add("provider", "recognition-imports", "/console/recognition/imports");
        add("provider", "provided", "/console/offerings/provided");
    }

    private void adopt() {
        try (var visit = stage.visit().signIn("province")) {
            visit.open("/console/recognition/kinds");
            if (visit.page().locator("#adopt-basis").count() > 0) {
                visit.page().locator("#adopt-basis").fill("教师〔2011〕1号");
                visit.page().locator("form.paper button").first().click();
                visit.page().waitForSelector("table");
            }
        }
    }

    private void claim() {
        try (var visit = stage.visit().signIn("parttime")) {
            visit.open("/recognitions/new");
            visit.page().locator("#kind").selectOption("OFFLINE_TRAINING");
            visit.page().locator("#title").fill("心理健康教育线下研修");
            List.of("#from", "#to").forEach(day -> visit.page().locator(day).fill(Days.ago(7).toString()));
            visit.page().locator("#hours").fill("6");
            visit.page().locator("#files").setInputFiles(new FilePayload("证明.pdf", "application/pdf",
                "%PDF-1.4 certificate".getBytes(StandardCharsets.UTF_8)));
            visit.page().locator("button[value=send]").click();
            visit.page().waitForURL(Pattern.compile(".*/recognitions/[0-9a-f-]{36}$"));
        }
    }

    /** A plan is made, handed in and confirmed, and an event set for today. */
    private void study() {
        add("teacher", "study-none", "/study");
        var school = one("select id from directory.organization_card where code = '431003-S012'");
        try (var visit = stage.visit().signIn("school")) {
            visit.open("/console/study/plans/new?organization=" + school);
            visit.page().locator("#title").fill("课堂教学改进（示例）");
            visit.page().locator("#aims").fill("听评课、集体备课、专题研讨");
            visit.page().locator("#leader").fill("教导处");
            visit.page().locator("form.paper button").last().click();
            visit.page().waitForURL(Pattern.compile(".*/study/plans/[0-9a-f-]{36}$"));
            visit.page().locator("form[action$='/submission'] button").click();
            visit.page().waitForSelector("form[action$='/submission']", new com.microsoft.playwright.Page.WaitForSelectorOptions()
                .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
        }
        var plan = "/console/study/plans/" + one("select id from study.plan where title = '课堂教学改进（示例）' order by submitted_at desc nulls last limit 1");
        try (var visit = stage.visit().signIn("county")) {
            visit.open(plan);
            visit.page().locator("button[value=CONFIRMED]").click();
            visit.page().waitForURL(Pattern.compile(".*/console/study$"));
        }
        setEvent(plan);
        var event = one("select id from study.event where topic = '集体备课（示例）' order by id desc limit 1");
        studyPages(plan, event, school);
    }

    private void setEvent(String plan) {
        try (var visit = stage.visit().signIn("school")) {
            visit.open(plan);
            visit.page().locator("main details summary").first().click();
            visit.page().locator("#topic").fill("集体备课（示例）");
            visit.page().locator("#day").fill(LocalDate.now(Window.ZONE).toString());
            visit.page().locator("#starts").fill("00:01");
            visit.page().locator("#ends").fill("23:58");
            visit.page().locator("#place").fill("二楼会议室");
            visit.page().locator("form[action$='/events'] button").click();
            visit.page().waitForURL(Pattern.compile(".*/study/events/[0-9a-f-]{36}$"));
            visit.page().locator("input[name=person]").first().check();
            visit.page().locator("form[action$='/attendance'] button").click();
            visit.page().waitForSelector("main .tag-good");
        }
    }

    private void studyPages(String plan, String event, String school) {
        add("county", "study", "/console/study");
        add("school", "study", "/console/study");
        add("school", "study-plan", plan);
        add("school", "study-plan-form", "/console/study/plans/new?organization=" + school);
        add("school", "study-event", "/console/study/events/" + event);
        add("school", "study-code", "/console/study/events/" + event + "/code");
        add("school", "safety", "/console/safety");
        add("school", "safety-checklist", "/console/safety/" + event);
        add("county", "safety-open", "/console/safety?open=true");
        add("county", "safety-items", "/console/safety/items");
        add("parttime", "study", "/study");
        add("parttime", "study-event", "/study/events/" + event);
    }

    private void add(String role, String name, String path) {
        all.add(new Sight(role, name, path));
    }

    private String one(String sql) {
        return stage.db().sql(sql).query(String.class).single();
    }
}
