package org.xingtan.cover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.cover.SchoolsBelow.School;
import org.xingtan.cover.SchoolsBelow.Which;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.study.LoadStudy;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Statements;
import org.xingtan.testing.XingtanTest;

/** An authority reads in which of its schools many are away on one day: the numbers of each school, and nobody's name. */
@XingtanTest
class CoverBelowTests extends CoverSteps {

    @Autowired SchoolsBelow below;
    @Autowired LookAtCover look;
    @Autowired Organizations organizations;

    private Cast.Place second;
    private Actor secondPrincipal;
    private TeacherId away;
    private TeacherId colleague;

    @BeforeEach
    void sendSomebodyAway() {
        second = cast.school(county);
        secondPrincipal = cast.actor(cast.staff(second, Role.PRINCIPAL));
        away = teacher(school);
        colleague = teacher(school);
        chosen(away, "阅读课", day + " 09:00~12:00");
    }

    private OrganizationCard unit(Cast.Place place) {
        return organizations.find(place.id()).orElseThrow();
    }

    private List<LocalDate> week() {
        return Range.monday(day).datesUntil(Range.monday(day).plusDays(7)).toList();
    }

    private List<School> of(Cast.Place authority, Which which) {
        return below.of(unit(authority), week(), today(), which, null, 50).items();
    }

    private void schoolsReadTheSame() {
        for (var one : List.of(tuple(school, principal), tuple(second, secondPrincipal))) {
            var place = (Cast.Place) one.toList().getFirst();
            var range = Range.of(today(), Range.monday(day).toString(), null, day.toString());
            var week = look.at((Actor) one.toList().getLast(), place.id(), range, new LookAtCover.Below(Which.ALL, null));
            assertThat(of(county, Which.ALL)).filteredOn(it -> it.id().equals(place.id())).singleElement()
                .extracting(School::people, School::most, School::absences, School::open)
                .containsExactly(week.people(), week.weeks().getFirst().most(), week.weeks().getFirst().absences(), week.weeks().getFirst().open());
        }
    }

    private School own() {
        return of(county, Which.ALL).stream().filter(it -> it.id().equals(school.id())).findFirst().orElseThrow();
    }

    @Test
    void theNumbersAreThoseThatEachSchoolReadsOfItself() {
        var point = cast.under(school, "TEACHING_POINT");
        var there = teacher(point);
        chosen(there, "两次的课", day + " 08:30~09:30, " + day + " 15:00~16:00");
        chosen(colleague, "晚上的课", day + " 19:00~21:00");
        admitted(teacher(school), day, day.plusDays(1));
        event(teacher(school), day, "09:00", "11:00", "听评课");
        chosen(teacher(second), "书法课", day + " 14:00~16:00");
        chosen(cast.aPerson().at(second).state("ON_LEAVE").save(), "写作课", day + " 09:00~12:00");
        schoolsReadTheSame();
        assertThat(own()).extracting(School::most, School::absences, School::open, School::day).containsExactly(4, 5, 5, day);
        assertThat(of(county, Which.ALL)).filteredOn(it -> it.id().equals(second.id())).singleElement().extracting(School::absences).isEqualTo(1);

        assertThat(arrange(principal, away, "COVERED", colleague, "", "", day + "/0")).hasStatus(302);
        assertThat(arrange(principal, there, "MOVED", null, "调到周五", "", day + "/0")).hasStatus(302);
        assertThat(own().open()).isEqualTo(3);
        schoolsReadTheSame();
    }

