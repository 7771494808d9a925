package org.xingtan.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Window;
import org.xingtan.study.LoadStudy;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** The list of what is held in person, a checklist, and the items of an authority, by their pages. */
@XingtanTest
class SafetyPagesTests {

    @Autowired MockMvcTester mvc;
    @Autowired Forms forms;
    @Autowired Cast cast;
    @Autowired LoadStudy study;
    @Autowired JdbcClient db;

    private Cast.Place school;
    private Actor principal;
    private Actor county;

    @BeforeEach
    void plant() {
        school = cast.school();
        principal = cast.administrator(school);
        county = cast.administrator(school.parent());
    }

    @Test
    void aChecklistIsAnsweredOnItsPage() {
        assertThat(forms.get(principal, "/console/safety")).hasStatusOk().bodyText().contains("这段时间没有线下活动");
        var event = event(3);
        var page = "/console/safety/" + event;
        assertThat(forms.get(principal, "/console/safety?open=true")).hasStatusOk().bodyText().contains("集体备课", "0 / 6 项已落实", "校本研修活动");
        assertThat(forms.get(principal, page)).hasStatusOk().bodyText().contains("场地容量", "谁主办谁负责").doesNotContain("填写过程");
        assertThat(forms.post(principal, page, "answer.PLACE", "NOT_NEEDED", "note.PLACE", "", "answer.HEALTH", "DONE", "note.HEALTH", "医务室已备齐", "responsible", "王主任", "phone", "x"))
            .hasStatus(422).bodyText().contains("医务室已备齐", "value=\"王主任\"", "不需要的项目写明说明", "至少 5 位数字");
        assertThat(forms.post(principal, page, "answer.HEALTH", "DONE", "note.HEALTH", "医务室已备齐", "shown.HEALTH", "0", "responsible", "王主任", "phone", "0735-1234567", "named", "0"))
            .hasStatus3xxRedirection();
        assertThat(forms.get(county, page)).hasStatusOk().bodyText().contains("1 / 6 项已落实", "填写过程", "王主任", "tel:0735-1234567", "您可以查看").doesNotContain("name=\"answer.");
        assertThat(forms.get(principal, "/console/study/events/" + event)).hasStatusOk().bodyText().contains("王主任", "医务室已备齐", "name=\"shown.HEALTH\" value=\"1\"");
        assertThat(forms.post(county, page, "answer.PLACE", "NOT_NEEDED")).as("he is not told what is wrong with it").hasStatus(403);
        assertThat(forms.post(county, page, "answer.PLACE", "DONE")).hasStatus(403).bodyText().contains("由主办单位填写");
        var stranger = cast.administrator(cast.school());
        assertThat(forms.get(stranger, page)).hasStatus(404);
        assertThat(forms.post(stranger, page, "answer.PLACE", "DONE")).hasStatus(404);
        assertThat(forms.get(cast.actor(cast.teacher(school)), "/console/safety")).hasStatus(404);
        assertThat(forms.post(principal, page, "answer.HEALTH", "", "note.HEALTH", "还缺口罩", "shown.HEALTH", "0")).hasStatus(409);
        assertThat(forms.get(county, "/console/safety?organization=" + school.id() + "&past=true")).hasStatusOk();
        assertThat(forms.get(county, "/console/safety")).bodyText().contains("<option value=\"" + school.id() + "\">");
        assertThat(forms.get(county, "/console/safety?organization=" + school.id())).hasStatusOk().bodyText().contains("集体备课", "<option value=\"" + school.id() + "\" selected>");
        assertThat(forms.get(stranger, "/console/safety?organization=" + school.id())).hasStatus(404);
        assertThat(mvc.get().uri(page).with(Cast.as(principal)).header("Accept-Language", "en").exchange()).hasStatusOk().bodyText().contains("1 of 6 seen to");
        assertThat(forms.get(principal, "/home")).hasStatusOk().bodyText().contains("安全清单还有 5 项未落实");
        assertThat(forms.post(county, "/console/safety/export", "file", "csv", "reason", "检查备查", "confirmed", "true")).hasStatusOk().bodyText().contains("检查备查", "集体备课", "王主任")
            .doesNotContain("0735-1234567");
        assertThat(forms.get(county, "/console/safety")).bodyText().contains("王主任").doesNotContain("0735-1234567");
        assertThat(forms.post(county, "/console/safety/export", "file", "csv")).hasStatus(422);
        assertThat(forms.post(principal, page, "answer.PLACE", "DONE", "note.PLACE", "", "shown.PLACE", "7", "named", "7")).hasStatus3xxRedirection();
    }

