package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.enrollment.JoinProgram;
import org.xingtan.enrollment.Participations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.testing.Await;
import org.xingtan.testing.Forms;
import org.xingtan.testing.Laws;
import org.xingtan.testing.Statements;
import org.xingtan.testing.XingtanTest;

/** A draft is corrected and thrown away; what is published is called off with a reason. */
@XingtanTest
class CalledOffTests {

    private static final String CONSOLE = "/console/applications/calls/";

    @Autowired Called called;
    @Autowired Calls calls;
    @Autowired DefineCall define;
    @Autowired ReviewApplication review;
    @Autowired KeepList lists;
    @Autowired JoinProgram join;
    @Autowired Participations participations;
    @Autowired Forms forms;
    @Autowired Laws laws;
    @Autowired TransactionTemplate transactions;
    @Autowired JdbcClient db;
    @Autowired Clock clock;

    private Called.Town town;
    private Actor teacher;

    @BeforeEach
    void buildATown() {
        town = called.town();
        teacher = called.teacher(town.school());
    }

    @Test
    void aDraftIsCorrectedUntilItIsPublished() {
        var program = draft();
        var at = CONSOLE + program + "/draft";
        assertThat(forms.get(town.cityOffice(), CONSOLE + program)).hasStatusOk().bodyText().contains("修改未发布的报名", "删除未发布的报名");
        assertThat(forms.post(town.countyOffice(), at, "series", "x", "apartYears", "2")).hasStatus(404);
        assertThat(forms.post(town.cityOffice(), at, "series", "", "apartYears", "99", "track", "NOBODY")).hasStatus(422);
        assertThat(forms.post(town.cityOffice(), at, "series", "校长任职资格培训", "apartYears", "3", "schoolBlocks", "false")).hasStatus3xxRedirection();

        var call = calls.current(program);
        assertThat(call.series()).isEqualTo("校长任职资格培训");
        assertThat(call.terms().apartYears()).isEqualTo(3);
        assertThat(call.terms().schoolBlocks()).isFalse();
        define.publish(program);
        assertThat(forms.post(town.cityOffice(), at, "series", "y", "apartYears", "0")).hasStatus(422);
        assertThat(forms.post(town.cityOffice(), at + "/removal")).hasStatus(422);
        assertThatThrownBy(() -> db.sql("update application.call set series = 'y' where program_id = :p").param("p", program.value()).update())
            .isInstanceOf(DataAccessException.class).hasMessageContaining("what is published asks what it asks");
        assertThatThrownBy(() -> db.sql("delete from application.clock where program_id = :p").param("p", program.value()).update())
            .isInstanceOf(DataAccessException.class).hasMessageContaining("not thrown away");
    }

    @Test
    void aDraftIsThrownAwayAndEverybodyMayJoinAgain() {
        var program = draft();
        called.quota(program, town.county(), 1);
        assertThatThrownBy(() -> join.join(teacher, program, null)).isInstanceOf(Refused.class);
        assertThat(forms.post(town.countyOffice(), CONSOLE + program + "/draft/removal")).hasStatus(404);

        assertThat(forms.post(town.cityOffice(), CONSOLE + program + "/draft/removal")).hasStatus3xxRedirection().hasRedirectedUrl("/console/applications");

        assertThat(forms.post(town.cityOffice(), CONSOLE + program + "/draft/removal")).as("pressed twice").hasStatus3xxRedirection();
        assertThat(forms.get(town.cityOffice(), CONSOLE + program)).hasStatus(404);
        assertThat(forms.get(town.cityOffice(), "/console/applications")).bodyText().contains(program.toString());
        join.join(teacher, program, null);
        assertThat(participations.find(teacher.teacher(), program)).isPresent();
        assertThat(laws.findings(teacher.teacher(), program)).isEmpty();
    }