    @Test
    void whatDoesNotHoldAnyMoreIsOpenThereAsWell() {
        arrange(principal, away, "COVERED", colleague, "", "", day + "/0");
        assertThat(own().open()).isZero();
        chosen(colleague, "写作课", day + " 10:00~10:30");
        assertThat(own().open()).isEqualTo(2);
        schoolsReadTheSame();
        var refused = arrange(principal, away, "COVERED", colleague, "", "", day + "/1");
        assertThat(arrange(principal, away, "COVERED", colleague, "", key(refused), day + "/1")).hasStatus(302);
        assertThat(own().open()).isEqualTo(1);
        schoolsReadTheSame();
        serve(second, colleague);
        assertThat(own().open()).isEqualTo(1);
        schoolsReadTheSame();
        serve(second, away);
        assertThat(own()).extracting(School::absences, School::open).containsExactly(0, 0);
        schoolsReadTheSame();
    }

    @Test
    void thoseOfWhichManyAreAwayComeFirstOrAlone() {
        assertThat(of(county, Which.MANY)).isEmpty();
        chosen(colleague, "写作课", day + " 14:00~16:00");
        chosen(teacher(second), "书法课", day + " 14:00~16:00");
        var third = cast.school(county);
        IntStream.range(0, 30).forEach(_ -> teacher(third));
        IntStream.range(0, 3).forEach(_ -> chosen(teacher(third), "美术课", day + " 14:00~16:00"));

        assertThat(of(county, Which.FULLEST)).extracting(School::id).containsExactly(school.id(), third.id(), second.id());
        assertThat(of(county, Which.MANY)).extracting(School::id).containsExactly(school.id());
        assertThat(of(city, Which.MANY)).extracting(School::id).containsExactly(school.id());
        for (var which : Which.values()) {
            assertThat(byOne(which)).as(which.name()).containsExactlyElementsOf(of(county, which));
        }
    }

    private List<School> byOne(Which which) {
        var found = new ArrayList<School>();
        String next = null;
        do {
            var page = below.of(unit(county), week(), today(), which, next, 1);
            found.addAll(page.items());
            next = page.next();
        } while (next != null);
        return found;
    }

    @Test
    void thePageAndTheFileHaveNumbersAndNobodysName() {
        chosen(colleague, "写作课", day + " 14:00~16:00");
        var name = unit(school).name();
        var page = page(county);
        assertThat(forms.get(countyOffice, page)).hasStatusOk().bodyText().contains(name, unit(second).name(), page(school).replaceAll("&.*", "")).doesNotContain(cast.name(away), "阅读课");
        assertThat(forms.get(countyOffice, page + "&schools=MANY")).hasStatusOk().bodyText().contains(name).doesNotContain(unit(second).name());
        assertThat(forms.get(countyOffice, page + "&schools=x")).hasStatusOk().bodyText().contains(unit(second).name());
        assertThat(forms.get(countyOffice, "/console/cover?organization=" + county.id() + "&from=" + Range.monday(day.plusDays(70)) + "&schools=MANY")).hasStatusOk().bodyText()
            .contains("这一周没有这样的学校");
        assertThat(forms.get(principal, page(school))).hasStatusOk().bodyText().doesNotContain("各校外出情况");

        var taken = forms.post(countyOffice, page.replace("?", "/schools/export?"), "reason", "教研会议", "confirmed", "true", "file", "csv");
        assertThat(taken).hasStatusOk().bodyText().contains(name, unit(second).name(), unit(county).name()).doesNotContain(cast.name(away), "阅读课");
        assertThat(forms.post(countyOffice, page.replace("?", "/schools/export?"), "reason", "")).hasStatus(422);
    }

    @Test
    void whoeverStandsHigherOpensOneOfHisCities() {
        var province = java.util.Objects.requireNonNull(city.parent());
        assertThat(forms.get(cast.administrator(province), page(province))).hasStatusOk().bodyText().contains("下级单位", unit(city).name()).doesNotContain("各校外出情况");
        assertThat(forms.get(cityOffice, page(city))).hasStatusOk().bodyText().contains("下级单位", unit(county).name(), "各校外出情况", unit(school).name());
    }

