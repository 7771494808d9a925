package org.xingtan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.selection.OfferingId;
import org.xingtan.selection.ReviseOffering;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** What was asked when a session was set is asked again when it is closed. */
@XingtanTest
class ClosingAsksTests extends DeliverySteps {

    @Autowired CheckIn checkIn;
    @Autowired ReviseOffering revise;
    @Autowired DeliveryDuties duties;
    @Autowired OneRead read;
    @Autowired Forms forms;

    @Test
    void aSessionOutsideTheDaysOfItsTrainingBringsNothing() {
        var session = held("4");
        move(FIRST.plusDays(1));
        assertThat(unmet(() -> load.close(office, session))).containsExactly("delivery.form.when");
        assertThat(look.session(office, session).closable().met()).isFalse();
        move(FIRST);
        load.close(office, session);

        assertThat(credited(one)).isEqualTo("4.00");
    }

    @Test
    void allSessionsTogetherFitWhatTheTrainingHasRoomFor() {
        var session = held("4");
        var next = load.set(office, training, form(FIRST.plusDays(1), "08:00", "18:00", "8"));
        move(FIRST);
        assertThat(unmet(() -> load.close(office, session))).containsExactly("delivery.close.room");
        keep.cancel(office, next, "日期减少");
        load.close(office, session);

        assertThat(credited(one)).isEqualTo("4.00");
    }

    @Test
    void ofATrainingThatIsCalledOffNothingIsHeldAnyMore() {
        var session = course();
        assertThat(asked()).isEqualTo(2);
        withdraw(FIRST.atStartOfDay().toInstant(ZoneOffset.UTC));
        assertThat(asked()).isZero();
        assertThat(unmet(() -> load.close(office, session))).containsExactly("delivery.close.held");
        assertThat(unmet(() -> checkIn.checkIn(cast.actor(two), session, "1"))).contains("delivery.not-called-off");
        assertThat(unmet(() -> load.ask(cast.actor(two), session, "住院"))).contains("delivery.not-called-off");
        assertThat(mine.one(cast.actor(two), session).calledOff()).isTrue();
        assertThat(forms.get(cast.actor(two), "/delivery")).hasStatusOk().bodyText().contains("已取消");
        assertThat(forms.get(cast.actor(two), "/delivery/sessions/" + session)).hasStatusOk().bodyText().contains("已取消");
        assertThat(forms.get(office, "/console/delivery/sessions/" + session)).hasStatusOk().bodyText().contains("培训已取消", "或在取消前已经上完");
    }

    @Test
    void whatWasOverBeforeItWasCalledOffIsClosed() {
        var session = course();
        withdraw(Instant.now());
        assertThat(mine.one(cast.actor(two), session).calledOff()).isFalse();
        load.close(office, session);

        assertThat(entries(one)).containsExactly("delivery PROFESSIONAL 3.00 3.00");
    }

    @Test
    void timesAreThoseOfAClockOnTheWall() {
        assertThat(unmet(() -> load.set(office, training, form(FIRST, "09:00:00.0000001", "09:00:00.0000002", "0")))).contains("delivery.form.time");
        assertThat(unmet(() -> load.set(office, training, form(FIRST, "09:00:01", "12:00", "4")))).contains("delivery.form.time");
    }

    @Test
    void theAuditSeesWhoWasLateWithoutHoursAndWhatNobodyHasSaid() {
        var session = known("4");
        load.enter(office, session, List.of(one, two), Attendance.State.LATE, "");
        load.close(office, session);
        assertThat(findings()).isEmpty();
        db.sql("alter table delivery.attendance disable trigger attendance_is_closed").update();
        try {
            db.sql("update delivery.attendance set state = 'LEFT_EARLY', earned = null, credited = null where teacher_id = :t").param("t", two.value()).update();
            assertThat(findings()).anyMatch(it -> it.contains("is LEFT_EARLY, and its last act says LATE"));
            db.sql("update delivery.attendance set state = 'LATE' where teacher_id = :t").param("t", two.value()).update();
            assertThat(findings()).anyMatch(it -> it.contains("gave hours to 1 of 2 who were late"));
        } finally {
            db.sql("update delivery.attendance set state = 'LATE', earned = 4, credited = 4 where teacher_id = :t").param("t", two.value()).update();
            db.sql("alter table delivery.attendance enable trigger attendance_is_closed").update();
        }
        assertThat(findings()).isEmpty();
    }

    /** The first meeting of a course, at which one was, and the other was on leave. */
    private UUID course() {
        training = offered(cast.under(city, "PROVIDER"), one, two);
        var session = load.layOut(office, training, "据签到表补登").getFirst();
        load.complete(office, session, "急救室", "心肺复苏", "3");
        load.enter(office, session, List.of(one), Attendance.State.PRESENT, "");
        load.enter(office, session, List.of(two), Attendance.State.EXCUSED, "住院");
        return session;
    }

    /** How many sessions whoever is in charge is asked to close. */
    private int asked() {
        return read.of(duties.ofOffices(Set.of(office.teacher()))).getOrDefault(office.teacher(), List.of()).stream().mapToInt(it -> (int) it.arguments().getFirst()).sum();
    }

    private void withdraw(Instant at) {
        revise.withdraw(office, new OfferingId(training), "停开");
        db.sql("update selection.offering set withdrawn_at = :at where offering_id = :id").param("at", at.atOffset(ZoneOffset.UTC)).param("id", training).update();
    }

    /** The training takes that day alone. */
    private void move(LocalDate day) {
        var days = TrainingDays.of(day, day).toString();
        db.sql("update application.call set training = cast(:days as datemultirange) where program_id = :id").param("days", days).param("id", training).update();
        db.sql("update application.application set training = cast(:days as datemultirange) where program_id = :id and state = 'ADMITTED'").param("days", days).param("id", training).update();
    }
}
