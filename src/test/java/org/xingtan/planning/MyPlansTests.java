package org.xingtan.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.application.Application.Level;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.application.DefineCall;
import org.xingtan.application.LoadApplications;
import org.xingtan.planning.MyPlan.State;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Window;
import org.xingtan.program.Audience;
import org.xingtan.program.CompletionRule;
import org.xingtan.selection.DefineTerm;
import org.xingtan.selection.OfferProgram;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** What is planned for somebody, why, and what he can do about it now. */
@XingtanTest
class MyPlansTests extends PlanSteps {

    @Autowired LookAtMyPlans mine;
    @Autowired DefineTerm terms;
    @Autowired OfferProgram offer;
    @Autowired DefineCall calls;
    @Autowired LoadApplications applications;
    @Autowired Forms forms;
    @Autowired Clock clock;
    @Autowired TransactionTemplate transaction;

    private Actor homeroom() {
        return cast.actor(cast.teacher(school, "HOMEROOM_TEACHER"));
    }

    private State state(Actor teacher, ProgramId training) {
        return mine.of(teacher).stream().flatMap(it -> it.lines().stream()).flatMap(it -> it.trainings().stream()).filter(it -> it.training().id().equals(training)).findFirst()
            .orElseThrow().state();
    }

    @Test
    void showsTheLinesThatSomebodyIsInAndWhy() {
        var teacher = homeroom();
        var plan = plan();
        line(plan, "班主任", posts("HOMEROOM_TEACHER"));
        line(plan, "教研员", posts("RESEARCHER"));
        assertThat(mine.of(teacher)).as("a draft").isEmpty();
        load.publish(office, plan);
        var own = load.plan(principal, school.id(), YEAR, "本校规划", "", "目标");
        load.line(principal, own, new LoadPlans.Wanted("全员", Group.EVERYBODY, "", null, null, List.of()));
        load.publish(principal, own);

        assertThat(mine.of(teacher)).extracting(it -> it.plan().id()).as("the nearest first").containsExactly(own, plan);
        var above = mine.of(teacher).getLast();
        assertThat(above.lines()).extracting(it -> it.line().title()).containsExactly("班主任");
        assertThat(above.lines().getFirst().why().met()).isTrue();
        assertThat(above.lines().getFirst().why().conditions()).extracting(it -> it.code()).contains("audience.post");
        assertThat(above.others()).containsExactly("教研员");
        assertThat(mine.of(cast.actor(cast.teacher(cast.school(), "HOMEROOM_TEACHER")))).as("of another county").isEmpty();
        assertThat(mine.of(cast.actor(cast.aPerson().save()))).as("without a unit").isEmpty();
    }

    @Test
    void saysWhatOneTakesAndHasCompletedWithItsHours() {
        var teacher = homeroom();
        var taken = curriculum.aProgram(county.id()).publish();
        var completed = training();
        var free = curriculum.aProgram(county.id()).publish();
        var closed = curriculum.aProgram(county.id()).open(Duration.ofDays(-9), Duration.ofDays(-1)).publish();
        var later = curriculum.aProgram(county.id()).open(Duration.ofDays(2), Duration.ofDays(9)).publish();
        var others = curriculum.aProgram(county.id()).track("PARTICIPANT", new Audience.Post(List.of("PRINCIPAL")), new CompletionRule.AllLessons(null)).publish();
        var plan = plan();
        load.line(office, plan, new LoadPlans.Wanted("班主任", posts("HOMEROOM_TEACHER"), "", "PROFESSIONAL", "1",
            List.of(taken.id(), completed.id(), free.id(), closed.id(), later.id(), others.id())));
        load.publish(office, plan);
        learning.join(teacher, taken);
        learning.complete(teacher, completed);

        var line = mine.of(teacher).getFirst().lines().getFirst();
        assertThat(line.trainings()).extracting(it -> it.training().id()).startsWith(free.id());
        assertThat(line.hours()).isEqualTo(CreditHours.of("1.00"));
        assertThat(line.isReached()).isTrue();
        assertThat(List.of(taken, completed, free, closed, later, others)).extracting(it -> state(teacher, it.id()))
            .containsExactly(State.TAKING, State.COMPLETED, State.NOW, State.OVER, State.LATER, State.NOT_FOR_ME);
    }

    @Test
    void leadsToTheCoursesThatCanBeChosenAndTheTrainingsThatCanBeAppliedFor() {
        var teacher = homeroom();
        var now = offered(Duration.ofDays(-1), Duration.ofDays(1));
        var later = offered(Duration.ofDays(1), Duration.ofDays(2));
        var over = offered(Duration.ofDays(-2), Duration.ofDays(-1));
        var called = called();
        published(posts("HOMEROOM_TEACHER"), now, later, over, called);

        assertThat(List.of(now, later, over, called)).extracting(it -> state(teacher, it)).containsExactly(State.NOW, State.LATER, State.OVER, State.NOW);
        var page = forms.get(teacher, "/planning");
        var course = db.sql("select offering_id::text from selection.offering where program_id = :p").param("p", now.value()).query(String.class).single();
        assertThat(forms.get(teacher, "/selection/offerings/" + course)).hasStatusOk().bodyText().contains("为我安排在", "第一项", "年度规划");
        assertThat(forms.get(cast.actor(cast.teacher(school)), "/selection/offerings/" + course)).hasStatusOk().bodyText().doesNotContain("为我安排在");
        assertThat(page).hasStatusOk().bodyText().contains("去选课", "去报名", "为什么是我", "/applications/programs/" + called, "/selection/offerings/");
        transaction.executeWithoutResult(_ -> applications.submit(teacher.teacher(), called, "在学校负责班主任培训，想带动同组老师。", clock.instant()));
        assertThat(state(teacher, called)).isEqualTo(State.APPLIED);
        assertThat(forms.get(cast.actor(cast.teacher(cast.school())), "/planning")).hasStatusOk().bodyText().contains("还没有为您安排的规划");
        assertThat(forms.get(teacher, "/selection")).bodyText().contains("href=\"/planning\"");
    }

    private ProgramId offered(Duration opens, Duration closes) {
        var at = clock.instant();
        var term = terms.define(new DefineTerm.Definition(county.id(), "P" + UUID.randomUUID().toString().substring(0, 8), new Localized("学期", "Term"), "示例1号", 9,
            List.of(new Window(Window.Kind.SELECT, at.plus(opens), at.plus(closes)))));
        terms.publish(term);
        var program = curriculum.aProgram(county.id()).publish().id();
        offer.offer(OfferProgram.Definition.online(term, program, "PROFESSIONAL", CreditHours.of("4.00"), BigDecimal.ZERO, 9, 0));
        return program;
    }

    private ProgramId called() {
        var program = curriculum.aProgram(county.id()).publish().id();
        var today = LocalDate.ofInstant(clock.instant(), Window.ZONE);
        var deadlines = new EnumMap<>(Map.of(Level.SCHOOL, today.plusDays(5), Level.COUNTY, today.plusDays(10), Level.CITY, today.plusDays(20)));
        calls.define(new DefineCall.Definition(program, null, "series " + program, "notice 1", 5, 0, TrainingDays.NONE, 0, true, today.minusDays(1), today.plusDays(3), deadlines));
        calls.publish(program);
        return program;
    }
}
