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
import org.xingtan.enrollment.CheckCode;
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
        assertThat(read.of(duties.of(Set.of(two))).getOrDefault(two, List.of())).isEmpty();
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
        assertBroken("insert into safety.answer (occasion_id, code, n, answer, note, at, by_name) select occasion_id, code, 1, 'NOT_NEEDED', '', now(), 'x' from safety.asked where occasion_id = :id", now(running("1")));
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
    @Autowired org.xingtan.messaging.Send send;

    @Test
    void whoseYearIsClosedGetsNothingAndHoldsUpNobody() {
        var event = held("2");
        var factory = new StaticListableBeanFactory();
        factory.addBean("closed", (YearClosed) (teacher, year) -> teacher.equals(two) && year == YEAR);
        var close = new CloseEvent(keepEvent, events, attendances, limits, new CloseEvent.Posting(ledger, reversal, factory.getBeanProvider(YearClosed.class), send), clock);

        transaction.executeWithoutResult(_ -> close.close(principal, event));

        assertThat(entries(one)).containsExactly("study 2.00 2.00");
        assertThat(entries(two)).isEmpty();
        assertThat(attendances.find(two, event).orElseThrow().leftOut()).isEqualTo("YEAR_CLOSED");
        assertThat(findings()).isEmpty();
        load.reopen(principal, event, "更正");
        assertThat(attendances.find(two, event).orElseThrow().leftOut()).isNull();
    }

    @Test
    void anEventOfAYearThatIsClosedForSomebodyIsNotOpenedAgain() {
        var event = held("2");
        load.close(principal, event);
        var factory = new StaticListableBeanFactory();
        factory.addBean("closed", (YearClosed) (teacher, year) -> teacher.equals(two) && year == YEAR);
        var strict = new CloseEvent(keepEvent, events, attendances, limits, new CloseEvent.Posting(ledger, reversal, factory.getBeanProvider(YearClosed.class), send), clock);

        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> strict.reopen(principal, event, "有人代签"))).isInstanceOfSatisfying(Refused.class, it -> {
            assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("study.reopen.year-open");
            assertThat(it.verdict().unmet().getFirst().arguments()).containsExactly(YEAR, 1);
        });

        assertThat(events.find(event).orElseThrow().isClosed()).isTrue();
        assertThat(credited(one)).isEqualTo("2.00");
        assertThat(credited(two)).isEqualTo("2.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void nobodySaysOfHimselfThatHeWasThere() {
        var event = load.event(principal, confirmed("2"), new LoadStudy.WantedEvent(DAY, "14:00", "16:00", "录播室", "听评课", two, "2", false));
        var leader = cast.actor(two);
        assertThatThrownBy(() -> load.tick(leader, event, List.of(one, two))).isInstanceOf(Forbidden.class).hasMessage("study.attendance.own");
        assertThatThrownBy(() -> load.correct(leader, event, two, Attendance.State.PRESENT, "我在")).isInstanceOf(Forbidden.class);
        assertThat(attendances.of(event)).isEmpty();
        load.tick(leader, event, List.of(one));
        load.tick(principal, event, List.of(two));
        load.close(leader, event);

        assertThat(credited(two)).isEqualTo("2.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void ofALeaderWhoIsAloneItIsSaidFromAbove() {
        var event = load.event(principal, confirmed("2"), wantedEvent("2"));

        assertThatThrownBy(() -> load.tick(county, event, List.of(one))).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> load.tick(cast.administrator(cast.county()), event, List.of(principal.teacher()))).isInstanceOf(NotFound.class);
        load.tick(county, event, List.of(principal.teacher()));

        assertThat(attendances.find(principal.teacher(), event).orElseThrow().byName()).isEqualTo(county.personName());
    }

    @Test
    void whoHoldsTheCodeDoesNotCheckInByIt() {
        var event = now(running("120"));
        for (var holder : List.of(principal, cast.administrator(school))) {
            assertThatThrownBy(() -> checkIn.checkIn(holder, event, code(event))).isInstanceOfSatisfying(Refused.class, it ->
                assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("study.check-in.not-holder"));
        }
        assertThatThrownBy(() -> db.sql("""
                insert into study.attendance (teacher_id, event_id, state, how, at, by_name)
                select leader_id, id, 'PRESENT', 'CHECKED_IN', now(), leader_name from study.event where id = :id
                """).param("id", event).update()).isInstanceOf(org.springframework.dao.DataAccessException.class).hasMessageContaining("does not check in");
        for (var act : List.of("'TICKED', now(), teacher_id", "'CHECKED_IN', now(), gen_random_uuid()")) {
            load.tick(principal, event, List.of(one));
            assertBroken("""
                insert into study.attendance_act (teacher_id, event_id, n, after, how, at, by, by_name)
                select teacher_id, event_id, 99, 'PRESENT', %s, 'x' from study.attendance where event_id = :id
                """.formatted(act), event);
        }
    }

    @Test
    void guessesMadeAtOnceAreCountedEach() throws Exception {
        var event = now(running("120"));
        var teacher = cast.actor(one);
        var wrong = CheckCode.at(new byte[32], Instant.now());
        together(java.util.Collections.nCopies(3 * CheckIn.MOST, () -> {
            assertThatThrownBy(() -> checkIn.checkIn(teacher, event, wrong)).isInstanceOf(Refused.class);
            return "refused";
        }));

        assertThat(attendances.missed(one, event)).isEqualTo(CheckIn.MOST);
    }

    @Autowired javax.sql.DataSource dataSource;

    /** All connections that a pool lends but one are busy: a second one for the same check-in would not come. */
    @Test
    void aWrongCodeNeedsOneConnection() throws Exception {
        var event = now(running("120"));
        var wrong = CheckCode.at(new byte[32], Instant.now());
        var busy = new java.util.ArrayList<java.sql.Connection>();
        try {
            for (var n = 0; n < pool - 2; n++) {
                busy.add(dataSource.getConnection());
            }
            assertThatThrownBy(() -> checkIn.checkIn(cast.actor(one), event, wrong)).isInstanceOf(Refused.class);
        } finally {
            for (var connection : busy) {
                connection.close();
            }
        }

        assertThat(attendances.missed(one, event)).isEqualTo(1);
    }

    @org.springframework.beans.factory.annotation.Value("${spring.datasource.hikari.maximum-pool-size}") int pool;
    @Autowired org.xingtan.testing.Killing killing;

    /** The leader's node dies when half of the people have their hours: none has, and whoever closes it again posts all. */
    @Test
    void anEventWhoseClosingIsKilledIsClosedAgainAsAWhole() throws Exception {
        var event = held("2");
        var last = java.util.stream.Stream.of(one, two).max(java.util.Comparator.comparing(it -> it.value().toString())).orElseThrow();
        try (var trap = killing.at("select 1 from study.attendance where teacher_id = ? for update", last.value())) {
            var closing = java.util.concurrent.CompletableFuture.runAsync(() -> load.close(principal, event));
            trap.kill("study.attendance");
            assertThatThrownBy(closing::join).isInstanceOf(java.util.concurrent.CompletionException.class);
        }
        assertThat(entries(one)).isEmpty();
        assertThat(entries(two)).isEmpty();
        assertThat(told(one)).isEmpty();
        assertThat(events.find(event).orElseThrow().isClosed()).isFalse();
        assertThat(findings()).isEmpty();

        load.close(cast.administrator(school), event);

        assertThat(entries(one)).containsExactly("study 2.00 2.00");
        assertThat(entries(two)).containsExactly("study 2.00 2.00");
        assertThat(told(two)).containsExactly("study.granted");
        assertThat(findings()).isEmpty();
    }

    @Test
    void whoWasThereHearsOfHisHoursOnceForEachClosing() {
        var event = held("2");
        load.close(principal, event);
        load.close(principal, event);
        assertThat(told(one)).containsExactly("study.granted");
        load.reopen(principal, event, "更正");
        load.reopen(principal, event, "更正");
        load.correct(principal, event, two, Attendance.State.ABSENT, "代签");
        load.close(principal, event);

        assertThat(told(one)).containsExactly("study.granted", "study.reopened", "study.granted");
        assertThat(told(two)).containsExactly("study.granted", "study.reopened");
    }

    private List<String> told(org.xingtan.platform.TeacherId person) {
        return db.sql("select rule from messaging.message where teacher_id = :t and rule like 'study.%' order by due_at, id").param("t", person.value()).query(String.class).list();
    }
}
