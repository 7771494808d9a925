package org.xingtan.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.xingtan.directory.Role;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.testing.XingtanTest;

/** A training in person from its days to the hours and back. */
@XingtanTest
class DeliveryModuleTests extends DeliverySteps {

    @Test
    void theDaysOfATrainingBecomeSessionsThatAreCompleted() {
        assertThat(look.overview(office, null).page().items()).extracting(it -> it.training().id()).contains(training);
        var made = load.layOut(office, training, "据签到表补登");
        load.layOut(office, training, "据签到表补登");

        assertThat(made).hasSize(3);
        assertThat(sessions.of(training)).extracting(Session::day).containsExactly(FIRST, FIRST.plusDays(1), FIRST.plusDays(2));
        load.complete(office, made.getFirst(), "报告厅", "开班", "6");
        assertThat(sessions.find(made.getFirst()).orElseThrow()).satisfies(it -> {
            assertThat(it.place()).isEqualTo("报告厅");
            assertThat(it.hours()).hasToString("6.00");
        });
        assertThat(look.training(office, training).people()).isEqualTo(2);
    }

    @Test
    void aDayOfATrainingThatHasASessionIsNotLaidOut() {
        load.set(office, training, form(FIRST, "18:30", "20:30", "2"));
        assertThat(look.training(office, training).missing()).isEqualTo(2);
        assertThat(load.layOut(office, training, "据签到表补登")).hasSize(3);
        assertThat(look.training(office, training).missing()).isZero();
    }

    @Test
    void aSessionLiesInTheDaysAndFitsTheHours() {
        assertThat(unmet(() -> load.set(office, training, form(FIRST.minusDays(1), "09:00", "12:00", "4")))).containsExactly("delivery.form.when");
        assertThat(unmet(() -> load.set(office, training, form(FIRST, "12:00", "09:00", "4")))).contains("delivery.form.time");
        assertThat(unmet(() -> load.set(office, training, form(FIRST, "09:00", "10:00", "4")))).containsExactly("delivery.form.length");
        assertThat(unmet(() -> load.set(office, training, form(FIRST, "06:00", "20:00", "9")))).containsExactly("delivery.form.hours");
        for (var day = 0; day < 2; day++) {
            load.set(office, training, form(FIRST.plusDays(day), "08:00", "18:00", "8"));
        }
        assertThat(unmet(() -> load.set(office, training, form(FIRST, "17:00", "19:00", "0")))).containsExactly("delivery.form.apart");
        assertThat(unmet(() -> load.set(office, training, form(FIRST.plusDays(2), "08:00", "18:00", "8")))).containsExactly("delivery.form.room");
        load.set(office, training, form(FIRST.plusDays(2), "08:00", "18:00", "7"));
        assertThat(look.training(office, training).used()).hasToString("23.00");
    }

    @Test
    void whoWasThereHasTheHoursAndWhoeverIsWithoutAWordIsAbsent() {
        var session = known("4");
        assertThat(unmet(() -> load.close(office, session))).containsExactly("delivery.close.somebody");
        load.enter(office, session, List.of(one), Attendance.State.PRESENT, "");
        load.close(office, session);
        load.close(office, session);

        assertThat(entries(one)).containsExactly("delivery PROFESSIONAL 4.00 4.00");
        assertThat(entries(two)).isEmpty();
        assertThat(state(two, session)).isEqualTo("ABSENT CLOSING");
        assertThat(look.training(office, training).figures()).isEqualTo(new DeliveryView.Figures(1, 1, 2, 1));
        assertThat(mine.mine(cast.actor(one)).past()).extracting(it -> it.session().id()).containsExactly(session);
        assertThat(findings()).isEmpty();
    }

