package org.xingtan.journey;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.xingtan.journey.Pages.Sight;

/** The pages of hours that people have from outside. */
final class HoursPages {

    private final Stage stage;
    private final List<Sight> all = new ArrayList<>();

    HoursPages(Stage stage) {
        this.stage = stage;
    }

    List<Sight> all() {
        recognition();
        return all;
    }

    /** Kinds are taken over, and somebody claims. */
    private void recognition() {
        add("gzteacher", "recognitions-none", "/recognitions");
        add("gzteacher", "recognition-no-kinds", "/recognitions/new");
        try (var visit = stage.visit().signIn("province")) {
            visit.open("/console/recognition/kinds");
            if (visit.page().locator("#adopt-basis").count() > 0) {
                visit.page().locator("#adopt-basis").fill("教师〔2011〕1号");
                visit.page().locator("form.paper button").first().click();
                visit.page().waitForSelector("table");
            }
        }
        try (var visit = stage.visit().signIn("parttime")) {
            visit.open("/recognitions/new");
            visit.page().locator("#kind").selectOption("OFFLINE_TRAINING");
            visit.page().locator("#title").fill("心理健康教育线下研修");
            List.of("#from", "#to").forEach(day -> visit.page().locator(day).fill("2026-05-06"));
            visit.page().locator("#hours").fill("6");
            visit.page().locator("#files").setInputFiles(new FilePayload("证明.pdf", "application/pdf",
                "%PDF-1.4 certificate".getBytes(StandardCharsets.UTF_8)));
            visit.page().locator("button[value=send]").click();
            visit.page().waitForURL(Pattern.compile(".*/recognitions/[0-9a-f-]{36}$"));
        }
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
    }

    private void add(String role, String name, String path) {
        all.add(new Sight(role, name, path));
    }

    private String one(String sql) {
        return stage.db().sql(sql).query(String.class).single();
    }
}
