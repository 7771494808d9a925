package org.xingtan.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.ledger.CorrectEntry;
import org.xingtan.ledger.Ledger;
import org.xingtan.ledger.ReverseEntry;
import org.xingtan.messaging.Send;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.testing.Forms;
import org.xingtan.testing.Statements;
import org.xingtan.testing.ValidatedYears;
import org.xingtan.testing.XingtanTest;

/** An event that is opened again, and what of its hours comes back. */
@XingtanTest
class ReopenedEventTests extends StudySteps {

    @Autowired KeepEvent keepEvent;
    @Autowired Limits limits;
    @Autowired Ledger ledger;
    @Autowired ReverseEntry reversal;
    @Autowired CorrectEntry correction;
    @Autowired Send send;
    @Autowired Clock clock;
    @Autowired Forms forms;

    @Test
    void whoHadItsHoursHasThemBackThoughHisYearWasValidatedMeanwhile() {
        var event = held("2");
        load.correct(principal, event, two, Attendance.State.ABSENT, "代签");
        load.close(principal, event);
        load.reopen(principal, event, "核对签到表");
        load.correct(principal, event, two, Attendance.State.PRESENT, "本人到场");
        var close = validated(Set.of(one, two));
        transaction.executeWithoutResult(_ -> close.close(principal, event));

        assertThat(credited(one)).isEqualTo("2.00");
        assertThat(db.sql("select again from ledger.entry_card where teacher_id = :t and source = 'study' order by posted_at, id").param("t", one.value()).query(Boolean.class).list())
            .as("an authority can validate the year anew for it").containsExactly(false, true);
        assertThat(entries(two)).isEmpty();
        assertThat(attendances.find(two, event).orElseThrow().leftOut()).isEqualTo("YEAR_CLOSED");
        assertThat(forms.get(principal, "/console/study/events/" + event)).hasStatusOk().bodyText().contains("该年度已关闭，没有记学时");
        assertThat(findings()).isEmpty();
    }

    @Test
    void whatWasClosedByMistakeIsClosedWithNobodyThere() {
        var event = held("2");
        load.close(principal, event);
        load.reopen(principal, event, "结束错了活动");
        for (var nobody : List.of(one, two)) {
            load.correct(principal, event, nobody, Attendance.State.ABSENT, "活动没有举行");
        }
        load.close(principal, event);

        assertThat(events.find(event).orElseThrow().isClosed()).isTrue();
        assertThat(List.of(credited(one), credited(two))).containsOnly("0.00");
        assertThat(findings()).isEmpty();
    }

    /** However often an event was closed, it gives its hours once, also to whoever puts an earlier posting right after that. */
    @Test
    void whatWasTakenBackIsNotPutRightBesideWhatWasPostedSince() {
        var event = held("2");
        load.close(principal, event);
        var first = entry(one);
        load.reopen(principal, event, "核对签到表");
        assertThatThrownBy(() -> correction.correct(principal, one, first, CreditHours.of("2"), "全程在场")).as("its next closing gives them").isInstanceOf(Refused.class);
        load.close(principal, event);
        assertThatThrownBy(() -> correction.correct(principal, one, first, CreditHours.of("2"), "全程在场")).isInstanceOf(Refused.class);

        assertThat(credited(one)).isEqualTo("2.00");
        assertThat(findings()).isEmpty();
    }

    /** Nor by whoever stands as absent since: what he has coming to him comes by his attendance. */
    @Test
    void whatWasTakenBackIsNotPutRightForWhoeverStandsAsAbsentSince() {
        var event = absentSince();
        var first = entry(one);
        assertThatThrownBy(() -> correction.correct(principal, one, first, CreditHours.of("2"), "全程在场")).isInstanceOf(Refused.class);

        assertThat(credited(one)).isEqualTo("0.00");
        assertThat(attendances.find(one, event).orElseThrow().earned()).isNull();
        assertThat(findings()).isEmpty();
    }