    /** It lies in no city and no county, where others are counted. */
    @Test
    void aSchoolRightBelowAProvinceIsCountedThereAndOpened() {
        var province = java.util.Objects.requireNonNull(city.parent());
        var office = cast.administrator(province);
        var own = cast.school(province);
        var leader = teacher(own);
        leads(own, office, leader);
        assertThat(of(province, Which.ALL)).singleElement().extracting(School::id, School::day, School::most, School::absences, School::open)
            .containsExactly(own.id(), day, 1, 1, 1);
        assertThat(of(city, Which.ALL)).extracting(School::id).contains(school.id()).doesNotContain(own.id());

        var page = forms.get(office, page(province));
        assertThat(page).hasStatusOk().bodyText().contains("各校外出情况", "这里只有直接隶属的学校", unit(own).name(), page(own).replaceAll("&.*", ""), unit(city).name()).doesNotContain(unit(school).name(), cast.name(leader));
        assertThat(forms.get(office, page(own))).hasStatusOk();
        assertThat(forms.post(office, page(province).replace("?", "/schools/export?"), "reason", "教研会议", "confirmed", "true", "file", "csv")).hasStatusOk().bodyText()
            .contains(unit(own).name()).doesNotContain(unit(school).name());
        assertThat(page).bodyText().doesNotContain("after=");
        assertThat(forms.get(countyOffice, page(county))).hasStatusOk().bodyText().doesNotContain("这里只有直接隶属的学校");
        shut(own);
        assertThat(forms.get(office, page(province))).as("whose only school is shut").hasStatusOk().bodyText().doesNotContain("各校外出情况");
        assertThat(forms.post(office, page(province).replace("?", "/schools/export?"), "reason", "教研会议", "confirmed", "true", "file", "csv")).hasStatus(404);
        IntStream.range(0, 51).forEach(_ -> cast.school(province));
        assertThat(forms.get(office, page(province))).as("a part of them, and a way to the next").hasStatusOk().bodyText().contains("after=");
    }

    private void shut(Cast.Place place) {
        db.sql("update directory.organization set closed_on = :day where id = :id").param("day", today()).param("id", place.id().value()).update();
    }

    /** Whoever leads an event of his own school is away for it. */
    private void leads(Cast.Place at, Actor above, TeacherId leader) {
        var by = cast.administrator(at);
        var plan = study.plan(by, at.id(), new LoadStudy.WantedPlan(day.getYear(), "省属学校计划", "听评课", "PROFESSIONAL", null, "3", "教导处"));
        study.submit(by, plan);
        study.answer(above, plan, true, "");
        study.event(by, plan, new LoadStudy.WantedEvent(day.toString(), "09:00", "11:00", "会议室", "听评课", leader, "2", false));
    }

    @Test
    void theSheetOfAnOfficeReadsNothingOfItsSchools() {
        var sheet = page(county).replace("?", "/print?");
        assertThat(Statements.of(() -> forms.get(countyOffice, page(county)))).anyMatch(it -> it.contains("numbers of the units below"));
        assertThat(Statements.of(() -> assertThat(forms.get(countyOffice, sheet)).hasStatusOk())).isNotEmpty().noneMatch(it -> it.contains("numbers of the units below"));
    }

    @Test
    void whatIsNotHisToSeeIsNotThere() {
        for (var other : List.of(cast.administrator(cast.county()), principal, cast.actor(away))) {
            assertThat(forms.get(other, page(county))).hasStatus(404);
            assertThat(forms.post(other, page(county).replace("?", "/schools/export?"), "reason", "教研会议", "confirmed", "true")).hasStatus(404);
        }
        assertThat(forms.post(principal, page(school).replace("?", "/schools/export?"), "reason", "教研会议", "confirmed", "true")).hasStatus(404);
        assertThat(forms.get(countyOffice, page(county) + "&after=" + java.util.Base64.getUrlEncoder().encodeToString("x".getBytes(java.nio.charset.StandardCharsets.UTF_8)))).hasStatus(400);
        assertThat(forms.get(countyOffice, page(county) + "&schools=FULLEST&after=%25")).hasStatus(400);
    }
}