    /** A form sends a field that nobody has filled in as an empty one. */
    @Test
    void whoHasChosenNoUnitSeesAndTakesAllOfHis() {
        var event = event(3);
        var other = cast.school();
        var both = cast.actor(cast.staff(school, Role.PRINCIPAL));
        cast.appoint(both.teacher(), Role.PRINCIPAL, other);
        assertThat(forms.get(both, "/console/safety")).hasStatusOk().bodyText().contains("<option value=\"\">", "name=\"organization\" value=\"\"");
        assertThat(forms.get(both, "/console/safety?organization=&past=false")).hasStatusOk().bodyText().contains("/console/safety/" + event);
        assertThat(forms.post(both, "/console/safety/export", "organization", "", "past", "false", "open", "false", "file", "csv", "reason", "检查备查", "confirmed", "true"))
            .hasStatusOk().bodyText().contains("集体备课");
        assertThat(db.sql("select concat_ws(' ', act, organization::text, after ->> 'count') from audit.entry where actor = :by and act like 'safety.export%' order by id")
            .param("by", both.teacher().value()).query(String.class).list()).as("in the trail of each unit")
            .containsExactlyInAnyOrder("safety.export " + school.path(), "safety.export " + other.path(), "safety.exported " + school.path() + " 1", "safety.exported " + other.path() + " 0");
        assertThat(forms.get(both, "/console/safety?organization=x")).hasStatus(404);
    }

    @Test
    void anAuthorityKeepsItsItems() {
        var page = "/console/safety/items";
        assertThat(forms.get(principal, page)).hasStatus(404);
        assertThat(forms.get(county, page)).hasStatusOk().bodyText().contains("场地容量", "平台", "校本研修活动从安排时起就有清单", "或写明不需要，才能结束");
        var id = UUID.randomUUID().toString();
        assertThat(forms.post(county, page, "organization", school.parent().id().toString(), "id", id, "title", "雨天备用场地已确定", "basis", ""))
            .hasStatus(422).bodyText().contains("value=\"雨天备用场地已确定\"", "填写依据");
        for (var n = 0; n < 2; n++) {
            assertThat(forms.post(county, page, "organization", school.parent().id().toString(), "id", id, "title", "雨天备用场地已确定", "basis", "粤教〔2022〕1号")).hasStatus3xxRedirection();
        }
        assertThat(forms.post(county, page, "organization", school.parent().id().toString(), "id", id, "title", "已报备", "basis", "粤教〔2022〕1号")).hasStatus3xxRedirection();
        assertThat(forms.get(county, page)).bodyText().containsOnlyOnce("<th scope=\"row\" class=\"wraps\">雨天备用场地已确定").contains("已报备");
        assertThat(forms.post(county, page + "/" + id + "/position", "organization", school.parent().id().toString(), "position", "2")).hasStatus3xxRedirection();
        assertThat(forms.post(cast.administrator(cast.county()), page + "/" + id + "/retirement", "organization", school.parent().id().toString())).hasStatus(404);
        assertThat(forms.post(county, page + "/" + id + "/retirement", "organization", school.parent().id().toString())).hasStatus3xxRedirection();
        assertThat(forms.get(county, page)).bodyText().doesNotContain("雨天备用场地已确定").contains("已报备");
        assertThat(forms.get(principal, "/console/safety/" + event(2))).bodyText().contains("已报备");
    }

    private UUID event(int days) {
        var day = LocalDate.now(Window.ZONE).plusDays(days);
        var plan = study.plan(principal, school.id(), new LoadStudy.WantedPlan(day.getYear(), "计划" + UUID.randomUUID(), "听评课", "PROFESSIONAL", null, "2", "教导处"));
        study.submit(principal, plan);
        study.answer(county, plan, true, "");
        return study.event(principal, plan, new LoadStudy.WantedEvent(day.toString(), "14:00", "16:00", "二楼会议室", "集体备课", principal.teacher(), "2", true));
    }
}
