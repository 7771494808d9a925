package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.application.ReviewApplication.Decision;
import org.xingtan.directory.IncomingPeople;
import org.xingtan.directory.Role;
import org.xingtan.enrollment.JoinProgram;
import org.xingtan.enrollment.Participations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Duties;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Texts;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** Applying, withdrawing, the list, and what comes after it. */
@XingtanTest
class ApplyModuleTests {

    @Autowired Called called;
    @Autowired Cast cast;
    @Autowired Apply apply;
    @Autowired ReviewApplication review;
    @Autowired KeepList lists;
    @Autowired ReportAbsence absences;
    @Autowired KeepCall keep;
    @Autowired AbsenceRules rules;
    @Autowired ApplicationDuties duties;
    @Autowired OneRead read;
    @Autowired ApplicationClocks clocks;
    @Autowired ApplicationAudit audit;
    @Autowired JoinProgram join;
    @Autowired Participations participations;
    @Autowired IncomingPeople incoming;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;
    @Autowired Clock clock;
    @Autowired Texts texts;

    private Called.Town town;
    private Actor teacher;

    @BeforeEach
    void buildATown() {
        town = called.town();
        teacher = called.teacher(town.school());
    }

    @Test
    void saysEverythingThatStandsAgainstIt() {
        var plain = called.definition(town.city(), 3, 0);
        var program = called.publish(new DefineCall.Definition(plain.program(), null, "s", null, 3, 0, TrainingDays.NONE, 3, true, called.today().plusDays(1),
            called.today().plusDays(2), plain.deadlines()));

        assertThat(refusal(() -> apply.apply(teacher, program, new Apply.Submission(null, "short", List.of())))).containsExactly("window.not-yet", "application.statement");
        assertThat(apply.verdict(apply.call(teacher.teacher(), program), teacher.teacher(), clock.instant()).conditions()).extracting(Condition::code)
            .containsExactly("window.not-yet", "application.not-listed", "application.once", "application.in-range", "audience.unit", "application.days-later", "application.apart");
    }

    @Test
    void sentTwiceItIsOneApplicationAndASecondOneIsRefused() {
        var program = called.call(town.city(), 3, 0);
        var id = called.apply(teacher, program);

        assertThat(called.apply(teacher, program)).isEqualTo(id);
        assertThat(refusal(() -> apply.apply(teacher, program, new Apply.Submission(null, "Another statement of mine", List.of())))).containsExactly("application.once");
    }

    @Test
    void whatIsNotPublishedOrOfAnotherCityIsNotThere() {
        var draft = called.definition(town.city(), 3, 0);
        var elsewhere = called.call(cast.city(), 3, 0);

        for (var program : List.of(draft.program(), elsewhere, ProgramId.next())) {
            assertThatThrownBy(() -> called.apply(teacher, program)).isInstanceOf(NotFound.class);
        }
        var nobody = cast.actor(cast.aPerson().save());
        var program = called.call(town.city(), 3, 0);
        assertThatThrownBy(() -> called.apply(nobody, program)).isInstanceOf(NotFound.class);
    }

    @Test
    void whoHasWithdrawnMayApplyAgainAndWhoWasRejectedMayNot() {
        var program = called.call(town.city(), 3, 0);
        var first = called.apply(teacher, program);
        apply.withdraw(teacher, first, null);
        apply.withdraw(teacher, first, null);
        assertThat(called.state(first)).isEqualTo("WITHDRAWN");
        assertThatThrownBy(() -> apply.withdraw(called.teacher(town.school()), first, null)).isInstanceOf(NotFound.class);

        var second = called.apply(teacher, program);
        assertThat(second).isNotEqualTo(first);
        review.review(town.principal(), second, Decision.REJECT, "no");
        assertThat(refusal(() -> apply.withdraw(teacher, second, null))).containsExactly("application.withdrawable");
        assertThat(refusal(() -> called.apply(teacher, program))).containsExactly("application.once");
    }

    @Test
    void nobodyComesIntoTheProgramBeforeTheListIsPublished() {
        var program = called.call(town.city(), 3, 1);
        var id = called.admitted(town, program, teacher);
        assertThat(refusal(() -> join.join(teacher, program, null))).containsExactly("enrollment.was-admitted");

        assertThat(refusal(() -> lists.publish(town.cityOffice(), program))).containsExactly("application.list.applying-over");
        assertThatThrownBy(() -> lists.publish(town.countyOffice(), program)).isInstanceOf(NotFound.class);
        called.end(program);
        lists.publish(town.cityOffice(), program);
        lists.publish(town.cityOffice(), program);

        assertThat(participations.require(teacher.teacher(), program).organization()).isEqualTo(town.school().id());
        assertThat(told(teacher)).containsExactly("application.admitted");
        assertThatThrownBy(() -> called.approve(town.cityOffice(), id)).isInstanceOf(Problem.class).hasMessage("application.decided");
        assertThat(findings(program)).isEmpty();
    }

