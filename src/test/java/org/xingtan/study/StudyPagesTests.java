package org.xingtan.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.enrollment.CheckCode;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Window;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** From an empty plan to hours, by the pages of the console and of a teacher. */
@XingtanTest
class StudyPagesTests {

    private static final int YEAR = LocalDate.now(Window.ZONE).getYear();

    @Autowired MockMvcTester mvc;
    @Autowired Forms forms;
    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired Events events;
    @Autowired Attendances attendances;
    @Autowired KeepPlan keep;

    private Cast.Place school;
    private Actor principal;
    private Actor county;
    private Actor teacher;

    @BeforeEach
    void plant() {
        school = cast.school();
        principal = cast.administrator(school);
        county = cast.administrator(school.parent());
        teacher = cast.actor(cast.teacher(school));
    }

    @Test
    void aPlanIsMadeHandedInReturnedAndConfirmed() {
        assertThat(forms.get(principal, "/console/study")).hasStatusOk().bodyText().contains("还没有计划", "新建计划");
        assertThat(forms.get(principal, "/console/study/plans/new?organization=" + school.id())).hasStatusOk();
        assertThat(forms.get(county, "/console/study/plans/new?organization=" + school.id())).hasStatus(403);
        assertThat(forms.get(teacher, "/console/study")).hasStatus(404);
        assertThat(forms.post(principal, "/console/study/plans", "organization", school.id().toString(), "id", UUID.randomUUID().toString(), "title", "只有名称"))
            .hasStatus(422).bodyText().contains("value=\"只有名称\"", "填写目标和内容");
        var plan = plan();
        assertThat(forms.post(principal, "/console/study/plans", "organization", school.id().toString(), "id", UUID.randomUUID().toString(), "year", String.valueOf(YEAR), "title", "名称",
            "aims", "目标", "category", "WHATEVER", "hours", "2", "leader", "教导处", "lateMinutes", "10")).hasStatus(422).bodyText().contains("年度要求的学时类别之一");
        assertThat(forms.get(principal, plan)).hasStatusOk().bodyText().contains("提交", "课堂改进");
        assertThat(forms.get(principal, plan + "/form")).hasStatusOk().bodyText().contains("value=\"课堂改进\"");
        assertThat(forms.post(principal, plan, "title", "")).hasStatus(422);
        assertThat(forms.post(principal, plan, fields("课堂教学改进"))).hasStatus3xxRedirection();
        assertThat(forms.post(principal, plan + "/submission")).hasStatus3xxRedirection();
        assertThat(forms.get(county, "/console/study")).hasStatusOk().bodyText().contains("待我确认的计划", "课堂教学改进");
        assertThat(forms.get(county, plan)).hasStatusOk().bodyText().contains("退回必须写明理由");
        assertThat(forms.post(county, plan + "/decision", "decision", "RETURNED")).hasStatus(422);
        assertThat(forms.post(county, plan + "/decision", "decision", "MAYBE")).hasStatus(400);
        assertThat(forms.post(county, plan + "/decision", "decision", "RETURNED", "reason", "补充安排")).hasStatus3xxRedirection();
        assertThat(forms.get(principal, plan)).bodyText().contains("补充安排", "已退回");
        assertThat(forms.post(principal, plan + "/submission")).hasStatus3xxRedirection();
        assertThat(forms.post(county, plan + "/decision", "decision", "CONFIRMED")).hasStatus3xxRedirection();
        assertThat(forms.post(county, plan + "/undoing", "reason", "误点")).hasStatus3xxRedirection();
        assertThat(forms.post(county, plan + "/decision", "decision", "CONFIRMED")).hasStatus3xxRedirection();
        assertThat(forms.get(cast.administrator(cast.county()), plan)).hasStatus(404);
        assertThat(english(county, plan)).hasStatusOk().bodyText().contains("confirmed");
        assertThat(forms.get(county, "/console/study?year=" + YEAR)).bodyText().contains("1 / 1");
        assertThat(forms.get(county, "/console/study?organization=" + school.id() + "&year=" + YEAR)).hasStatusOk().bodyText().contains("课堂教学改进").doesNotContain("新建计划");
        assertThat(forms.get(cast.administrator(cast.county()), "/console/study?organization=" + school.id())).hasStatus(404);
        assertThat(forms.get(county, "/console/study?year=1")).hasStatus(400);
    }