    @Test
    void comingLateIsNotedAndTheRuleSaysWhatItBrings() {
        keep.rule(office, training, "15", false);
        var session = load.set(office, training, form(FIRST, "09:00", "12:00", "4"));
        load.enter(office, session, List.of(one), Attendance.State.LATE, "");
        load.enter(office, session, List.of(two), Attendance.State.LEFT_EARLY, "");
        load.close(office, session);
        assertThat(entries(one)).isEmpty();
        assertThat(entries(two)).isEmpty();

        load.reopen(office, session, "迟到应计学时");
        keep.rule(office, training, "15", true);
        load.close(office, session);
        assertThat(entries(one)).containsExactly("delivery PROFESSIONAL 4.00 4.00");
        assertThat(entries(two)).isEmpty();
        assertThat(look.training(office, training).figures().rate()).isEqualTo(100);
        assertThat(findings()).isEmpty();
    }

    @Test
    void openedAgainTheHoursAreTakenBackAndPostedAnewAfterCorrections() {
        var session = held("4");
        load.close(office, session);
        assertThatThrownBy(() -> load.enter(office, session, List.of(two), Attendance.State.ABSENT, "代签")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> load.reopen(office, session, " ")).isInstanceOf(Refused.class);

        load.reopen(office, session, "有人代签");
        load.reopen(office, session, "有人代签");
        assertThat(credited(one)).isEqualTo("0.00");
        assertThat(findings()).isEmpty();
        assertThat(unmet(() -> load.enter(office, session, List.of(two), Attendance.State.ABSENT, ""))).containsExactly("delivery.attendance.reason");
        load.enter(office, session, List.of(two), Attendance.State.ABSENT, "代签");
        load.close(office, session);

        assertThat(credited(one)).isEqualTo("4.00");
        assertThat(credited(two)).isEqualTo("0.00");
        assertThat(state(two, session)).isEqualTo("ABSENT CORRECTED");
        assertThat(findings()).isEmpty();
    }

    @Test
    void leaveIsNotedWithItsReasonAndCountsForNobody() {
        var session = load.set(office, training, form(FIRST, "09:00", "12:00", "4"));
        load.enter(office, session, List.of(one), Attendance.State.PRESENT, "");
        assertThat(unmet(() -> load.enter(office, session, List.of(two), Attendance.State.EXCUSED, ""))).containsExactly("delivery.attendance.reason");
        load.enter(office, session, List.of(two), Attendance.State.EXCUSED, "住院");
        load.close(office, session);

        assertThat(look.training(office, training).figures()).isEqualTo(new DeliveryView.Figures(1, 1, 1, 1));
        assertThat(credited(two)).isEqualTo("0");
        assertThat(findings()).isEmpty();
    }

    @Test
    void onlyWhoTakesPartIsEnteredAndNobodyEntersHimself() {
        cast.appoint(one, Role.TRAINING_ADMINISTRATOR, city);
        var session = load.set(office, training, form(FIRST, "09:00", "12:00", "4"));
        assertThatThrownBy(() -> load.enter(office, session, List.of(stranger), Attendance.State.PRESENT, "")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> load.enter(cast.actor(one), session, List.of(one), Attendance.State.PRESENT, "")).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> load.enter(cast.administrator(school), session, List.of(one), Attendance.State.PRESENT, "")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> look.session(cast.administrator(cast.city()), session)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> mine.one(cast.actor(stranger), session)).isInstanceOf(NotFound.class);
        load.enter(cast.actor(one), session, List.of(two), Attendance.State.PRESENT, "");

