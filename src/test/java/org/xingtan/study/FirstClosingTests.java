package org.xingtan.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.appeal.Appeal;
import org.xingtan.appeal.DecideAppeal;
import org.xingtan.appeal.FileAppeal;
import org.xingtan.appeal.Matter;
import org.xingtan.ledger.CorrectEntry;
import org.xingtan.ledger.Ledger;
import org.xingtan.ledger.ReverseEntry;
import org.xingtan.messaging.Send;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.recognition.YearClosed;
import org.xingtan.testing.ValidatedYears;
import org.xingtan.testing.XingtanTest;

/** An event is opened again for somebody else: whoever is appealed against does not move thereby what an appeal brings. */
@XingtanTest
class FirstClosingTests extends StudySteps {

    private static final Matter.Remedy REMEDY = new Matter.Remedy(null, "签到表可证");

    @Autowired AttendanceMatter matter;
    @Autowired FileAppeal file;
    @Autowired DecideAppeal decide;
    @Autowired KeepEvent keepEvent;
    @Autowired Limits limits;
    @Autowired Ledger ledger;
    @Autowired ReverseEntry reversal;
    @Autowired CorrectEntry correction;
    @Autowired Send send;
    @Autowired Clock clock;
    @Autowired Patience patience;

    /** When the first one's year was validated: at once after the first closing. */
    private Instant validated = Instant.MAX;

    /** At which the first stands as absent, and the other one was there. */
    private UUID closed() {
        var event = absent();
        load.close(principal, event);
        validated = clock.instant();
        return event;
    }

    private UUID absent() {
        var event = load.event(principal, confirmed("2"), wantedEvent("2"));
        load.tick(principal, event, List.of(two));
        load.correct(principal, event, one, Attendance.State.ABSENT, "未签到");
        return event;
    }

    private void closeAgain(UUID event) {
        transaction.executeWithoutResult(_ -> close().close(principal, event));
    }

    private Appeal filed(UUID event) {
        return file.file(cast.actor(one), new FileAppeal.Filing(Uuids.next(), matter.find(one, event).orElseThrow(), "我全程在场，签到表可以证明。", List.of()));
    }

    /** The state of the appeal is not written by it. */
    private void grantDirectly(Appeal appeal) {
        transaction.executeWithoutResult(_ -> matter().grant(county, appeal, REMEDY));
    }

    private AttendanceMatter matter() {
        return new AttendanceMatter(db, events, attendances, keepEvent, close(), clock);
    }

    private void grant(Appeal appeal) {
        decide.decide(county, one, appeal.id(), Appeal.State.GRANTED, REMEDY);
    }

    private CloseEvent close() {
        return close(ValidatedYears.of(Map.of(one, validated)));
    }

    private CloseEvent close(ObjectProvider<YearClosed> years) {
        return new CloseEvent(keepEvent, events, attendances, limits, new CloseEvent.Posting(ledger, reversal, years, send), clock);
    }

    /** What is found of the validated year. */
    private List<String> inYears() {
        return transaction.execute(_ -> new YearsAudit(db, patience, ValidatedYears.of(Map.of(one, validated))).findings(false)).stream().filter(it -> it.contains(one.toString())).toList();
    }

    private void assertGivenByAnAppeal() {
        assertThat(entries(one)).containsExactly("study 2.00 2.00");
        assertThat(db.sql("select by_appeal from ledger.entry_card where teacher_id = :t").param("t", one.value()).query(Boolean.class).list()).as("the year may be validated anew for it")
            .containsExactly(true);
    }

    @Test
    void whatIsGrantedAfterTheNextClosingComesIntoTheYearAllTheSame() {
        var event = closed();
        var appeal = filed(event);
        load.reopen(principal, event, "为他人核对签到表");
        closeAgain(event);
        grantDirectly(appeal);

        assertGivenByAnAppeal();
        assertThat(credited(two)).isEqualTo("2.00");
    }

