package org.xingtan.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.application.ReportAbsence;
import org.xingtan.directory.Role;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** A teacher's side of a session: he asks for leave, and says by the code that he is there. */
@XingtanTest
class LeaveAndCodeTests extends DeliverySteps {

    @Autowired AskLeave leave;
    @Autowired CheckIn checkIn;
    @Autowired Leaves leaves;
    @Autowired ReportAbsence absences;
    @Autowired Forms forms;

    @Test
    void leaveIsAskedForBeforeAndAnswered() {
        now("2");
        var tomorrow = load.set(office, training, form(TODAY.plusDays(1), "09:00", "12:00", "2"));
        assertThat(unmet(() -> load.ask(cast.actor(one), tomorrow, " "))).containsExactly("delivery.reason");
        load.ask(cast.actor(one), tomorrow, "住院");
        load.ask(cast.actor(one), tomorrow, "住院");
        load.ask(cast.actor(two), tomorrow, "外出");
        assertThatThrownBy(() -> load.ask(cast.actor(stranger), tomorrow, "外出")).isInstanceOf(NotFound.class);
        assertThat(look.session(office, tomorrow).asking()).hasSize(2);
        assertThat(look.session(office, tomorrow).closable().unmet()).extracting(Condition::code).contains("delivery.close.leave");

        assertThat(unmet(() -> load.answer(office, tomorrow, List.of(two), false, ""))).containsExactly("delivery.reason");
        load.answer(office, tomorrow, List.of(one), true, "");
        load.answer(office, tomorrow, List.of(one, two), false, "人手不足");
        assertThat(state(one, tomorrow)).isEqualTo("EXCUSED LEAVE");
        assertThat(state(two, tomorrow)).isEmpty();
        assertThat(leaves.find(one, tomorrow).orElseThrow().state()).isEqualTo(Leave.State.GRANTED);
        assertThat(unmet(() -> load.ask(cast.actor(two), tomorrow, "还是不行"))).containsExactly("delivery.leave.not-refused");
        assertBroken("update delivery.leave set state = 'WITHDRAWN' where session_id = :id", tomorrow);
    }