        assertThat(look.session(office, session).people()).extracting(DeliveryView.Person::id).containsExactlyInAnyOrder(one, two);
    }

    @Test
    void whatHasNotBegunTakesNothingButLeave() {
        var session = now("2");
        var tomorrow = load.set(office, training, form(TODAY.plusDays(1), "09:00", "12:00", "2"));
        load.enter(office, session, List.of(one), Attendance.State.PRESENT, "");
        assertThat(unmet(() -> load.enter(office, tomorrow, List.of(one), Attendance.State.PRESENT, ""))).containsExactly("delivery.attendance.begun");
        load.enter(office, tomorrow, List.of(one), Attendance.State.EXCUSED, "外出");
        assertThat(unmet(() -> load.close(office, session))).containsExactly("delivery.close.over");
    }

    @Test
    void theProviderKeepsACourseThatItGives() {
        var provider = cast.under(city, "PROVIDER");
        var staff = cast.actor(cast.staff(provider, Role.PROVIDER_STAFF));
        training = offered(provider, one);
        assertThatThrownBy(() -> look.training(cast.actor(cast.staff(cast.under(city, "PROVIDER"), Role.PROVIDER_STAFF)), training)).isInstanceOf(NotFound.class);
        var made = load.layOut(staff, training, "据签到表补登");
        assertThat(made).hasSize(2);
        assertThat(sessions.find(made.getFirst()).orElseThrow().starts()).hasToString("09:00");
        load.complete(staff, made.getFirst(), "急救室", "心肺复苏", "3");
        load.enter(staff, made.getFirst(), List.of(one), Attendance.State.PRESENT, "");
        load.close(office, made.getFirst());

        assertThat(entries(one)).containsExactly("delivery PROFESSIONAL 3.00 3.00");
        assertThat(unmet(() -> load.complete(staff, made.getLast(), "急救室", "海姆立克", "1"))).containsExactly("delivery.form.room");
        assertThat(look.overview(staff, null).page().items()).hasSize(1);
        assertThat(findings()).isEmpty();
    }

    @Test
    void whatIsChangedOrCalledOffIsToldToThoseWhoTakePart() {
        var session = now("0");
        var one = SessionForm.of(sessions.find(session).orElseThrow());
        keep.change(office, session, new SessionForm(one.day(), one.starts(), one.ends(), "二楼", one.topic(), one.hours(), "人多"));
        keep.change(office, session, new SessionForm(one.day(), one.starts(), one.ends(), "二楼", one.topic(), one.hours(), "人多"));
        assertThatThrownBy(() -> keep.cancel(office, session, "")).isInstanceOf(Refused.class);
        keep.cancel(office, session, "停电");
        keep.cancel(office, session, "停电");

        assertThat(db.sql("select count(*) from messaging.message where teacher_id = :t and rule in ('delivery.changed', 'delivery.canceled')").param("t", this.one.value())
            .query(Integer.class).single()).isEqualTo(2);
        assertThatThrownBy(() -> load.enter(office, session, List.of(two), Attendance.State.PRESENT, "")).isInstanceOf(Problem.class);
    }

    @Test
    void whatIsClosedStaysInTheDatabaseToo() {
        var session = held("4");
        assertBroken("update delivery.attendance_act set reason = 'x' where session_id = :id", session);
        load.close(office, session);

        assertBroken("update delivery.attendance set state = 'ABSENT', earned = null, credited = null where session_id = :id", session);
        assertBroken("delete from delivery.attendance where session_id = :id", session);
        assertBroken("update delivery.session set hours = 8 where id = :id", session);
        assertBroken("delete from delivery.session where id = :id", session);
        assertBroken("""
            insert into delivery.session (id, training_id, day, starts, ends, topic, hours, secret)
            select gen_random_uuid(), training_id, day, '10:00', '11:00', topic, 0, secret from delivery.session where id = :id
            """, session);
        assertThat(findings()).isEmpty();
        db.sql("alter table delivery.attendance disable trigger attendance_is_closed").update();
        try {
            db.sql("update delivery.attendance set earned = null, credited = null where teacher_id = :t and session_id = :id").param("t", one.value()).param("id", session).update();
            assertThat(findings()).hasSize(2);
        } finally {
            db.sql("update delivery.attendance set earned = 4, credited = 4 where teacher_id = :t and session_id = :id").param("t", one.value()).param("id", session).update();
            db.sql("alter table delivery.attendance enable trigger attendance_is_closed").update();
        }
        assertThat(findings()).isEmpty();
    }

    /** Sent twice, it is one. */
    @Test
    void theSameFormIsTheSameSession() {
        var made = UUID.randomUUID();
        assertThat(keep.set(office, training, made, form(FIRST, "09:00", "12:00", "4"))).isEqualTo(keep.set(office, training, made, form(FIRST, "09:00", "12:00", "4")));
        assertThat(sessions.of(training)).hasSize(1);
    }
}