    /** It could be put right so before: then nothing is posted beside it, neither by an appeal nor by another closing. */
    @Test
    void besideWhatWasPutRightNothingIsPosted() {
        var event = absentSince();
        asIfPutRightBefore(event);
        assertThat(findings()).isEmpty();
        var there = Attendance.putRight(one, event, county, "签到表可证", clock.instant());
        transaction.executeWithoutResult(then -> {
            validated(Set.of()).admit(county, events.lock(event).orElseThrow(), there);
            assertGivenOnce(event);
            then.setRollbackOnly();
        });
        load.reopen(principal, event, "找到签到表");
        load.correct(principal, event, one, Attendance.State.PRESENT, "签到表上有他");
        assertThat(findings()).isEmpty();
        load.close(principal, event);

        assertGivenOnce(event);
        assertThat(findings()).isEmpty();
        assertThat(forms.get(principal, "/console/study/events/" + event)).hasStatusOk().bodyText().contains("以更正的为准");
        assertThat(forms.get(cast.actor(one), "/study/events/" + event)).hasStatusOk().bodyText().contains("以更正的为准");
    }

    /** It counts in the ledger, and so it does in the person's year, on the pages, in the file and in the figures; as whatever he is noted. */
    @Test
    void whatWasPutRightCountsWhereverHoursAreShown() {
        var event = absentSince();
        asIfPutRightBefore(event);
        load.reopen(principal, event, "为他人核对签到表");
        load.close(principal, event);

        assertGivenOnce(event);
        assertThat(attendances.find(one, event).orElseThrow()).extracting(Attendance::state, it -> String.valueOf(it.credited())).containsExactly(Attendance.State.ABSENT, "2.00");
        assertThat(attendances.credited(one, YEAR)).hasToString("2.00");
        assertThat(figures.below(List.of(school.parent().id()), YEAR, null, 50).items()).filteredOn(it -> it.id().equals(school.id().value())).extracting(it -> it.hours().toString())
            .containsExactly("4.00");
        assertThat(forms.get(principal, "/console/study/events/" + event)).hasStatusOk().bodyText().contains("2.00 以前结束时记的学时已在学时明细中更正");
        assertThat(forms.get(cast.actor(one), "/study/events/" + event)).hasStatusOk().bodyText().contains("2.00 学时 以前结束时记的学时已在学时明细中更正");
        assertThat(findings()).isEmpty();
    }

    /** Also as long as no closing has said why: he stands as absent by the last one, and his hours are put right in the ledger after it. */
    @Test
    void whatWasPutRightForWhoeverStandsAsAbsentCountsBeforeItIsClosedAgain() {
        var event = absentSince();
        assertThat(attendances.find(one, event).orElseThrow().credited()).isNull();
        asIfPutRightBefore(event);

        assertThat(attendances.find(one, event).orElseThrow()).extracting(Attendance::state, it -> String.valueOf(it.credited()), Attendance::otherwise)
            .containsExactly(Attendance.State.ABSENT, "2.00", "CORRECTED");
        assertThat(attendances.credited(one, YEAR)).hasToString("2.00");
        assertThat(figures.below(List.of(school.parent().id()), YEAR, null, 50).items()).filteredOn(it -> it.id().equals(school.id().value())).extracting(it -> it.hours().toString())
            .containsExactly("4.00");
        assertThat(db.sql("select credited || ' ' || corrected from study.attendance_card where teacher_id = :t").param("t", one.value()).query(String.class).single()).isEqualTo("2.00 true");
        assertThat(forms.get(principal, "/console/study/events/" + event)).hasStatusOk().bodyText().contains("2.00 以前结束时记的学时已在学时明细中更正");
        assertThat(forms.get(cast.actor(one), "/study/events/" + event)).hasStatusOk().bodyText().contains("2.00 学时 以前结束时记的学时已在学时明细中更正");
        assertThat(findings()).isEmpty();
    }

    /** What stands of it twice is named, whatever is said of him. */
    @Test
    void theAuditNamesWhatAnEventHasGivenTwice() {
        var event = held("2");
        load.close(principal, event);
        load.reopen(principal, event, "核对签到表");
        load.close(principal, event);
        load.reopen(principal, event, "再核对一次");
        load.correct(principal, event, one, Attendance.State.ABSENT, "没有签到");
        load.close(principal, event);
        putRight(event, 1, "");
        putRight(event, 2, "/2");
        db.sql("update study.event set posting = 3, hours = 2 where id = :id").param("id", event).update();

        assertThat(findings()).containsExactly("event " + event + " gave " + one + " 4.00 of its 2.00 hours");
    }

