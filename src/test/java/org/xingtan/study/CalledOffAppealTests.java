package org.xingtan.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.appeal.Appeal;
import org.xingtan.appeal.DecideAppeal;
import org.xingtan.appeal.FileAppeal;
import org.xingtan.appeal.Matter;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Uuids;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** An event is called off while an appeal waits: nothing can come of it any more, and it is answered all the same. */
@XingtanTest
class CalledOffAppealTests extends StudySteps {

    private static final Matter.Remedy REMEDY = new Matter.Remedy(null, "签到表可证");

    @Autowired AttendanceMatter matter;
    @Autowired FileAppeal file;
    @Autowired DecideAppeal decide;
    @Autowired Forms forms;

    @Test
    void whoWasRightHearsSo() {
        var appeal = calledOff();
        assertThat(forms.get(county, "/console/appeals/" + one + "/" + appeal.id())).hasStatusOk().bodyText().contains("这次活动已经取消，考勤不再更正");
        grant(appeal);
        grant(appeal);

        assertThat(attendances.find(one, appeal.reference()).orElseThrow().state()).isEqualTo(Attendance.State.ABSENT);
        assertThat(entries(one)).isEmpty();
        assertThat(forms.get(cast.actor(one), "/appeals/" + appeal.id())).hasStatusOk().bodyText().contains("原来的考勤记录不对", "不计学时");
        assertThat(db.sql("select text from messaging.message where teacher_id = :t and rule = 'appeal.decided'").param("t", one.value()).query(String.class).list())
            .containsExactly("appeal.told.late.EVENT_CANCELED.");
        assertThat(findings()).isEmpty();
        assertBroken("update study.event set state = 'PLANNED' where id = :id", appeal.reference());
        transaction.executeWithoutResult(then -> {
            db.sql("alter table study.event disable trigger event_stays").update();
            db.sql("update study.event set state = 'PLANNED' where id = :id").param("id", appeal.reference()).update();
            assertThat(findings()).singleElement().asString().contains(appeal.id() + "", "is not called off");
            then.setRollbackOnly();
        });
    }

    /** Nobody does away with the hours of those who were there, and with what an appeal brings. */
    @Test
    void whatWasClosedOnceIsNotCalledOff() {
        var event = filed().reference();
        load.close(principal, event);
        load.reopen(principal, event, "核对签到表");
        var refused = catchThrowableOfType(Refused.class, () -> load.cancel(principal, event, "没有举行"));

        assertThat(refused.verdict().unmet()).extracting(Condition::code).containsExactly("study.cancel.never-closed");
        assertThat(forms.get(principal, "/console/study/events/" + event)).hasStatusOk().bodyText().doesNotContain("取消活动");
        assertBroken("update study.event set state = 'CANCELED', reason = 'x' where id = :id", event);
    }

    @Test
    void whatIsCalledOffInThatVeryMomentIsDecidedWhenItIsAskedAgain() {
        assertDecidedWhenAskedAgain(calledOff());
    }

    @Test
    void soIsWhatTheUnitHasPutRightBeforeItCalledItOff() {
        var appeal = filed();
        load.correct(principal, appeal.reference(), one, Attendance.State.PRESENT, "核对后更正");
        load.cancel(principal, appeal.reference(), "场地占用");
        assertDecidedWhenAskedAgain(appeal);
    }

    private void assertDecidedWhenAskedAgain(Appeal appeal) {
        var refused = catchThrowableOfType(Refused.class, () -> transaction.executeWithoutResult(_ -> matter.grant(county, appeal, REMEDY)));
        assertThat(refused.verdict().unmet()).extracting(Condition::code).containsExactly("study.appeal.held");
    }

    private Appeal calledOff() {
        var appeal = filed();
        load.cancel(principal, appeal.reference(), "场地占用");
        return appeal;
    }

    /** Its event has one who stands as absent. */
    private Appeal filed() {
        var event = load.event(principal, confirmed("2"), wantedEvent("2"));
        load.tick(principal, event, List.of(two));
        load.correct(principal, event, one, Attendance.State.ABSENT, "未签到");
        return file.file(cast.actor(one), new FileAppeal.Filing(Uuids.next(), matter.find(one, event).orElseThrow(), "我全程在场，签到表可以证明。", List.of()));
    }

    private void grant(Appeal appeal) {
        decide.decide(county, one, appeal.id(), Appeal.State.GRANTED, REMEDY);
    }
}