    @Test
    void whatIsGrantedWhileItIsOpenComesWithTheNextClosing() {
        var event = closed();
        var appeal = filed(event);
        load.reopen(principal, event, "为他人核对签到表");
        grant(appeal);
        closeAgain(event);

        assertGivenByAnAppeal();
        assertThat(findings()).isEmpty();
        assertThat(inYears()).isEmpty();
        validated = Instant.EPOCH;
        assertThat(inYears()).as("as if it had been validated before the first closing")
            .containsExactly("event " + event + " has given hours to " + one + " since his year was validated, and that does not take them");
    }

    /** Whoever holds it may agree with the appeal before it is decided. */
    @Test
    void whatIsPutRightInTheUnitWhileTheAppealWaitsComesWithTheDecision() {
        var event = closed();
        var appeal = filed(event);
        load.reopen(principal, event, "核对签到表");
        load.correct(principal, event, one, Attendance.State.PRESENT, "核对后更正");
        closeAgain(event);
        assertThat(attendances.find(one, event).orElseThrow().leftOut()).as("as long as nobody has decided it").isEqualTo("YEAR_CLOSED");
        grantDirectly(appeal);

        assertGivenByAnAppeal();
        assertThat(attendances.find(one, event).orElseThrow().isPutRight()).isTrue();
    }

    @Test
    void whatIsPutRightInTheUnitAndGrantedBeforeTheClosingComesWithIt() {
        var event = closed();
        var appeal = filed(event);
        load.reopen(principal, event, "核对签到表");
        load.correct(principal, event, one, Attendance.State.PRESENT, "核对后更正");
        grant(appeal);
        closeAgain(event);

        assertGivenByAnAppeal();
        assertThat(findings()).isEmpty();
    }

    /** Until then he could appeal against the closing without a word of him. */
    @Test
    void whoIsNotedForTheFirstTimeWhileItIsOpenAgainMayAppealAllTheSame() {
        var event = load.event(principal, confirmed("2"), wantedEvent("2"));
        load.tick(principal, event, List.of(two));
        load.close(principal, event);
        validated = clock.instant();
        load.reopen(principal, event, "为他人核对签到表");
        load.tick(principal, event, List.of(one));
        assertThat(matter.of(one)).isEmpty();
        closeAgain(event);

        assertThat(entries(one)).isEmpty();
        assertThat(attendances.find(one, event).orElseThrow().leftOut()).isEqualTo("YEAR_CLOSED");
        assertThat(matter.of(one)).singleElement().satisfies(it -> {
            assertThat(it.contestedBy()).isEqualTo(principal.teacher());
            assertThat(it.variant()).isEqualTo(".nothing-said");
        });
        assertThat(inYears()).isEmpty();
        grantDirectly(filed(event));
        assertGivenByAnAppeal();
        assertThat(matter.of(one)).isEmpty();
    }

    /** Whoever stood as there before it was closed first has nothing to say against anybody. */
    @Test
    void whoWasNotedBeforeTheFirstClosingInAValidatedYearMayNot() {
        var event = held("2");
        validated = clock.instant();
        closeAgain(event);

        assertThat(attendances.find(one, event).orElseThrow().leftOut()).isEqualTo("YEAR_CLOSED");
        assertThat(matter().of(one)).isEmpty();
    }

    /** A batch that has begun is waited for before anybody asks whose year is validated. */
    @Test
    void hoursDoNotComeBesideAYearThatIsValidatedMeanwhile() {
        var event = held("2");
        transaction.executeWithoutResult(_ -> close(ValidatedYears.onceHeld()).close(principal, event));

        assertThat(entries(one)).isEmpty();
        assertThat(attendances.find(one, event).orElseThrow().leftOut()).isEqualTo("YEAR_CLOSED");
    }

    /** He had hours of it, and they are his own: no year that was validated since keeps them away. */
    @Test
    void whoHadItsHoursAndStandsAsAbsentSinceHasThemBackByAnAppeal() {
        var event = held("2");
        load.close(principal, event);
        load.reopen(principal, event, "核对签到表");
        load.correct(principal, event, one, Attendance.State.ABSENT, "没有签到");
        load.close(principal, event);
        validated = Instant.EPOCH;
        grantDirectly(filed(event));

        assertThat(credited(one)).isEqualTo("2.00");
    }

