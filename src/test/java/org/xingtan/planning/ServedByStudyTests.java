package org.xingtan.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.ledger.CorrectEntry;
import org.xingtan.ledger.ReverseEntry;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.Window;
import org.xingtan.study.LoadStudy;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** Lines that school-based study serves: whoever has hours of it in the year of the plan has taken part. */
@XingtanTest
class ServedByStudyTests extends PlanSteps {

    @Autowired LoadStudy study;
    @Autowired ReverseEntry reversal;
    @Autowired CorrectEntry correction;
    @Autowired LookAtPlanPeople people;
    @Autowired LookAtMyPlans mine;
    @Autowired Forms forms;

    /** Two hours of the school's, of a plan that was confirmed. */
    private UUID event(int year) {
        var plan = study.plan(principal, school.id(), new LoadStudy.WantedPlan(year, "课堂改进 " + UUID.randomUUID(), "听评课", "PROFESSIONAL", null, "2", "教导处"));
        study.submit(principal, plan);
        study.answer(office, plan, true, "");
        return study.event(principal, plan, new LoadStudy.WantedEvent(year + "-05-12", "14:00", "16:00", "会议室", "集体备课", principal.teacher(), "2", false));
    }

    /** Of last year: whatever day the test runs, it is over. Not closed yet. */
    private UUID held(TeacherId... there) {
        var event = event(YEAR - 1);
        study.tick(principal, event, List.of(there));
        return event;
    }

    /** Of this year: it was over a second after midnight. */
    private void heldToday(TeacherId there) {
        var event = event(YEAR);
        db.sql("update study.event set day = :day, starts = time '00:00', ends = time '00:00:01' where id = :id").param("day", LocalDate.now(Window.ZONE)).param("id", event).update();
        study.tick(principal, event, List.of(there));
        study.close(principal, event);
    }

    private TeacherId homeroom() {
        return cast.teacher(school, "HOMEROOM_TEACHER");
    }

    /** @return the plan */
    private UUID served(int year, String category) {
        var plan = load.plan(office, county.id(), year, "规划", "示例文件", "人人有安排");
        load.line(office, plan, new LoadPlans.Wanted("班主任", posts("HOMEROOM_TEACHER"), "", category, "2", List.of(), true));
        load.line(office, plan, new LoadPlans.Wanted("另一项", posts("HOMEROOM_TEACHER"), "", null, null, List.of()));
        return plan;
    }

    @Test
    void hoursOfStudyInTheYearOfThePlanCount() {
        var there = homeroom();
        homeroom();
        cast.teacher(privately, "HOMEROOM_TEACHER");
        var last = served(YEAR - 1, "PROFESSIONAL");
        var event = held(there, cast.teacher(school, "RESEARCHER"));
        assertThat(count(at(office, last, null, null))).as("not closed").isEqualTo(new Coverage.Count(3, 0, 0, CreditHours.ZERO, 0));
        study.close(principal, event);

        var view = at(office, last, null, null);
        assertThat(count(view)).isEqualTo(new Coverage.Count(3, 1, 1, CreditHours.of("2.00"), 1));
        assertThat(view.coverage().all().of(view.lines().getLast())).as("not served").isEqualTo(new Coverage.Count(3, 0, 0, CreditHours.ZERO, 0));
        assertThat(view.coverage().all()).extracting(Coverage.Part::taking, Coverage.Part::idle).containsExactly(1, 2);
        assertThat(view.bare()).extracting(PlanLine::title).containsExactly("另一项");
        assertThat(count(at(office, last, privately, null)).taking()).isZero();
        assertThat(count(at(office, served(YEAR, null), null, null))).as("another year").isEqualTo(new Coverage.Count(3, 0, 0, CreditHours.ZERO, 0));
    }

    @Test
    void hoursOfStudyOfAnotherCategoryDoNotReachTheAim() {
        study.close(principal, held(homeroom()));
        assertThat(count(at(office, served(YEAR - 1, "COMMON"), null, null))).isEqualTo(new Coverage.Count(1, 1, 1, CreditHours.ZERO, 0));
    }