    @Test
    void whatIsTakenBackCanBeAskedAgainAndNobodyAnswersHimself() {
        now("2");
        var tomorrow = load.set(office, training, form(TODAY.plusDays(1), "09:00", "12:00", "2"));
        cast.appoint(one, Role.TRAINING_ADMINISTRATOR, city);
        load.ask(cast.actor(one), tomorrow, "住院");
        leave.withdraw(cast.actor(one), tomorrow);
        assertThat(mine.one(cast.actor(one), tomorrow).leaves()).isTrue();
        load.ask(cast.actor(one), tomorrow, "出差");
        assertThatThrownBy(() -> load.answer(cast.actor(one), tomorrow, List.of(one), true, "")).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> load.answer(cast.administrator(school), tomorrow, List.of(one), true, "")).isInstanceOf(NotFound.class);
        load.answer(office, tomorrow, List.of(one), true, "注意休息");
        assertThat(mine.one(cast.actor(one), tomorrow).leave()).extracting(Leave::answer).isEqualTo("注意休息");
    }

    @Test
    void onceItHasBegunNobodyAsksForLeave() {
        var session = now("2");
        assertThat(unmet(() -> load.ask(cast.actor(one), session, "住院"))).containsExactly("delivery.leave.before");
    }

    @Test
    void theCodeSaysWhoIsThereAndTheClockWhoIsLate() {
        var session = now("2");
        assertThat(unmet(() -> checkIn.checkIn(cast.actor(one), session, "12345"))).containsExactly("delivery.check-in.code");
        assertThat(unmet(() -> checkIn.checkIn(cast.actor(one), session, "1234567"))).containsExactly("delivery.check-in.code");
        load.checkIn(cast.actor(one), session, Instant.now());
        load.checkIn(cast.actor(one), session, Instant.now());
        assertThat(state(one, session)).isEqualTo("PRESENT CHECKED_IN");

        keep.rule(office, training, "0", true);
        load.checkIn(cast.actor(two), session, Instant.now());
        assertThat(state(two, session)).isEqualTo("LATE CHECKED_IN");
        assertThatThrownBy(() -> load.checkIn(cast.actor(stranger), session, Instant.now())).isInstanceOf(NotFound.class);
    }

    @Test
    void tenWrongCodesAndHeHasToBeEntered() {
        var session = now("2");
        for (var n = 0; n < CheckIn.MOST; n++) {
            assertThat(unmet(() -> checkIn.checkIn(cast.actor(one), session, "x"))).containsExactly("delivery.check-in.code");
        }
        assertThat(unmet(() -> load.checkIn(cast.actor(one), session, Instant.now()))).contains("delivery.check-in.tries");
        load.enter(office, session, List.of(one), Attendance.State.PRESENT, "");
        assertThat(state(one, session)).isEqualTo("PRESENT TICKED");
    }

    @Test
    void whoKeepsItDoesNotCheckInAndNobodyDoesBeforeItsTime() {
        var session = now("2");
        cast.appoint(one, Role.TRAINING_ADMINISTRATOR, city);
        assertThat(unmet(() -> load.checkIn(cast.actor(one), session, Instant.now()))).containsExactly("delivery.check-in.not-keeper");
        var tomorrow = load.set(office, training, form(TODAY.plusDays(1), "23:00", "23:50", "1"));
        assertThat(unmet(() -> load.checkIn(cast.actor(two), tomorrow, Instant.now()))).containsExactly("delivery.check-in.open");
    }

    @Test
    void whoHasLeftDoesNotCheckIn() {
        var session = now("2");
        load.enter(office, session, List.of(one), Attendance.State.EXCUSED, "住院");
        absences.excuse(office, db.sql("select id from application.application where teacher_id = :t and program_id = :p").param("t", one.value()).param("p", training)
            .query(UUID.class).single(), "住院");
        assertThat(unmet(() -> load.checkIn(cast.actor(one), session, Instant.now()))).containsExactly("delivery.check-in.takes-part");
    }

    @Test
    void thePagesAreThereForWhomTheyAreMeant() {
        var session = now("2");
        var at = "/console/delivery/sessions/" + session;
        assertThat(forms.get(office, "/console/delivery")).hasStatusOk().bodyText().contains("骨干教师集中培训");
        assertThat(forms.get(office, "/console/delivery/" + training)).hasStatusOk().bodyText().contains("课程标准解读", "按日期生成");
        assertThat(forms.get(office, at)).hasStatusOk().bodyText().contains(cast.name(one), "显示签到码");
        assertThat(forms.get(office, at + "/code")).hasStatusOk().bodyText().containsPattern("[0-9]{6}");
        assertThat(forms.get(cast.actor(one), "/delivery")).hasStatusOk().bodyText().contains("课程标准解读");
        assertThat(forms.get(cast.actor(one), "/delivery/sessions/" + session)).hasStatusOk().bodyText().contains("签到码");
        assertThat(forms.get(cast.actor(stranger), "/delivery/sessions/" + session)).hasStatus(404);
        assertThat(forms.get(cast.actor(one), at)).hasStatus(404);
        assertThat(forms.post(office, at + "/attendance", "person", one.toString(), "state", "SOMEHOW")).hasStatus(400);
        assertThat(forms.post(office, at + "/attendance", "person", one.toString(), "state", "PRESENT")).hasStatus3xxRedirection();
        assertThat(forms.post(office, at + "/closing")).hasStatus(422);
        assertThat(forms.post(office, at, "topic", "改名")).hasStatus(422).bodyText().contains("value=\"改名\"");
        assertThat(forms.post(office, "/console/delivery/" + training + "/sessions", "session", UUID.randomUUID().toString())).hasStatus(422).bodyText().contains("填写日期和时间");
    }
}