    @Test
    void theListWaitsForWhoCanStillDecide() {
        var program = called.call(town.city(), 3, 1);
        called.apply(called.teacher(town.school()), program);
        called.atTheCity(town, program, called.teacher(town.school()));
        called.end(program, "APPLY");

        assertThat(refusal(() -> lists.publish(town.cityOffice(), program))).containsExactly("application.list.decided.school", "application.list.decided.city");
        called.end(program);
        lists.publish(town.cityOffice(), program);
        assertThat(findings(program)).isEmpty();
    }

    @Test
    void whoGivesUpMakesRoomForTheNextOfTheReserveInHisTurn() {
        var program = called.call(town.city(), 1, 3);
        var id = called.admitted(town, program, teacher);
        var reserve = List.of(called.teacher(town.school()), called.teacher(town.school()), called.teacher(town.school()));
        var ids = reserve.stream().map(it -> called.atTheCity(town, program, it)).toList();
        assertThat(refusal(() -> called.approve(town.cityOffice(), ids.getFirst()))).containsExactly("application.room.total");
        for (var one : List.of(ids.get(1), ids.get(0), ids.get(2))) {
            review.review(town.cityOffice(), one, Decision.RESERVE, "");
        }
        assertThat(refusal(() -> lists.replace(town.cityOffice(), program, (Integer) null))).containsExactly("application.listed", "application.room.total");
        called.end(program);
        lists.publish(town.cityOffice(), program);
        assertThat(refusal(() -> lists.replace(town.cityOffice(), program, (Integer) null))).containsExactly("application.room.total");
        called.move(reserve.get(1).teacher(), cast.school());

        apply.withdraw(teacher, id, null);

        assertThat(called.state(id)).isEqualTo("RESIGNED");
        assertThat(participations.find(teacher.teacher(), program)).isEmpty();
        assertThat(lists.replace(town.cityOffice(), program, (Integer) null)).as("who works elsewhere is passed over").contains(ids.get(0));
        assertThat(participations.find(reserve.get(0).teacher(), program)).isPresent();
        assertThat(told(reserve.get(0))).containsExactly("application.reserve", "application.promoted");
        assertThat(findings(program)).isEmpty();
    }

    @Test
    void whoHasBegunToLearnDoesNotGiveUp() {
        var program = called.call(town.city(), 1, 0);
        var id = called.admitted(town, program, teacher);
        called.end(program);
        lists.publish(town.cityOffice(), program);
        participations.markStarted(participations.require(teacher.teacher(), program), clock.instant());

        assertThat(refusal(() -> apply.withdraw(teacher, id, null))).containsExactly("application.not-started");
        assertThat(refusal(() -> absences.absent(town.cityOffice(), id, "not there"))).containsExactly("application.days-set");
    }

    @Test
    void whoDoesNotComeIsBarredAsTheJurisdictionSaysWithItsSource() {
        rules.set(town.cityOffice(), town.city().id(), "6", "notice 7");
        var program = called.training(town.city(), 2, TrainingDays.of(called.today(), called.today()));
        var id = called.admitted(town, program, teacher);
        assertThat(refusal(() -> absences.absent(town.cityOffice(), id, "not there"))).containsExactly("application.admitted");
        called.end(program);
        lists.publish(town.cityOffice(), program);
        assertThat(refusal(() -> absences.absent(town.cityOffice(), id, " "))).containsExactly("application.reason");
        assertThatThrownBy(() -> absences.absent(town.countyOffice(), id, "not there")).isInstanceOf(NotFound.class);

        absences.absent(town.cityOffice(), id, "not there, no word");
        absences.absent(town.cityOffice(), id, "not there, no word");

        assertThat(participations.find(teacher.teacher(), program)).isEmpty();
        var next = called.call(town.city(), 2, 0);
        var barred = apply.verdict(apply.call(teacher.teacher(), next), teacher.teacher(), clock.instant()).unmet();
        assertThat(barred).extracting(Condition::code).containsExactly("application.barred");
        assertThat(barred).extracting(Condition::source).containsExactly("notice 7");
        assertThat(refusal(() -> called.apply(teacher, next))).containsExactly("application.barred");
        var later = clock.instant().plus(Duration.ofDays(190));
        assertThat(rules.condition(teacher.teacher(), town.city().path(), later).orElseThrow().met()).isTrue();
        assertThat(rules.condition(teacher.teacher(), cast.city().path(), clock.instant())).isEmpty();

        absences.excuse(town.cityOffice(), id, "was ill");

        assertThat(called.state(id)).isEqualTo("RESIGNED");
        assertThat(called.apply(teacher, next)).isNotNull();
        assertThat(findings(program)).isEmpty();
    }

