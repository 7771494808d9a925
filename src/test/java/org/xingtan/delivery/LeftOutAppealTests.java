package org.xingtan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.appeal.Appeal;
import org.xingtan.appeal.DecideAppeal;
import org.xingtan.appeal.FileAppeal;
import org.xingtan.appeal.Matter;
import org.xingtan.platform.Uuids;
import org.xingtan.testing.Forms;
import org.xingtan.testing.ValidatedYears;
import org.xingtan.testing.XingtanTest;

/** Somebody was at a session and has no hours, because his year was validated: he may appeal where that brings them. */
@XingtanTest
class LeftOutAppealTests extends DeliverySteps {

    @Autowired SessionMatter matter;
    @Autowired FileAppeal file;
    @Autowired DecideAppeal decide;
    @Autowired YearsAudit years;
    @Autowired Clock clock;
    @Autowired Forms forms;

    /** Nobody undoes a validation. */
    private void andNothingIsKept(Runnable steps) {
        transaction.executeWithoutResult(then -> {
            steps.run();
            then.setRollbackOnly();
        });
    }

    private void validate() {
        ValidatedYears.keep(db, one, FIRST.getYear(), school.id(), clock.instant());
    }

    /** Of the first one nothing is said. */
    private UUID set() {
        var session = load.set(office, training, form(FIRST, "09:00", "12:00", "4"));
        load.enter(office, session, List.of(two), Attendance.State.PRESENT, "");
        return session;
    }

    private void noteAndCloseAgain(UUID session) {
        load.reopen(office, session, "核对签到表");
        load.enter(office, session, List.of(one), Attendance.State.PRESENT, "签到表上有他");
        load.close(office, session);
    }

    private Appeal filed(UUID session) {
        return file.file(cast.actor(one), new FileAppeal.Filing(Uuids.next(), matter.find(one, session).orElseThrow(), "当天全程在场，签到表上有签名。", List.of()));
    }

    private void assertAnAppealBringsThem(UUID session, String variant, String said) {
        assertThat(attendances.find(one, session).orElseThrow().leftOut()).isEqualTo("YEAR_CLOSED");
        assertThat(matter.of(one)).singleElement().satisfies(it -> assertThat(it.variant()).isEqualTo(variant));
        assertThat(forms.get(cast.actor(one), "/delivery/sessions/" + session)).hasStatusOk().bodyText().contains("可以申诉", "/appeals/new?kind=SESSION&amp;about=" + session);
        assertThat(forms.get(cast.actor(one), "/appeals/new?kind=SESSION&about=" + session)).hasStatusOk().bodyText().contains(said);
        decide.decide(cast.administrator(city.parent()), one, filed(session).id(), Appeal.State.GRANTED, new Matter.Remedy(null, "签到表可证"));

        assertThat(credited(one)).isEqualTo("4.00");
        assertThat(matter.of(one)).isEmpty();
        assertThat(years.findings(false)).noneMatch(it -> it.contains(one.toString()));
        assertThat(findings()).isEmpty();
    }

    /** Neither whoever closed it first, without a word of him, nor whoever closed it last decides about that. */
    @Test
    void whoClosedItFirstOrLastDoesNotDecide() {
        andNothingIsKept(() -> {
            var session = set();
            var first = cast.administrator(city.parent());
            load.close(first, session);
            validate();
            load.reopen(office, session, "核对签到表");
            load.enter(office, session, List.of(one), Attendance.State.PRESENT, "");
            var last = cast.administrator(city.parent());
            load.close(last, session);
            var appeal = filed(session);
            var remedy = new Matter.Remedy(null, "签到表可证");

            assertThat(appeal.contestedBy()).isEqualTo(first.teacher());
            for (var closer : List.of(first, last)) {
                assertThat(unmet(() -> decide.decide(closer, one, appeal.id(), Appeal.State.GRANTED, remedy))).containsExactly("appeal.not-his-act");
                assertThat(forms.get(closer, "/console/appeals/" + one + "/" + appeal.id())).hasStatusOk().bodyText().doesNotContain("name=\"decision\"");
            }
            decide.decide(cast.administrator(city.parent()), one, appeal.id(), Appeal.State.GRANTED, remedy);
            assertThat(credited(one)).isEqualTo("4.00");
        });
    }

