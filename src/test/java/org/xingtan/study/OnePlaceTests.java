package org.xingtan.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Refused;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** Nobody attends two events at once, whoever says so and however many say it at the same moment. */
@XingtanTest
class OnePlaceTests extends StudySteps {

    @Autowired Forms forms;

    private UUID event(UUID plan, String starts, String ends, String topic) {
        return load.event(principal, plan, new LoadStudy.WantedEvent(DAY, starts, ends, "操场", topic, principal.teacher(), "2", false));
    }

    @Test
    void whoIsAtAnotherEventIsNotTicked() {
        var plan = confirmed("2");
        var first = event(plan, "14:00", "16:00", "集体备课");
        var second = event(plan, "14:30", "16:00", "读书会");
        load.tick(principal, first, List.of(one));

        assertThatThrownBy(() -> load.tick(principal, second, List.of(one))).isInstanceOfSatisfying(Refused.class, it -> {
            var unmet = it.verdict().unmet().getFirst();
            assertThat(unmet.code()).isEqualTo("study.attendance.elsewhere");
            assertThat(unmet.arguments()).contains("集体备课", events.find(first).orElseThrow().begins(), events.find(first).orElseThrow().over());
        });
        load.close(principal, first);
        assertThatThrownBy(() -> load.tick(principal, second, List.of(one))).isInstanceOf(Refused.class);

        assertThat(attendances.of(second)).isEmpty();
        assertThat(credited(one)).isEqualTo("2.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void ofManyTickedTheOthersAreThereAndHeIsNamed() {
        var plan = confirmed("2");
        load.tick(principal, event(plan, "14:00", "16:00", "集体备课"), List.of(one));
        var second = event(plan, "15:00", "16:30", "读书会");

        var verdict = load.tick(principal, second, List.of(one, two));

        assertThat(verdict.unmet()).extracting(Condition::code).containsExactly("study.attendance.elsewhere");
        assertThat(attendances.of(second)).extracting(Attendance::teacher).containsExactly(two);
    }

    @Test
    void thePageNamesWhoIsElsewhere() {
        var plan = confirmed("2");
        load.tick(principal, event(plan, "14:00", "16:00", "集体备课"), List.of(one));
        var second = event(plan, "15:00", "16:30", "读书会");

        var page = forms.post(principal, "/console/study/events/" + second + "/attendance", "person", one.toString(), "person", two.toString());

        assertThat(page).hasStatusOk().bodyText().contains(cast.actor(one).personName() + "没有同时参加另一场活动（已在“集体备课”");
        assertThat(attendances.of(second)).extracting(Attendance::teacher).containsExactly(two);
    }

    @Test
    void aCorrectionPutsNobodyInTwoPlaces() {
        var plan = confirmed("2");
        var first = event(plan, "14:00", "16:00", "集体备课");
        var second = event(plan, "15:59", "17:30", "读书会");
        load.tick(principal, first, List.of(one));
        load.correct(principal, second, one, Attendance.State.ABSENT, "在备课");
        assertThatThrownBy(() -> load.correct(principal, second, one, Attendance.State.LATE, "后来到了")).isInstanceOfSatisfying(Refused.class, it ->
            assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("study.attendance.elsewhere"));

        load.correct(principal, first, one, Attendance.State.ABSENT, "提前离开");
        load.correct(principal, second, one, Attendance.State.PRESENT, "在读书会");

        assertThat(attendances.find(one, second).orElseThrow().state()).isEqualTo(Attendance.State.PRESENT);
        assertThatThrownBy(() -> load.correct(principal, first, one, Attendance.State.PRESENT, "也在")).isInstanceOf(Refused.class);
    }

    @Test
    void eventsThatOnlyTouchAndThoseThatAreCalledOffAreInNobodysWay() {
        var plan = confirmed("2");
        var canceled = event(plan, "14:00", "18:00", "取消的活动");
        load.tick(principal, canceled, List.of(one));
        load.cancel(principal, canceled, "场地占用");
        for (var event : List.of(event(plan, "14:00", "16:00", "集体备课"), event(plan, "16:00", "18:00", "读书会"))) {
            load.tick(principal, event, List.of(one));
            load.close(principal, event);
        }

        assertThat(entries(one)).containsExactly("study 2.00 2.00", "study 2.00 2.00");
        assertThat(findings()).isEmpty();
        assertBroken("update study.event set state = 'PLANNED' where id = :id", canceled);
    }

    @Test
    void whoIsAtAnotherEventDoesNotCheckIn() {
        var plan = running("120");
        var first = now(plan);
        var second = now(plan);
        checkIn.checkIn(cast.actor(one), first, code(first));

        assertThatThrownBy(() -> checkIn.checkIn(cast.actor(one), second, code(second))).isInstanceOfSatisfying(Refused.class, it -> {
            assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("study.check-in.elsewhere");
            assertThat(it.verdict().unmet().getFirst().arguments()).startsWith("安全演练");
        });
        assertThat(attendances.missed(one, second)).isZero();
    }

    @Test
    void tickedInManyPlacesAtTheSameMomentHeIsInOne() throws Exception {
        var plan = confirmed("2");
        var all = List.of(event(plan, "14:00", "16:00", "一"), event(plan, "14:00", "16:00", "二"), event(plan, "14:30", "16:00", "三"), event(plan, "15:00", "17:00", "四"));
        together(all.stream().<java.util.concurrent.Callable<String>>map(event -> () -> {
            try {
                load.tick(principal, event, List.of(one));
                return "ticked";
            } catch (Refused e) {
                return "refused";
            }
        }).toList());

        assertThat(attendances.of(one, 9)).hasSize(1);
        assertThat(findings()).isEmpty();
    }

    /** Past all use cases: rows that are written straight into the table. */
    @Test
    void theDatabaseHoldsItAtTheSameMomentToo() throws Exception {
        var plan = confirmed("2");
        var all = List.of(event(plan, "14:00", "16:00", "一"), event(plan, "14:30", "16:00", "二"), event(plan, "15:00", "17:00", "三"));
        together(all.stream().<java.util.concurrent.Callable<String>>map(event -> () -> {
            try {
                plant(event);
                return "planted";
            } catch (DataAccessException e) {
                return "refused";
            }
        }).toList());
        assertThat(attendances.of(one, 9)).hasSize(1);

        var later = event(plan, "17:00", "19:00", "四");
        plant(later);
        assertBroken("update study.event set starts = '15:00', ends = '19:00' where id = :id", later);
        db.sql("update study.event set starts = '18:00' where id = :id").param("id", later).update();
    }

    private void plant(UUID event) {
        db.sql("insert into study.attendance (teacher_id, event_id, state, how, at, by_name) values (:t, :e, 'PRESENT', 'TICKED', now(), 'x')").param("t", one.value())
            .param("e", event).update();
    }

    /** What was said before nobody could be in two places is found, and can be put right. */
    @Test
    void theCheckFindsWhoWasInTwoPlaces() {
        var plan = confirmed("2");
        var first = event(plan, "14:00", "16:00", "集体备课");
        var second = event(plan, "14:30", "16:00", "读书会");
        load.tick(principal, first, List.of(one));
        db.sql("alter table study.attendance disable trigger attendance_is_in_one_place").update();
        try {
            plant(second);
        } finally {
            db.sql("alter table study.attendance enable trigger attendance_is_in_one_place").update();
        }
        assertThat(findings()).hasSize(1).first().asString().contains(first.toString(), second.toString(), "at once");

        load.correct(principal, second, one, Attendance.State.ABSENT, "在备课");

        assertThat(findings()).isEmpty();
    }
}