    @Test
    void anEventIsHeldAndItsHoursAreThere() {
        var plan = confirmed();
        assertThat(forms.post(principal, plan + "/events", event("3"))).hasStatus(422).bodyText().contains("value=\"集体备课\"", "学时不超过");
        var set = forms.post(principal, plan + "/events", event("2"));
        assertThat(set).hasStatus3xxRedirection();
        var at = set.getResponse().getRedirectedUrl();
        var id = at.replaceAll(".*/", "");
        wasYesterday(UUID.fromString(id));
        assertThat(forms.get(principal, at)).hasStatusOk().bodyText().contains("安全清单", "场地容量", "逐项落实");
        assertThat(forms.get(county, at)).hasStatusOk().bodyText().contains("登记所选为到场", "name=\"person\" value=\"" + principal.teacher())
            .doesNotContain("name=\"person\" value=\"" + teacher.teacher());
        assertThatHeIsEnteredByOthers(at);
        assertThat(forms.post(principal, at + "/risks", "answer.PLACE", "NOT_NEEDED", "note.PLACE", "", "answer.HEALTH", "DONE", "note.HEALTH", "医务室已备齐", "responsible", "王主任", "phone", "转"))
            .hasStatus(422).bodyText().contains("value=\"医务室已备齐\"", "value=\"王主任\"", "不需要的项目写明说明", "至少 5 位数字", "登记所选为到场");
        assertThat(forms.post(principal, at + "/risks", "answer.RESPONSIBLE", "DONE", "answer.PLACE", "DONE", "answer.HEALTH", "DONE", "answer.TRANSPORT", "NOT_NEEDED", "note.TRANSPORT",
            "校内", "answer.EMERGENCY", "DONE", "answer.TEACHING", "DONE", "answer.UNKNOWN", "DONE")).hasStatus3xxRedirection();
        assertThat(forms.post(principal, at + "/closing")).hasStatus(422);
        assertThat(forms.post(principal, at + "/attendance", "person", teacher.teacher().toString())).hasStatus3xxRedirection();
        assertThat(forms.post(principal, at + "/attendance", "person", "x")).hasStatus(404);
        assertThat(forms.post(principal, at + "/attendance/" + teacher.teacher(), "state", "LATE", "reason", "晚到")).hasStatus3xxRedirection();
        assertThat(forms.post(principal, at + "/attendance/" + teacher.teacher(), "state", "HERE", "reason", "晚到")).hasStatus(400);
        assertThat(forms.post(county, at + "/closing")).hasStatus(403);
        assertThat(forms.post(principal, at + "/closing")).hasStatus3xxRedirection();
        assertThat(forms.get(principal, at)).bodyText().contains("已结束", "2.00", "重新打开");
        assertThat(forms.get(teacher, "/study")).hasStatusOk().bodyText().contains("集体备课", "迟到");
        assertThat(forms.get(teacher, "/study/events/" + id)).hasStatusOk().bodyText().contains("计入 2.00 学时");
        assertThat(forms.get(teacher, "/receipts")).bodyText().contains("集体备课");
        assertThat(forms.get(cast.actor(cast.teacher(cast.school())), "/study/events/" + id)).hasStatus(404);
        assertThat(forms.post(principal, at + "/export", "file", "csv", "reason", "存档备查", "confirmed", "true")).hasStatusOk().bodyText().contains("存档备查", "迟到", "2.00");
        assertThat(forms.post(principal, at + "/export", "file", "csv")).hasStatus(422);
        assertThatItIsReopenedAndNotCanceled(at);
    }

    private void assertThatItIsReopenedAndNotCanceled(String at) {
        assertThat(forms.post(principal, at + "/reopening", "reason", "更正")).hasStatus3xxRedirection();
        assertThat(forms.post(principal, at + "/cancellation", "reason", "改期")).hasStatus(422).bodyText().contains("结束过的请更正到场情况");
        assertThat(forms.get(principal, at)).bodyText().doesNotContain("取消活动");
    }

