package org.xingtan.study;

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

/** Somebody was at an event and has no hours, because his year was validated: he may appeal where that brings them. */
@XingtanTest
class LeftOutAppealTests extends StudySteps {

    @Autowired AttendanceMatter matter;
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
        ValidatedYears.keep(db, one, YEAR, school.id(), clock.instant());
    }

    /** Of the first one nothing is said. */
    private UUID set() {
        var event = load.event(principal, confirmed("2"), wantedEvent("2"));
        load.tick(principal, event, List.of(two));
        return event;
    }

    private void noteAndCloseAgain(UUID event) {
        load.reopen(principal, event, "核对签到表");
        load.tick(principal, event, List.of(one));
        load.close(principal, event);
        assertThat(attendances.find(one, event).orElseThrow().leftOut()).isEqualTo("YEAR_CLOSED");
    }

    @Test
    void whoseYearWasValidatedSinceItWasClosedFirstMay() {
        andNothingIsKept(() -> {
            var event = set();
            load.close(principal, event);
            validate();
            noteAndCloseAgain(event);
            assertThat(forms.get(cast.actor(one), "/study/events/" + event)).hasStatusOk().bodyText().contains("认为应当有学时的，可以申诉", "/appeals/new?kind=ATTENDANCE&amp;about=" + event);
            var subject = matter.find(one, event).orElseThrow();
            var appeal = file.file(cast.actor(one), new FileAppeal.Filing(Uuids.next(), subject, "我全程在场，签到表可以证明。", List.of()));
            decide.decide(county, one, appeal.id(), Appeal.State.GRANTED, new Matter.Remedy(null, "签到表可证"));

            assertThat(credited(one)).isEqualTo("2.00");
            assertThat(years.findings(false)).noneMatch(it -> it.contains(one.toString()));
            assertThat(findings()).isEmpty();
        });
    }

    /** He worked elsewhere on that day, so that nothing was amiss without a word of him. */
    @Test
    void whoWasNoneOfItsPeopleMayAsWell() {
        andNothingIsKept(() -> {
            var event = set();
            db.sql("update directory.employment set during = daterange(cast(:day as date), null) where teacher_id = :t").param("day", YEAR + "-05-13").param("t", one.value()).update();
            load.close(principal, event);
            assertThat(matter.find(one, event)).isEmpty();
            validate();
            noteAndCloseAgain(event);

            assertThat(matter.of(one)).singleElement().satisfies(it -> assertThat(it.reference()).isEqualTo(event));
        });
    }

    /** An appeal would bring him nothing either, and the page says so. */
    @Test
    void whoseYearWasValidatedBeforeItWasClosedFirstMayNot() {
        andNothingIsKept(() -> {
            var event = set();
            validate();
            load.close(principal, event);
            noteAndCloseAgain(event);

            assertThat(matter.of(one)).isEmpty();
            assertThat(matter.find(one, event).orElseThrow().contestable()).isFalse();
            assertThat(forms.get(cast.actor(one), "/study/events/" + event)).hasStatusOk().bodyText().contains("申诉也不能改变").doesNotContain("kind=ATTENDANCE");
            assertThat(years.findings(false)).noneMatch(it -> it.contains(one.toString()));
        });
    }
}
