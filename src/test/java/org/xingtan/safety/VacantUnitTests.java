package org.xingtan.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Duties;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** Where nobody is in office in a unit that holds something, the authority above answers for it, and asks itself to. */
@XingtanTest
class VacantUnitTests extends SafetySteps {

    @Autowired SafetyDuties duties;
    @Autowired OneRead read;
    @Autowired Forms forms;

    @Test
    void theAuthorityRightAboveAnswersUntilSomebodyIsInOffice() {
        var event = event(3);
        var city = cast.administrator(school.parent().parent());
        assertThat(asked(county)).isEmpty();
        vacate(school);

        assertThat(asked(county)).containsExactly("safety.duty.vacant /console/safety/" + event);
        assertThat(asked(city)).isEmpty();
        assertThatThrownBy(() -> answer.answer(city, event, ChecklistForm.of(Map.of("answer.PLACE", "DONE")))).isInstanceOf(Forbidden.class);
        assertThat(forms.get(city, "/console/safety/" + event)).hasStatusOk().bodyText().contains("由上级单位代为填写").doesNotContain("name=\"answer.");
        assertThat(forms.get(county, "/console/safety")).hasStatusOk().bodyText().contains("无人在任");
        assertThat(forms.get(county, "/console/safety/" + event)).hasStatusOk().bodyText().contains("由您代为填写", "name=\"answer.PLACE\"");
        assertThat(forms.get(county, "/home")).hasStatusOk().bodyText().contains("主办单位没有在任的管理人员，请代为落实“集体备课”");
        assertThat(forms.post(county, "/console/safety/" + event, "answer.PLACE", "DONE", "note.PLACE", "", "shown.PLACE", "0")).hasStatus3xxRedirection();
        assertThat(checklists.of(event).seen()).isEqualTo(1);

        var head = cast.actor(cast.staff(school, Role.PRINCIPAL));
        assertThat(asked(county)).isEmpty();
        assertThat(asked(head)).containsExactly("safety.duty.open /console/safety/" + event);
        assertThatThrownBy(() -> answer.answer(county, event, ChecklistForm.of(Map.of("answer.HEALTH", "DONE")))).isInstanceOf(Forbidden.class);
    }

    @Test
    void whereNobodyIsInOfficeThereEitherItIsTheNextOneAbove() {
        var event = event(3);
        var city = cast.administrator(school.parent().parent());
        vacate(school);
        vacate(school.parent());

        assertThat(asked(city)).containsExactly("safety.duty.vacant /console/safety/" + event);
        answer.answer(city, event, ChecklistForm.of(Map.of("answer.PLACE", "DONE")));
        assertThat(checklists.of(event).seen()).isEqualTo(1);
    }

    @Test
    void whatACityKeepsDirectlyIsTheCitysAndNotTheCountys() {
        var event = event(3);
        var city = cast.administrator(school.parent().parent());
        db.sql("update directory.organization set subordination = 'DIRECT' where id = :id").param("id", school.id().value()).update();
        vacate(school);

        assertThat(asked(county)).isEmpty();
        assertThat(asked(city)).containsExactly("safety.duty.vacant /console/safety/" + event);
        assertThatThrownBy(() -> answer.answer(county, event, ChecklistForm.of(Map.of("answer.PLACE", "DONE")))).isInstanceOf(Forbidden.class);
        answer.answer(city, event, ChecklistForm.of(Map.of("answer.PLACE", "DONE")));
    }

    /** It is the school that is kept by a county or directly: whatever stands on a teaching point, duty and right are with the same authority. */
    @Test
    void aTeachingPointFollowsItsSchoolHoweverItIsMarkedItself() {
        var point = cast.under(school, "TEACHING_POINT");
        var event = event(point, cast.teacher(point), 3);
        var city = cast.administrator(school.parent().parent());
        db.sql("update directory.organization set subordination = 'DIRECT' where id = :id").param("id", point.id().value()).update();
        vacate(school);

        assertThat(asked(county)).containsExactly("safety.duty.vacant /console/safety/" + event);
        assertThat(asked(city)).isEmpty();
        assertThatThrownBy(() -> answer.answer(city, event, ChecklistForm.of(Map.of("answer.PLACE", "DONE")))).isInstanceOf(Forbidden.class);
        answer.answer(county, event, ChecklistForm.of(Map.of("answer.PLACE", "DONE")));
        assertThat(checklists.of(event).seen()).isEqualTo(1);

        db.sql("update directory.organization set subordination = case when id = :id then 'DIRECT' else 'TERRITORIAL' end where id in (:id, :point)").param("id", school.id().value())
            .param("point", point.id().value()).update();
        assertThat(asked(county)).isEmpty();
        assertThat(asked(city)).containsExactly("safety.duty.vacant /console/safety/" + event);
        assertThatThrownBy(() -> answer.answer(county, event, ChecklistForm.of(Map.of("answer.HEALTH", "DONE")))).isInstanceOf(Forbidden.class);
        answer.answer(city, event, ChecklistForm.of(Map.of("answer.HEALTH", "DONE")));
    }

    @Test
    void whoRunsTheMachinesOfAUnitIsNoKeeperOfIt() {
        var event = event(3);
        vacate(school);
        var machines = cast.actor(cast.staff(school, Role.OPERATOR));
        assertThat(asked(county)).containsExactly("safety.duty.vacant /console/safety/" + event);
        assertThat(asked(machines)).isEmpty();
        answer.answer(county, event, ChecklistForm.of(Map.of("answer.PLACE", "DONE")));
    }

    @Test
    void manyOfThemAreOneDuty() {
        event(3);
        event(4);
        vacate(school);
        assertThat(asked(county)).containsExactly("safety.duty.vacant-many /console/safety?open=true");
        assertThat(forms.get(county, "/home")).hasStatusOk().bodyText().contains("有 2 场活动的主办单位没有在任的管理人员");
        assertThat(forms.get(county, "/console/safety?open=true")).hasStatusOk().bodyText().contains("无人在任");
    }

    /** Whoever leads it has it as his own, and says nothing in anybody's place. */
    @Test
    void whoLeadsItLeadsItStill() {
        var event = event(3);
        vacate(school);
        assertThat(forms.get(cast.actor(leader), "/console/safety/" + event)).hasStatusOk().bodyText().contains("name=\"answer.PLACE\"").doesNotContain("由您代为填写");
        assertThat(read.of(duties.of(Set.of(leader))).get(leader)).extracting(Duties.Duty::href).containsExactly("/console/safety/" + event);
    }

    private void vacate(Cast.Place unit) {
        db.sql("update directory.appointment set ended_at = now(), ended_by = teacher_id, ended_reason = '调离' where organization_id = :id and ended_at is null").param("id", unit.id().value()).update();
    }

    private List<String> asked(Actor person) {
        TeacherId id = person.teacher();
        return read.of(duties.ofOffices(Set.of(id))).getOrDefault(id, List.of()).stream().map(it -> it.text() + " " + it.href()).toList();
    }
}