    @Test
    void onlyTheAuthorityItselfSetsTheRule() {
        assertThatThrownBy(() -> rules.set(town.countyOffice(), town.city().id(), "6", "x")).isInstanceOf(NotFound.class);
        assertThat(refusal(() -> rules.set(town.cityOffice(), town.city().id(), "200", ""))).containsExactly("application.rule.months", "application.rule.basis");
        rules.set(town.cityOffice(), town.city().id(), "6", "notice 7");
        rules.set(town.cityOffice(), town.city().id(), "0", "notice 8");
        assertThat(rules.condition(teacher.teacher(), town.city().path(), clock.instant())).isEmpty();
        assertThatThrownBy(() -> db.sql("update application.absence_rule set months = 1").update()).hasMessageContaining("append-only");
    }

    @Test
    void twoTrainingsOnTheSameDaysAreOneTooMany() {
        var days = TrainingDays.of(called.today().plusDays(30), called.today().plusDays(34));
        var first = called.training(town.city(), 3, days);
        var second = called.training(town.city(), 3, TrainingDays.of(called.today().plusDays(34), called.today().plusDays(36)));
        var other = called.atTheCity(town, second, teacher);
        called.admitted(town, first, teacher);

        assertThat(refusal(() -> called.approve(town.cityOffice(), other))).containsExactly("application.taken");
        var written = called.today().plusDays(34);
        assertThat(said(() -> called.approve(town.cityOffice(), other))).as("days as pages write them")
            .contains(Dates.day(written, Locale.SIMPLIFIED_CHINESE) + " – ").doesNotContain(written.toString());
        assertThatThrownBy(() -> db.sql("update application.application set state = 'ADMITTED', settled_at = now(), training = cast(:days as datemultirange) where id = :id")
            .param("days", days.toString()).param("id", other).update()).hasMessageContaining("one_training_at_a_time");
        var third = called.training(town.city(), 3, TrainingDays.of(called.today().plusDays(34), called.today().plusDays(34)));
        assertThat(refusal(() -> called.apply(teacher, third))).containsExactly("application.taken");
    }

    @Test
    void theSameTrainingComesNotAgainTooEarly() {
        var plain = called.definition(town.city(), 3, 0);
        var first = called.publish(new DefineCall.Definition(plain.program(), null, "principals", null, 3, 0, TrainingDays.NONE, 3, true, plain.applyFrom(), plain.applyTo(), plain.deadlines()));
        called.admitted(town, first, teacher);
        var again = called.definition(town.city(), 3, 0);
        var second = called.publish(new DefineCall.Definition(again.program(), null, "principals", null, 3, 0, TrainingDays.NONE, 3, true, again.applyFrom(), again.applyTo(), again.deadlines()));

        assertThat(refusal(() -> called.apply(teacher, second))).containsExactly("application.too-early");
    }

    @Test
    void daysThatComeLaterAreSetForWhoeverIsAdmittedUnlessTheyAreInTheWay() {
        var taken = TrainingDays.of(called.today().plusDays(50), called.today().plusDays(51));
        called.admitted(town, called.training(town.city(), 1, taken), teacher);
        var program = called.call(town.city(), 1, 0);
        called.admitted(town, program, teacher);

        assertThat(refusal(() -> keep.setTraining(town.cityOffice(), program, new KeepCall.Days(taken.written(), null, "moved")))).containsExactly("application.days.free");
        keep.setTraining(town.cityOffice(), program, new KeepCall.Days(called.today().plusDays(60).toString(), null, "moved"));
        assertThat(db.sql("select training::text from application.application where program_id = :p").param("p", program.value()).query(String.class).single())
            .contains(called.today().plusDays(60).toString());
    }

