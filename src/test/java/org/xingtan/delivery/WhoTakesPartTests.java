package org.xingtan.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.application.ReportAbsence;
import org.xingtan.enrollment.Enroll;
import org.xingtan.enrollment.Participation;
import org.xingtan.enrollment.Participations;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.testing.Forms;
import org.xingtan.testing.Statements;
import org.xingtan.testing.XingtanTest;

/** Who takes part, since when, and what he knew of. */
@XingtanTest
class WhoTakesPartTests extends DeliverySteps {

    @Autowired ReportAbsence absences;
    @Autowired Participations participations;
    @Autowired Enroll enroll;
    @Autowired Forms forms;

    @Test
    void whoHasLeftIsInNobodysWay() {
        var session = known("4");
        load.enter(office, session, List.of(one), Attendance.State.PRESENT, "");
        db.sql("insert into delivery.leave (teacher_id, session_id, reason, asked_at, begins) select :t, id, '出差', :at, day + starts from delivery.session where id = :id")
            .param("t", two.value()).param("at", FIRST.atStartOfDay().atOffset(ZoneOffset.UTC)).param("id", session).update();
        assertThat(unmet(() -> load.close(office, session))).containsExactly("delivery.close.leave");
        assertThat(look.session(office, session).asking()).hasSize(1);
        absences.excuse(office, db.sql("select id from application.application where teacher_id = :t").param("t", two.value()).query(UUID.class).single(), "调离");
        assertThat(look.session(office, session).asking()).isEmpty();
        load.close(office, session);

        assertThat(credited(one)).isEqualTo("4.00");
        assertThat(state(two, session)).isEmpty();
    }

    @Test
    void onlyWhoIsAdmittedTakesPartInATrainingByApplication() {
        var before = participations.find(one, new ProgramId(training)).orElseThrow();
        transaction.executeWithoutResult(_ -> enroll.all(List.of(new Participation(Uuids.next(), stranger, before.program(), before.track(), before.organization(), before.joinedAt(), null))));
        var session = known("4");
        assertThat(load.people(training)).containsExactlyInAnyOrder(one, two);
        assertThat(mine.isOf(stranger, session)).isFalse();
        assertThatThrownBy(() -> load.enter(office, session, List.of(stranger), Attendance.State.PRESENT, "")).isInstanceOf(NotFound.class);
        load.enter(office, session, List.of(one, two), Attendance.State.PRESENT, "");
        load.close(office, session);

        assertThat(state(stranger, session)).isEmpty();
    }

    @Test
    void nobodyIsAbsentFromWhatWasOverBeforeHeCame() {
        var session = known("4");
        load.enter(office, session, List.of(one), Attendance.State.PRESENT, "");
        assertThat(look.session(office, session).silent()).isEqualTo(1);
        db.sql("update application.application set settled_at = clock_timestamp() where teacher_id = :t").param("t", two.value()).update();
        assertThat(look.session(office, session).silent()).isZero();
        load.close(office, session);

        assertThat(state(two, session)).isEmpty();
        assertThat(look.training(office, training).figures()).isEqualTo(new DeliveryView.Figures(1, 1, 1, 1));
        assertThat(findings()).isEmpty();
    }

    @Test
    void whatIsEnteredAfterwardsNeedsAReasonAndMakesNobodyAbsent() {
        assertThat(unmet(() -> load.set(office, training, new SessionForm(FIRST.toString(), "09:00", "12:00", "", "课程标准解读", "4", null)))).containsExactly("delivery.form.past");
        assertThat(unmet(() -> load.layOut(office, training, " "))).containsExactly("delivery.form.past");
        var session = load.set(office, training, form(FIRST, "09:00", "12:00", "4"));
        load.enter(office, session, List.of(one), Attendance.State.PRESENT, "");
        load.close(office, session);

        assertThat(state(two, session)).isEmpty();
        assertThat(told(one, "delivery.set")).isZero();
        assertThat(sessions.find(session).orElseThrow().reason()).isEqualTo("据签到表补登");
    }