    /** Who did not appeal was absent when his year was validated. */
    @Test
    void whoDidNotAppealHasNoneByALaterClosing() {
        var event = closed();
        load.reopen(principal, event, "核对签到表");
        load.correct(principal, event, one, Attendance.State.PRESENT, "核对后更正");
        closeAgain(event);

        assertThat(entries(one)).isEmpty();
        assertThat(attendances.find(one, event).orElseThrow().leftOut()).isEqualTo("YEAR_CLOSED");
        assertThat(findings()).isEmpty();
    }

    /** He had hours of it once, and his year was validated while he stood as absent. */
    @Test
    void whoHadItsHoursAndDidNotAppealWhenHeStoodAsAbsentHasNoneByALaterClosing() {
        var event = held("2");
        load.close(principal, event);
        load.reopen(principal, event, "核对签到表");
        load.correct(principal, event, one, Attendance.State.ABSENT, "没有签到");
        load.close(principal, event);
        validated = clock.instant();
        load.reopen(principal, event, "找到签到表");
        load.correct(principal, event, one, Attendance.State.PRESENT, "签到表上有他");
        closeAgain(event);

        assertThat(credited(one)).isEqualTo("0.00");
        assertThat(credited(two)).isEqualTo("2.00");
        assertThat(attendances.find(one, event).orElseThrow().leftOut()).isEqualTo("YEAR_CLOSED");
        assertThat(findings()).isEmpty();
        grantDirectly(filed(event));
        assertThat(credited(one)).as("he may appeal against what was said of him before").isEqualTo("2.00");
    }

    /** Whether it was open then, or closed, and since when, is nothing to that: he stood as absent. */
    @Test
    void whoStoodAsAbsentWhileItWasOpenWhenHisYearWasValidatedHasNoneEither() {
        var event = held("2");
        load.close(principal, event);
        load.reopen(principal, event, "核对签到表");
        var there = clock.instant();
        load.correct(principal, event, one, Attendance.State.ABSENT, "没有签到");
        load.close(principal, event);
        load.reopen(principal, event, "为他人核对签到表");
        validated = clock.instant();
        load.correct(principal, event, one, Attendance.State.PRESENT, "签到表上有他");
        closeAgain(event);

        assertThat(credited(one)).isEqualTo("0.00");
        assertThat(attendances.find(one, event).orElseThrow().leftOut()).isEqualTo("YEAR_CLOSED");
        assertThat(findings()).isEmpty();
        assertThat(inYears()).isEmpty();
        var appeal = filed(event);
        validated = there;
        assertThat(inYears()).as("as if it had been validated while he stood as there").containsExactly("event " + event + " has no hours for " + one + ", and his validated year takes them");
        grantDirectly(appeal);
        assertThat(credited(one)).isEqualTo("2.00");
    }

    /** A slip of whoever holds it, after that, takes nothing from him. */
    @Test
    void whoStoodAsThereWhenHisYearWasValidatedHasThemBackByAnyLaterClosing() {
        var event = held("2");
        load.close(principal, event);
        load.reopen(principal, event, "核对签到表");
        validated = clock.instant();
        load.correct(principal, event, one, Attendance.State.ABSENT, "点错一行");
        closeAgain(event);
        assertThat(credited(one)).isEqualTo("0.00");
        load.reopen(principal, event, "更正点错的一行");
        load.correct(principal, event, one, Attendance.State.PRESENT, "点错一行");
        closeAgain(event);

        assertThat(credited(one)).isEqualTo("2.00");
        assertThat(findings()).isEmpty();
        assertThat(inYears()).isEmpty();
    }

    /** He stood as there, and what counted was put to nothing in the ledger: taken back there, the hours come with the next closing. */
    @Test
    void whoseHoursWerePutRightInTheLedgerWhenHisYearWasValidatedHasThemBack() {
        var event = held("2");
        load.close(principal, event);
        load.reopen(principal, event, "核对签到表");
        var entry = db.sql("select id from ledger.entry where teacher_id = :t and source = 'study'").param("t", one.value()).query(UUID.class).single();
        var right = correction.correct(principal, one, entry, CreditHours.ZERO, "早退");
        load.close(principal, event);
        assertThat(attendances.find(one, event).orElseThrow().leftOut()).as("it is a word of its own about these hours").isEqualTo("CORRECTED");
        validated = clock.instant();
        load.reopen(principal, event, "为他人核对签到表");
        reversal.reverse(principal, one, right.id(), "没有早退");
        closeAgain(event);

        assertThat(credited(one)).isEqualTo("2.00");
        assertThat(findings()).isEmpty();
    }

