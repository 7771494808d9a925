package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** Who calls people to a training answers for their safety there: on his list, his to-do list and the call's page, and it holds up nothing. */
@XingtanTest
class SafetyOfCallsTests {

    @Autowired Called called;
    @Autowired Cast cast;
    @Autowired Forms forms;
    @Autowired KeepList lists;
    @Autowired JdbcClient db;

    private Called.Town town;
    private ProgramId program;
    private String call;
    private String safety;

    @BeforeEach
    void call() {
        town = called.town();
        program = called.training(town.city(), 2, TrainingDays.of(called.today().plusDays(25), called.today().plusDays(27)));
        call = "/console/applications/calls/" + program;
        safety = "/console/safety/" + program;
    }

    @Test
    void whoCallsSeesToItAndNobodyBelow() {
        assertThat(forms.get(town.cityOffice(), "/console/safety")).hasStatusOk().bodyText().contains(title(), "报名培训", "0 / 6 项已落实");
        assertThat(forms.get(town.cityOffice(), call)).hasStatusOk().bodyText().contains("还有 6 项未落实", "href=\"" + safety + "\"");
        for (var other : Stream.of(town.countyOffice(), town.principal(), cast.administrator(cast.city())).toList()) {
            assertThat(forms.get(other, safety)).hasStatus(404);
            assertThat(forms.post(other, safety, "answer.PLACE", "DONE")).hasStatus(404);
        }
        assertThat(forms.get(town.countyOffice(), call)).hasStatusOk().bodyText().doesNotContain("安全责任人", safety);
        var above = cast.administrator(town.city().parent());
        assertThat(forms.get(above, safety)).hasStatusOk().bodyText().contains("您可以查看");
        assertThat(forms.post(above, safety, "answer.PLACE", "DONE")).hasStatus(403);
        done();
        assertThat(forms.get(town.cityOffice(), call)).bodyText().contains("6 / 6 项已落实").doesNotContain("项未落实，请在");
    }

    @Test
    void whatIsMissingIsSaidAndHoldsUpNothing() {
        var admitted = called.teacher(town.school());
        var waiting = called.teacher(town.school());
        var id = called.admitted(town, program, admitted);
        var other = called.atTheCity(town, program, waiting);
        assertThat(forms.post(town.cityOffice(), safety, "responsible", "王主任", "phone", "020-12345678")).hasStatus3xxRedirection();
        called.end(program);
        assertThat(forms.get(town.cityOffice(), call + "/list")).hasStatusOk().bodyText().contains("还有 6 项未落实", "没有完成的，培训仍可举办");
        lists.publish(town.cityOffice(), program);
        assertThat(forms.get(admitted, "/applications/" + id)).hasStatusOk().bodyText().contains("安全责任人：王主任", "tel:020-12345678");
        assertThat(forms.get(waiting, "/applications/" + other)).hasStatusOk().bodyText().doesNotContain("王主任");
        db.sql("update safety.responsible set name = '', phone = '', forgotten_at = now() where occasion_id = :id").param("id", program.value()).update();
        assertThat(forms.get(admitted, "/applications/" + id)).as("of a training that was put off nobody is named any more").hasStatusOk().bodyText().contains("还没有公布安全责任人")
            .doesNotContain("王主任", "公布过安全责任人");
        var past = called.today().minusDays(100);
        db.sql("update application.call set training = cast(:days as datemultirange) where program_id = :id").param("days", TrainingDays.of(past, past.plusDays(1)).toString())
            .param("id", program.value()).update();
        assertThat(forms.get(admitted, "/applications/" + id)).hasStatusOk().bodyText().contains("公布过安全责任人").doesNotContain("王主任", "还没有公布安全责任人");
    }

    @Test
    void theDutyFollowsTheDaysAndEndsWhenItIsCalledOff() {
        assertThat(forms.get(town.cityOffice(), "/home")).hasStatusOk().bodyText().doesNotContain("安全清单还有");
        move(7);
        assertThat(forms.get(town.cityOffice(), "/home")).bodyText().contains("安全清单还有 6 项未落实", "href=\"" + safety + "\"");
        assertThat(forms.get(town.countyOffice(), "/home")).bodyText().doesNotContain("安全清单还有");
        move(8);
        assertThat(forms.get(town.cityOffice(), "/home")).bodyText().doesNotContain("安全清单还有");
        move(2);
        assertThat(forms.get(town.cityOffice(), "/home")).bodyText().contains("安全清单还有 6 项未落实");
        assertThat(forms.post(town.cityOffice(), call + "/cancellation", "reason", "另行安排")).hasStatus3xxRedirection();
        assertThat(forms.get(town.cityOffice(), "/home")).bodyText().doesNotContain("安全清单还有");
        assertThat(forms.get(town.cityOffice(), "/console/safety")).bodyText().doesNotContain(safety);
        assertThat(forms.get(town.cityOffice(), safety)).hasStatusOk().bodyText().contains("活动已取消").doesNotContain("name=\"answer.");
        assertThat(forms.post(town.cityOffice(), safety, "answer.PLACE", "DONE")).hasStatus(409);
    }

    @Test
    void aDraftAndACallWithoutDaysAskNothing() {
        var draft = called.definition(town.city(), 2, 0).program();
        var open = called.call(town.city(), 2, 0);
        for (var none : Stream.of(draft, open).toList()) {
            assertThat(forms.get(town.cityOffice(), "/console/safety/" + none)).hasStatus(404);
        }
        assertThat(forms.get(town.cityOffice(), "/console/safety/" + UUID.randomUUID())).hasStatus(404);
    }

    private void move(int days) {
        assertThat(forms.post(town.cityOffice(), call + "/days", "days", called.today().plusDays(days) + "~" + called.today().plusDays(days + 1L), "notice", "", "reason", "场地调整"))
            .hasStatus3xxRedirection();
    }

    private void done() {
        assertThat(answerAll(town.cityOffice())).isEqualTo(302);
    }

    private int answerAll(Actor actor) {
        return forms.post(actor, safety, Stream.of("RESPONSIBLE", "PLACE", "HEALTH", "TRANSPORT", "EMERGENCY", "TEACHING").flatMap(code -> Stream.of("answer." + code, "DONE"))
            .toArray(String[]::new)).getResponse().getStatus();
    }

    private String title() {
        return db.sql("select title from program.program_card where id = :id").param("id", program.value()).query(String.class).single();
    }
}
