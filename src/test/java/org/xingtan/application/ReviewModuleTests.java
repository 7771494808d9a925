package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.application.Application.Level;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.application.Chain.StepState;
import org.xingtan.application.ReviewApplication.Decision;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** The chain: who decides when, what is refused, what is taken back, and where an application goes with its person. */
@XingtanTest
class ReviewModuleTests {

    @Autowired Called called;
    @Autowired Cast cast;
    @Autowired Apply apply;
    @Autowired ReviewApplication review;
    @Autowired ApplicationFiles files;
    @Autowired ApplicationAudit audit;
    @Autowired DefineCall define;
    @Autowired JdbcClient db;

    private Called.Town town;
    private ProgramId program;
    private Actor teacher;

    @BeforeEach
    void callForApplications() {
        town = called.town();
        program = called.call(town.city(), 3, 2);
        teacher = called.teacher(town.school());
    }

    @Test
    void goesFromTheSchoolHeadOverTheDistrictToTheCity() {
        var id = called.apply(teacher, program);
        assertThat(states(id)).containsExactly(StepState.WAITING, StepState.WAITING, StepState.WAITING);

        assertThat(review.review(town.principal(), id, Decision.APPROVE, "good").level()).isEqualTo(Level.SCHOOL);
        assertThat(review.review(town.countyOffice(), id, Decision.APPROVE, "").level()).isEqualTo(Level.COUNTY);
        assertThat(review.review(town.cityOffice(), id, Decision.APPROVE, "").level()).isEqualTo(Level.CITY);

        assertThat(states(id)).containsExactly(StepState.APPROVED, StepState.APPROVED, StepState.APPROVED);
        assertThat(called.state(id)).isEqualTo("ADMITTED");
        assertThat(findings(id)).isEmpty();
        assertThat(db.sql("select after->>'level' from audit.entry where act = 'application.review' and target = :t order by at, id")
            .param("t", "teacher:" + teacher.teacher()).query(String.class).list()).containsExactly("SCHOOL", "COUNTY", "CITY");
    }