    /** Whoever stood wrongly as absent is no worse off than whoever nobody had noted: neither closer decides about him. */
    @Test
    void whoStoodAsAbsentMayAsWell() {
        andNothingIsKept(() -> {
            var session = set();
            load.enter(office, session, List.of(one), Attendance.State.ABSENT, "");
            var first = cast.administrator(city.parent());
            load.close(first, session);
            validate();
            load.reopen(office, session, "核对签到表");
            load.enter(office, session, List.of(one), Attendance.State.PRESENT, "签到表上有他");
            var last = cast.administrator(city.parent());
            load.close(last, session);
            assertThat(forms.get(cast.actor(one), "/delivery/sessions/" + session)).hasStatusOk().bodyText().contains("/appeals/new?kind=SESSION&amp;about=" + session);
            var appeal = filed(session);

            for (var closer : List.of(first, last)) {
                assertThat(unmet(() -> decide.decide(closer, one, appeal.id(), Appeal.State.GRANTED, new Matter.Remedy(null, "签到表可证")))).containsExactly("appeal.not-his-act");
            }
        });
    }

    /** Nobody has hours of a leave; who was there all the same had nothing to appeal against. */
    @Test
    void whoWasOnLeaveWhenItWasClosedFirstMay() {
        andNothingIsKept(() -> {
            var session = set();
            load.enter(office, session, List.of(one), Attendance.State.EXCUSED, "病假");
            load.close(office, session);
            validate();
            noteAndCloseAgain(session);
            assertThat(matter.find(one, session).orElseThrow().contestedBy()).isEqualTo(office.teacher());

            assertAnAppealBringsThem(session, ".excused", "结束时记为请假，没有记学时");
        });
    }

    /** Or when his year was validated, though he had had the hours before. */
    @Test
    void whoWasOnLeaveWhenHisYearWasValidatedMay() {
        andNothingIsKept(() -> {
            var session = held("4");
            load.close(office, session);
            load.reopen(office, session, "核对签到表");
            load.enter(office, session, List.of(one), Attendance.State.EXCUSED, "病假");
            load.close(office, session);
            validate();
            noteAndCloseAgain(session);

            assertAnAppealBringsThem(session, ".no-hours", "记为到场，没有记学时");
        });
    }

    /** It gave nobody any hours then. */
    @Test
    void whoWasThereWhenItHadNoHoursMay() {
        andNothingIsKept(() -> {
            var session = held("0");
            load.close(office, session);
            validate();
            load.reopen(office, session, "补核学时");
            db.sql("update delivery.session set hours = 4 where id = :id").param("id", session).update();
            load.close(office, session);

            assertAnAppealBringsThem(session, ".no-hours", "记为到场，没有记学时");
        });
    }

    /** An appeal would bring him nothing either, and the page says so. */
    @Test
    void whoseYearWasValidatedBeforeItWasClosedFirstMayNot() {
        andNothingIsKept(() -> {
            var session = set();
            validate();
            load.close(office, session);
            noteAndCloseAgain(session);

            assertThat(attendances.find(one, session).orElseThrow().leftOut()).isEqualTo("YEAR_CLOSED");
            assertThat(matter.of(one)).isEmpty();
            assertThat(forms.get(cast.actor(one), "/delivery/sessions/" + session)).hasStatusOk().bodyText().contains("申诉也不能改变").doesNotContain("kind=SESSION");
            assertThat(years.findings(false)).noneMatch(it -> it.contains(one.toString()));
            assertThat(unmet(() -> filed(session))).containsExactly("appeal.contestable");
        });
    }
}
