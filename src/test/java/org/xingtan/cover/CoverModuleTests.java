package org.xingtan.cover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xingtan.application.Application.Level;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.application.DefineCall;
import org.xingtan.application.ReviewApplication.Decision;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Json;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Statements;
import org.xingtan.testing.XingtanTest;
import tools.jackson.databind.JsonNode;

/** Who of a unit has to be away when, in front of whoever answers for it. */
@XingtanTest
class CoverModuleTests extends CoverSteps {

    @Test
    void theWeekNamesWhoIsAwayAndWhy() {
        var trained = teacher(school);
        var training = admitted(trained, day, day.plusDays(1));
        var student = teacher(school);
        chosen(student, "口语课", day + " 09:00~12:00");
        var leader = teacher(school);
        event(leader, day, "14:00", "16:00", "集体备课");
        var here = teacher(school);
        var elsewhere = teacher(cast.school(county));
        chosen(elsewhere, "别校的课", day + " 09:00~12:00");

        assertThat(forms.get(principal, page(school))).hasStatusOk().bodyText()
            .contains(cast.name(trained), training, cast.name(student), "口语课", "09:00–12:00", cast.name(leader), "14:00–16:00", "全体参加：集体备课")
            .doesNotContain(cast.name(here), cast.name(elsewhere), "别校的课");
        assertThat(forms.get(principal, page(school, day.minusDays(14)))).hasStatusOk().bodyText().doesNotContain(cast.name(student));
        assertThat(forms.get(cast.administrator(school), "/console/cover")).hasStatusOk().bodyText().contains("这一周没有人外出");
    }

    @Test
    void manyTogetherAreAnsweredAsOneByOne() {
        var people = IntStream.range(0, 4).mapToObj(_ -> teacher(school)).toList();
        admitted(people.get(0), day, day.plusDays(1));
        chosen(people.get(0), "晚上的课", day.plusDays(2) + " 19:00~21:00");
        chosen(people.get(1), "两次的课", day + " 09:00~10:00, " + day + " 15:00~16:00");
        event(people.get(2), day, "08:30", "10:30", "听评课");

        var together = absences.of(people, day, day.plusDays(7));

        var single = new ArrayList<Away>();
        people.forEach(it -> single.addAll(absences.of(List.of(it), day, day.plusDays(7))));
        assertThat(together).hasSize(5).containsExactlyInAnyOrderElementsOf(single).doesNotHaveDuplicates();
        assertThat(together).filteredOn(it -> it.title().equals("两次的课")).singleElement().extracting(Away::time).isEqualTo("09:00–10:00、15:00–16:00");
        assertThat(together).filteredOn(it -> it.title().equals("晚上的课")).singleElement().extracting(Away::takesLessons).isEqualTo(false);
        assertThat(absences.of(people, day.plusDays(1), day.plusDays(1))).singleElement().extracting(Away::teacher).isEqualTo(people.get(0));
    }

    /** A start page asks for two weeks of hundreds of people. */
    @Test
    void whatLiesOnOtherDaysIsNotLaidOut() {
        var teacher = teacher(school);
        chosen(teacher, "近处的课", day + " 09:00~12:00");
        chosen(teacher, "以后的课", day.plusDays(100) + " 09:00~12:00");
        admitted(teacher, day.plusDays(1), day.plusDays(1));
        admitted(teacher, day.plusDays(120), day.plusDays(121));

        assertThat(absences.of(List.of(teacher), day, day.plusDays(2))).hasSize(2);
        assertThat(absences.statements(":people").toList()).allSatisfy(it -> assertThat(rows(it, teacher)).isLessThanOrEqualTo(1));
    }

    /** Of what somebody has chosen or applied for. */
    private long rows(String statement, TeacherId teacher) {
        var plan = Json.read(db.sql("explain (analyze, format json) " + statement).param("people", TeacherId.array(List.of(teacher))).param("from", day).param("to", day.plusDays(2))
            .query(String.class).single(), JsonNode.class);
        return plan.findParents("Relation Name").stream().filter(it -> List.of("selection", "application").contains(it.path("Relation Name").asString()))
            .mapToLong(it -> Math.round(it.path("Actual Loops").asDouble() * it.path("Actual Rows").asDouble())).sum();
    }