    @Test
    void whoAppliedIsOutOfItAndToldAndNothingGoesOn() {
        var days = TrainingDays.of(called.today().plusDays(30), called.today().plusDays(31));
        var program = called.training(town.city(), 2, days);
        var admitted = called.admitted(town, program, teacher);
        var waiting = called.teacher(town.school());
        var open = called.apply(waiting, program);
        var refused = called.apply(called.teacher(town.school()), program);
        var rejection = review.review(town.principal(), refused, ReviewApplication.Decision.REJECT, "no").id();
        assertThat(cancel(town.countyOffice(), program, "x")).isEqualTo(404);
        assertThat(cancel(town.cityOffice(), program, " ")).isEqualTo(422);

        assertThat(cancel(town.cityOffice(), program, "讲师病了")).isEqualTo(302);
        assertThat(cancel(town.cityOffice(), program, "讲师病了")).as("pressed twice").isEqualTo(302);

        assertThat(List.of(admitted, open, refused)).extracting(called::state).containsExactly("WITHDRAWN", "WITHDRAWN", "REJECTED");
        assertThat(told(teacher)).containsExactly("application.cancelled");
        assertThat(told(waiting)).containsExactly("application.cancelled");
        assertThat(forms.get(town.principal(), "/console/applications/" + refused)).as("what nothing answers is not offered").hasStatusOk().bodyText().doesNotContain("/console/applications/reviews/" + rejection);
        assertThat(forms.get(teacher, "/applications/" + admitted)).hasStatusOk().bodyText().contains("取消了这次培训：讲师病了");
        assertThat(forms.get(town.cityOffice(), CONSOLE + program)).hasStatusOk().bodyText().contains("已取消", "讲师病了").doesNotContain("保存名额");
        assertThatThrownBy(() -> called.apply(called.teacher(town.school()), program)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> called.approve(town.principal(), open)).isInstanceOf(Problem.class).hasMessage("application.decided");
        assertThatThrownBy(() -> review.undo(town.principal(), rejection)).isInstanceOf(Problem.class).hasMessage("application.acted-after");
        for (var path : List.of("/list", "/places", "/days", "/clocks/COUNTY", "/quotas")) {
            assertThat(forms.post(town.cityOffice(), CONSOLE + program + path, "places", "3", "reserve", "0", "code", town.county().code(), "last", "2031-01-01", "reason", "x"))
                .as(path).hasStatus(422);
        }
        called.admitted(town, called.training(town.city(), 1, days), teacher);
        assertThat(laws.findings(teacher.teacher(), program)).isEmpty();
    }

    @Test
    void whoHasNotBegunTakesPartNoMore() {
        var program = called.training(town.city(), 2, TrainingDays.of(called.today().plusDays(30), called.today().plusDays(31)));
        var begun = called.teacher(town.school());
        var ids = List.of(called.admitted(town, program, teacher), called.admitted(town, program, begun));
        called.end(program);
        lists.publish(town.cityOffice(), program);
        participations.markStarted(participations.require(begun.teacher(), program), clock.instant());

        assertThat(cancel(town.cityOffice(), program, "讲师病了")).isEqualTo(302);

        assertThat(ids).extracting(called::state).containsOnly("RESIGNED");
        assertThat(participations.find(teacher.teacher(), program)).isEmpty();
        assertThat(participations.find(begun.teacher(), program)).isPresent();
        assertThat(laws.findings(teacher.teacher(), program)).isEmpty();
        assertThat(laws.findings(begun.teacher(), program)).isEmpty();
    }

    /** Thousands apply to one training. */
    @Test
    void manyAreOutOfItInAsManyStatementsAsFew() {
        var few = asked(2);
        var many = asked(6);
        assertThat(few).anyMatch(it -> it.contains("insert into application.step"));
        assertThat(Statements.oftener(many, few)).isEmpty();
    }

    /** What calling off a training asks of which so many are admitted, and to which so many more have applied. */
    private List<String> asked(int people) {
        var program = called.training(town.city(), people, TrainingDays.of(called.today().plusDays(30), called.today().plusDays(31)));
        var ids = Stream.concat(Stream.generate(() -> called.admitted(town, program, called.teacher(town.school()))).limit(people),
            Stream.generate(() -> called.apply(called.teacher(town.school()), program)).limit(people)).toList();
        var asked = Statements.of(() -> assertThat(cancel(town.cityOffice(), program, "讲师病了")).isEqualTo(302));
        assertThat(ids).extracting(called::state).containsOnly("WITHDRAWN");
        assertThat(db.sql("select act || ' ' || level || ' ' || reason from application.step where application_id = any (:ids) and act not in ('SUBMITTED', 'APPROVED')")
            .param("ids", ids.toArray(UUID[]::new)).query(String.class).list()).hasSize(2 * people).containsOnly("CANCELLED CITY 讲师病了");
        return asked;
    }

