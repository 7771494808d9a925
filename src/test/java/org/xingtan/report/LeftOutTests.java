package org.xingtan.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Role;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.ledger.Earning;
import org.xingtan.ledger.Ledger;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.CreditRule;
import org.xingtan.standing.EverybodyCounted;
import org.xingtan.standing.LinesMet;
import org.xingtan.standing.Years;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** Beside the rates of a year: whom they leave out, the table to take away, and the reminder to those who lack hours. */
@XingtanTest
class LeftOutTests {

    @Autowired Cast cast;
    @Autowired DefineRequirement define;
    @Autowired Ledger ledger;
    @Autowired LookAtCompliance look;
    @Autowired EverybodyCounted everybody;
    @Autowired LinesMet met;
    @Autowired Years years;
    @Autowired MockMvcTester mvc;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private Cast.Place city;
    private Cast.Place district;
    private Cast.Place school;
    private Actor administrator;
    private TeacherId teacher;

    @BeforeEach
    void people() {
        city = cast.city();
        district = cast.under(city, "COUNTY");
        school = cast.school(district);
        define(years.current(), AnnualRequirement.NewHires.FULL_YEAR);
        teacher = cast.teacher(school);
        administrator = cast.administrator(district);
        everybody.follow();
    }

    private void define(int year, AnnualRequirement.NewHires newHires) {
        define.define(new AnnualRequirement(city.id(), year, 0, "年度要求", "依据", CreditHours.of("10"), List.of(
            new AnnualRequirement.Category("COMMON", "公需科目", "Common", CreditHours.of("4")),
            new AnnualRequirement.Category("ELECTIVE", "选修科目", "Elective", CreditHours.of("6"))), List.of(), null, newHires), null);
    }

    @Test
    void whoIsAskedNothingIsCountedByTheReasonAndNamed() {
        var parent = cast.teacher(school);
        var ill = cast.teacher(cast.school(district));
        exempt(parent, years.current(), "PARENTAL", 1, 8);
        exempt(parent, years.current(), "OTHER", 9, 12);
        exempt(ill, years.current(), "ILLNESS", 1, 12);
        exempt(teacher, years.current(), "LEAVE", 1, 6);
        var before = at(district).met().asked();

        assertThat(at(district).excluded()).containsExactly(entry(LeftOut.Why.ILLNESS, 1L), entry(LeftOut.Why.PARENTAL, 1L));
        assertThat(at(school).excluded()).containsExactly(entry(LeftOut.Why.PARENTAL, 1L));
        assertThat(at(city).excludedPeople()).isEqualTo(2);
        assertThat(get("/console/compliance?organization=" + district.id())).hasStatusOk().bodyText().contains("另有 2 人全年不要求学时", "产假、育儿假 1", "病假 1");
        var list = "/console/compliance/excluded?organization=" + district.id();
        assertThat(get(list)).hasStatusOk().bodyText().contains(parent.toString(), ill.toString()).doesNotContain(teacher.toString());
        assertThat(get(list + "&why=ILLNESS")).hasStatusOk().bodyText().contains(ill.toString()).doesNotContain(parent.toString());
        assertThat(get(list + "&why=NOTHING")).hasStatus(404);
        assertThat(get(list + "&after=xx")).hasStatus(400);
        assertThat(get("/console/compliance/excluded?organization=" + city.id())).hasStatus(404);
        assertThat(mvc.get().uri("/api/v1/organizations/{o}/compliance", district.id()).with(as(administrator))).hasStatusOk().bodyJson()
            .extractingPath("$.excluded").asMap().containsExactlyInAnyOrderEntriesOf(java.util.Map.of("PARENTAL", 1, "ILLNESS", 1));
        db.sql("update standing.exemption set ended_at = now(), ended_by = :by, ended_why = '回校' where teacher_id = :t").param("by", administrator.teacher().value())
            .param("t", ill.value()).update();
        recount(ill, years.current());
        assertThat(at(district).excluded()).containsOnlyKeys(LeftOut.Why.PARENTAL);
        assertThat(at(district).met().asked()).isEqualTo(before + 1);
    }

    /** Page after page nobody is missing, and nobody is there twice. */
    @Test
    void aLongListIsReadPageByPage() {
        for (var i = 0; i < 53; i++) {
            exempt(cast.teacher(i % 2 == 0 ? school : cast.school(district)), years.current(), "LEAVE", 1, 12);
        }
        var seen = new java.util.ArrayList<TeacherId>();
        for (var page = look.excluded(administrator, district.id().toString(), null, null, null).page(); ;
             page = look.excluded(administrator, district.id().toString(), null, null, page.next()).page()) {
            page.items().forEach(it -> seen.add(it.teacher()));
            if (page.next() == null) {
                break;
            }
        }
        assertThat(seen).hasSize(53).doesNotHaveDuplicates();
    }

    /** Of a year that is over, those who were hired after it and counted in it. */
    @Test
    void whoWasHiredLaterIsNamedAsSuch() {
        var year = years.current() - 1;
        define(year, AnnualRequirement.NewHires.BY_MONTH);
        var hired = cast.aPerson().hiredOn(LocalDate.of(years.current(), 1, 1)).at(school).save();
        everybody.follow();
        recount(hired, year);

        assertThat(look.at(administrator, school.id().toString(), year).excluded()).containsExactly(entry(LeftOut.Why.HIRED_LATER, 1L));
    }

