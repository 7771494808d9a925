package org.xingtan.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.appeal.Appeal;
import org.xingtan.appeal.DecideAppeal;
import org.xingtan.appeal.FileAppeal;
import org.xingtan.appeal.Matter;
import org.xingtan.appeal.MyAppeals;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Refused;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** Who was late has no hours where the plan says so: then he appeals as whoever stands as absent does. */
@XingtanTest
class LateAppealTests extends StudySteps {

    @Autowired AttendanceMatter matter;
    @Autowired FileAppeal file;
    @Autowired DecideAppeal decide;
    @Autowired MyAppeals mine;
    @Autowired Forms forms;
    @Autowired MockMvcTester mvc;

    @Test
    void whereBeingLateBringsNoHoursItIsContested() {
        var event = late(false);
        assertThat(mine.offered(one).get(Appeal.Kind.ATTENDANCE)).singleElement().satisfies(it -> {
            assertThat(it.reference()).isEqualTo(event);
            assertThat(it.variant()).isEqualTo(".late");
            assertThat(it.facts()).containsExactly(LocalDate.parse(DAY), "迟到二十分钟");
            assertThat(it.contestedBy()).isEqualTo(principal.teacher());
        });
        assertThat(mine.offered(two)).doesNotContainKey(Appeal.Kind.ATTENDANCE);
    }

    @Test
    void whereItBringsThemThereIsNothingToContest() {
        var event = late(true);
        assertThat(entries(one)).containsExactly("study 2.00 2.00");
        assertThat(mine.offered(one)).doesNotContainKey(Appeal.Kind.ATTENDANCE);
        assertThat(matter.find(one, event)).hasValueSatisfying(it -> assertThat(it.contestable()).isFalse());
    }

    @Test
    void grantedHeWasThereInTimeAndHasTheHours() {
        var event = late(false);
        assertThat(entries(one)).isEmpty();
        grant(filed(event));

        assertThat(entries(one)).containsExactly("study 2.00 2.00");
        assertThat(attendances.find(one, event).orElseThrow()).extracting(Attendance::state, Attendance::how).containsExactly(Attendance.State.PRESENT, "APPEALED");
        assertThat(matter.find(one, event)).hasValueSatisfying(it -> assertThat(it.contestable()).isFalse());
        load.reopen(principal, event, "核对");
        assertThat(unmet(() -> load.correct(principal, event, one, Attendance.State.LATE, "迟到"))).containsExactly("study.attendance.granted");
        load.close(principal, event);
        assertThat(credited(one)).isEqualTo("2.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void beforeTheClosingHeHasThemWithTheOthers() {
        var event = noted(false);
        grant(filed(event));
        assertThat(entries(one)).isEmpty();
        load.close(principal, event);

        assertThat(entries(one)).containsExactly("study 2.00 2.00");
        assertThat(findings()).isEmpty();
    }

    /** By the clock of the platform, which nobody else has set. */
    @Test
    void whoCheckedInTooLateContestsThatToo() {
        var event = planned(false);
        transaction.executeWithoutResult(_ -> attendances.set(one, event, Attendance.State.LATE, "CHECKED_IN", cast.actor(one), "", java.time.Instant.now()));
        assertThat(matter.find(one, event).orElseThrow().facts()).containsExactly(LocalDate.parse(DAY), "–");
        load.close(principal, event);
        grant(filed(event));

        assertThat(entries(one)).containsExactly("study 2.00 2.00");
    }

    @Test
    void hisPageLeadsToIt() {
        var event = late(false);
        var link = "/appeals/new?kind=ATTENDANCE&amp;about=" + event;
        assertThat(forms.get(cast.actor(one), "/study/events/" + event)).hasStatusOk().bodyText().contains("这次活动没有为您记学时", link);
        assertThat(forms.get(cast.actor(one), link.replace("&amp;", "&"))).hasStatusOk().bodyText().contains("记为迟到，按计划不记学时；说明：迟到二十分钟");
        assertThat(mvc.get().uri(link.replace("&amp;", "&")).header("Accept-Language", "en").with(Cast.as(cast.actor(one)))).hasStatusOk().bodyText().contains("noted as late");
    }

    @Test
    void whoeverWritesPastTheCodePutsRightNothingThatHasBroughtHours() {
        var put = "update study.attendance set state = 'PRESENT', how = 'APPEALED', reason = 'x', earned = 2, credited = 2 where event_id = :id and state = 'LATE'";
        var event = noted(true);
        assertBroken(put, event);
        load.close(principal, event);
        assertBroken(put, event);
    }

    /** A closed event at which he was late. @param counts whether that brings hours */
    private UUID late(boolean counts) {
        var event = noted(counts);
        load.close(principal, event);
        return event;
    }

    private UUID noted(boolean counts) {
        var event = planned(counts);
        load.correct(principal, event, one, Attendance.State.LATE, "迟到二十分钟");
        return event;
    }

    private UUID planned(boolean counts) {
        var plan = load.plan(principal, school.id(), wanted("2"));
        db.sql("update study.plan set late_counts = :counts where id = :id").param("counts", counts).param("id", plan).update();
        load.submit(principal, plan);
        load.answer(county, plan, true, "");
        var event = load.event(principal, plan, wantedEvent("2"));
        load.tick(principal, event, List.of(two));
        return event;
    }

    private Appeal filed(UUID event) {
        return file.file(cast.actor(one), new FileAppeal.Filing(UUID.randomUUID(), matter.find(one, event).orElseThrow(), "我准时到场，签到表可以证明。", List.of()));
    }

    private void grant(Appeal appeal) {
        decide.decide(county, one, appeal.id(), Appeal.State.GRANTED, new Matter.Remedy(null, "签到表可证"));
    }

    private static List<String> unmet(Runnable act) {
        return catchThrowableOfType(Refused.class, act::run).verdict().unmet().stream().map(Condition::code).toList();
    }
}
