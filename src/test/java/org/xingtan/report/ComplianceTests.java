package org.xingtan.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.ledger.Earning;
import org.xingtan.ledger.Ledger;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.CreditRule;
import org.xingtan.standing.EverybodyCounted;
import org.xingtan.standing.Years;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** Who meets what the year asks, from the city to whoever lacks what. */
@XingtanTest
class ComplianceTests {

    @Autowired Cast cast;
    @Autowired DefineRequirement define;
    @Autowired Ledger ledger;
    @Autowired LookAtCompliance look;
    @Autowired EverybodyCounted everybody;
    @Autowired Years years;
    @Autowired MockMvcTester mvc;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private Cast.Place city;
    private Cast.Place district;
    private Cast.Place school;
    private Cast.Place other;
    private Actor administrator;
    private TeacherId first;
    private TeacherId second;

    @BeforeEach
    void people() {
        city = cast.city();
        district = cast.under(city, "COUNTY");
        school = cast.school(district);
        other = cast.school(cast.under(city, "COUNTY"));
        define.define(new AnnualRequirement(city.id(), years.current(), 0, "年度要求", "依据", CreditHours.of("10"), List.of(
            new AnnualRequirement.Category("COMMON", "公需科目", "Common", CreditHours.of("4")),
            new AnnualRequirement.Category("ELECTIVE", "选修科目", "Elective", CreditHours.of("6")))), null);
        first = cast.aPerson().name("=甲").at(school).save();
        second = cast.teacher(school);
        cast.teacher(other);
        administrator = cast.administrator(district);
        earn(first, "COMMON", "4");
        earn(first, "ELECTIVE", "5.99");
        earn(second, "COMMON", "4");
        earn(second, "ELECTIVE", "6");
    }

    @Test
    void ratesAreTheSameAtEveryLevelAndFollowAtOnce() {
        assertThat(rate(city, "COMMON")).isEqualTo(2);
        assertThat(rate(district, "COMMON")).isEqualTo(2);
        assertThat(rate(school, "ELECTIVE")).isEqualTo(1);
        assertThat(rate(school, "ALL")).isEqualTo(1);

        earn(first, "ELECTIVE", "0.01");

        assertThat(rate(school, "ALL")).isEqualTo(2);
        assertThat(rate(city, "TOTAL")).isEqualTo(2);
        assertThat(at(city).children()).extracting(part -> part.unit().id()).contains(district.id());
    }

    @Test
    void whoLacksWhatIsNamedWithWhatHeHas() {
        var list = look.lacking(administrator, district.id().toString(), null, new LookAtCompliance.Question("ELECTIVE", null), null);

        assertThat(list.page().items()).singleElement().satisfies(row -> {
            assertThat(row.person().teacher()).isEqualTo(first);
            assertThat(row.standing().line("ELECTIVE").orElseThrow().missing()).isEqualTo(CreditHours.of("0.01"));
        });
        assertThat(mvc.get().uri("/console/compliance/people?organization={o}&line=ELECTIVE", district.id()).with(as(administrator)))
            .hasStatusOk().bodyText().contains("=甲").contains("5.99");
    }

    @Test
    void otherSystemsReadEachLineByItsTitle() {
        assertThat(mvc.get().uri("/api/v1/organizations/{o}/compliance", district.id()).with(as(administrator))).hasStatusOk().bodyJson()
            .extractingPath("$.lines[*].title").asArray().contains("全部达标", "合计").doesNotContain("ALL");
    }

    @Test
    void whatIsNotYoursIsNotThere() {
        for (var address : List.of("/console/compliance?organization=", "/console/compliance/people?line=ALL&organization=")) {
            assertThat(mvc.get().uri(address + other.id()).with(as(administrator))).hasStatus(404);
            assertThat(mvc.get().uri(address + city.id()).with(as(administrator))).hasStatus(404);
        }
        assertThat(mvc.get().uri("/console/compliance/people?organization={o}&line=NOTHING", district.id()).with(as(administrator))).hasStatus(404);
        assertThat(mvc.get().uri("/console/compliance?year=99999").with(as(administrator))).hasStatus(400);
        assertThat(mvc.get().uri("/console/compliance?year=abc").with(as(administrator))).hasStatus(400);
        assertThat(mvc.get().uri("/console/compliance/people?organization={o}&line=ALL&after=xx", district.id()).with(as(administrator))).hasStatus(400);
        assertThat(mvc.get().uri("/console/standing/teachers/{t}", first).with(as(cast.administrator(other)))).hasStatus(404);
        assertThat(mvc.get().uri("/console/compliance").with(as(cast.actor(first)))).hasStatus(404);
        for (var query : List.of("compliance", "compliance?year=abc", "compliance?year=1e9", "validations?year=abc", "validations?limit=x")) {
            assertThat(mvc.get().uri("/api/v1/organizations/" + other.id() + "/" + query).with(as(administrator))).as(query).hasStatus(404);
            assertThat(mvc.get().uri("/api/v1/organizations/" + district.id() + "/" + query).with(as(administrator))).as(query).hasStatus(query.contains("?") ? 400 : 200);
        }
        assertThat(db.sql("select count(*) from audit.entry where act = 'access.denied' and actor = :actor and target like '%' || :unit")
            .param("actor", administrator.teacher().value()).param("unit", other.id().toString()).query(Integer.class).single()).isEqualTo(7);
    }

