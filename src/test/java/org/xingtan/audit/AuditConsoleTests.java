package org.xingtan.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Texts;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class AuditConsoleTests {

    private static final Pattern RECORDS = Pattern.compile("(?s)\\.?record(?:Attempt)?\\((.*?);");
    private static final Pattern ACT = Pattern.compile("\"([a-z]+(?:\\.[a-z-]+)+)\"");

    @Autowired Cast cast;
    @Autowired AuditTrail trail;
    @Autowired Texts texts;
    @Autowired MockMvcTester mvc;

    private Cast.Place county;
    private Cast.Place school;
    private Cast.Place elsewhere;
    private Actor auditor;

    @BeforeEach
    void plant() {
        county = cast.county();
        school = cast.school(county);
        elsewhere = cast.school(cast.under(county.parent(), "COUNTY"));
        auditor = appointed(Role.AUDITOR, county);
    }

    @Test
    void showsWhatHappenedInTheScopeAndNothingElse() {
        var here = cast.aPerson().name("钱在").at(school).save();
        var there = cast.aPerson().name("孙远").at(elsewhere).save();
        trail.record(auditor, "directory.real-name", "teacher:" + here, school.path(), Map.of("realName", "MATCHED"), Map.of("realName", "VERIFIED"));
        trail.record(auditor, "directory.real-name", "teacher:" + there, elsewhere.path(), null, Map.of("realName", "REJECTED"));
        trail.record(auditor, "directory.real-name", "teacher:" + there, null, null, Map.of("realName", "NOWHERE"));

        assertThat(body("/console/audit")).contains("更改实名状态", "钱在", "MATCHED", "已核验").doesNotContain("孙远", "未通过", "NOWHERE");
    }

    @Test
    void tellsTimesByTheReadersClock() {
        trail.record(auditor, "certificate.revoke", "certificate:X-2", school.path(), null, Map.of("at", "2026-11-26T19:31:35.633Z", "note", "2026-13-26T19:31:35Z"));

        assertThat(body("/console/audit?act=certificate")).contains("2026年11月27日 03:31:35").contains("2026-13-26T19:31:35Z");
    }

    @Test
    void isThereForAuditorsOnly() {
        assertThat(mvc.get().uri("/console/audit").with(as(cast.administrator(county)))).hasStatus(404);
        assertThat(mvc.post().uri("/console/audit/export").with(csrf()).param("reason", "年度检查").with(as(cast.administrator(county)))).hasStatus(404);
    }

    @Test
    void aCursorThatIsNoneOfOursIsRefused() {
        for (var key : List.of("", "x", "+1000000000-12-31T23:59:59.999999999Z/" + UUID.randomUUID(), "-1000000000-01-01T00:00:00Z/" + UUID.randomUUID(),
                "2026-01-01T00:00:00Z/\0")) {
            var cursor = Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
            assertThat(mvc.get().uri("/console/audit?after=" + cursor).with(as(auditor))).hasStatus(key.isEmpty() ? 200 : 400);
        }
    }

    @Test
    void findsByActByNameAndByDay() {
        var person = cast.aPerson().name("李寻").at(school).save();
        trail.record(auditor, "certificate.revoke", "certificate:X-1", school.path(), null, Map.of("reason", "误发"));
        trail.record(auditor, "ledger.reverse", "teacher:" + person, school.path(), null, Map.of("reason", "重复"));

        assertThat(body("/console/audit?act=certificate")).contains("误发").doesNotContain("重复");
        assertThat(body("/console/audit?who=李寻")).contains("重复").doesNotContain("误发");
        assertThat(body("/console/audit?who=" + auditor.personName())).contains("重复", "误发");
        assertThat(body("/console/audit?to=2001-01-01")).contains("没有符合条件的记录");
        assertThat(body("/console/audit?from=2001-01-01")).contains("重复", "误发");
    }

    @Test
    void leadsThroughAllOfItWithoutGapOrRepetition() {
        for (var i = 0; i < 120; i++) {
            trail.record(auditor, "ledger.reverse", "teacher:" + TeacherId.next(), school.path(), null, Map.of("reason", "第" + i + "条"));
        }
        var seen = new TreeSet<String>();
        var address = "/console/audit?act=ledger";
        var pages = 0;
        while (address != null) {
            var body = body(address);
            var found = Pattern.compile("第\\d+条").matcher(body).results().map(it -> it.group()).toList();
            assertThat(seen).doesNotContainAnyElementsOf(found);
            seen.addAll(found);
            pages++;
            var next = Pattern.compile("after=([A-Za-z0-9_-]+)").matcher(body);
            address = next.find() ? "/console/audit?act=ledger&after=" + next.group(1) : null;
        }
        assertThat(seen).hasSize(120);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void anExportSaysWhoTookItWhyAndLeavesItsTrace() throws IOException {
        trail.record(auditor, "ledger.reverse", "teacher:" + TeacherId.next(), school.path(), null, Map.of("reason", "=1+1"));

        assertThat(mvc.post().uri("/console/audit/export").with(csrf()).param("reason", " ").with(as(auditor))).hasStatus(422);
        var answer = mvc.post().uri("/console/audit/export").with(csrf()).param("act", "ledger").param("reason", "年度检查").with(as(auditor)).exchange();

        assertThat(answer).hasStatusOk().hasContentType("text/csv;charset=UTF-8");
        var lines = new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8).split("\r\n");
        assertThat(lines[0]).contains(auditor.personName(), "年度检查");
        assertThat(lines).hasSize(3);
        assertThat(lines[2]).contains("冲销学时", "=1+1");
        assertThat(body("/console/audit?act=audit")).contains("完成导出留痕", "年度检查");
    }

    @Test
    void badQuestionsAreAnswered400() {
        for (var question : new String[] {"from=yesterday", "to=2026-02-30", "from=2026-02-02&to=2026-02-01", "after=!!", "from=-999999999-01-01"}) {
            assertThat(mvc.get().uri("/console/audit?" + question).with(as(auditor))).as(question).hasStatus(400);
        }
    }

    /** What is written into the trail is read by people. */
    @Test
    void everyActHasWordsInBothLanguages() throws IOException {
        var acts = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java/org/xingtan"))) {
            for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                var source = Files.readString(file);
                if (source.contains("AuditTrail")) {
                    RECORDS.matcher(source).results().flatMap(it -> ACT.matcher(it.group(1)).results()).forEach(it -> acts.add(it.group(1)));
                }
            }
        }
        assertThat(acts).contains("certificate.revoke", "activation.code.issue", "identity.sign-in.locked", "access.denied");
        assertThat(acts).allSatisfy(act -> {
            assertThat(texts.find("audit.act." + act, Locale.CHINA)).as(act).isPresent();
            assertThat(texts.find("audit.act." + act, Locale.ENGLISH)).as(act).isPresent();
            assertThat(AuditConsole.AREAS).contains(act.substring(0, act.indexOf('.')));
        });
    }

    private Actor appointed(Role role, Cast.Place over) {
        var person = cast.teacher(over);
        cast.appoint(person, role, over);
        return cast.actor(person);
    }

    private String body(String address) {
        try {
            var answer = mvc.get().uri(address).with(as(auditor)).exchange();
            assertThat(answer).as(address).hasStatusOk();
            return answer.getResponse().getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
