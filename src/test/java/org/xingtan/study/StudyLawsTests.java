package org.xingtan.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.xingtan.ledger.Ledger;
import org.xingtan.ledger.ReverseEntry;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.recognition.YearClosed;
import org.xingtan.testing.XingtanTest;

/** What nobody may do about an event, alone or at the same moment as others. */
@XingtanTest
class StudyLawsTests extends StudySteps {

    @Test
    void whoHandsInDoesNotConfirmThoughHeIsBoth() {
        var both = cast.administrator(school);
        cast.appoint(both.teacher(), org.xingtan.directory.Role.TRAINING_ADMINISTRATOR, school.parent());
        var plan = load.plan(both, school.id(), wanted("2"));
        load.submit(both, plan);

        assertThatThrownBy(() -> load.answer(both, plan, true, "")).isInstanceOf(Forbidden.class).hasMessage("study.own");
    }

    @Test
    void codesAreNotGuessed() {
        var event = now(running("120"));
        var teacher = cast.actor(one);
        var wrong = CheckCode.at(new byte[32], Instant.now());
        for (var n = 0; n < CheckIn.MOST; n++) {
            assertThatThrownBy(() -> checkIn.checkIn(teacher, event, wrong)).isInstanceOfSatisfying(Refused.class, it ->
                assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("study.check-in.code"));
        }
        assertThatThrownBy(() -> checkIn.checkIn(teacher, event, code(event))).isInstanceOfSatisfying(Refused.class, it ->
            assertThat(it.verdict().unmet()).extracting(Condition::code).contains("study.check-in.tries"));
        load.tick(principal, event, List.of(one));
        assertThat(attendances.find(one, event).orElseThrow().state()).isEqualTo(Attendance.State.PRESENT);
    }

    @Test
    void theLeaderLeadsAndNobodyElseDoes() {
        var plan = confirmed("2");
        var event = load.event(principal, plan, new LoadStudy.WantedEvent(DAY, "14:00", "16:00", "录播室", "听评课", two, "2", true));
        var leader = cast.actor(two);
        assertThatThrownBy(() -> load.tick(cast.actor(one), event, List.of(one))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> load.tick(county, event, List.of(one))).isInstanceOf(Forbidden.class);
        load.tick(leader, event, List.of(one));
        load.seeToRisks(leader, event);
        load.close(leader, event);

        assertThat(credited(one)).isEqualTo("2.00");
        assertThatThrownBy(() -> load.cancel(leader, event, "x")).isInstanceOf(NotFound.class);
        assertThat(duties.of(Set.of(two)).getOrDefault(two, List.of())).isEmpty();
    }

    @Test
    void closedByManyAtOnceItIsPostedOnce() throws Exception {
        var event = held("2");
        var other = cast.administrator(school);
        together(List.of(() -> close(principal, event), () -> close(other, event), () -> close(principal, event), () -> {
            try {
                load.correct(other, event, two, Attendance.State.ABSENT, "没来");
                return "corrected";
            } catch (Problem e) {
                return "late";
            }
        }));

        assertThat(entries(one)).containsExactly("study 2.00 2.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void manyCheckInsOfOnePersonAreOne() throws Exception {
        var event = now(running("120"));
        var teacher = cast.actor(one);
        var code = code(event);
        together(java.util.Collections.nCopies(6, () -> {
            try {
                checkIn.checkIn(teacher, event, code);
            } catch (org.springframework.dao.DataIntegrityViolationException | Refused e) {
                return "refused";
            }
            return "done";
        }));
        assertThat(db.sql("select count(*) from study.attendance where teacher_id = :t").param("t", one.value()).query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void theDatabaseHoldsTheLaws() {
        var event = held("2");
        load.close(principal, event);
        var plan = events.find(event).orElseThrow().plan();
        assertBroken("update study.attendance set state = 'ABSENT', earned = null, credited = null where event_id = :id", event);
        assertBroken("delete from study.attendance where event_id = :id", event);
        assertBroken("update study.attendance_act set reason = 'x' where event_id = :id", event);
        assertBroken("update study.plan set event_hours = 9 where id = :id", plan);
        assertBroken("delete from study.plan where id = :id", plan);
        assertBroken("update study.plan set decided_by = submitted_by where id = :id", plan);
        assertBroken("update study.plan_step set reason = 'x' where plan_id = :id", plan);
        assertBroken("update study.event set ends = starts where id = :id", event);
        assertBroken("update study.event set state = 'CANCELED', closed_at = null where id = :id", event);
        assertBroken("update study.risk set answer = 'NOT_NEEDED', note = '', at = now() where event_id = :id", now(running("1")));
    }

    @Test
    void theCheckFindsWhatWasPlanted() {
        var event = held("2");
        load.close(principal, event);
        db.sql("alter table study.attendance disable trigger attendance_is_closed").update();
        try {
            db.sql("update study.attendance set state = 'ABSENT', earned = null, credited = null where teacher_id = :t").param("t", one.value()).update();
            assertThat(findings()).hasSize(1).first().asString().contains("without attendance");
            db.sql("update study.attendance set state = 'PRESENT', earned = 2, credited = 1 where teacher_id = :t").param("t", one.value()).update();
            assertThat(findings()).hasSize(1).first().asString().contains("0 entries");
        } finally {
            db.sql("update study.attendance set state = 'PRESENT', earned = 2, credited = 2 where teacher_id = :t").param("t", one.value()).update();
            db.sql("alter table study.attendance enable trigger attendance_is_closed").update();
        }
        assertThat(findings()).isEmpty();
    }

    @Autowired KeepEvent keepEvent;
    @Autowired Limits limits;
    @Autowired Ledger ledger;
    @Autowired ReverseEntry reversal;
    @Autowired Clock clock;

    @Test
    void whoseYearIsClosedGetsNothingAndHoldsUpNobody() {
        var event = held("2");
        var factory = new StaticListableBeanFactory();
        factory.addBean("closed", (YearClosed) (teacher, year) -> teacher.equals(two) && year == YEAR);
        var close = new CloseEvent(keepEvent, events, attendances, limits, new CloseEvent.Posting(ledger, reversal, factory.getBeanProvider(YearClosed.class)), clock);

        transaction.executeWithoutResult(_ -> close.close(principal, event));

        assertThat(entries(one)).containsExactly("study 2.00 2.00");
        assertThat(entries(two)).isEmpty();
        assertThat(attendances.find(two, event).orElseThrow().leftOut()).isEqualTo("YEAR_CLOSED");
        assertThat(findings()).isEmpty();
        load.reopen(principal, event, "更正");
        assertThat(attendances.find(two, event).orElseThrow().leftOut()).isNull();
    }
}
