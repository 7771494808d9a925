package org.xingtan.cover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.directory.Role;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.testing.XingtanTest;

/** Lessons of who is away are taken by somebody, moved, or noted as none; both hear of it; and nothing stays without its cause. */
@XingtanTest
class ArrangeCoverTests extends CoverSteps {

    @Autowired CoverClocks clocks;

    private TeacherId away;
    private TeacherId colleague;

    @BeforeEach
    void sendSomebodyAway() {
        away = teacher(school);
        colleague = teacher(school);
    }

    @AfterEach
    void allIsAsItWasSaid() {
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void whoIsAwayAndWhoTakesHisLessonsAreToldAndHaveItInTheirCalendars() {
        admitted(away, day, day.plusDays(1));
        var form = page(school).replace("/console/cover?", "/console/cover/arrangement?") + "&teacher=" + away + "&cause=" + cause(away) + "&day=" + day;
        assertThat(forms.get(principal, form)).hasStatusOk().bodyText().contains(cast.name(colleague), "value=\"" + day + "/0\" checked", "value=\"" + day.plusDays(1) + "/0\" checked");

        assertThat(arrange(principal, away, "COVERED", colleague, "第三节", "", day + "/0", day.plusDays(1) + "/0")).hasStatus(302);

        assertThat(told(away)).containsExactly("cover.told");
        assertThat(told(colleague)).containsExactly("cover.asked");
        assertThat(forms.get(principal, page(school))).bodyText().contains(cast.name(colleague) + "代课", "第三节");
        assertThat(forms.get(cast.actor(away), "/cover")).hasStatusOk().bodyText().contains("课由" + cast.name(colleague) + "代上", "第三节");
        assertThat(forms.get(cast.actor(colleague), "/cover")).hasStatusOk().bodyText().contains("替" + cast.name(away) + "上课");
        assertThat(forms.get(cast.actor(teacher(school)), "/cover")).hasStatusOk().bodyText().contains("近期没有外出");
        assertThat(clocks.of(away, Instant.now())).hasSize(2).allSatisfy(it -> assertThat(it.kind()).isEqualTo("cover.clock.COVERED"));
        assertThat(clocks.of(colleague, Instant.now())).hasSize(2).allSatisfy(it -> assertThat(it.kind()).isEqualTo("cover.clock.takes"));
    }

    @Test
    void sentTwiceItIsOneAndWhatSomebodyElseHasChangedIsSeenFirst() {
        chosen(away, "阅读课", day + " 09:00~12:00");
        var other = teacher(school);
        for (var i = 0; i < 2; i++) {
            assertThat(arrange(principal, away, "COVERED", colleague, "", "", day + "/0")).hasStatus(302);
        }
        assertThat(told(colleague)).hasSize(1);
        assertThat(forms.get(cast.actor(colleague), "/me/messages")).hasStatusOk().bodyText().contains("09:00–12:00因“阅读课”外出");
        assertThat(holding(away)).singleElement().extracting(Arrangement::version).isEqualTo(1);
        assertThat(arrange(cast.administrator(school), away, "COVERED", other, "", "", day + "/0")).hasStatus(409).bodyText().contains("刚刚被别人改过");

        assertThat(arrange(principal, away, "COVERED", other, "", "", day + "/1")).hasStatus(302);
        assertThat(told(colleague)).containsExactly("cover.asked", "cover.freed");
        assertThat(told(other)).containsExactly("cover.asked");
        assertThat(holding(colleague)).isEmpty();
    }

    @Test
    void takenBackItIsToBeArrangedAgainAndTheTrailStays() {
        chosen(away, "阅读课", day + " 09:00~12:00");
        arrange(principal, away, "MOVED", null, "调到周五第一节", "", day + "/0");
        for (var i = 0; i < 2; i++) {
            assertThat(forms.post(principal, "/console/cover/arrangement/withdrawal", "organization", school.id().toString(), "teacher", away.toString(), "cause", cause(away), "day",
                day + "/1", "note", "课程改期")).hasStatus(302);
        }
        assertThat(told(away)).containsExactly("cover.told", "cover.withdrawn");
        assertThat(forms.get(principal, page(school))).bodyText().contains("待安排").doesNotContain("已调课");
        assertThat(forms.get(principal, "/console/cover/arrangement?organization=" + school.id() + "&teacher=" + away + "&cause=" + cause(away))).hasStatusOk().bodyText()
            .contains("安排记录", "调到周五第一节", "课程改期");
        assertThat(clocks.of(away, Instant.now())).isEmpty();
    }

    @Test
    void whoIsAwayHimselfOrTakesOtherLessonsThenIsNamedBefore() {
        chosen(away, "阅读课", day + " 09:00~12:00");
        chosen(colleague, "写作课", day + " 11:00~13:00");
        var refused = arrange(principal, away, "COVERED", colleague, "", "", day + "/0");
        assertThat(refused).hasStatus(422).bodyText().contains(cast.name(colleague) + "自己也要外出：写作课", "（当天有事）");
        assertThat(holding(away)).isEmpty();
        assertThat(arrange(principal, away, "COVERED", colleague, "", "yes", day + "/0")).hasStatus(422);
        var key = key(refused);
        assertThat(arrange(principal, away, "COVERED", colleague, "", key, day + "/0")).hasStatus(302);

        var third = teacher(school);
        chosen(third, "书法课", day + " 09:30~10:30");
        assertThat(arrange(principal, third, "COVERED", colleague, "", key, day + "/0")).hasStatus(422).bodyText().contains("已经在代" + cast.name(away) + "的课");
        var later = teacher(school);
        chosen(later, "下午课", day + " 14:30~16:00");
        assertThat(arrange(principal, later, "COVERED", colleague, "", "", day + "/0")).hasStatus(302);
    }

    @Test
    void whoTakesLessonsAndHasToBeAwayHimselfLaterIsShownUntilThatIsTakenAsItIs() {
        day = workday(today().plusDays(1));
        chosen(away, "阅读课", day + " 09:00~12:00");
        arrange(principal, away, "COVERED", colleague, "", "", day + "/0");
        assertThat(office(principal)).isEmpty();
        chosen(colleague, "写作课", day + " 10:00~10:30");

        assertThat(forms.get(principal, page(school))).bodyText().contains("代课的人当天也要外出：写作课");
        assertThat(office(principal)).singleElement().satisfies(it -> assertThat(it.arguments()).startsWith(2));
        var refused = arrange(principal, away, "COVERED", colleague, "", "", day + "/1");
        assertThat(refused).hasStatus(422);
        assertThat(arrange(principal, away, "COVERED", colleague, "", key(refused), day + "/1")).hasStatus(302);
        assertThat(forms.get(principal, page(school))).bodyText().contains(cast.name(colleague) + "代课").doesNotContain("代课的人当天也要外出");
        assertThat(office(principal)).singleElement().satisfies(it -> assertThat(it.arguments()).startsWith(1));

        chosen(colleague, "书法课", day + " 11:00~11:30");
        assertThat(forms.get(principal, page(school))).bodyText().contains("代课的人当天也要外出：书法课");
    }

    @Test
    void anEveningIsNotInTheWayOfTakingLessonsForADay() {
        admitted(away, day, day);
        chosen(colleague, "晚上的课", day + " 19:00~21:00");
        assertThat(forms.get(principal, form(school, away, day))).hasStatusOk().bodyText().contains(cast.name(colleague)).doesNotContain("（当天有事）");
        assertThat(arrange(principal, away, "COVERED", colleague, "", "", day + "/0")).hasStatus(302);
    }

    @Test
    void whatCannotBeIsRefusedWithEveryReason() {
        chosen(away, "阅读课", day + " 09:00~12:00");
        var elsewhere = teacher(cast.school(county));
        assertThat(arrange(principal, away, "COVERED", elsewhere, "", "", day + "/0")).hasStatus(422).bodyText().contains("代课要选本单位的另一个人");
        assertThat(arrange(principal, away, "COVERED", away, "", "", day + "/0")).hasStatus(422);
        assertThat(arrange(principal, away, "MOVED", null, "", "", day + "/0")).hasStatus(422).bodyText().contains("调课要写明换到什么时间");
        assertThat(arrange(principal, away, "NONE", null, "", "", day.plusDays(1) + "/0")).hasStatus(422).bodyText().contains("确实外出");
        assertThat(arrange(principal, away, "NONE", null, "x".repeat(301), "", day + "/0")).hasStatus(422);
        assertThat(arrange(principal, away, "NONE", null, "", "")).hasStatus(422);
        assertThat(arrange(principal, away, "WHATEVER", null, "", "", day + "/0")).hasStatus(400);
        assertThat(arrange(principal, away, "NONE", null, "", "", "x")).hasStatus(400);
        for (var stranger : List.of(cast.actor(cast.staff(cast.school(county), Role.PRINCIPAL)), cast.actor(colleague))) {
            assertThat(arrange(stranger, away, "NONE", null, "", "", day + "/0")).hasStatus(404);
        }
        assertThat(arrange(countyOffice, away, "NONE", null, "", "", day + "/0")).hasStatus(403);
        assertThat(holding(away)).isEmpty();
    }

    @Test
    void severalWithoutLessonsAreNotedAtOnceAllOrNothing() {
        chosen(away, "阅读课", day + " 09:00~12:00");
        chosen(colleague, "写作课", day + " 11:00~13:00");
        var lines = List.of(away + "/" + day + "/0/" + cause(away), colleague + "/" + day + "/0/" + cause(colleague));
        assertThat(forms.post(principal, "/console/cover/none", "organization", school.id().toString(), "line", lines.getFirst(), "line", colleague + "/" + day + "/0/selection:x")).hasStatus(422);
        assertThat(holding(away)).isEmpty();
        assertThat(forms.post(principal, "/console/cover/none", "organization", school.id().toString(), "week", day.toString(), "line", lines.getFirst(), "line", lines.getLast()))
            .hasStatus(302);
        assertThat(holding(away)).singleElement().extracting(Arrangement::kind).isEqualTo(Arrangement.Kind.NONE);
        assertThat(holding(colleague)).hasSize(1);
        assertThat(forms.post(principal, "/console/cover/none", "organization", school.id().toString())).hasStatus(422);
    }

    @Test
    void severalDaysOfOneThingWithoutLessonsAreToldOnce() {
        admitted(away, day, day.plusDays(1));
        var line = away + "/%s/0/" + cause(away);
        assertThat(forms.post(principal, "/console/cover/none", "organization", school.id().toString(), "line", line.formatted(day), "line", line.formatted(day.plusDays(1)))).hasStatus(302);
        assertThat(holding(away)).hasSize(2);
        assertThat(told(away)).containsExactly("cover.told");
    }

    @Test
    void aCalendarHasThePartsOfADayInWhichLessonsAreTaken() {
        chosen(away, "三次的课", day + " 09:00~10:00, " + day + " 15:00~16:00, " + day + " 19:00~21:00");
        arrange(principal, away, "COVERED", colleague, "第一节\r\n和第五节", "", day + "/0");
        assertThat(clocks.of(colleague, Instant.now())).extracting(it -> it.opens().atZone(Window.ZONE).getHour(), it -> it.closes().atZone(Window.ZONE).getHour())
            .containsExactly(tuple(9, 10), tuple(15, 16));
        assertThat(holding(away)).singleElement().extracting(Arrangement::note).isEqualTo("第一节 和第五节");
    }

    @Test
    void tooManyLinesAreRefusedByTheirNumberAndAWeekThatIsNoneBeforeAnythingIsDone() {
        chosen(away, "阅读课", day + " 09:00~12:00");
        var line = away + "/" + day + "/0/" + cause(away);
        var fields = new ArrayList<>(List.of("organization", school.id().toString()));
        IntStream.range(0, 191).forEach(n -> fields.addAll(List.of("line", line + n)));
        assertThat(forms.post(principal, "/console/cover/none", fields.toArray(String[]::new))).hasStatus(422).bodyText().contains("一次最多 190 条");
        assertThat(forms.post(principal, "/console/cover/none", "organization", school.id().toString(), "line", line, "week", "x")).hasStatus(400);
        assertThat(holding(away)).isEmpty();
    }

    @Test
    void whenItsCauseIsGoneItHoldsNoMoreAndWhoCountsOnItHears() {
        var course = chosen(away, "阅读课", day + " 09:00~12:00");
        arrange(principal, away, "COVERED", colleague, "", "", day + "/0");
        givesBack(away, course);

        assertThat(forms.get(principal, page(school))).bodyText().contains("不再外出");
        assertThat(forms.get(cast.actor(colleague), "/cover")).bodyText().doesNotContain(cast.name(away));
        assertThat(clocks.of(colleague, Instant.now())).isEmpty();
        follow.follow();
        follow.follow();

        assertThat(holding(colleague)).isEmpty();
        assertThat(told(colleague)).containsExactly("cover.asked", "cover.freed");
        assertThat(told(principal.teacher())).containsExactly("cover.gone");
        assertThat(db.sql("select act || ' ' || reason from cover.act where teacher_id = :t order by version").param("t", away.value()).query(String.class).list())
            .containsExactly("ARRANGED ", "GONE BACK");
    }

    @Test
    void whenSomebodyLeavesTheUnitItHoldsNoMore() {
        chosen(away, "阅读课", day + " 09:00~12:00");
        arrange(principal, away, "COVERED", colleague, "", "", day + "/0");
        serve(cast.school(county), colleague);
        follow.follow();
        assertThat(holding(away)).isEmpty();
        assertThat(forms.get(principal, page(school))).bodyText().contains("待安排");

        arrange(principal, away, "NONE", null, "", "", day + "/2");
        assertThat(holding(away)).hasSize(1);
        serve(cast.school(county), away);
        follow.follow();
        assertThat(holding(away)).isEmpty();
    }

    @Test
    void whatIsOverCanBeLookedAtAndNotChanged() {
        var past = workday(today().minusDays(14));
        chosen(away, "阅读课", day + " 09:00~12:00");
        var cause = cause(away);
        db.sql("update selection.selection set meets = tstzmultirange(tstzrange(:from, :to)) where teacher_id = :t").param("t", away.value())
            .param("from", past.atTime(9, 0).atZone(Window.ZONE).toOffsetDateTime()).param("to", past.atTime(12, 0).atZone(Window.ZONE).toOffsetDateTime()).update();
        var who = new Arrangement.Colleague(away, cast.name(away));
        arrangements.set(new Arrangement(new Arrangement.Key(who, past, cause), school.id(), "阅读课", Arrangement.Kind.COVERED, new Arrangement.Colleague(colleague, cast.name(colleague)),
            "第三节", List.of(), Arrangement.State.ARRANGED, 1, principal.teacher(), principal.personName(), clock.instant()), "ARRANGED", "");

        var link = "/console/cover/arrangement?organization=" + school.id() + "&teacher=" + away + "&cause=" + cause + "&day=" + past;
        assertThat(forms.get(principal, "/console/cover?organization=" + school.id() + "&from=" + Range.monday(past) + "&week=" + past)).hasStatusOk().bodyText()
            .contains(link.replace("&", "&amp;"), "查看</a>");
        assertThat(forms.get(principal, link)).hasStatusOk().bodyText().contains("已经过去的日子", cast.name(colleague) + "代课", "第三节", "安排记录").doesNotContain("保存并通知", "撤销安排");
    }

    @Test
    void whatWasTypedIsNotLostWhenItsCauseIsGoneMeanwhile() {
        var course = chosen(away, "阅读课", day + " 09:00~12:00");
        var cause = cause(away);
        givesBack(away, course);
        var link = "/console/cover/arrangement?organization=" + school.id() + "&teacher=" + away + "&cause=" + cause;
        assertThat(forms.get(principal, link)).hasStatus(404);

        assertThat(forms.post(principal, "/console/cover/arrangement", "organization", school.id().toString(), "teacher", away.toString(), "cause", cause, "kind", "MOVED", "note",
            "调到周五第一节", "day", day + "/0")).hasStatus(422).bodyText().contains("确实外出", "调到周五第一节", "这项外出已经没有了", page(school).replace("&", "&amp;")).doesNotContain("保存并通知");
    }

    @Test
    void manyAtOnceSayOneThing() throws Exception {
        chosen(away, "阅读课", day + " 09:00~12:00");
        var cause = cause(away);
        var covers = IntStream.range(0, 6).mapToObj(_ -> teacher(school)).toList();
        var posts = covers.stream().<Callable<Integer>>map(it -> () -> forms.post(principal, "/console/cover/arrangement", "organization", school.id().toString(), "teacher",
            away.toString(), "cause", cause, "kind", "COVERED", "cover", it.toString(), "day", day + "/0").getResponse().getStatus()).toList();
        var answers = new ArrayList<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(posts)) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).containsOnlyOnce(302).allMatch(it -> it == 302 || it == 409);
        assertThat(covers.stream().filter(it -> !told(it).isEmpty())).hasSize(1);
        assertThat(holding(away)).hasSize(1);
    }

    @Test
    void twoWhoAskTheSamePersonAtOnceAreNotBothLetThrough() throws Exception {
        var others = IntStream.range(0, 4).mapToObj(_ -> teacher(school)).toList();
        others.forEach(it -> chosen(it, "同时的课", day + " 09:00~12:00"));
        var posts = others.stream().<Callable<Integer>>map(it -> () -> arrange(principal, it, "COVERED", colleague, "", "", day + "/0").getResponse().getStatus()).toList();
        var answers = new ArrayList<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(posts)) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).containsOnlyOnce(302).allMatch(it -> it == 302 || it == 422);
    }

    @Test
    void thePrincipalIsToldWhatIsNotArrangedInTheDaysToCome() {
        var soon = workday(today().plusDays(1));
        assertThat(office(principal)).isEmpty();
        event(away, soon, "09:00", "11:00", "听评课");
        chosen(colleague, "晚上的课", soon + " 19:00~21:00");
        assertThat(office(principal)).singleElement().satisfies(it -> {
            assertThat(it.text()).isEqualTo("cover.duty");
            assertThat(it.arguments()).startsWith(1);
            assertThat(it.href()).contains("week=" + soon);
        });
        assertThat(office(countyOffice)).isEmpty();
        var cause = absences.of(List.of(away), soon, soon).getFirst().cause();
        assertThat(forms.post(principal, "/console/cover/none", "organization", school.id().toString(), "line", away + "/" + soon + "/0/" + cause)).hasStatus(302);
        assertThat(office(principal)).isEmpty();
    }

    @Test
    void whatWasSaidIsNeverRemovedFromTheTrail() {
        chosen(away, "阅读课", day + " 09:00~12:00");
        arrange(principal, away, "NONE", null, "", "", day + "/0");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> db.sql("delete from cover.act where teacher_id = :t").param("t", away.value()).update())
            .isInstanceOf(org.springframework.dao.DataAccessException.class);
        transaction.executeWithoutResult(status -> {
            db.sql("alter table cover.arrangement disable trigger arrangement_versions_grow").update();
            db.sql("update cover.arrangement set note = 'x' where teacher_id = :t").param("t", away.value()).update();
            assertThat(audit.findings(false)).singleElement().asString().contains("is not what was said of it last");
            status.setRollbackOnly();
        });
    }
}
