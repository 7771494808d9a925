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
        assertThat(below()).isEqualTo("4.00");
    }

    /** As the district reads it. */
    private String below() {
        return figures.below(java.util.List.of(school.parent().id()), YEAR, null, 50).items().stream().filter(it -> it.id().equals(school.id().value())).map(it -> it.hours().toString()).findFirst().orElseThrow();
    }

    private UUID entry(TeacherId teacher, String source) {
        return db.sql("select id from ledger.entry where teacher_id = :t and source = :source").param("t", teacher.value()).param("source", source).query(UUID.class).single();
    }
}