    @Test
    void whatWasNotClosedIsCalledOff() {
        var at = forms.post(principal, confirmed() + "/events", event("2")).getResponse().getRedirectedUrl();
        var id = at.replaceAll(".*/", "");
        assertThat(forms.get(principal, at)).bodyText().contains("取消活动");
        assertThat(forms.post(principal, at + "/cancellation", "reason", "改期")).hasStatus3xxRedirection();
        assertThat(forms.get(principal, at)).bodyText().contains("已取消", "改期");
        assertThat(forms.get(cast.actor(cast.teacher(school)), "/study/events/" + id)).hasStatusOk().bodyText().contains("已取消", "改期");
    }

    private void assertThatHeIsEnteredByOthers(String at) {
        assertThat(forms.get(principal, at)).bodyText().contains("由他人登记").doesNotContain("name=\"person\" value=\"" + principal.teacher());
        assertThat(forms.post(principal, at + "/attendance", "person", principal.teacher().toString())).hasStatus(403).bodyText().contains("自己是否到场由其他主持人");
    }

    /** Sent twice, and sent again for something else by who has gone back to it. */
    @Test
    void theSameFormIsOnePlanAndOneEventAndWhatSaysSomethingElseIsAnother() {
        var id = UUID.randomUUID().toString();
        var first = draft(id, "备课计划");
        assertThat(draft(id, "备课计划").getResponse().getRedirectedUrl()).isEqualTo(first.getResponse().getRedirectedUrl());
        assertThat(draft(id, "作业设计").getResponse().getRedirectedUrl()).isNotEqualTo(first.getResponse().getRedirectedUrl());
        assertThat(draft(id, "作业设计")).hasStatus(422);
        assertThat(forms.get(principal, "/console/study")).bodyText().contains("备课计划", "作业设计");
        var plan = confirmed();
        var event = event("2");
        var set = forms.post(principal, plan + "/events", event).getResponse().getRedirectedUrl();
        assertThat(forms.post(principal, plan + "/events", event).getResponse().getRedirectedUrl()).isEqualTo(set);
        var other = event.clone();
        other[java.util.Arrays.asList(other).indexOf("topic") + 1] = "听评课";
        var second = forms.post(principal, plan + "/events", other).getResponse().getRedirectedUrl();
        assertThat(second).isNotEqualTo(set);
        assertThat(forms.post(principal, plan + "/events", other).getResponse().getRedirectedUrl()).isEqualTo(second);
        assertThat(forms.get(principal, plan)).bodyText().contains("集体备课", "听评课");
    }

    private MvcTestResult draft(String id, String title) {
        var fields = fields(title);
        fields[3] = id;
        return forms.post(principal, "/console/study/plans", fields);
    }

    @Test
    void theCodeOfTheScreenChecksIn() {
        var set = forms.post(principal, confirmed() + "/events", event("2"));
        var at = set.getResponse().getRedirectedUrl();
        var id = UUID.fromString(at.replaceAll(".*/", ""));
        wasYesterday(id);
        assertThat(forms.get(principal, at + "/code")).hasStatusOk().bodyText().contains("不再签到").doesNotContain("开始前半小时可以签到");
        assertThat(forms.get(teacher, "/study/events/" + id)).hasStatusOk().bodyText().contains("签到随之关闭").doesNotContain("开始前半小时可以签到");
        db.sql("update study.event set day = :day where id = :id").param("day", LocalDate.now(Window.ZONE).plusDays(2)).param("id", id).update();
        assertThat(forms.get(principal, at + "/code")).hasStatusOk().bodyText().contains("开始前半小时可以签到");
        assertThat(forms.get(teacher, "/study/events/" + id)).hasStatusOk().bodyText().contains("开始前半小时可以签到");
        db.sql("update study.event set day = :day, starts = '00:00', ends = '23:59:59' where id = :id").param("day", LocalDate.now(Window.ZONE)).param("id", id).update();
        assertThat(forms.get(teacher, at + "/code")).hasStatus(404);
        assertThat(forms.get(county, at + "/code")).hasStatus(403);
        var code = CheckCode.at(events.secret(id), java.time.Instant.now());
        assertThat(forms.get(principal, at + "/code")).hasStatusOk().bodyText().contains("请到场人员");
        assertThat(forms.get(teacher, "/study")).bodyText().contains("签到");
        assertThat(forms.get(teacher, "/study/events/" + id)).hasStatusOk().bodyText().contains("签到码");
        assertThat(forms.post(teacher, "/study/events/" + id + "/check-in", "code", "x")).hasStatus(422);
        assertThat(forms.post(teacher, "/study/events/" + id + "/check-in", "code", code)).hasStatus3xxRedirection();
        var there = attendances.find(teacher.teacher(), id).orElseThrow();
        var late = events.find(id).orElseThrow().isLate(there.at(), 10);
        assertThat(there.state()).as("late from ten past midnight").isEqualTo(late ? Attendance.State.LATE : Attendance.State.PRESENT);
        assertThat(forms.get(teacher, "/study/events/" + id)).bodyText().contains(late ? "迟到" : "签到");
        assertThat(english(teacher, "/study/events/" + id)).hasStatusOk().bodyText().contains("You were there");
        assertThat(forms.get(principal, "/home")).bodyText().contains("主持校本研修");
    }