    @Test
    void whatIsToComeIsTold() {
        training = called(TrainingDays.of(TODAY.plusDays(1), TODAY.plusDays(2)), one, two);
        load.set(office, training, new SessionForm(TODAY.plusDays(1).toString(), "09:00", "12:00", "报告厅", "开班", "4", null));
        assertThat(told(one, "delivery.set")).isEqualTo(1);
        var made = load.layOut(office, training, "");
        assertThat(told(one, "delivery.set")).isEqualTo(1);
        assertThat(made).hasSize(2);
        assertThat(told(stranger, "delivery.set")).isZero();
    }

    /** However many they are: neither what is sent nor what the database is asked grows with them. */
    @Test
    void allOfWhomNothingIsSaidAreEnteredAtOnce() {
        var session = known("4");
        var at = "/console/delivery/sessions/" + session;
        load.enter(office, session, List.of(two), Attendance.State.LATE, "");
        assertThat(forms.get(office, at)).hasStatusOk().bodyText().contains("登记所有还没有登记的人");
        assertThat(forms.post(office, at + "/attendance", "state", "PRESENT", "all", "true")).hasStatus3xxRedirection();
        assertThat(forms.post(office, at + "/attendance", "state", "PRESENT", "all", "true")).hasStatus3xxRedirection();

        assertThat(state(one, session)).isEqualTo("PRESENT TICKED");
        assertThat(state(two, session)).isEqualTo("LATE TICKED");
        assertThat(acts(session)).containsExactlyInAnyOrder(one + " 1 PRESENT", two + " 1 LATE");
        assertThat(forms.get(office, at)).hasStatusOk().bodyText().doesNotContain("登记所有还没有登记的人");
        assertThat(forms.get(office, at + "/code")).hasStatusOk().bodyText().contains("已到 1 人，迟到 1 人，共 2 人");
    }

    @Test
    void manyAreEnteredByAsManyStatementsAsOne() {
        var first = known("4");
        var next = load.set(office, training, form(FIRST.plusDays(1), "09:00", "12:00", "4"));
        var alone = Statements.of(() -> load.enter(office, first, List.of(one), Attendance.State.PRESENT, ""));
        var both = Statements.of(() -> load.enter(office, next, List.of(one, two), Attendance.State.PRESENT, ""));

        assertThat(Statements.oftener(both, alone)).isEmpty();
    }

    @Test
    void whoWasThereHasBegunAndIsNotSaidNotToHaveCome() {
        var session = known("4");
        var application = db.sql("select id from application.application where teacher_id = :t").param("t", one.value()).query(UUID.class).single();
        load.enter(office, session, List.of(one), Attendance.State.PRESENT, "");
        load.enter(office, session, List.of(two), Attendance.State.ABSENT, "");
        assertThat(unmet(() -> absences.absent(office, application, "没有来"))).containsExactly("application.not-seen");
        assertThat(begun(one)).isTrue();
        assertThat(begun(two)).isFalse();
        load.enter(office, session, List.of(one), Attendance.State.ABSENT, "代签");
        absences.absent(office, application, "没有来");

        assertThat(load.people(training)).containsExactly(two);
    }

    @Test
    void whoChecksInHasBegun() {
        var session = now("0");
        load.checkIn(cast.actor(one), session, Instant.now());
        assertThat(begun(one)).isTrue();
    }

    private boolean begun(TeacherId person) {
        return participations.find(person, new ProgramId(training)).orElseThrow().startedAt() != null;
    }

    private List<String> acts(UUID session) {
        return db.sql("select teacher_id || ' ' || n || ' ' || after from delivery.attendance_act where session_id = :id").param("id", session).query(String.class).list();
    }

    private int told(TeacherId person, String rule) {
        return db.sql("select count(*) from messaging.message where teacher_id = :t and rule = :rule").param("t", person.value()).param("rule", rule).query(Integer.class).single();
    }
}