    @Test
    void aDirectSubordinateSchoolGoesStraightToTheCity() {
        var id = called.apply(called.teacher(town.direct()), program);
        called.approve(town.directPrincipal(), id);

        assertThat(states(id)).containsExactly(StepState.APPROVED, StepState.SKIPPED, StepState.WAITING);
        assertThatThrownBy(() -> called.approve(town.countyOffice(), id)).isInstanceOf(NotFound.class);
        called.approve(town.cityOffice(), id);
        assertThat(states(id)).containsExactly(StepState.APPROVED, StepState.SKIPPED, StepState.APPROVED);
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void aSchoolThatIsFlaggedAsDirectSkipsTheCountyWhereverItLies() {
        db.sql("update directory.organization set subordination = 'DIRECT' where id = :id").param("id", town.school().id().value()).update();
        var id = called.apply(teacher, program);
        called.approve(town.principal(), id);

        called.approve(town.cityOffice(), id);

        assertThat(states(id)).containsExactly(StepState.APPROVED, StepState.SKIPPED, StepState.APPROVED);
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void anotherLevelIsForbiddenAndAnotherTownNotThere() {
        var id = called.apply(teacher, program);

        assertThatThrownBy(() -> called.approve(town.countyOffice(), id)).isInstanceOf(Forbidden.class).hasMessage("application.wrong-level");
        assertThatThrownBy(() -> called.approve(town.cityOffice(), id)).isInstanceOf(Forbidden.class).hasMessage("application.wrong-level");
        assertThatThrownBy(() -> called.approve(cast.administrator(town.city().parent()), id)).isInstanceOf(Forbidden.class).hasMessage("application.wrong-level");
        called.approve(town.principal(), id);
        assertThatThrownBy(() -> called.approve(town.cityOffice(), id)).isInstanceOf(Forbidden.class).hasMessage("application.wrong-level");
        var others = List.of(cast.administrator(cast.under(town.city(), "COUNTY")), cast.administrator(cast.city()), town.directPrincipal(), called.teacher(town.school()));
        assertThat(others).allSatisfy(other -> assertThatThrownBy(() -> called.approve(other, id)).isInstanceOf(NotFound.class));
        assertThat(called.state(id)).isEqualTo("SUBMITTED");
        assertThatThrownBy(() -> called.approve(town.cityOffice(), UUID.randomUUID())).isInstanceOf(NotFound.class);
        assertThat(db.sql("select count(*) from audit.entry where act = 'access.denied' and target like :t").param("t", "%" + id).query(Integer.class).single()).isEqualTo(4);
    }

    @Test
    void decidedAlreadyIsDecided() {
        var id = called.apply(teacher, program);
        called.approve(town.principal(), id);

        assertThatThrownBy(() -> called.approve(town.principal(), id)).isInstanceOf(Problem.class).hasMessage("application.decided");
        review.review(town.countyOffice(), id, Decision.REJECT, "no");
        for (var actor : List.of(town.principal(), town.countyOffice(), town.cityOffice())) {
            assertThatThrownBy(() -> called.approve(actor, id)).isInstanceOf(Problem.class).hasMessage("application.decided");
        }
        assertThat(db.sql("select actor from audit.entry where act = 'application.review.refused' and target = :who order by at").param("who", "teacher:" + teacher.teacher())
            .query(UUID.class).list()).as("who came second stands in the trail").containsExactly(town.principal().teacher().value(), town.principal().teacher().value(),
                town.countyOffice().teacher().value(), town.cityOffice().teacher().value());
    }

    @Test
    void nobodyReviewsHisOwn() {
        cast.appoint(town.principal().teacher(), Role.TRAINING_ADMINISTRATOR, town.county());
        var id = called.apply(town.principal(), program);

        assertThatThrownBy(() -> called.approve(town.principal(), id)).isInstanceOf(Forbidden.class).hasMessage("application.own");
        called.approve(cast.actor(cast.staff(town.school(), Role.PRINCIPAL)), id);
        assertThatThrownBy(() -> called.approve(town.principal(), id)).isInstanceOf(Forbidden.class).hasMessage("application.own");
        assertThat(called.state(id)).isEqualTo("SUBMITTED");
    }

    @Test
    void theWholeDayOfTheDeadlineCountsAndNotASecondMore() {
        var id = called.apply(teacher, program);
        var deadline = called.today().plusDays(6).atStartOfDay(org.xingtan.platform.Window.ZONE).toInstant();

        assertThat(refusal(() -> review.review(town.principal(), id, Decision.APPROVE, "", deadline))).containsExactly("application.in-time.school");
        assertThat(refusal(() -> review.review(town.principal(), id, Decision.REJECT, "late", deadline))).containsExactly("application.in-time.school");
        review.review(town.principal(), id, Decision.APPROVE, "", deadline.minusMillis(1));
        assertThat(called.state(id)).isEqualTo("SUBMITTED");
    }

    @Test
    void anExtensionWithAReasonLetsTheLevelGoOn() {
        var id = called.apply(teacher, program);
        called.end(program, "SCHOOL");
        assertThat(refusal(() -> called.approve(town.principal(), id))).containsExactly("application.in-time.school");

        define.setDeadline(program, Level.SCHOOL, called.today().plusDays(6), "snow");

        called.approve(town.principal(), id);
        assertThat(define.extensions(program)).extracting(DefineCall.Extension::reason).contains("snow");
    }

    @Test
    void returningAndRejectingNeedAReason() {
        var id = called.apply(teacher, program);

        assertThat(refusal(() -> review.review(town.principal(), id, Decision.RETURN, " "))).containsExactly("application.reason");
        assertThat(refusal(() -> review.review(town.principal(), id, Decision.REJECT, "\0"))).containsExactly("application.reason");
        assertThat(refusal(() -> review.review(town.principal(), id, Decision.APPROVE, "x".repeat(501)))).containsExactly("application.reason");
    }

    @Test
    void whatWasReturnedComesBackToWhoReturnedIt() {
        var id = called.apply(teacher, program);
        called.approve(town.principal(), id);
        review.review(town.countyOffice(), id, Decision.RETURN, "say more");
        assertThat(states(id)).containsExactly(StepState.APPROVED, StepState.RETURNED, StepState.WAITING);
        assertThatThrownBy(() -> called.approve(town.countyOffice(), id)).isInstanceOf(Problem.class).hasMessage("application.decided");
        assertThat(told()).containsExactly("application.returned");

        apply.correct(teacher, id, new Apply.Submission(null, Called.STATEMENT + " More.", List.of()));
        apply.correct(teacher, id, new Apply.Submission(null, Called.STATEMENT + " More.", List.of()));

        assertThat(states(id)).containsExactly(StepState.APPROVED, StepState.WAITING, StepState.WAITING);
        called.approve(town.countyOffice(), id);
        assertThat(refusal(() -> apply.correct(teacher, id, new Apply.Submission(null, "Something else altogether", List.of())))).containsExactly("application.returned");
        assertThat(files.of(teacher.teacher(), id).one().statement()).endsWith("More.");
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void whatIsReturnedTooLateCannotBeCorrected() {
        var id = called.apply(teacher, program);
        review.review(town.principal(), id, Decision.RETURN, "say more");
        called.end(program, "SCHOOL");

        assertThat(refusal(() -> apply.correct(teacher, id, new Apply.Submission(null, Called.STATEMENT + " More.", List.of())))).containsExactly("application.in-time.school");
    }

    @Test
    void aDecisionIsTakenBackUntilTheNextLevelHasActed() {
        var id = called.apply(teacher, program);
        var first = called.approve(town.principal(), id);
        review.undo(town.principal(), first);
        review.undo(town.principal(), first);
        assertThat(states(id)).containsExactly(StepState.WAITING, StepState.WAITING, StepState.WAITING);

        var school = called.approve(town.principal(), id);
        var county = called.approve(town.countyOffice(), id);
        assertThatThrownBy(() -> review.undo(town.principal(), school)).isInstanceOf(Problem.class).hasMessage("application.acted-after");
        assertThatThrownBy(() -> review.undo(town.principal(), county)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> review.undo(town.cityOffice(), county)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> review.undo(cast.administrator(cast.city()), county)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> review.undo(town.cityOffice(), UUID.randomUUID())).isInstanceOf(NotFound.class);

        review.undo(town.countyOffice(), county);
        review.undo(town.principal(), school);
        assertThat(files.of(teacher.teacher(), id).history()).extracting(it -> it.step().act().name())
            .containsExactly("SUBMITTED", "APPROVED", "UNDONE", "APPROVED", "APPROVED", "UNDONE", "UNDONE");
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void anAdmissionIsTakenBackUntilTheListIsPublishedAndARejectionToo() {
        var id = called.atTheCity(town, program, teacher);
        var no = review.review(town.cityOffice(), id, Decision.REJECT, "full").id();
        review.undo(town.cityOffice(), no);
        var reserve = review.review(town.cityOffice(), id, Decision.RESERVE, "").id();
        assertThat(called.state(id)).isEqualTo("RESERVE");
        review.undo(town.cityOffice(), reserve);
        var yes = called.approve(town.cityOffice(), id);
        review.undo(town.cityOffice(), yes);

        assertThat(states(id)).containsExactly(StepState.APPROVED, StepState.APPROVED, StepState.WAITING);
        assertThat(told()).containsExactly("application.rejected", "application.resumed");
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void aRejectionIsNotTakenBackWhenThePlaceIsGone() {
        called.quota(program, town.county(), 1);
        var id = called.atTheCity(town, program, teacher);
        var no = review.review(town.cityOffice(), id, Decision.REJECT, "no").id();
        var other = called.apply(called.teacher(town.school()), program);
        called.approve(town.principal(), other);
        called.approve(town.countyOffice(), other);

        assertThat(refusal(() -> review.undo(town.cityOffice(), no))).containsExactly("application.room.own");
        assertThat(called.state(id)).isEqualTo("REJECTED");
    }

    @Test
    void openStepsFollowThePersonAndDecidedOnesStay() {
        var elsewhere = cast.under(town.city(), "COUNTY");
        var school = cast.school(elsewhere);
        var office = cast.administrator(elsewhere);
        var id = called.apply(teacher, program);
        called.approve(town.principal(), id);

        called.move(teacher.teacher(), school);

        assertThatThrownBy(() -> called.approve(town.countyOffice(), id)).isInstanceOf(NotFound.class);
        called.approve(office, id);
        called.approve(town.cityOffice(), id);
        assertThat(states(id)).containsExactly(StepState.APPROVED, StepState.APPROVED, StepState.APPROVED);
        assertThat(files.of(teacher.teacher(), id).one().unit()).isEqualTo(school.id());
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void whoMovesBeforeHisSchoolHasDecidedIsDecidedByTheNewOne() {
        var id = called.apply(teacher, program);
        called.move(teacher.teacher(), town.direct());

        assertThatThrownBy(() -> called.approve(town.principal(), id)).isInstanceOf(NotFound.class);
        called.approve(town.directPrincipal(), id);
        called.approve(town.cityOffice(), id);
        assertThat(states(id)).containsExactly(StepState.APPROVED, StepState.SKIPPED, StepState.APPROVED);
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void whoMovesToADirectSchoolWaitsForTheCityAndBackAgainForTheCounty() {
        var id = called.apply(teacher, program);
        called.approve(town.principal(), id);
        called.move(teacher.teacher(), town.direct());
        assertThat(files.of(teacher.teacher(), id).chain().level()).isEqualTo(Level.CITY);

        called.move(teacher.teacher(), town.school());

        assertThat(files.of(teacher.teacher(), id).chain().level()).isEqualTo(Level.COUNTY);
    }

    @Test
    void whoLeavesTheCityLiesWithTheCityThatCanOnlyRejectHim() {
        var id = called.apply(teacher, program);
        called.move(teacher.teacher(), cast.school());

        assertThat(refusal(() -> called.approve(town.cityOffice(), id))).contains("application.in-range");
        review.review(town.cityOffice(), id, Decision.REJECT, "works elsewhere");
        assertThat(called.state(id)).isEqualTo("REJECTED");
    }

    @Test
    void whoIsNotOfTheAudienceAnyMoreIsNotPassedOn() {
        var id = called.apply(teacher, program);
        db.sql("delete from directory.employment where teacher_id = :t").param("t", teacher.teacher().value()).update();

        assertThat(refusal(() -> called.approve(town.cityOffice(), id))).contains("application.in-range", "audience.unit");
    }

    @Test
    void aSchoolThatMayNotBlockReturnsOrPassesOnAndItsSilencePassesOn() {
        var plain = called.definition(town.city(), 3, 0);
        var open = called.publish(new DefineCall.Definition(plain.program(), null, plain.series(), null, 3, 0, TrainingDays.NONE, 0, false, plain.applyFrom(), plain.applyTo(),
            plain.deadlines()));
        var id = called.apply(teacher, open);
        assertThat(refusal(() -> review.review(town.principal(), id, Decision.REJECT, "needed here"))).containsExactly("application.school-may");
        assertThatThrownBy(() -> called.approve(town.countyOffice(), id)).isInstanceOf(Forbidden.class);

        called.end(open, "SCHOOL");

        called.approve(town.countyOffice(), id);
        called.approve(town.cityOffice(), id);
        assertThat(states(id)).containsExactly(StepState.SKIPPED, StepState.APPROVED, StepState.APPROVED);
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void aStaffMemberOfTheCountyIsDecidedByTheCountyAndThenTheCity() {
        var id = called.apply(called.teacher(town.county()), program);
        called.approve(town.countyOffice(), id);
        called.approve(town.cityOffice(), id);

        assertThat(states(id)).containsExactly(StepState.APPROVED, StepState.SKIPPED, StepState.APPROVED);
        var own = called.apply(called.teacher(town.city()), program);
        called.approve(town.cityOffice(), own);
        assertThat(states(own)).containsExactly(StepState.SKIPPED, StepState.SKIPPED, StepState.APPROVED);
        assertThat(findings(own)).isEmpty();
    }

    @Test
    void aTeachingPointsPeopleAreDecidedByItsSchool() {
        var point = cast.under(town.school(), "TEACHING_POINT");
        var id = called.apply(called.teacher(point), program);

        called.approve(town.principal(), id);
        called.approve(town.countyOffice(), id);

        assertThat(called.state(id)).isEqualTo("SUBMITTED");
        assertThat(states(id)).containsExactly(StepState.APPROVED, StepState.APPROVED, StepState.WAITING);
    }

    @Test
    void theAuditNamesWhoCameAroundALevel() {
        var id = called.apply(teacher, program);
        db.sql("update application.application set state = 'ADMITTED', settled_at = now() where id = :id").param("id", id).update();

        assertThat(findings(id)).anyMatch(it -> it.contains("came past SCHOOL")).anyMatch(it -> it.contains("decided by nobody")).anyMatch(it -> it.contains("its last act says SUBMITTED"));

        db.sql("update application.application set state = 'WITHDRAWN' where id = :id").param("id", id).update();
        db.sql("""
            insert into application.step (teacher_id, application_id, n, id, act, at, by, by_name) select teacher_id, id, 2, gen_random_uuid(), 'WITHDRAWN', now(), teacher_id, '' from application.application where id = :id
            """).param("id", id).update();
        assertThat(findings(id)).isEmpty();
    }

    private List<StepState> states(UUID id) {
        var teacher = db.sql("select teacher_id from application.application where id = :id").param("id", id).query(UUID.class).single();
        return files.of(new org.xingtan.platform.TeacherId(teacher), id).steps().stream().map(Chain.StepView::state).toList();
    }

    private List<String> findings(UUID id) {
        return audit.findings(false).stream().filter(it -> it.contains(id.toString())).toList();
    }

    private List<String> told() {
        return db.sql("select rule from messaging.message where teacher_id = :t order by due_at, id").param("t", teacher.teacher().value()).query(String.class).list();
    }

    private static List<String> refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        return catchThrowableOfType(Refused.class, act).verdict().unmet().stream().map(Condition::code).toList();
    }
}