    /** A year that was validated before takes nothing, whoever decides. */
    @Test
    void ofAnEventThatWasNotClosedBeforeTheYearWasNothingComes() {
        var event = absent();
        validated = clock.instant();
        grant(filed(event));
        closeAgain(event);
        assertBroken("update study.attendance set earned = 2, credited = 2, left_out = null where how = 'APPEALED' and event_id = :id", event);
        load.reopen(principal, event, "核对签到表");
        closeAgain(event);

        assertThat(entries(one)).isEmpty();
        assertThat(attendances.find(one, event).orElseThrow().leftOut()).isEqualTo("YEAR_CLOSED");
        assertThat(findings()).isEmpty();
    }

    @Test
    void whenItWasClosedFirstStays() {
        var event = closed();
        var first = events.firstClosed(event);
        assertThat(first.orElseThrow()).isEqualTo(events.find(event).orElseThrow().closedAt());
        load.reopen(principal, event, "核对签到表");
        assertThat(events.firstClosed(event)).isEqualTo(first);
        assertThat(db.sql("select opened_at is not null from study.event where id = :id").param("id", event).query(Boolean.class).single()).as("for nodes of the version before").isTrue();
        db.sql("update study.event set first_closed_at = now(), first_closed_by = id where id = :id").param("id", event).update();
        load.close(cast.administrator(school), event);

        assertThat(events.firstClosed(event)).isEqualTo(first);
        assertThat(db.sql("select first_closed_by from study.event where id = :id").param("id", event).query(UUID.class).single()).isEqualTo(principal.teacher().value());
        assertThat(events.find(event).orElseThrow().closedAt()).isAfter(first.orElseThrow());
    }

    /** Neither does a row bring another one along; and where none is kept, because it was closed before, the closing is it. */
    @Test
    void nothingElseSaysWhenItWasClosedFirst() {
        var event = closed();
        var closing = events.find(event).orElseThrow().closedAt();
        var copy = UUID.randomUUID();
        transaction.executeWithoutResult(then -> {
            db.sql("insert into study.event select (jsonb_populate_record(e, jsonb_build_object('id', cast(:copy as text), 'first_closed_at', '2020-01-01T00:00:00Z'))).* from study.event e where e.id = :id")
                .param("copy", copy).param("id", event).update();
            assertThat(events.firstClosed(copy)).hasValue(closing);
            db.sql("alter table study.event disable trigger first_closing_stays").update();
            forget(event);
            assertThat(events.firstClosed(event)).hasValue(closing);
            then.setRollbackOnly();
        });
    }

    @Test
    void ofWhatWasOpenedAgainBeforeThatWasKeptItIsWhenItsFirstHoursWerePosted() throws IOException {
        var event = held("2");
        load.close(principal, event);
        var posted = db.sql("select min(posted_at) from ledger.entry where teacher_id = :t").param("t", one.value()).query(OffsetDateTime.class).single().toInstant();
        load.reopen(principal, event, "核对签到表");
        assertKeptFromItsHours(event, posted);
        load.close(principal, event);
        assertKeptFromItsHours(event, posted);
    }

    /** As the migration says it. */
    private void assertKeptFromItsHours(UUID event, Instant posted) throws IOException {
        var migration = Files.readString(Path.of("src/main/resources/db/migration/study/V10__closed_first.sql"));
        var kept = migration.substring(migration.indexOf("update study.event"), migration.indexOf("where f.id = x.id") + "where f.id = x.id".length());
        transaction.executeWithoutResult(then -> {
            db.sql("alter table study.event disable trigger first_closing_stays").update();
            forget(event);
            db.sql(kept).update();
            assertThat(events.firstClosed(event)).hasValue(posted);
            then.setRollbackOnly();
        });
    }

    private void forget(UUID event) {
        db.sql("update study.event set first_closed_at = null where id = :id").param("id", event).update();
    }
}
