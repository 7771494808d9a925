package org.xingtan.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.program.CreditRule;
import org.xingtan.program.CreditRule.Cap;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class LedgerPagesTests {

    @Autowired WebApplicationContext context;
    @Autowired Ledger ledger;
    @Autowired DefineRequirement defineRequirement;
    @Autowired Cast cast;

    private final ProgramId program = ProgramId.next();
    private MockMvcTester mvc;
    private Cast.Place school;
    private TeacherId teacher;

    @BeforeEach
    void earn() {
        mvc = MockMvcTester.from(context, builder -> builder.apply(springSecurity()).build());
        school = cast.school();
        teacher = cast.teacher(school);
        var rule = new CreditRule("COMMON", new CreditRule.Fixed(CreditHours.of("0.50")), List.of(new Cap(Cap.Scope.PROGRAM, CreditHours.of("0.90"))));
        for (var i = 1; i <= 3; i++) {
            ledger.post(new Earning(teacher, school.id(), school.path(), program, Earning.Place.NOWHERE, rule, 2, List.of(program.value()),
                CreditHours.of("0.50"), "lesson", "l-" + i, "第" + i + "课", Map.of(), LocalDate.of(2022, 5, i)));
        }
    }

    @Test
    void receiptsSayWhyTheRestDoesNotCount() {
        assertThat(text("/receipts", Locale.SIMPLIFIED_CHINESE)).contains("获得 0.50 学时，全部计入。",
            "获得 0.50 学时，计入 0.40；0.10 学时没有计入：本项目的累计上限是 0.90 学时，已经用完。", "获得 0.50 学时，没有计入", "规则第 2 版");
        assertThat(text("/receipts", Locale.ENGLISH)).contains("0.50 hours earned, 0.40 count; 0.10 do not: the cap of this program is 0.90 hours");
    }

    @Test
    void receiptsAreTheContractsOverJson() {
        var first = text("/api/v1/me/receipts?limit=2&program=" + program, Locale.SIMPLIFIED_CHINESE);

        assertThat(first).contains("\"reference\":\"l-3\"", "\"source\":\"lesson\"", "\"earned\":\"0.50\"", "\"credited\":\"0.40\"",
            "\"limitedBy\":{\"cap\":\"本项目的累计上限\",\"scope\":\"PROGRAM\",\"max\":\"0.90\"}", "\"ruleVersion\":2", "\"reverses\":null");
        var next = first.substring(first.indexOf("\"next\":\"") + 8, first.lastIndexOf('"'));
        assertThat(text("/api/v1/me/receipts?limit=2&cursor=" + next, Locale.SIMPLIFIED_CHINESE)).contains("\"l-1\"", "\"next\":null").doesNotContain("l-2");
    }

    @Test
    void malformedQuestionsAreAnsweredAsSuch() {
        assertThat(mvc.get().uri("/api/v1/me/receipts?limit=201").with(Cast.as(cast.actor(teacher)))).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(mvc.get().uri("/api/v1/me/receipts?limit=x").with(Cast.as(cast.actor(teacher)))).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(mvc.get().uri("/api/v1/me/receipts?cursor=AAAA").with(Cast.as(cast.actor(teacher)))).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(mvc.get().uri("/api/v1/me/standing?year=1").with(Cast.as(cast.actor(teacher)))).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(mvc.get().uri("/api/v1/me/standing")).hasStatus(HttpStatus.UNAUTHORIZED);
    }

    @Test
    void standingHasTotalCategoriesAndItsVerdict() {
        defineRequirement.define(school.parent().id(), 2022, "2022年度学时要求", "郴教发〔2022〕1号", CreditHours.of("48"),
            List.of(new AnnualRequirement.Category("COMMON", "公需科目", "Common subjects", CreditHours.of("48"))));

        assertThat(text("/api/v1/me/standing?year=2022", Locale.ENGLISH)).contains("\"year\":2022", "\"requirement\":\"2022年度学时要求\"",
            "\"total\":{\"need\":\"48.00\",\"have\":\"0.90\"}",
            "{\"code\":\"COMMON\",\"title\":\"Common subjects\",\"need\":\"48.00\",\"have\":\"0.90\"}", "\"themes\":[]", "\"met\":false");
        assertThat(text("/standing?year=2022", Locale.SIMPLIFIED_CHINESE)).contains("郴教发〔2022〕1号", "公需科目不少于 48.00 学时", "0.90 / 48.00").doesNotContain("verdict-source")
            .doesNotContain("style=");
    }

    /** Courses to choose and hours to claim: for whoever lacks something of this year, which can still be had. */
    @Test
    void aStandingLeadsToWhatCanBeDone() {
        var today = LocalDate.now(Window.ZONE);
        assertThat(text("/standing", Locale.SIMPLIFIED_CHINESE)).as("nobody asks for anything").doesNotContain("去选课补齐", "认定校外学时");
        for (var year : List.of(2022, today.getYear())) {
            defineRequirement.define(school.parent().id(), year, "年度学时要求", "郴教发〔2022〕1号", CreditHours.of("1"),
                List.of(new AnnualRequirement.Category("COMMON", "公需科目", "Common subjects", CreditHours.of("1"))));
        }

        assertThat(text("/standing", Locale.SIMPLIFIED_CHINESE)).contains("href=\"/selection?year=" + today.getYear() + "\">去选课补齐", "href=\"/recognitions\">认定校外学时</a>");
        assertThat(text("/standing?year=2022", Locale.SIMPLIFIED_CHINESE)).as("0.90 of 1, and over").contains("0.90 / 1.00").doesNotContain("去选课补齐", "认定校外学时");
        ledger.post(new Earning(teacher, school.id(), school.path(), ProgramId.next(), Earning.Place.NOWHERE, new CreditRule("COMMON", new CreditRule.Fixed(CreditHours.of("1")), List.of()), 1,
            List.of(), CreditHours.of("1"), "lesson", "l-now", "今年的课", Map.of(), today));
        assertThat(text("/standing", Locale.SIMPLIFIED_CHINESE)).as("compliant").contains("1.00 / 1.00").doesNotContain("去选课补齐", "认定校外学时");
    }

    @Test
    void aStandingHasTheContractsFields() {
        defineRequirement.define(school.parent().id(), 2022, "2022年度学时要求", "郴教发〔2022〕1号", CreditHours.of("48"),
            List.of(new AnnualRequirement.Category("COMMON", "公需科目", "Common subjects", CreditHours.of("48"))));
        var answer = mvc.get().uri("/api/v1/me/standing?year=2022").with(Cast.as(cast.actor(teacher))).exchange();

        assertThat(answer).hasStatusOk().bodyJson().isLenientlyEqualTo("""
            {"year": 2022, "requirement": "2022年度学时要求", "total": {"need": "48.00", "have": "0.90"},
             "categories": [{"code": "COMMON", "title": "公需科目", "need": "48.00", "have": "0.90"}], "themes": [], "verdict": {"met": false}}""");
        for (var field : List.of("code", "text", "met", "need", "have", "source")) {
            assertThat(answer).bodyJson().hasPath("$.verdict.conditions[0]." + field);
        }
    }

    @Test
    void whoHasNoHoursIsToldHowToGetSome() {
        teacher = cast.teacher(school);

        assertThat(text("/receipts", Locale.SIMPLIFIED_CHINESE)).contains("还没有学时", "/programs");
        assertThat(text("/api/v1/me/standing", Locale.SIMPLIFIED_CHINESE)).contains("\"requirement\":null", "\"need\":null,\"have\":\"0.00\"");
    }

    private String text(String uri, Locale locale) {
        var result = mvc.get().uri(uri).locale(locale).header("Accept-Language", locale.toLanguageTag()).with(Cast.as(cast.actor(teacher))).exchange();
        assertThat(result).hasStatusOk();
        try {
            return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
