package org.xingtan.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.directory.Role;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Duties;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Scope;
import org.xingtan.testing.XingtanTest;

/** A unit's study from the plan to the hours and back. */
@XingtanTest
class StudyModuleTests extends StudySteps {

    @Test
    void whoWasThereHasTheHoursWhenTheEventIsClosed() {
        var event = held("2");
        load.close(principal, event);
        load.close(principal, event);

        assertThat(entries(one)).containsExactly("study 2.00 2.00");
        assertThat(attendances.find(one, event).orElseThrow().credited()).hasToString("2.00");
        assertThat(look.mine(cast.actor(one)).past()).extracting(it -> it.event().id()).containsExactly(event);
        assertThat(findings()).isEmpty();
    }

    @Test
    void openedAgainTheHoursAreTakenBackAndPostedAnewAfterCorrections() {
        var event = held("2");
        load.close(principal, event);
        assertThatThrownBy(() -> load.correct(principal, event, two, Attendance.State.ABSENT, "代签")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> load.reopen(principal, event, "")).isInstanceOf(Refused.class);

        load.reopen(principal, event, "有人代签");
        load.reopen(principal, event, "有人代签");
        assertThat(credited(one)).isEqualTo("0.00");
        assertThat(findings()).isEmpty();
        load.correct(principal, event, two, Attendance.State.ABSENT, "代签");
        load.close(principal, event);

        assertThat(credited(one)).isEqualTo("2.00");
        assertThat(credited(two)).isEqualTo("0.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void aDayHoldsNoMoreThanItsHoursHoweverManyEvents() {
        var plan = confirmed("6");
        for (var n = 0; n < 3; n++) {
            var event = load.event(principal, plan, part(n, 4, "4"));
            load.tick(principal, event, List.of(one));
            load.close(principal, event);
        }

        assertThat(entries(one)).containsExactly("study 4.00 4.00", "study 4.00 4.00", "study 4.00 0.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void aSchoolPlansForItsTeachingPointAndPassesByTheCountyWhenTheCityKeepsIt() {
        var point = cast.under(school, "TEACHING_POINT");
        var there = cast.teacher(point);
        db.sql("update directory.organization set subordination = 'DIRECT' where id = :school").param("school", school.id().value()).update();
        var city = cast.administrator(school.parent().parent());
        var plan = load.plan(principal, point.id(), wanted("2"));
        load.submit(principal, plan);
        assertThatThrownBy(() -> load.answer(county, plan, true, "")).isInstanceOf(Forbidden.class);
        load.answer(city, plan, false, "目标不清");
        assertThat(read.of(duties.ofOffices(Set.of(principal.teacher()))).get(principal.teacher())).extracting(Duties.Duty::text).contains("study.duty.returned");
        load.submit(principal, plan);
        load.answer(city, plan, true, "");
        var event = load.event(principal, plan, new LoadStudy.WantedEvent(DAY, "14:00", "16:00", "教学点", "集体备课", there, "2", false));
        load.tick(cast.actor(there), event, List.of(cast.teacher(point)));
        load.tick(principal, event, List.of(there));
        load.close(principal, event);

        assertThat(entries(there)).containsExactly("study 2.00 2.00");
        assertThatThrownBy(() -> load.plan(city, point.id(), wanted("2"))).isInstanceOf(Forbidden.class);
    }

    /** There is one number: what the year asks of a day. */
    @Test
    void theDayIsTheOneThatTheYearAsks() {
        define.define(new org.xingtan.ledger.AnnualRequirement(school.parent().id(), YEAR, 0, "年度要求", "文件", org.xingtan.platform.CreditHours.of("10"),
            List.of(new org.xingtan.ledger.AnnualRequirement.Category("PROFESSIONAL", "专业科目", null, org.xingtan.platform.CreditHours.of("10"))), List.of(),
            org.xingtan.platform.CreditHours.of("3"), org.xingtan.ledger.AnnualRequirement.NewHires.FULL_YEAR), null);
        var plan = confirmed("6");
        assertThatThrownBy(() -> load.event(principal, plan, new LoadStudy.WantedEvent(DAY, "08:00", "18:00", "礼堂", "太长", principal.teacher(), "4", false)))
            .isInstanceOf(Refused.class);
        for (var n = 0; n < 2; n++) {
            var event = load.event(principal, plan, part(n, 4, "2"));
            load.tick(principal, event, List.of(one));
            load.close(principal, event);
        }

        assertThat(entries(one)).containsExactly("study 2.00 2.00", "study 2.00 1.00");
        assertThat(findings()).isEmpty();
    }

    @Autowired org.xingtan.ledger.CorrectEntry correction;

    /** Whoever shall have more asks the caps anew. */
    @Test
    void whatADayHeldBackDoesNotComeByACorrectionAsLongAsItIsFull() {
        var plan = confirmed("6");
        for (var n = 0; n < 2; n++) {
            var event = load.event(principal, plan, part(n, 6, "6"));
            load.tick(principal, event, List.of(one));
            load.close(principal, event);
        }
        var held = db.sql("select id from ledger.entry where teacher_id = :t and credited = 2").param("t", one.value()).query(java.util.UUID.class).single();

        assertThat(correction.correct(county, one, held, org.xingtan.platform.CreditHours.of("6"), "复核").credited()).isEqualByComparingTo("2");
        assertThat(credited(one)).isEqualTo("8.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void theUnitPlansAndTheAuthorityAnswers() {
        var plan = load.plan(principal, school.id(), wanted("2"));
        assertThatThrownBy(() -> load.event(principal, plan, wantedEvent("2"))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> load.answer(county, plan, true, "")).isInstanceOf(Problem.class);
        load.submit(principal, plan);
        load.submit(principal, plan);
        assertThat(read.of(duties.ofOffices(Set.of(county.teacher()))).get(county.teacher())).extracting(Duties.Duty::text).containsExactly("study.duty.answer");
        assertThatThrownBy(() -> load.answer(principal, plan, true, "")).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> load.answer(cast.administrator(school.parent().parent()), plan, true, "")).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> load.answer(cast.administrator(cast.county()), plan, true, "")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> load.answer(county, plan, false, " ")).isInstanceOf(Refused.class);
        load.answer(county, plan, false, "目标不清");
        keep.undo(county, plan, "误点");
        load.answer(county, plan, false, "目标不清");
        assertThat(read.of(duties.ofOffices(Set.of(principal.teacher()))).get(principal.teacher())).extracting(Duties.Duty::text).contains("study.duty.returned");
        keep.change(principal, plan, wanted("1.5").form());
        assertThatThrownBy(() -> keep.undo(county, plan, "误点")).isInstanceOf(Problem.class).hasMessageContaining("study.plan.in-correction");
        load.submit(principal, plan);
        assertThatThrownBy(() -> keep.decide(county, plan, 2, Plan.State.CONFIRMED, "")).isInstanceOf(Problem.class).hasMessageContaining("error.changed-meanwhile");
        keep.decide(county, plan, plans.steps(plan).size(), Plan.State.CONFIRMED, "");
        load.answer(county, plan, true, "");
        cast.appoint(principal.teacher(), Role.TRAINING_ADMINISTRATOR, school.parent());
        assertThatThrownBy(() -> keep.undo(principal, plan, "撤销")).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> load.answer(county, plan, false, "改主意")).isInstanceOf(Problem.class);
        keep.undo(county, plan, "误点");
        load.answer(county, plan, true, "");
        load.event(principal, plan, wantedEvent("1.5"));

        assertThatThrownBy(() -> keep.undo(county, plan, "再撤")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> keep.change(principal, plan, wanted("9").form())).isInstanceOf(Problem.class);
        assertThat(plans.steps(plan)).extracting(Plan.Step::act).containsExactly("DRAFTED", "SUBMITTED", "RETURNED", "UNDONE", "RETURNED", "CHANGED", "SUBMITTED", "CONFIRMED", "UNDONE", "CONFIRMED");
    }