    /** Also by one entry that was put right. */
    @Test
    void theAuditNamesWhoHasMoreOfAnEventThanItGives() {
        var event = absentSince();
        asIfPutRightBefore(event);
        db.sql("update study.event set hours = 1 where id = :id").param("id", event).update();

        assertThat(findings()).contains("event " + event + " gave " + one + " 2.00 of its 1.00 hours");
    }

    /** As it could be before an event gave its hours by its last closing alone. */
    private void putRight(UUID event, int posting, String reference) {
        db.sql("update study.event set posting = :posting, hours = 4 where id = :id").param("posting", posting).param("id", event).update();
        var entry = db.sql("select id from ledger.entry where teacher_id = :t and source = 'study' and reference = :r").param("t", one.value()).param("r", event + reference)
            .query(UUID.class).single();
        correction.correct(principal, one, entry, CreditHours.of("2"), "签到表上有他");
    }

    /** The first had its hours by the first closing, and by the second one none. */
    private UUID absentSince() {
        var event = held("2");
        load.close(principal, event);
        load.reopen(principal, event, "核对签到表");
        load.correct(principal, event, one, Attendance.State.ABSENT, "没有签到");
        load.close(principal, event);
        return event;
    }

    private void asIfPutRightBefore(UUID event) {
        db.sql("update study.event set posting = 1 where id = :id").param("id", event).update();
        correction.correct(principal, one, entry(one), CreditHours.of("2"), "全程在场");
        db.sql("update study.event set posting = 2 where id = :id").param("id", event).update();
    }

    private void assertGivenOnce(UUID event) {
        assertThat(credited(one)).isEqualTo("2.00");
        assertThat(attendances.find(one, event).orElseThrow().leftOut()).isEqualTo("CORRECTED");
    }

    private UUID entry(TeacherId teacher) {
        return db.sql("select id from ledger.entry where teacher_id = :t and source = 'study' and reference not like '%/%'").param("t", teacher.value()).query(UUID.class).single();
    }

    /** Opened and closed as often as anybody likes: who has had its hours once has had them. */
    @Test
    void whoWasLeftOutOfAnyClosingInBetweenIsNotForgotten() {
        var event = held("2");
        load.close(principal, event);
        load.reopen(principal, event, "核对签到表");
        load.correct(principal, event, one, Attendance.State.ABSENT, "没有签到");
        load.close(principal, event);
        load.reopen(principal, event, "找到签到表");
        load.correct(principal, event, one, Attendance.State.PRESENT, "签到表上有他");
        var close = validated(Set.of(one, two));
        transaction.executeWithoutResult(_ -> close.close(principal, event));

        assertThat(credited(one)).isEqualTo("2.00");
        assertThat(credited(two)).isEqualTo("2.00");
        assertThat(findings()).isEmpty();
    }

    /** Accounts are locked in one order, so that two of them never wait for each other: who has no hours of it is not among them. */
    @Test
    void openingAgainLocksTheAccountsOfThoseWithHoursAlone() {
        var event = held("2");
        var close = validated(Set.of(two));
        transaction.executeWithoutResult(_ -> close.close(principal, event));
        transaction.executeWithoutResult(_ -> {
            ledger.lock(two, school.path());
            CompletableFuture.runAsync(() -> load.reopen(principal, event, "核对签到表")).join();
        });

        assertThat(credited(one)).isEqualTo("0.00");
        assertThat(attendances.find(two, event).orElseThrow().leftOut()).isNull();
    }

    @Test
    void openingAgainOpensNoAccountWhereSomebodyCountsByNow() {
        var event = held("2");
        load.close(principal, event);
        var before = accounts(one);
        db.sql("insert into ledger.annual_requirement (jurisdiction, year, version, title, basis, total, categories) values (:school, 2020, 1, '校', '依据', 50, '[]')")
            .param("school", school.id().value()).update();
        load.reopen(principal, event, "核对签到表");

        assertThat(accounts(one)).isEqualTo(before).doesNotContain(school.id().value());
        assertThat(credited(one)).isEqualTo("0.00");
    }