    /** A unit says beforehand what it means to do: what is over is neither planned nor set. */
    @Test
    void whatIsOverIsNotPlannedAfterwards() {
        var late = fields("去年的计划");
        late[5] = String.valueOf(YEAR - 1);
        assertThat(forms.post(principal, "/console/study/plans", late)).hasStatus(422).bodyText().contains("年度不早于 " + YEAR + " 年", "value=\"去年的计划\"");
        assertThatThrownBy(() -> keep.draft(principal, UUID.randomUUID(), school.id(), new PlanForm(late[5], "去年的计划", "目标", "PROFESSIONAL", null, "2", "教导处", "10", null)))
            .isInstanceOfSatisfying(Refused.class, it -> assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("study.form.year-ahead"));
        var plan = confirmed();
        assertThat(forms.post(principal, draft(UUID.randomUUID().toString(), "备课计划").getResponse().getRedirectedUrl(), late)).as("moved to a year that is over").hasStatus(422).bodyText().contains("年度不早于");
        for (var day : List.of(LocalDate.of(YEAR - 1, 12, 31), LocalDate.now(Window.ZONE).minusDays(1))) {
            var event = event("2");
            event[5] = day.toString();
            assertThat(forms.post(principal, plan + "/events", event)).as(day.toString()).hasStatus(422).bodyText().contains("活动须事先安排", "value=\"集体备课\"");
        }
        assertThat(db.sql("select count(*) from study.event e join study.plan p on p.id = e.plan_id where p.unit_id = :school").param("school", school.id().value())
            .query(Integer.class).single()).isZero();
    }

    private void wasYesterday(UUID event) {
        db.sql("update study.event set day = :day where id = :id").param("day", LocalDate.now(Window.ZONE).minusDays(1)).param("id", event).update();
    }

    private String plan() {
        var made = forms.post(principal, "/console/study/plans", fields("课堂改进"));
        assertThat(made).hasStatus3xxRedirection();
        return made.getResponse().getRedirectedUrl();
    }

    private String confirmed() {
        var plan = plan();
        forms.post(principal, plan + "/submission");
        forms.post(county, plan + "/decision", "decision", "CONFIRMED");
        return plan;
    }

    private String[] fields(String title) {
        return new String[] {"organization", school.id().toString(), "id", UUID.randomUUID().toString(), "year", String.valueOf(YEAR), "title", title, "aims", "听评课、集体备课",
            "category", "PROFESSIONAL", "hours", "2", "leader", "教导处", "lateMinutes", "10", "lateCounts", "on"};
    }

    private String[] event(String hours) {
        return new String[] {"id", UUID.randomUUID().toString(), "topic", "集体备课", "day", LocalDate.now(Window.ZONE).toString(), "starts", "00:00", "ends", "23:59", "place", "二楼会议室", "leader",
            principal.teacher().toString(), "hours", hours, "inPerson", "on"};
    }

    private MvcTestResult english(Actor actor, String path) {
        return mvc.get().uri(path).header("Accept-Language", "en").with(Cast.as(actor)).exchange();
    }
}