    @Test
    void everybodyHasHisDutyAndEveryClockIsTold() {
        var program = called.call(town.city(), 1, 0);
        assertThat(duty(teacher)).contains("application.duty.open");
        assertThat(clocks.ofPerson(teacher.teacher())).extracting(ApplicationClocks.Deadline::kind).containsExactly(ApplicationClocks.Kind.APPLY);

        var id = called.apply(teacher, program);
        assertThat(duty(teacher)).isEmpty();
        assertThat(office(town.principal())).contains("application.duty.review");
        assertThat(office(town.countyOffice())).isEmpty();
        assertThat(clocks.ofPerson(teacher.teacher())).extracting(ApplicationClocks.Deadline::kind).containsExactly(ApplicationClocks.Kind.SCHOOL);

        review.review(town.principal(), id, Decision.RETURN, "say more");
        assertThat(duty(teacher)).containsExactly("application.duty.returned");
        assertThat(office(town.principal())).isEmpty();
        assertThat(clocks.ofPerson(teacher.teacher())).extracting(ApplicationClocks.Deadline::kind).containsExactly(ApplicationClocks.Kind.CORRECT);
        assertThat(clocks.ofUnit(town.school().id())).extracting(ApplicationClocks.Deadline::kind).containsExactly(ApplicationClocks.Kind.APPLY,
            ApplicationClocks.Kind.SCHOOL, ApplicationClocks.Kind.COUNTY, ApplicationClocks.Kind.CITY);
        apply.correct(teacher, id, new Apply.Submission(null, Called.STATEMENT + " More.", List.of()));
        called.approve(town.principal(), id);
        called.approve(town.countyOffice(), id);
        called.approve(town.cityOffice(), id);
        called.end(program);
        lists.publish(town.cityOffice(), program);
        assertThat(duty(teacher)).containsExactly("application.duty.admitted");
    }

    /** As a roster brings it about. */
    @Test
    void whatIsOpenComesWithItsPersonToTheNewUnitsDuties() {
        var program = called.call(town.city(), 1, 0);
        var id = called.apply(teacher, program);
        var employment = db.sql("select id from directory.employment where teacher_id = :t").param("t", teacher.teacher().value()).query(UUID.class).single();
        var plan = UUID.randomUUID();
        incoming.stage(plan, List.of(new IncomingPeople.Incoming(1, teacher.teacher(), true, List.of("unit"), null, cast.name(teacher.teacher()), null, null, null, null, null,
            null, null, employment, new IncomingPeople.Begin(town.direct().id(), "ACTIVE", called.today()), List.of("CLASSROOM_TEACHER"))));

        var applied = new boolean[1];
        transaction.executeWithoutResult(_ -> applied[0] = incoming.apply(plan));
        assertThat(applied).containsExactly(true);

        assertThat(office(town.principal())).isEmpty();
        assertThat(office(town.directPrincipal())).containsExactly("application.duty.review");
        assertThat(db.sql("select unit_id from application.application where id = :id").param("id", id).query(UUID.class).single()).isEqualTo(town.direct().id().value());
        called.approve(town.directPrincipal(), id);
        assertThat(office(town.cityOffice())).containsExactly("application.duty.review");
    }

    @Test
    void nobodyIsAskedToReviewHisOwn() {
        var program = called.call(town.city(), 1, 0);
        called.apply(town.principal(), program);

        assertThat(office(town.principal())).isEmpty();
        assertThat(office(cast.actor(cast.staff(town.school(), Role.PRINCIPAL)))).containsExactly("application.duty.review");
    }

    private List<String> duty(Actor actor) {
        return read.of(duties.of(Set.of(actor.teacher()))).getOrDefault(actor.teacher(), List.of()).stream().map(Duties.Duty::text).toList();
    }

    private List<String> office(Actor actor) {
        return read.of(duties.ofOffices(Set.of(actor.teacher()))).getOrDefault(actor.teacher(), List.of()).stream().map(Duties.Duty::text).toList();
    }

    private List<String> told(Actor actor) {
        return db.sql("select rule from messaging.message where teacher_id = :t order by due_at, id").param("t", actor.teacher().value()).query(String.class).list();
    }

    private List<String> findings(ProgramId program) {
        var ids = db.sql("select id::text from application.application where program_id = :p").param("p", program.value()).query(String.class).list();
        return audit.findings(false).stream().filter(it -> it.contains(program.toString()) || ids.stream().anyMatch(it::contains)).toList();
    }

    private String said(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        return texts.of(catchThrowableOfType(Refused.class, act).verdict().unmet().getFirst(), Locale.SIMPLIFIED_CHINESE);
    }

    private static List<String> refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        return catchThrowableOfType(Refused.class, act).verdict().unmet().stream().map(Condition::code).toList();
    }
}