    /** Nor for whoever counts under another authority by now and has nothing of it: because he was not there, or because his hours were put right in the ledger. */
    @Test
    void closingAgainOpensNoAccountWhereSomebodyCountsByNow() {
        var event = held("2");
        load.close(principal, event);
        load.reopen(principal, event, "核对签到表");
        load.correct(principal, event, one, Attendance.State.ABSENT, "没有签到");
        correction.correct(principal, two, entry(two), CreditHours.ZERO, "早退");
        var before = List.of(accounts(one), accounts(two));
        db.sql("insert into ledger.annual_requirement (jurisdiction, year, version, title, basis, total, categories) values (:school, 2020, 1, '校', '依据', 50, '[]')")
            .param("school", school.id().value()).update();
        load.close(principal, event);

        assertThat(List.of(accounts(one), accounts(two))).isEqualTo(before);
        assertThat(List.of(credited(one), credited(two))).containsOnly("0.00");
    }

    /** Nor for whoever has none because his year was validated. */
    @Test
    void closingOpensNobodyAnAccountWhoseYearTakesNothing() {
        var event = held("2");
        var close = validated(Set.of(one));
        transaction.executeWithoutResult(_ -> close.close(principal, event));

        assertThat(accounts(one)).isEmpty();
        assertThat(accounts(two)).hasSize(1);
    }

    private List<UUID> accounts(TeacherId teacher) {
        return db.sql("select jurisdiction from ledger.account where teacher_id = :t").param("t", teacher.value()).query(UUID.class).list();
    }

    /** However many were there: hours are posted, given back and taken back together. */
    @Test
    void fiveArePostedAndTakenBackByAsManyStatementsAsTwo() {
        var people = Stream.generate(() -> cast.teacher(school)).limit(7).toList();
        var plan = confirmed("2");
        var of2 = leftOutOnce(plan, people.subList(0, 2));
        var of5 = leftOutOnce(plan, people.subList(2, 7));
        var close = validated(people);
        var two = Statements.of(() -> transaction.executeWithoutResult(_ -> close.close(principal, of2)));
        var five = Statements.of(() -> transaction.executeWithoutResult(_ -> close.close(principal, of5)));

        assertThat(Statements.oftener(five, two)).isEmpty();
        assertThat(people.stream().map(this::credited)).containsOnly("2.00");
        var twoBack = Statements.of(() -> load.reopen(principal, of2, "核对签到表"));
        var fiveBack = Statements.of(() -> load.reopen(principal, of5, "核对签到表"));
        assertThat(Statements.oftener(fiveBack, twoBack)).isEmpty();
        assertThat(people.stream().map(this::credited)).containsOnly("0.00");
    }

    /** They had its hours by the first closing, none by the second, and stand as there. */
    private UUID leftOutOnce(UUID plan, List<TeacherId> there) {
        var event = load.event(principal, plan, wantedEvent("2"));
        load.tick(principal, event, there);
        load.close(principal, event);
        load.reopen(principal, event, "核对签到表");
        there.forEach(it -> load.correct(principal, event, it, Attendance.State.ABSENT, "没有签到"));
        load.close(principal, event);
        load.reopen(principal, event, "找到签到表");
        there.forEach(it -> load.correct(principal, event, it, Attendance.State.PRESENT, "签到表上有"));
        return event;
    }

    @Test
    void thePageSaysBeforeWhoHasHisHoursBack() {
        var event = held("2");
        assertThat(forms.get(principal, "/console/study/events/" + event)).hasStatusOk().bodyText().doesNotContain("年度已经验证的也记回");
        load.close(principal, event);
        assertThat(forms.get(principal, "/console/study/events/" + event)).hasStatusOk().bodyText().contains("再次结束时也记回");
        load.reopen(principal, event, "核对签到表");
        assertThat(forms.get(principal, "/console/study/events/" + event)).hasStatusOk().bodyText().contains("年度已经验证的也记回");
    }

    /** As if the years of these had been validated by now. */
    private CloseEvent validated(Collection<TeacherId> people) {
        return new CloseEvent(keepEvent, events, attendances, limits, new CloseEvent.Posting(ledger, reversal, ValidatedYears.of(people, clock.instant()), send), clock);
    }
}
