package org.xingtan.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;
import org.xingtan.validation.Dossier.State;

/** Whoever may see the people of a unit looks at their years, and says nothing of them: the principal of a school above all. */
@XingtanTest
class LookingOnTests {

    @Autowired Called called;
    @Autowired ConfirmMine mine;
    @Autowired Dossiers dossiers;
    @Autowired Forms forms;
    @Autowired Cast cast;
    @Autowired JdbcClient db;

    private Cast.Place city;
    private Cast.Place school;
    private Cast.Place sibling;
    private Actor principal;
    private TeacherId teacher;
    private TeacherId elsewhere;

    @BeforeEach
    void call() {
        city = cast.city();
        var district = cast.under(city, "COUNTY");
        school = cast.school(district);
        sibling = cast.school(district);
        principal = cast.actor(cast.staff(school, Role.PRINCIPAL));
        called.require(city);
        teacher = called.teacher(school);
        elsewhere = called.teacher(sibling);
        called.call(cast.administrator(city), city, 5, 10, 20);
        mine.confirm(cast.actor(teacher), Called.YEAR, dossiers.live(teacher, Called.YEAR).orElseThrow().print(), false);
    }

    private static String at(String page, Cast.Place unit) {
        return "/console/validation" + page + "?organization=" + unit.id() + "&year=" + Called.YEAR;
    }

    private static String person(TeacherId teacher) {
        return "/console/validation/people/" + teacher + "/" + Called.YEAR;
    }

    @Test
    void thePrincipalSeesHowFarHisPeopleAreAndWhoLacksWhat() {
        assertThat(forms.get(principal, "/console")).hasStatusOk().bodyText().contains("href=\"/console/validation\"");
        assertThat(forms.get(principal, "/console/validation")).hasStatusOk().bodyText().contains(school.name());
        assertThat(forms.get(principal, at("", school))).hasStatusOk().bodyText().contains("由该单位的培训管理员办理").doesNotContain("/console/validation/confirmation", "/console/validation/calls",
            "/console/validation/mapping", "不由您这一级办理");
        assertThat(forms.get(principal, at("/people", school) + "&which=CONFIRMED")).hasStatusOk().bodyText().contains(cast.name(teacher)).doesNotContain(sibling.name());
        assertThat(forms.get(principal, person(teacher))).hasStatusOk().bodyText().contains(cast.name(teacher), "公需科目", "由该单位的培训管理员办理")
            .doesNotContain("action=\"" + person(teacher), "/console/ledger/");
        assertThat(forms.get(principal, at("/registration", school))).hasStatusOk().bodyText().contains(cast.name(teacher)).doesNotContain(sibling.name(), "registration-cycle");
        for (var list : List.of("/export", "/registration/export")) {
            assertThat(forms.post(principal, at(list, school), "reason", "教职工会议", "confirmed", "true", "file", "csv")).as(list).hasStatusOk().bodyText().doesNotContain(sibling.name());
        }
    }

    @Test
    void anotherSchoolIsNotThereForHim() {
        for (var page : List.of(at("", sibling), at("/people", sibling), at("/confirmation", sibling), at("/registration", sibling), at("", city), person(elsewhere))) {
            assertThat(forms.get(principal, page)).as(page).hasStatus(404);
        }
        assertThat(forms.get(principal, "/api/v1/organizations/" + sibling.id() + "/validations")).hasStatus(404);
        assertThat(forms.post(principal, at("/export", sibling), "reason", "教职工会议", "confirmed", "true")).hasStatus(404);
        assertThat(forms.post(principal, at("/confirmation", sibling), "seen", "0")).hasStatus(404);
        assertThat(forms.post(principal, person(elsewhere) + "/confirmation")).hasStatus(404);
    }

    @Test
    void heSaysNothingInThePlaceOfTheUnit() {
        var answers = called.teacher(school);
        mine.object(cast.actor(answers), Called.YEAR, "单位不对");
        assertThat(forms.post(principal, at("/confirmation", school), "seen", "1")).hasStatus(403);
        assertThat(forms.post(principal, at("/confirmation/withdrawal", school))).hasStatus(403);
        assertThat(forms.post(principal, person(teacher) + "/confirmation")).hasStatus(403);
        assertThat(forms.post(principal, person(teacher) + "/withdrawal")).hasStatus(403);
        assertThat(forms.post(principal, person(answers) + "/answer", "answer", "已经改正")).hasStatus(403);
        assertThat(forms.get(principal, "/api/v1/organizations/" + school.id() + "/validations")).hasStatus(403);
        assertThat(forms.post(principal, "/console/validation/calls", "organization", school.id().toString(), "year", String.valueOf(Called.YEAR))).hasStatus(403);
        assertThat(forms.post(principal, "/console/validation/mapping", "organization", school.id().toString())).hasStatus(403);
        assertThat(dossiers.find(teacher, Called.YEAR).state()).isEqualTo(State.CONFIRMED);
        assertThat(dossiers.find(answers, Called.YEAR).state()).isEqualTo(State.OBJECTED);
    }

    @Test
    void whoLooksAtTheAuthorityValidatesNothing() {
        var auditor = cast.actor(cast.staff(city, Role.AUDITOR));
        var call = db.sql("select id from validation.call where owner_id = :city").param("city", city.id().value()).query(UUID.class).single();
        assertThat(forms.get(auditor, at("", city))).hasStatusOk();
        assertThat(forms.post(auditor, "/console/validation/calls/" + call + "/batches", "organization", city.id().toString())).hasStatus(403);
        assertThat(forms.post(auditor, person(teacher) + "/again", "reason", "更正")).hasStatus(403);
        assertThat(dossiers.find(teacher, Called.YEAR).state()).isEqualTo(State.CONFIRMED);
    }

    @Test
    void whoHasLeftIsSeenInTheYearHeWasThereAndInNoOther() {
        assertThat(forms.get(principal, person(teacher))).hasStatusOk().bodyText().contains(cast.name(teacher), "until=");
        db.sql("update directory.employment set organization_id = :to where teacher_id = :t").param("to", sibling.id().value()).param("t", teacher.value()).update();
        assertThat(forms.get(principal, person(teacher))).hasStatusOk().bodyText().contains(cast.name(teacher)).doesNotContain("until=");
    }

    @Test
    void whoActsForOneUnitAndLooksAtAnotherBeginsWhereHeActs() {
        var keeper = cast.administrator(school);
        cast.appoint(keeper.teacher(), Role.AUDITOR, city, LocalDate.of(2000, 1, 1), null);
        assertThat(forms.get(keeper, "/console/validation?year=" + Called.YEAR)).hasStatusOk().bodyText().contains("/console/validation/confirmation?organization=" + school.id());
        assertThat(forms.get(keeper, at("", city))).hasStatusOk().bodyText().doesNotContain("/console/validation/confirmation", "/console/validation/calls");
    }
}