    @Test
    void whoWasAtTheStudyOfHisOwnSchoolIsNotAway() {
        var leader = teacher(school);
        var there = teacher(school);
        var event = event(leader, day, "14:00", "16:00", "集体备课");
        study.tick(cast.administrator(school), event, List.of(there));

        assertThat(absences.of(List.of(leader, there), day, day)).extracting(Away::teacher).containsExactly(leader);
        assertThat(forms.get(principal, page(school))).bodyText().contains(cast.name(leader)).doesNotContain(cast.name(there));
        assertThat(forms.get(cast.actor(there), "/cover")).bodyText().contains("近期没有外出");
    }

    @Test
    void aCourseOverSeveralDaysTakesEachOfThem() {
        var teacher = teacher(school);
        chosen(teacher, "连续两天的课", day + " 14:00~" + day.plusDays(1) + " 12:00");

        assertThat(absences.of(List.of(teacher), day.minusDays(3), day.plusDays(3))).extracting(Away::day, Away::time)
            .containsExactly(org.assertj.core.api.Assertions.tuple(day, "14:00–23:59"), org.assertj.core.api.Assertions.tuple(day.plusDays(1), "00:00–12:00"));
        assertThat(absences.of(List.of(teacher), day.plusDays(1), day.plusDays(3))).singleElement().extracting(Away::day).isEqualTo(day.plusDays(1));
    }

    @Test
    void whoIsOnLeaveIsNeitherCountedNorAsked() {
        var away = teacher(school);
        chosen(away, "阅读课", day + " 09:00~12:00");
        var onLeave = cast.aPerson().at(school).name("长休假者").state("ON_LEAVE").save();
        chosen(onLeave, "写作课", day + " 09:00~12:00");
        var cause = absences.of(List.of(away), day, day).getFirst().cause();

        assertThat(forms.get(principal, page(school))).bodyText().contains(cast.name(away)).doesNotContain("长休假者");
        assertThat(forms.get(principal, "/console/cover/arrangement?organization=" + school.id() + "&teacher=" + away + "&cause=" + cause)).hasStatusOk().bodyText()
            .doesNotContain("长休假者");
    }

    @Test
    void aDayOffTakesNobodyFromLessons() {
        var teacher = teacher(school);
        var off = day.datesUntil(day.plusDays(30)).filter(it -> !calendar.days().includes(it)).findFirst().orElseThrow();
        admitted(teacher, off, off);

        assertThat(absences.of(List.of(teacher), off, off)).singleElement().extracting(Away::takesLessons).isEqualTo(false);
        assertThat(forms.get(principal, "/console/cover?from=" + Range.monday(off) + "&week=" + off)).bodyText().contains("休息日", cast.name(teacher), "不影响上课");
    }

    @Test
    void moreThanOneInTenAtOnceIsMarked() {
        var people = IntStream.range(0, 12).mapToObj(_ -> teacher(school)).toList();
        chosen(people.get(0), "第一门课", day + " 09:00~12:00");
        assertThat(forms.get(principal, page(school))).bodyText().doesNotContain("外出人多");
        chosen(people.get(1), "第二门课", day + " 14:00~16:00");
        assertThat(forms.get(principal, page(school))).bodyText().contains("外出人多：2 人");
    }

    @Test
    void severalOfOneSubjectAtOnceAreNamed() {
        var people = List.of(cast.aPerson().at(school).teaches("JUNIOR", "PHYSICS").save(), cast.aPerson().at(school).teaches("JUNIOR", "PHYSICS").save(),
            cast.aPerson().at(school).teaches("JUNIOR", "MUSIC").save());
        chosen(people.get(0), "第一门课", day + " 09:00~12:00");
        chosen(people.get(2), "第二门课", day + " 09:00~12:00");
        assertThat(forms.get(principal, page(school))).bodyText().doesNotContain("人同时外出");
        chosen(people.get(1), "第三门课", day + " 14:00~16:00");
        assertThat(forms.get(countyOffice, page(school))).hasStatusOk().bodyText().doesNotContain("人同时外出");
        assertThat(forms.get(principal, page(school))).bodyText().contains("物理 2 人同时外出").doesNotContain("音乐 1 人");
    }