    @Test
    void takenAwayTheListHoldsEverybodyAndLeavesItsTrace() throws Exception {
        var address = "/console/compliance/people/export?organization=" + district.id() + "&line=ALL";
        assertThat(mvc.post().uri(address).with(csrf()).with(as(administrator))).hasStatus(422);

        var answer = mvc.post().uri(address).param("reason", "上门帮助").param("confirmed", "true").param("file", "csv").with(csrf()).with(as(administrator)).exchange();

        assertThat(answer).hasStatusOk();
        var lines = new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8).split("\r\n");
        assertThat(lines[1]).isEqualTo("姓名,证件号码,单位,合计,公需科目,选修科目");
        assertThat(lines[2]).startsWith("'=甲,").endsWith(",9.99 / 10.00,4.00 / 4.00,5.99 / 6.00");
        assertThat(db.sql("select after->>'count' from audit.entry where act = 'compliance.exported' and target = :target")
            .param("target", "organization:" + district.id()).query(String.class).single()).isEqualTo(String.valueOf(lines.length - 2));
    }

    /** More units than a page looks through, some without anybody: the file has what the pages have, in their order. */
    @Test
    void theFileOfManyUnitsIsTheirPagesOneAfterTheOther() throws Exception {
        for (var i = 0; i < 70; i++) {
            var unit = cast.school(district);
            if (i % 3 > 0) {
                cast.aPerson().name("教师" + i).at(unit).save();
            }
        }
        everybody.follow();
        var pages = new ArrayList<String>();
        for (var list = lacking(null); ; list = lacking(list.page().next())) {
            list.page().items().forEach(row -> pages.add(row.person().name() + "," + row.person().unit().chinese() + "," + row.standing().total().have()));
            if (list.page().next() == null) {
                break;
            }
        }

        var answer = mvc.post().uri("/console/compliance/people/export?organization=" + district.id() + "&line=ALL").param("reason", "上门帮助").param("file", "csv")
            .with(csrf()).with(as(administrator)).exchange();

        assertThat(answer).hasStatusOk();
        var rows = new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8).split("\r\n");
        assertThat(pages).hasSizeGreaterThan(46);
        assertThat(Arrays.stream(rows).skip(2).map(row -> row.split(",")).map(cells -> cells[0].replace("'", "") + "," + cells[2] + "," + cells[3].split(" ")[0])).isEqualTo(pages);
    }

    /** The list can be that of one stage, page by page, and so is the file. */
    @Test
    void theListAndTheFileAreThoseOfOneStage() throws Exception {
        var senior = cast.aPerson().name("高中教师").teaches("SENIOR", null).at(school).save();
        var none = cast.aPerson().name("不任课").teaches(null, null).at(school).save();
        everybody.follow();
        var list = "/console/compliance/people?organization=" + district.id() + "&line=ALL";

        assertThat(mvc.get().uri(list).with(as(administrator))).hasStatusOk().bodyText().contains("高中教师", "不任课", "=甲", "stage=SENIOR");
        assertThat(mvc.get().uri(list + "&stage=SENIOR").with(as(administrator))).hasStatusOk().bodyText().contains(senior.toString(), "export?organization=" + district.id())
            .doesNotContain(none.toString(), first.toString());
        assertThat(mvc.get().uri(list + "&stage=PRIMARY").with(as(administrator))).hasStatusOk().bodyText().contains(first.toString()).doesNotContain(none.toString(), senior.toString());
        assertThat(mvc.get().uri(list + "&stage=SPECIAL").with(as(administrator))).hasStatusOk().bodyText().contains("这个学段没有人未达标");
        assertThat(mvc.get().uri(list + "&stage=nothing").with(as(administrator))).hasStatus(404);

        var answer = mvc.post().uri("/console/compliance/people/export?organization=" + district.id() + "&line=ALL&stage=SENIOR").param("reason", "上门帮助")
            .param("confirmed", "true").param("file", "csv").with(csrf()).with(as(administrator)).exchange();
        assertThat(answer).hasStatusOk();
        var lines = new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8).split("\r\n");
        assertThat(lines).hasSize(3);
        assertThat(lines[2]).startsWith("高中教师,");
        assertThat(db.sql("select (after->>'count') || ' ' || (after->>'stage') from audit.entry where act = 'compliance.exported' and target = :target")
            .param("target", "organization:" + district.id()).query(String.class).single()).isEqualTo("1 SENIOR");
    }

    private LookAtCompliance.People lacking(String after) {
        return look.lacking(administrator, district.id().toString(), null, new LookAtCompliance.Question("ALL", null), after);
    }

    /** Of a node that knows more than this one. Nothing of it stays. */
    @Test
    void whatElseIsCountedOfALineMeetsNothing() {
        transaction.executeWithoutResult(status -> {
            db.sql("""
                    insert into report.subtotal (program_id, organization_id, measure, n)
                    select id, :unit, 'NEWER', 7 from standing.counted_line where jurisdiction = :city and code = 'ALL'
                    """)
                .param("unit", school.id().value()).param("city", city.id().value()).update();

            assertThat(rate(school, "ALL")).isEqualTo(1);
            status.setRollbackOnly();
        });
    }

    /** The requirement itself, by the form. */
    @Test
    void aNewVersionIsMadeByTheFormAndWhatIsWrongIsSaid() {
        var cityAdministrator = cast.administrator(city);
        var address = "/console/standing/organizations/" + city.id() + "/requirements";
        var form = Map.of("year", String.valueOf(years.current()), "title", "新要求", "basis", "新文件", "total", "4", "category0.code", "COMMON", "category0.title", "公需", "category0.need", "4");

        assertThat(post(address, form, administrator)).hasStatus(404);
        assertThat(post(address, Map.of("year", "20x6", "total", "-1", "category0.code", "common"), cityAdministrator)).hasStatus(422);
        assertThat(post(address, with(form, "total", "3"), cityAdministrator)).hasStatus(422);
        assertThat(post(address, with(form, "total", "0"), cityAdministrator)).hasStatus(422);
        assertThat(post(address, with(form, "category1.need", "5"), cityAdministrator)).hasStatus(422);
        assertThat(post(address, with(form, "category1.code", "ALL"), cityAdministrator)).hasStatus(422);
        assertThat(post(address, with(form, "year", String.valueOf(years.current() - 1)), cityAdministrator)).hasStatus(422);
        assertThat(post(address, form, cityAdministrator)).hasStatus(302);
        assertThat(post(address, form, cityAdministrator)).hasStatus(302);

        assertThat(db.sql("select max(version) from ledger.annual_requirement where jurisdiction = :city").param("city", city.id().value()).query(Integer.class).single())
            .isEqualTo(2);
        assertThat(rate(school, "ALL")).isEqualTo(2);
    }

    /** No school asks less of itself, and no district less than the city does. */
    @Test
    void nobodyAsksLessThanTheAuthorityAbove() {
        var form = Map.of("year", String.valueOf(years.current()), "title", "自定", "basis", "自定", "total", "4", "category0.code", "COMMON", "category0.title", "公需", "category0.need", "4");

        assertThat(post("/console/standing/organizations/" + school.id() + "/requirements", with(form, "total", "99"), cast.administrator(school))).hasStatus(422);
        assertThat(post("/console/standing/organizations/" + district.id() + "/requirements", form, administrator)).hasStatus(422);
        assertThat(rate(school, "ALL")).isEqualTo(1);
    }

    private static Map<String, String> with(Map<String, String> form, String field, String value) {
        var changed = new java.util.HashMap<>(form);
        changed.put(field, value);
        return changed;
    }

    private org.springframework.test.web.servlet.assertj.MvcTestResult post(String address, Map<String, String> form, Actor actor) {
        var request = mvc.post().uri(address).with(csrf()).with(as(actor));
        form.forEach(request::param);
        return request.exchange();
    }

    private Compliance at(Cast.Place unit) {
        return look.at(cast.administrator(city), unit.id().toString(), null);
    }

    private long rate(Cast.Place unit, String code) {
        return at(unit).met().of(code).numerator();
    }

    private void earn(TeacherId teacher, String category, String hours) {
        ledger.post(new Earning(teacher, school.id(), school.path(), null, Earning.Place.NOWHERE,
            new CreditRule(category, new CreditRule.Fixed(CreditHours.of(hours)), List.of()), 1, List.of(), CreditHours.of(hours), "test",
            UUID.randomUUID().toString(), "Course", Map.of(), LocalDate.of(years.current(), 5, 4)));
    }
}
