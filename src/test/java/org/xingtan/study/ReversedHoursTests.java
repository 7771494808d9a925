package org.xingtan.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.ledger.CorrectEntry;
import org.xingtan.ledger.ReverseEntry;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** What was reversed or put right in the ledger counts everywhere as it counts there. */
@XingtanTest
class ReversedHoursTests extends StudySteps {

    @Autowired ReverseEntry reversal;
    @Autowired CorrectEntry correction;
    @Autowired Forms forms;

    @Test
    void whatTheLedgerTakesBackIsTakenBackWhereverItIsShown() {
        var event = held("2");
        load.close(principal, event);
        assertThat(below()).isEqualTo("4.00");
        reversal.reverse(county, one, entry(one, "study"), "未到场");
        correction.correct(county, two, entry(two, "study"), CreditHours.of("1.5"), "早退");
        correction.correct(county, two, entry(two, "correction"), CreditHours.of("1"), "更早");

        assertThat(attendances.find(one, event).orElseThrow().credited()).hasToString("0.00");
        assertThat(attendances.of(event)).extracting(Attendance::corrected).containsExactly(true, true);
        assertThat(attendances.credited(one, YEAR)).hasToString("0.00");
        assertThat(attendances.credited(two, YEAR)).hasToString("1.00");
        assertThat(copied(one)).as("in the copy of one's own data").isEqualTo("0.00 true");
        assertThat(copied(two)).isEqualTo("1.00 true");
        assertThat(below()).isEqualTo("1.00");
        assertThat(forms.get(cast.actor(one), "/study/events/" + event)).hasStatusOk().bodyText().contains("计入 0.00 学时", "冲销或更正");
        assertThat(forms.get(principal, "/console/study/events/" + event)).hasStatusOk().bodyText().contains("已冲销或更正");
        assertThat(findings()).isEmpty();
    }

    /** What was posted before and taken back by opening the event again is none of it. */
    @Test
    void closedAgainItCountsAnew() {
        var event = held("2");
        load.close(principal, event);
        reversal.reverse(county, one, entry(one, "study"), "未到场");
        load.reopen(principal, event, "重新核对");
        assertThat(below()).isEqualTo("0.00");
        load.close(principal, event);

        assertThat(attendances.find(one, event).orElseThrow()).satisfies(it -> {
            assertThat(it.credited()).hasToString("2.00");
            assertThat(it.corrected()).isFalse();
        });
        assertThat(copied(one)).isEqualTo("2.00 false");
        assertThat(below()).isEqualTo("4.00");
    }

    /** What of it a copy of one's own data is made from. */
    private String copied(TeacherId teacher) {
        return db.sql("select credited || ' ' || corrected from study.attendance_card where teacher_id = :t").param("t", teacher.value()).query(String.class).single();
    }

    /** Nothing is posted beside it, and the hours are his. It could be put right so before. */
    @Test
    void whatWasPutRightBesideAClosingIsInTheCopyToo() {
        var event = held("2");
        load.close(principal, event);
        var posted = entry(two, "study");
        load.reopen(principal, event, "重新核对");
        load.correct(principal, event, two, Attendance.State.ABSENT, "没有签到");
        load.close(principal, event);
        db.sql("update study.event set posting = 1 where id = :id").param("id", event).update();
        correction.correct(county, two, posted, CreditHours.of("1.5"), "早退");
        db.sql("update study.event set posting = 2 where id = :id").param("id", event).update();
        load.reopen(principal, event, "找到签到表");
        load.correct(principal, event, two, Attendance.State.PRESENT, "签到表上有他");
        load.close(principal, event);

        assertThat(attendances.find(two, event).orElseThrow().leftOut()).isEqualTo("CORRECTED");
        assertThat(copied(two)).isEqualTo("1.50 true");
        assertThat(copied(one)).isEqualTo("2.00 false");
    }

    /** As the district reads it. */
    private String below() {
        return figures.below(java.util.List.of(school.parent().id()), YEAR, null, 50).items().stream().filter(it -> it.id().equals(school.id().value())).map(it -> it.hours().toString()).findFirst().orElseThrow();
    }

    private UUID entry(TeacherId teacher, String source) {
        return db.sql("select id from ledger.entry where teacher_id = :t and source = :source").param("t", teacher.value()).param("source", source).query(UUID.class).single();
    }
}