    @Test
    void whoeverLetsAnotherOneGoReadsHowManyAreAwayAlready() {
        var one = teacher(school);
        var two = teacher(school);
        var wants = teacher(school);
        admitted(one, day, day.plusDays(1));
        chosen(two, "第二天的课", day.plusDays(1) + " 09:00~12:00");
        chosen(two, "晚上的课", day + " 19:00~21:00");
        var id = applied(wants, "另一个培训", day, day.plusDays(2));
        var people = db.sql("select count(*) from directory.person_card where organization_id = :s").param("s", school.id().value()).query(Integer.class).single();

        var review = "/console/applications/" + id;
        assertThat(forms.get(principal, review)).hasStatusOk().bodyText().contains("本单位 " + people + " 人中已有 2 人不能上课", "week=" + day.plusDays(1));
        transaction.executeWithoutResult(_ -> applications.review(principal.teacher(), id, Decision.APPROVE, "", clock.instant()));
        assertThat(forms.get(countyOffice, review)).hasStatusOk().bodyText().doesNotContain("不能上课");
        var alone = applied(teacher(school), "没有别人外出的培训", day.plusDays(60), day.plusDays(61));
        assertThat(forms.get(principal, "/console/applications/" + alone)).hasStatusOk().bodyText().doesNotContain("不能上课");
    }

    @Test
    void whoeverLetsAnotherOneGoReadsHowManyArePassedOnAlready() {
        var one = teacher(school);
        var passed = applied(one, "同一时间的培训", day.plusDays(1), day.plusDays(3));
        var later = applied(teacher(school), "以后的培训", day.plusDays(30), day.plusDays(31));
        applied(teacher(school), "还没有报送的培训", day, day);
        for (var id : List.of(passed, later)) {
            approve(principal, id);
        }
        var review = "/console/applications/" + applied(teacher(school), "另一个培训", day, day.plusDays(2));

        assertThat(forms.get(principal, review)).hasStatusOk().bodyText().contains("本单位还有 1 人报了同一时间的培训").doesNotContain("不能上课");
        assertThat(forms.get(countyOffice, review)).hasStatusOk().bodyText().doesNotContain("报了同一时间的培训");
        serves(one, "ON_LEAVE");
        assertThat(forms.get(principal, review)).as("who is on leave is away by that").hasStatusOk().bodyText().doesNotContain("报了同一时间的培训");
        serves(one, "ACTIVE");
        approve(countyOffice, passed);
        approve(cityOffice, passed);
        assertThat(forms.get(principal, review)).hasStatusOk().bodyText().contains("已有 1 人不能上课").doesNotContain("报了同一时间的培训");
    }

    /** Whom it has not passed on itself, and of whom it is decided that he waits. */
    @Test
    void neitherWhoCameWithAnApplicationNorWhoIsOnTheReserveIsPassedOnByTheSchool() {
        var other = cast.school(county);
        var comes = teacher(other);
        approve(cast.actor(cast.staff(other, Role.PRINCIPAL)), applied(comes, "原学校报送的培训", day, day));
        var home = city;
        city = cast.city();
        var far = teacher(cast.school(city));
        applied(far, "外市的培训", day, day);
        city = home;
        var reserved = applied(teacher(school), "列入候补的培训", day, day.plusDays(1));
        approve(principal, reserved);
        var review = "/console/applications/" + applied(teacher(school), "另一个培训", day, day.plusDays(2));
        serve(school, comes, far);
        assertThat(forms.get(principal, review)).hasStatusOk().bodyText().contains("本单位还有 1 人报了同一时间的培训");

        approve(countyOffice, reserved);
        transaction.executeWithoutResult(_ -> applications.review(cityOffice.teacher(), reserved, Decision.RESERVE, "名额已满", clock.instant()));
        assertThat(db.sql("select state from application.application where id = :id").param("id", reserved).query(String.class).single()).isEqualTo("RESERVE");
        assertThat(forms.get(principal, review)).as("it is decided that he waits").hasStatusOk().bodyText().doesNotContain("报了同一时间的培训");
    }

