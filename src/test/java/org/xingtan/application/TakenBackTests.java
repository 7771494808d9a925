package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.application.Application.Level;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.application.Chain.StepState;
import org.xingtan.application.ReviewApplication.Decision;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Duties;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** A decision that is taken back after its own day: as long as the next level has not acted, with the time of that level. */
@XingtanTest
class TakenBackTests {

    @Autowired MockMvcTester mvc;
    @Autowired Called called;
    @Autowired Apply apply;
    @Autowired ReviewApplication review;
    @Autowired KeepList lists;
    @Autowired Calls calls;
    @Autowired DefineCall define;
    @Autowired ApplicationFiles files;
    @Autowired ApplicationDuties duties;
    @Autowired OneRead read;
    @Autowired ApplicationClocks clocks;
    @Autowired ApplicationAudit audit;
    @Autowired JdbcClient db;
    @Autowired Clock clock;

    private Called.Town town;
    private ProgramId program;
    private Actor teacher;

    @BeforeEach
    void callForApplications() {
        town = called.town();
        program = called.call(town.city(), 3, 1);
        teacher = called.teacher(town.school());
    }

    @Test
    void afterItsOwnDayASchoolTakesBackAndDecidesAnewUntilTheDistrictsDay() {
        var id = called.apply(teacher, program);
        var mistake = called.approve(town.principal(), id);
        called.end(program, "SCHOOL");
        assertThat(page(town.principal(), "/console/applications/" + id)).bodyText().contains("撤回这个决定", day(10));

        review.undo(town.principal(), mistake);
        review.undo(town.principal(), mistake);

        assertThat(states(id)).containsExactly(StepState.WAITING, StepState.WAITING, StepState.WAITING);
        assertThat(view(id).steps().getFirst().deadline()).as("shown").isEqualTo(calls.current(program).deadline(Level.COUNTY));
        assertThat(view(id).isWaiting()).isTrue();
        assertThat(office(town.principal())).contains("application.duty.review");
        assertThat(clocks.ofPerson(teacher.teacher())).extracting(ApplicationClocks.Deadline::closes).containsExactly(calls.current(program).deadline(Level.COUNTY));
        assertThat(page(teacher, "/applications/" + id)).bodyText().contains("撤回了先前的决定", day(10));
        assertThat(page(town.principal(), "/console/applications/calls/" + program + "/queue")).bodyText().contains(day(10));
        called.end(program, "APPLY");
        assertThat(lists.publication(calls.current(program), clock.instant()).unmet()).extracting(Condition::code).containsExactly("application.list.again");

        review.review(town.principal(), id, Decision.RETURN, "say more");
        assertThat(view(id).isCorrectable()).isTrue();
        apply.correct(teacher, id, new Apply.Submission(null, Called.STATEMENT + " More.", List.of()));
        called.approve(town.principal(), id);
        called.approve(town.countyOffice(), id);
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void whatIsStillUndecidedOnTheNextDayWaitsUntilTheDeadlineIsExtended() {
        var id = called.apply(teacher, program);
        var mistake = called.approve(town.principal(), id);
        called.end(program, "SCHOOL");
        review.undo(town.principal(), mistake);
        called.end(program, "APPLY");
        called.end(program, "COUNTY");

        assertThat(refusal(() -> called.approve(town.principal(), id))).containsExactly("application.in-time.school");
        assertThat(page(teacher, "/applications/" + id)).bodyText().contains("时间延长后可以继续");
        assertThat(office(town.principal())).doesNotContain("application.duty.review");

        define.setDeadline(program, Level.COUNTY, called.today().plusDays(12), "snow");

        called.approve(town.principal(), id);
        called.approve(town.countyOffice(), id);
    }

    @Test
    void whoTakesNothingBackHasNoMoreTimeThanBefore() {
        var id = called.apply(teacher, program);
        called.end(program, "SCHOOL");

        assertThat(refusal(() -> called.approve(town.principal(), id))).containsExactly("application.in-time.school");
    }

    @Test
    void aDistrictHasTheCitysTimeAndADirectSchoolToo() {
        var id = called.apply(teacher, program);
        called.approve(town.principal(), id);
        var county = called.approve(town.countyOffice(), id);
        var direct = called.apply(called.teacher(town.direct()), program);
        var school = called.approve(town.directPrincipal(), direct);
        called.end(program, "SCHOOL");
        called.end(program, "COUNTY");

        review.undo(town.countyOffice(), county);
        review.undo(town.directPrincipal(), school);

        assertThat(view(id).steps().get(1).deadline()).isEqualTo(calls.current(program).deadline(Level.CITY));
        assertThat(view(direct).steps().getFirst().deadline()).isEqualTo(calls.current(program).deadline(Level.CITY));
        review.review(town.countyOffice(), id, Decision.REJECT, "not of the subject");
        called.approve(town.directPrincipal(), direct);
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void theCityDecidesAnewUntilTheListAndTheListWaitsForIt() {
        var id = called.admitted(town, program, teacher);
        var last = files.of(teacher.teacher(), id).history().getLast().step().id();
        called.end(program);

        review.undo(town.cityOffice(), last);

        assertThat(view(id).isWaiting()).isTrue();
        assertThat(office(town.cityOffice())).contains("application.duty.review");
        assertThat(page(teacher, "/applications/" + id)).bodyText().contains("截止 名单公布");
        assertThat(refusal(() -> lists.publish(town.cityOffice(), program))).containsExactly("application.list.again");
        called.approve(town.cityOffice(), id);
        lists.publish(town.cityOffice(), program);
        assertThatThrownBy(() -> review.undo(town.cityOffice(), last(id))).isInstanceOf(Problem.class).hasMessage("application.acted-after");
        assertThatThrownBy(() -> db.sql("update application.application set state = 'SUBMITTED', settled_at = null, training = '{}' where id = :id").param("id", id).update())
            .isInstanceOf(DataAccessException.class).hasMessageContaining("list");
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void aPlaceThatWentBackIsOnlyGivenAgainWhileOneIsLeft() {
        var one = called.call(town.city(), 1, 1);
        called.quota(one, town.county(), 1);
        var id = called.apply(teacher, one);
        called.approve(town.principal(), id);
        var county = called.approve(town.countyOffice(), id);
        var direct = called.apply(called.teacher(town.direct()), one);
        called.approve(town.directPrincipal(), direct);
        called.end(one, "SCHOOL");
        called.end(one, "COUNTY");
        review.undo(town.countyOffice(), county);
        called.approve(town.cityOffice(), direct);

        assertThat(refusal(() -> called.approve(town.countyOffice(), id))).containsExactly("application.room.returned");
        review.review(town.countyOffice(), id, Decision.RESERVE, "");
        review.review(town.cityOffice(), id, Decision.RESERVE, "");
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void whatASchoolThatMustNotBlockTakesBackAfterItsDayGoesOnWithoutItsWord() {
        var plain = called.definition(town.city(), 3, 0);
        var open = called.publish(new DefineCall.Definition(plain.program(), null, plain.series(), null, 3, 0, TrainingDays.NONE, 0, false, plain.applyFrom(), plain.applyTo(),
            plain.deadlines()));
        var id = called.apply(teacher, open);
        var mistake = called.approve(town.principal(), id);
        called.end(open, "SCHOOL");
        assertThat(page(town.principal(), "/console/applications/" + id)).bodyText().contains("不再由学校审核");

        review.undo(town.principal(), mistake);

        assertThat(view(id).chain().level()).isEqualTo(Level.COUNTY);
        called.approve(town.countyOffice(), id);
        called.approve(town.cityOffice(), id);
        assertThat(states(id)).containsExactly(StepState.SKIPPED, StepState.APPROVED, StepState.APPROVED);
        assertThat(findings(id)).isEmpty();
    }

    /** A unit that is open in the rosters takes what was returned with it as well. */
    @Test
    void whatIsReturnedComesWithItsPersonToo() {
        var id = called.apply(teacher, program);
        review.review(town.principal(), id, Decision.RETURN, "say more");

        db.sql("update application.application set unit_id = :unit where id = :id").param("unit", town.direct().id().value()).param("id", id).update();

        assertThat(called.state(id)).isEqualTo("RETURNED");
    }

    @Test
    void nothingIsTakenBackWhenNobodyCouldDecideAnewUntilTheTimeIsExtended() {
        var id = called.apply(teacher, program);
        review.review(town.principal(), id, Decision.REJECT, "not of the subject");
        var mistake = last(id);
        called.end(program);
        assertThat(page(town.principal(), "/console/applications/" + id)).hasStatusOk().bodyText().doesNotContain("撤回这个决定");

        assertThat(refusal(() -> review.undo(town.principal(), mistake))).containsExactly("application.undo-in-time");

        assertThat(called.state(id)).isEqualTo("REJECTED");
        assertThat(told()).containsExactly("application.rejected");
        define.setDeadline(program, Level.CITY, called.today().plusDays(20), "snow");
        define.setDeadline(program, Level.COUNTY, called.today().plusDays(10), "snow");
        assertThat(page(town.principal(), "/console/applications/" + id)).bodyText().contains("撤回这个决定", day(10));
        takesBack(town.principal(), id, mistake);
        assertThat(called.state(id)).isEqualTo("SUBMITTED");
        assertThat(told()).containsExactly("application.rejected", "application.resumed");
        called.approve(town.principal(), id);
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void whatGoesOnWithoutTheSchoolsWordIsTakenBackWhileTheNextLevelHasTime() {
        var plain = called.definition(town.city(), 3, 0);
        var open = called.publish(new DefineCall.Definition(plain.program(), null, plain.series(), null, 3, 0, TrainingDays.NONE, 0, false, plain.applyFrom(), plain.applyTo(),
            plain.deadlines()));
        var id = called.apply(teacher, open);
        var school = called.approve(town.principal(), id);
        called.end(open, "SCHOOL");
        takesBack(town.countyOffice(), id, called.approve(town.countyOffice(), id));
        called.end(open, "COUNTY");
        takesBack(town.principal(), id, school);

        assertThat(view(id).chain().level()).as("the district has the city's time since it took its own back").isEqualTo(Level.COUNTY);
        called.approve(town.countyOffice(), id);
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void anAdmissionIsNotTakenBackIntoADistrictWhoseDayIsOver() {
        var mover = called.teacher(town.direct());
        var id = called.apply(mover, program);
        called.approve(town.directPrincipal(), id);
        var admission = called.approve(town.cityOffice(), id);
        called.move(mover.teacher(), town.school());
        called.end(program, "APPLY");
        called.end(program, "SCHOOL");
        called.end(program, "COUNTY");

        assertThat(refusal(() -> review.undo(town.cityOffice(), admission))).containsExactly("application.undo-in-time");
        assertThat(page(town.cityOffice(), "/console/applications/" + id)).bodyText().doesNotContain("撤回这个决定");

        define.setDeadline(program, Level.COUNTY, called.today().plusDays(10), "snow");
        takesBack(town.cityOffice(), id, admission);
        assertThat(view(id).chain().level()).isEqualTo(Level.COUNTY);
    }

    /** What the page foretells is what is read afterwards; what is open again has the unit of the person. */
    private void takesBack(Actor actor, UUID id, UUID decision) {
        var before = view(id);
        var history = before.history().stream().map(ApplicationFiles.Line::step).toList();
        var step = history.stream().filter(it -> it.id().equals(decision)).findFirst().orElseThrow();
        var foretold = before.chain().without(step, history, before.call());

        review.undo(actor, decision);

        assertThat(view(id).chain()).usingRecursiveComparison().ignoringFields("application.unit").isEqualTo(foretold);
    }

    private List<String> told() {
        return db.sql("select rule from messaging.message where teacher_id = :t order by due_at, id").param("t", teacher.teacher().value()).query(String.class).list();
    }

    private String day(int days) {
        return called.today().plusDays(days).format(java.time.format.DateTimeFormatter.ofPattern("M月d日"));
    }

    private UUID last(UUID id) {
        return view(id).history().getLast().step().id();
    }

    private ApplicationFiles.View view(UUID id) {
        var owner = db.sql("select teacher_id from application.application where id = :id").param("id", id).query(UUID.class).single();
        return files.of(new org.xingtan.platform.TeacherId(owner), id);
    }

    private List<StepState> states(UUID id) {
        return view(id).steps().stream().map(Chain.StepView::state).toList();
    }

    private List<String> office(Actor actor) {
        return read.of(duties.ofOffices(Set.of(actor.teacher()))).getOrDefault(actor.teacher(), List.of()).stream().map(Duties.Duty::text).toList();
    }

    private MvcTestResult page(Actor actor, String path) {
        return mvc.get().uri(path).with(Cast.as(actor)).exchange();
    }

    private List<String> findings(UUID id) {
        return audit.findings(false).stream().filter(it -> it.contains(id.toString())).toList();
    }

    private static List<String> refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        return catchThrowableOfType(Refused.class, act).verdict().unmet().stream().map(Condition::code).toList();
    }
}