    @Test
    void aUnitUnderTheCityIsAnsweredByTheCityAndNoPlanIsThereTwice() {
        var direct = cast.school(school.parent().parent());
        var administrator = cast.administrator(direct);
        var plan = load.plan(administrator, direct.id(), wanted("2"));

        assertThat(plans.find(plan).orElseThrow().authority()).isEqualTo(school.parent().parent().id());
        assertThatThrownBy(() -> load.plan(administrator, direct.id(), wanted("3"))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> load.plan(county, school.id(), wanted("3"))).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> load.plan(cast.actor(one), school.id(), wanted("3"))).isInstanceOf(NotFound.class);
    }

    @Test
    void peopleCheckInByTheCodeAndTheClockSaysWhoIsLate() {
        var plan = running("120");
        var event = now(plan);
        var teacher = cast.actor(one);
        checkIn.checkIn(teacher, event, code(event));
        checkIn.checkIn(teacher, event, "whatever");
        assertThat(attendances.find(one, event).orElseThrow().state()).isEqualTo(Attendance.State.PRESENT);
        var strict = now(running("0"));
        checkIn.checkIn(cast.actor(two), strict, code(strict));
        assertThat(attendances.find(two, strict).orElseThrow()).extracting(Attendance::state, Attendance::how).containsExactly(Attendance.State.LATE, "CHECKED_IN");

        assertThatThrownBy(() -> checkIn.checkIn(cast.actor(cast.teacher(cast.school())), event, code(event))).isInstanceOf(NotFound.class);
        assertThat(load.risks(event)).containsKeys("PLACE", "EMERGENCY");
        assertThatThrownBy(() -> load.close(principal, event)).isInstanceOfSatisfying(Refused.class, it ->
            assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("study.close.over", "study.close.risks"));
    }

    @Test
    void outsideItsTimeNobodyChecksIn() {
        var past = load.event(principal, confirmed("2"), wantedEvent("2"));

        assertThatThrownBy(() -> checkIn.checkIn(cast.actor(one), past, code(past))).isInstanceOfSatisfying(Refused.class, it ->
            assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("study.check-in.open"));
        assertThat(attendances.missed(one, past)).isZero();
    }

    @Test
    void whoWasNotedAsAbsentDoesNotCheckInAndCorrectionsSayWhy() {
        var event = now(running("120"));
        load.correct(principal, event, one, Attendance.State.ABSENT, "请假");
        load.correct(principal, event, one, Attendance.State.ABSENT, "");
        assertThatThrownBy(() -> checkIn.checkIn(cast.actor(one), event, code(event))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> load.correct(principal, event, one, Attendance.State.PRESENT, " ")).isInstanceOf(Refused.class);
        load.correct(principal, event, one, Attendance.State.PRESENT, "实际到场");

        assertThat(db.sql("select coalesce(before, '-') || ' ' || after || ' ' || reason from study.attendance_act where teacher_id = :t order by n").param("t", one.value())
            .query(String.class).list()).containsExactly("- ABSENT 请假", "ABSENT PRESENT 实际到场");
        assertThatThrownBy(() -> load.tick(principal, event, List.of(cast.teacher(cast.school())))).isInstanceOf(NotFound.class);
    }

    @Test
    void figuresAddUpFromTheSchoolToTheCity() {
        var event = held("2");
        assertThat(figures.below(List.of(school.parent().id()), YEAR, null, 50).items()).extracting(it -> it.id(), StudyView.Figures::schools, StudyView.Figures::planning, StudyView.Figures::events)
            .containsExactly(tuple(school.id().value(), 1, 1, 0));
        load.close(principal, event);
        cast.school(school.parent());

        var above = figures.below(List.of(school.parent().parent().id()), YEAR, null, 50).items();

        assertThat(above).extracting(StudyView.Figures::schools, StudyView.Figures::planning, StudyView.Figures::events, StudyView.Figures::people, it -> it.hours().toString())
            .containsExactly(tuple(2, 1, 1, 2, "4.00"));
        assertThat(figures.held(new Scope(List.of(school.parent().path())), LocalDate.parse(DAY), LocalDate.parse(DAY))).extracting(StudyFigures.Dated::event).containsExactly(event);
    }

    @Test
    void aUnitThatGoesUpInAnotherLeavesItItsPlans() {
        var plan = confirmed("2");
        var heir = cast.school(school.parent());

        transaction.executeWithoutResult(_ -> plans.inherit(school.id(), heir.id()));

        assertThat(plans.find(plan).orElseThrow().unit()).isEqualTo(heir.id());
    }

    @Test
    void aPlanOfAnotherUnitThatIsCalledTheSameIsCalledByItsUnitToo() {
        var plan = confirmed("2");
        var heir = cast.school(school.parent());
        var same = load.plan(cast.administrator(heir), heir.id(), wanted("2"));

        transaction.executeWithoutResult(_ -> plans.inherit(school.id(), heir.id()));

        assertThat(plans.find(same).orElseThrow().title()).isEqualTo("课堂教学改进");
        assertThat(plans.find(plan).orElseThrow()).satisfies(it -> {
            assertThat(it.unit()).isEqualTo(heir.id());
            assertThat(it.title()).startsWith("课堂教学改进（").endsWith("）");
        });
    }

    @Test
    void whoStandsAboveAUnitTodayAnswersItsPlan() {
        var waiting = load.plan(principal, school.id(), wanted("2"));
        load.submit(principal, waiting);
        var other = cast.county();

        transaction.executeWithoutResult(_ -> {
            organizations.hold();
            var after = organizations.changing(List.of(school.id()));
            organizations.move(school.id(), other.id());
            after.run();
        });

        assertThatThrownBy(() -> load.answer(county, waiting, true, "")).isInstanceOf(NotFound.class);
        load.answer(cast.administrator(other), waiting, true, "");
        assertThat(plans.find(waiting).orElseThrow().isConfirmed()).isTrue();
    }

    @Test
    void todayIsThereHoweverManyEventsThereWereBefore() {
        var plan = running("15");
        var today = now(plan);
        db.sql("""
                insert into study.event (id, plan_id, day, starts, ends, place, topic, leader_id, leader_name, hours, in_person, secret)
                select gen_random_uuid(), plan_id, day - 1 - n / 10, time '08:00', time '09:00', place, topic || n, leader_id, leader_name, hours, false, secret
                  from study.event, generate_series(1, 120) n where id = :id
                """).param("id", today).update();

        assertThat(look.mine(cast.actor(one)).coming()).extracting(it -> it.event().id()).contains(today);
    }

    @Autowired org.xingtan.ledger.DefineRequirement define;
    @Autowired org.xingtan.directory.Organizations organizations;

    @Test
    void aPlanFillsACategoryThatItsYearAsksFor() {
        define.define(new org.xingtan.ledger.AnnualRequirement(school.parent().id(), YEAR, 0, "年度要求", "文件", org.xingtan.platform.CreditHours.of("10"),
            List.of(new org.xingtan.ledger.AnnualRequirement.Category("SCHOOL_BASED", "校本研修", "School-based", org.xingtan.platform.CreditHours.of("10")))), null);
        assertThatThrownBy(() -> load.plan(principal, school.id(), wanted("2"))).isInstanceOfSatisfying(Refused.class, it -> {
            assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("study.form.category-of-year");
            assertThat(it.verdict().unmet().getFirst().arguments().getLast()).asString().contains("校本研修");
        });
        var plan = load.plan(principal, school.id(), new LoadStudy.WantedPlan(YEAR, "校本", "目标", "SCHOOL_BASED", null, "2", "教导处"));
        assertThatThrownBy(() -> keep.change(principal, plan, wanted("2").form())).isInstanceOf(Refused.class);
        define.define(new org.xingtan.ledger.AnnualRequirement(school.parent().id(), YEAR, 0, "年度要求", "文件", org.xingtan.platform.CreditHours.of("10"),
            List.of(new org.xingtan.ledger.AnnualRequirement.Category("PROFESSIONAL", "专业科目", "Professional", org.xingtan.platform.CreditHours.of("10")))), null);

        assertThatThrownBy(() -> load.submit(principal, plan)).isInstanceOf(Refused.class);
        keep.change(principal, plan, wanted("2").form());
        load.submit(principal, plan);
        assertThat(plans.find(plan).orElseThrow().isSubmitted()).isTrue();
    }
}