    @Test
    void whomASchoolHasPassedOnIsPassedOnByTheOneInWhichItGoesUp() {
        var other = cast.school(county);
        approve(cast.actor(cast.staff(other, Role.PRINCIPAL)), applied(teacher(other), "同一时间的培训", day, day));
        var review = "/console/applications/" + applied(teacher(school), "另一个培训", day, day.plusDays(2));
        assertThat(forms.get(principal, review)).hasStatusOk().bodyText().doesNotContain("报了同一时间的培训");
        assertThat(forms.post(countyOffice, "/console/units/" + other.id() + "/merging", "code", school.code(), "confirmed", "true")).hasStatus(302);
        assertThat(forms.get(principal, review)).hasStatusOk().bodyText().contains("本单位还有 1 人报了同一时间的培训");
    }

    /** Its silence lets pass whom it has on the last day of its time, and nobody who comes later. */
    @Test
    void whomASchoolHasLetPassIsPassedOnByItAndNotByTheOneToWhichHeGoes() {
        var other = cast.school(county);
        var review = "/console/applications/" + applied(teacher(school), "另一个培训", day, day.plusDays(2));
        var later = silent(teacher(other));
        goes(later, school, 2);
        assertThat(forms.get(principal, review)).hasStatusOk().bodyText().doesNotContain("报了同一时间的培训");

        goes(silent(teacher(other)), school, 8);
        assertThat(forms.get(principal, review)).as("who came on its last day").hasStatusOk().bodyText().contains("本单位还有 1 人报了同一时间的培训");
        silent(teacher(school));
        assertThat(forms.get(principal, review)).as("who was always there").hasStatusOk().bodyText().contains("本单位还有 2 人报了同一时间的培训");
        assertThat(forms.post(countyOffice, "/console/units/" + other.id() + "/merging", "code", school.code(), "confirmed", "true")).hasStatus(302);
        assertThat(forms.get(principal, review)).as("whom the one let pass that went up in it").hasStatusOk().bodyText().contains("本单位还有 3 人报了同一时间的培训");
    }

    /** His school must not block, and its time was over eight days ago. */
    private TeacherId silent(TeacherId teacher) {
        var program = curriculum.aProgram(city.id()).title("同一时间的培训").publish().id();
        calls.define(new DefineCall.Definition(program, null, "series " + program, null, 9, 9, TrainingDays.of(day, day), 0, false, today().minusDays(20), today().minusDays(10),
            Map.of(Level.SCHOOL, today().minusDays(8), Level.COUNTY, today().plusDays(10), Level.CITY, today().plusDays(20))));
        calls.publish(program);
        transaction.executeWithoutResult(_ -> applications.submit(teacher, program, "I teach it and want to learn more of it.", clock.instant().minus(Duration.ofDays(15))));
        return teacher;
    }

    /** He has served elsewhere since so many days. */
    private void goes(TeacherId teacher, Cast.Place to, int days) {
        var on = today().minusDays(days);
        db.sql("update directory.employment set during = daterange(lower(during), :on) where teacher_id = :t").param("on", on).param("t", teacher.value()).update();
        db.sql("""
                insert into directory.employment (teacher_id, id, organization_id, during, state, engagement, posts)
                select teacher_id, gen_random_uuid(), :to, daterange(:on, null), state, engagement, posts from directory.employment where teacher_id = :t
                """)
            .param("to", to.id().value()).param("on", on).param("t", teacher.value()).update();
    }

    private void serves(TeacherId teacher, String state) {
        db.sql("update directory.employment set state = :state where teacher_id = :t").param("state", state).param("t", teacher.value()).update();
    }

    private void approve(Actor by, UUID id) {
        transaction.executeWithoutResult(_ -> applications.review(by.teacher(), id, Decision.APPROVE, "", clock.instant()));
    }

