package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.enrollment.Participations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** Giving an admission up: in time, with a reason; from the first day on only whoever called says why somebody did not come. */
@XingtanTest
class GivingUpTests {

    @Autowired MockMvcTester mvc;
    @Autowired Called called;
    @Autowired Cast cast;
    @Autowired Apply apply;
    @Autowired KeepList lists;
    @Autowired ReportAbsence absences;
    @Autowired AbsenceRules rules;
    @Autowired ApplicationFiles files;
    @Autowired ApplicationAudit audit;
    @Autowired Participations participations;
    @Autowired JdbcClient db;

    private Called.Town town;
    private Actor teacher;

    @BeforeEach
    void buildATown() {
        town = called.town();
        teacher = called.teacher(town.school());
        rules.set(town.cityOffice(), town.city().id(), "6", "notice 7");
    }

    @Test
    void fromTheFirstDayOnNobodyGivesUpByHimself() {
        var program = called.training(town.city(), 2, TrainingDays.of(called.today().minusDays(1), called.today().plusDays(3)));
        var id = listed(program);

        assertThat(refusal(() -> apply.withdraw(teacher, id, null))).containsExactly("application.begun-already");
        assertThat(called.state(id)).isEqualTo("ADMITTED");
        assertThat(mvc.delete().uri("/api/v1/applications/" + id).with(Cast.as(teacher)).with(Cast.csrf()).exchange()).hasStatus(422)
            .bodyJson().extractingPath("$.verdict.conditions[?(@.met==false)].text").asArray().singleElement().asString().contains("机构" + town.city().code());
        assertThat(get("/applications/" + id)).hasStatusOk().bodyText().contains("机构" + town.city().code() + "说明理由").doesNotContain("放弃录取");
        assertThat(withdraw(id, "家里有事")).hasStatus(422);

        absences.absent(town.cityOffice(), id, "not there");

        assertThat(refusal(() -> called.apply(teacher, called.call(town.city(), 2, 0)))).containsExactly("application.barred");
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void beforeTheFirstDayItIsGivenUpWithAReasonThatStandsInTheHistory() {
        var program = called.training(town.city(), 2, TrainingDays.of(called.today().plusDays(1), called.today().plusDays(3)));
        var id = listed(program);
        assertThat(get("/applications/" + id)).bodyText().contains("放弃录取", "name=\"reason\"");

        assertThat(withdraw(id, " ")).hasStatus(422).bodyText().contains("写明理由");
        assertThat(withdraw(id, "外派\u202E支教\u0007一年")).hasStatus3xxRedirection();
        assertThat(withdraw(id, "")).as("given up already").hasStatus3xxRedirection();

        assertThat(called.state(id)).isEqualTo("RESIGNED");
        assertThat(files.of(teacher.teacher(), id).history().getLast().step().reason()).isEqualTo("外派支教一年");
        assertThat(called.apply(teacher, called.call(town.city(), 2, 0))).as("nothing follows from it").isNotNull();
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void aProgramThatKnowsOfNoReasonsStillGivesUpInTime() {
        var id = listed(called.training(town.city(), 2, TrainingDays.of(called.today().plusDays(1), called.today().plusDays(3))));

        assertThat(mvc.delete().uri("/api/v1/applications/" + id + "?reason=ill").with(Cast.as(teacher)).with(Cast.csrf()).exchange()).hasStatus(204);
        assertThat(mvc.delete().uri("/api/v1/applications/" + id).with(Cast.as(teacher)).with(Cast.csrf()).exchange()).hasStatus(204);
        assertThat(files.of(teacher.teacher(), id).history().getLast().step().reason()).isEqualTo("ill");
    }

    @Test
    void whoeverWritesPastTheCodeGivesNothingUpAfterTheFirstDayEither() {
        var id = listed(called.training(town.city(), 2, TrainingDays.of(called.today(), called.today())));

        for (var state : List.of("RESIGNED", "WITHDRAWN", "SUBMITTED")) {
            assertThatThrownBy(() -> db.sql("update application.application set state = :state, training = '{}', settled_at = case when :state <> 'SUBMITTED' then now() end where id = :id")
                .param("state", state).param("id", id).update()).as(state).isInstanceOf(DataAccessException.class);
        }
        assertThat(called.state(id)).isEqualTo("ADMITTED");
    }

    @Test
    void whoHadAReasonIsExcusedByWhoeverCalledAndNothingFollows() {
        var program = called.training(town.city(), 2, TrainingDays.of(called.today(), called.today()));
        var id = listed(program);
        assertThat(mvc.get().uri("/console/applications/calls/" + program + "/list").with(Cast.as(town.cityOffice())).exchange()).bodyText().contains("有正当理由", "无故不参训");

        absences.excuse(town.cityOffice(), id, "in hospital");
        absences.excuse(town.cityOffice(), id, "in hospital");

        assertThat(called.state(id)).isEqualTo("RESIGNED");
        assertThat(participations.find(teacher.teacher(), program)).isEmpty();
        assertThat(db.sql("select rule from messaging.message where teacher_id = :t order by due_at, id").param("t", teacher.teacher().value()).query(String.class).list())
            .containsExactly("application.admitted", "application.excused");
        assertThat(called.apply(teacher, called.call(town.city(), 2, 0))).isNotNull();
        assertThat(findings(id)).isEmpty();
    }

    @Test
    void nobodyIsExcusedBeforeTheFirstDay() {
        var id = listed(called.training(town.city(), 2, TrainingDays.of(called.today().plusDays(1), called.today().plusDays(1))));

        assertThat(refusal(() -> absences.excuse(town.cityOffice(), id, "in hospital"))).containsExactly("application.begun");
    }

    @Test
    void beforeTheFirstDayThePageAsksForNoReasonsThatWouldBeRefused() {
        var tomorrow = called.today().plusDays(1);
        var set = called.training(town.city(), 2, TrainingDays.of(tomorrow, tomorrow));
        listed(set);
        var open = called.call(town.city(), 2, 0);
        teacher = called.teacher(town.school());
        listed(open);

        assertThat(list(set)).hasStatusOk().bodyText().contains(tomorrow.format(java.time.format.DateTimeFormatter.ofPattern("M月d日")) + "）起").doesNotContain("/absence");
        assertThat(list(open)).hasStatusOk().bodyText().contains("培训日期还没有确定").doesNotContain("/absence");
        assertThat(list(listedToday())).bodyText().contains("/absence\"", "/absence/removal").doesNotContain("培训日期还没有确定");
    }

    private ProgramId listedToday() {
        var program = called.training(town.city(), 2, TrainingDays.of(called.today(), called.today()));
        teacher = called.teacher(town.school());
        listed(program);
        return program;
    }

    private MvcTestResult list(ProgramId program) {
        return mvc.get().uri("/console/applications/calls/" + program + "/list").with(Cast.as(town.cityOffice())).exchange();
    }

    private UUID listed(ProgramId program) {
        var id = called.admitted(town, program, teacher);
        called.end(program);
        lists.publish(town.cityOffice(), program);
        return id;
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(path).with(Cast.as(teacher)).exchange();
    }

    private MvcTestResult withdraw(UUID id, String reason) {
        return mvc.post().uri("/applications/" + id + "/withdrawal").param("reason", reason).with(Cast.as(teacher)).with(Cast.csrf()).exchange();
    }

    private List<String> findings(UUID id) {
        return audit.findings(false).stream().filter(it -> it.contains(id.toString()) || it.contains(teacher.teacher().toString())).toList();
    }

    private static List<String> refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        return catchThrowableOfType(Refused.class, act).verdict().unmet().stream().map(Condition::code).toList();
    }
}