    @Test
    void theTableIsTakenAwayAsThePageHasIt() {
        earn("COMMON", "4");
        var address = "/console/compliance/export?organization=" + district.id();
        assertThat(post(administrator, address)).hasStatus(422);
        assertThat(post(administrator, "/console/compliance/export?organization=" + city.id(), "reason", "年度汇总", "confirmed", "true")).hasStatus(404);

        var answer = post(administrator, address, "reason", "年度汇总", "confirmed", "true", "file", "csv");

        assertThat(answer).hasStatusOk();
        var lines = new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8).split("\r\n");
        assertThat(lines[1]).startsWith("机构代码,单位,人数,全部达标：要求的人数,全部达标：达到的人数,全部达标：达标率");
        assertThat(lines[2]).startsWith(school.code() + "," + school.name() + ",1,1,0,0.0%").contains(",1,1,100.0%");
        assertThat(lines[lines.length - 1]).startsWith(district.code() + ",合计（含全部下级）," + at(district).met().asked());
        assertThat(db.sql("select after->>'table' from audit.entry where act = 'compliance.exported' and target = :target")
            .param("target", "organization:" + district.id()).query(String.class).single()).isEqualTo("units");
    }

    @Test
    void whoLacksHoursIsRemindedOfHisOwnOnceADay() {
        var other = cast.teacher(school);
        everybody.follow();
        earn("COMMON", "4");
        earn("ELECTIVE", "1.5");
        var list = "/console/compliance/people?organization=" + school.id() + "&line=ALL";
        assertThat(get(list)).hasStatusOk().bodyText().contains("/console/compliance/people/reminder?");
        var id = UUID.randomUUID().toString();

        assertThat(remind(administrator, school, "ALL", id)).hasStatus3xxRedirection();
        assertThat(remind(administrator, school, "ALL", id)).as("sent twice").hasStatus3xxRedirection();

        assertThat(told(teacher)).singleElement().asString().contains("合计 4.50、选修科目 4.50").doesNotContain("公需科目");
        assertThat(told(other)).singleElement().asString().contains("合计 10.00、公需科目 4.00、选修科目 6.00");
        assertThat(get(list + "&sent=" + id)).bodyText().contains("已提醒 2 人");
        assertThat(remind(administrator, school, "COMMON", UUID.randomUUID().toString())).as("all of them today").hasStatus(422);
        assertThat(told(teacher)).hasSize(1);
        assertThat(db.sql("select after ->> 'count' from audit.entry where act = 'compliance.remind' and target = :t").param("t", "organization:" + school.id())
            .query(String.class).list()).containsExactly("2");
    }

    @Test
    void onlyWhoMayRemindAndOnlyInAYearThatGoesOn() {
        var auditor = cast.actor(cast.staff(district, Role.AUDITOR));
        assertThat(mvc.get().uri("/console/compliance/people?organization=" + school.id() + "&line=ALL").with(as(auditor))).hasStatusOk().bodyText()
            .doesNotContain("people/reminder?");
        assertThat(remind(auditor, school, "ALL", UUID.randomUUID().toString())).hasStatus(404);
        assertThat(remind(administrator, city, "ALL", UUID.randomUUID().toString())).hasStatus(404);
        assertThat(post(administrator, "/console/compliance/people/reminder?organization=" + school.id() + "&line=ALL", "id", UUID.randomUUID().toString(), "note", "长".repeat(201)))
            .hasStatus(422);
        define(years.current() - 1, AnnualRequirement.NewHires.FULL_YEAR);
        everybody.follow();
        recount(teacher, years.current() - 1);
        var last = "/console/compliance/people?organization=" + school.id() + "&line=ALL&year=" + (years.current() - 1);
        assertThat(get(last)).hasStatusOk().bodyText().contains(teacher.toString()).doesNotContain("people/reminder?");
        assertThat(post(administrator, last.replace("people?", "people/reminder?"), "id", UUID.randomUUID().toString())).hasStatus(422);
        assertThat(told(teacher)).isEmpty();
    }

    private MvcTestResult remind(Actor actor, Cast.Place unit, String line, String id) {
        return post(actor, "/console/compliance/people/reminder?organization=" + unit.id() + "&line=" + line, "id", id, "note", "请联系教务处");
    }

    private List<String> told(TeacherId person) {
        return db.sql("select arguments::text from messaging.message where teacher_id = :t and rule = 'report.remind'").param("t", person.value()).query(String.class).list();
    }

    private Compliance at(Cast.Place unit) {
        return look.at(cast.administrator(city), unit.id().toString(), null);
    }

    private void exempt(TeacherId person, int year, String kind, int first, int last) {
        db.sql("""
                insert into standing.exemption (teacher_id, id, year, months, kind, reason, granted_at, granted_by)
                values (:teacher, gen_random_uuid(), :year, int4range(:first, :last, '[]'), :kind, '批准', now(), :by)
                """)
            .param("teacher", person.value()).param("year", year).param("first", first).param("last", last).param("kind", kind)
            .param("by", administrator.teacher().value()).update();
        recount(person, year);
    }

    private void recount(TeacherId person, int year) {
        transaction.executeWithoutResult(_ -> met.of(List.of(person), year));
    }

    private void earn(String category, String hours) {
        ledger.post(new Earning(teacher, school.id(), school.path(), null, Earning.Place.NOWHERE,
            new CreditRule(category, new CreditRule.Fixed(CreditHours.of(hours)), List.of()), 1, List.of(), CreditHours.of(hours), "test",
            UUID.randomUUID().toString(), "Course", java.util.Map.of(), LocalDate.of(years.current(), 5, 4)));
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(java.net.URI.create(path)).locale(Locale.SIMPLIFIED_CHINESE).with(as(administrator)).exchange();
    }

    private MvcTestResult post(Actor actor, String path, String... fields) {
        var request = mvc.post().uri(path).locale(Locale.SIMPLIFIED_CHINESE).with(as(actor)).with(csrf());
        for (var i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }
}