    @Test
    void whatTheLedgerTakesBackIsNoHoursOfStudy() {
        var one = homeroom();
        var two = homeroom();
        study.close(principal, held(one, two));
        var plan = served(YEAR - 1, "PROFESSIONAL");
        reversal.reverse(office, one, entry(one, "study"), "未到场");
        correction.correct(office, two, entry(two, "study"), CreditHours.of("1.5"), "早退");
        correction.correct(office, two, entry(two, "correction"), CreditHours.of("1"), "更早");

        assertThat(count(at(office, plan, null, null))).isEqualTo(new Coverage.Count(2, 1, 1, CreditHours.of("1.00"), 0));
    }

    private UUID entry(TeacherId teacher, String source) {
        return db.sql("select id from ledger.entry where teacher_id = :t and source = :source").param("t", teacher.value()).param("source", source).query(UUID.class).single();
    }

    @Test
    void whoHasStudiedIsNotMissing() {
        var there = homeroom();
        var idle = homeroom();
        study.close(principal, held(there));
        var plan = served(YEAR - 1, null);
        var asked = LookAtPlans.Asked.NOTHING;

        var missing = people.at(office, plan, asked, new LookAtPlanPeople.Question(null, "MISSING", null), null);
        assertThat(missing.page().items()).extracting(PlanPeople.Row::teacher).containsExactly(idle);
        assertThat(people.at(office, plan, asked, new LookAtPlanPeople.Question(null, "TAKING", null), null).page().items()).singleElement().satisfies(row -> {
            assertThat(row.teacher()).isEqualTo(there);
            assertThat(row.completed()).extracting(PlanLine::title).containsExactly("班主任");
        });
    }

    @Test
    void whoeverIsMeantSeesWhatHeHasStudied() {
        var there = cast.actor(homeroom());
        var idle = cast.actor(homeroom());
        load.publish(office, served(YEAR, null));
        assertThat(mine.of(there).getFirst().lines()).extracting(MyPlan.Line::isTaken).containsExactly(false, false);
        heldToday(there.teacher());

        var lines = mine.of(there).getFirst().lines();
        assertThat(lines).extracting(MyPlan.Line::isTaken, MyPlan.Line::isReached, it -> it.hours().toString())
            .containsExactly(tuple(true, true, "2.00"), tuple(false, false, "0.00"));
        assertThat(forms.get(there, "/planning")).hasStatusOk().bodyText().contains("href=\"/study\"", "从校本研修获得 2.00 学时", "已达到目标学时");
        assertThat(forms.get(idle, "/planning")).hasStatusOk().bodyText().contains("从校本研修获得 0.00 学时", "由学校安排");
    }

    @Test
    void itIsSaidInTheFormAndGoesIntoAnotherYear() {
        var plan = plan();
        var address = "/console/planning/plans/" + plan;
        assertThat(forms.get(office, address + "/lines/new")).hasStatusOk().bodyText().contains("校本研修也计入这一项");
        var id = UUID.randomUUID();
        assertThat(forms.post(office, address + "/lines", "id", id.toString(), "title", "校本研修", "study", "on")).hasStatus3xxRedirection();
        assertThat(lines.find(id).orElseThrow()).extracting(PlanLine::study, PlanLine::isBare).containsExactly(true, false);
        assertThat(forms.get(office, "/console/planning/lines/" + id)).hasStatusOk().bodyText().contains("不用逐个学校添加活动").doesNotContain("还没有安排培训");
        assertThat(forms.get(office, "/console/planning/lines/" + id + "/form")).hasStatusOk().bodyText().containsPattern("id=\"study\"[^>]* checked");
        assertThat(forms.get(office, address)).hasStatusOk().bodyText().contains("<span class=\"tag\">校本研修</span>").doesNotContain("没有培训");
        assertThat(lines.of(keep.copy(office, plan, Uuids.next(), String.valueOf(YEAR + 1)))).singleElement().extracting(PlanLine::study).isEqualTo(true);
        load.publish(office, plan);
        assertThatThrownBy(() -> keepLines.change(office, id, form(null))).isInstanceOf(Refused.class).hasMessageContaining("planning.reason");
        keepLines.change(office, id, form("学校另行安排"));
        assertThat(lines.find(id).orElseThrow().study()).isFalse();
        assertThat(audit.findings(false)).noneMatch(it -> it.contains(id.toString()) || it.contains(plan.toString()));
    }

    private static LineForm form(String reason) {
        return new LineForm("校本研修", "", null, null, null, null, null, null, null, null, null, null, null, reason);
    }
}