    /** Whoever calls it off and has applied himself takes his own back. */
    @Test
    void inOnesOwnHistoryNobodyButOneselfActs() {
        var program = called.training(town.city(), 2, TrainingDays.of(called.today().plusDays(30), called.today().plusDays(31)));
        var own = called.apply(town.cityOffice(), program);
        assertThat(cancel(town.cityOffice(), program, "讲师病了")).isEqualTo(302);
        assertThat(db.sql("select act || coalesce(level, '') || n from application.step where application_id = :id order by n").param("id", own).query(String.class).list())
            .containsExactly("SUBMITTED1", "WITHDRAWN2");
    }

    @Test
    void whatHasBegunIsNotCalledOff() {
        var program = called.training(town.city(), 2, TrainingDays.of(called.today(), called.today()));
        var id = called.admitted(town, program, teacher);
        called.end(program);
        lists.publish(town.cityOffice(), program);
        assertThat(forms.get(town.cityOffice(), CONSOLE + program)).hasStatusOk().bodyText().doesNotContain("/cancellation");
        assertThat(cancel(town.cityOffice(), program, "讲师病了")).isEqualTo(422);
        assertThat(called.state(id)).isEqualTo("ADMITTED");
    }

    /** Whoever applies at that moment waits for the call, and reads why he cannot. */
    @Test
    void whoAppliesWhileItIsCalledOffIsRefused() throws Exception {
        var program = called.call(town.city(), 2, 0);
        called.apply(teacher, program);
        var other = called.teacher(town.school());
        var applying = transactions.execute(_ -> {
            assertThat(cancel(town.cityOffice(), program, "讲师病了")).isEqualTo(302);
            var later = CompletableFuture.supplyAsync(() -> catchThrowable(() -> called.apply(other, program)));
            Await.until(() -> later.isDone() || db.sql("select exists (select from pg_stat_activity a where pg_backend_pid() = any (pg_blocking_pids(a.pid)))").query(Boolean.class).single());
            return later;
        });

        assertThat(Objects.requireNonNull(applying).get()).isInstanceOfSatisfying(Refused.class, it -> assertThat(it.verdict().unmet()).extracting(Condition::code).contains("application.not-cancelled"));
    }

    @Test
    void theDatabaseKeepsItCalledOff() {
        var program = called.call(town.city(), 2, 0);
        var id = called.apply(teacher, program);
        assertThat(cancel(town.cityOffice(), program, "讲师病了")).isEqualTo(302);
        for (var statement : List.of("update application.call set cancelled_at = null, cancelled_because = null where program_id = :p",
            "update application.call set places = 9 where program_id = :p", "update application.call set listed_at = now() where program_id = :p")) {
            assertThatThrownBy(() -> db.sql(statement).param("p", program.value()).update()).as(statement).isInstanceOf(DataAccessException.class).hasMessageContaining("called off");
        }
        assertThatThrownBy(() -> db.sql("""
                insert into application.application (teacher_id, id, program_id, statement, unit_id, submitted_at)
                select teacher_id, :id, program_id, statement, unit_id, submitted_at from application.application where id = :old
                """)
            .param("id", UUID.randomUUID()).param("old", id).update()).isInstanceOf(DataAccessException.class).hasMessageContaining("called off");
    }

    private ProgramId draft() {
        var definition = called.definition(town.city(), 2, 0);
        define.define(definition);
        return definition.program();
    }

    private int cancel(Actor actor, ProgramId program, String reason) {
        return forms.post(actor, CONSOLE + program + "/cancellation", "reason", reason).getResponse().getStatus();
    }

    private List<String> told(Actor actor) {
        return db.sql("select rule from messaging.message where teacher_id = :t order by due_at, id").param("t", actor.teacher().value()).query(String.class).list();
    }
}