    /** The people of a school and where they are are read for nobody who does not decide. */
    @Test
    void whoseTurnItIsNotIsNotToldAndNothingIsReadForHim() {
        var review = "/console/applications/" + applied(teacher(school), "一个培训", day, day.plusDays(2));
        assertThat(Statements.of(() -> forms.get(principal, review))).anyMatch(it -> it.contains("order by p.name, p.teacher_id"));
        assertThat(Statements.of(() -> forms.get(countyOffice, review))).noneMatch(it -> it.contains("order by p.name, p.teacher_id"));
    }

    @Test
    void theSheetForTheStaffRoomSaysWhoAndNotWhy() {
        var teacher = teacher(school);
        chosen(teacher, "阅读课", day + " 09:00~12:00");
        chosen(teacher, "晚上的课", day + " 19:00~21:00");
        var sheet = page(school).replace("?", "/print?");
        assertThat(forms.get(principal, sheet)).hasStatusOk().bodyText().contains(cast.name(teacher), "09:00–12:00", "待安排").doesNotContain("阅读课", "19:00");
        assertThat(forms.get(countyOffice, sheet)).hasStatus(403);
        assertThat(forms.get(cast.actor(teacher), sheet)).hasStatus(404);
    }

    @Test
    void nobodyElseSeesAnyOfItAndWhoLooksFromAboveSeesNumbers() {
        var teacher = teacher(school);
        chosen(teacher, "阅读课", day + " 09:00~12:00");
        var stranger = cast.actor(cast.staff(cast.school(county), Role.PRINCIPAL));

        for (var other : List.of(stranger, cast.actor(teacher), cast.administrator(cast.county()))) {
            assertThat(forms.get(other, page(school))).hasStatus(404);
            assertThat(forms.post(other, page(school).replace("?", "/export?"), "reason", "for the board", "confirmed", "true")).hasStatus(404);
        }
        assertThat(forms.get(countyOffice, page(school))).hasStatusOk().bodyText().contains("影响上课的外出 1 人").doesNotContain(cast.name(teacher), "阅读课");
        assertThat(forms.post(countyOffice, page(school).replace("?", "/export?"), "reason", "for the board", "confirmed", "true")).hasStatus(403);
        assertThat(forms.get(countyOffice, "/console/cover")).hasStatusOk().bodyText().contains("各校外出情况", page(school).replaceAll("&.*", ""));
    }

    @Test
    void theListIsTakenAlong() {
        var teacher = teacher(school);
        chosen(teacher, "阅读课", day + " 09:00~12:00");
        var taken = forms.post(principal, page(school).replace("?", "/export?"), "reason", "贴在办公室", "confirmed", "true", "file", "csv");
        assertThat(taken).hasStatusOk().bodyText().contains(cast.name(teacher), "阅读课", "09:00–12:00", "影响上课");
    }

    @Test
    void theSameAbsencesAreReadOnceForThePageAndForWhatIsArranged() {
        var teacher = teacher(school);
        chosen(teacher, "阅读课", day + " 09:00~12:00");
        assertThat(arrange(principal, teacher, "NONE", null, "", "", day + "/0")).hasStatus(302);
        assertThat(Statements.of(() -> assertThat(forms.get(principal, page(school))).bodyText().contains("当天没有课")).stream().filter(it -> it.contains("'selection:' || t.offering_id")))
            .hasSize(1);
    }

    @Test
    void daysThatAreNoneAreAnsweredClearly() {
        for (var wrong : List.of("from=x", "from=2026-02-30", "to=0001-01-01", "week=x")) {
            assertThat(forms.get(principal, "/console/cover?" + wrong)).as(wrong).hasStatus(400);
        }
        assertThat(forms.get(principal, "/console/cover?from=" + day + "&to=" + day.minusDays(1))).hasStatus(422);
        assertThat(forms.get(principal, "/console/cover?from=" + day + "&to=" + day.plusDays(190))).hasStatus(422);
        assertThat(forms.get(principal, "/console/cover?from=" + day + "&to=" + day.plusDays(189))).hasStatusOk();
    }
}
