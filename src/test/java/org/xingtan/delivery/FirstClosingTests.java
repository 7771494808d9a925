package org.xingtan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.appeal.Appeal;
import org.xingtan.appeal.DecideAppeal;
import org.xingtan.appeal.FileAppeal;
import org.xingtan.appeal.Matter;
import org.xingtan.directory.Organizations;
import org.xingtan.ledger.CorrectEntry;
import org.xingtan.ledger.Ledger;
import org.xingtan.ledger.ReverseEntry;
import org.xingtan.messaging.Send;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.recognition.YearClosed;
import org.xingtan.testing.Forms;
import org.xingtan.testing.ValidatedYears;
import org.xingtan.testing.XingtanTest;

/** A session is opened again for somebody else: whoever is appealed against does not move thereby what an appeal brings. */
@XingtanTest
class FirstClosingTests extends DeliverySteps {

    private static final Matter.Remedy REMEDY = new Matter.Remedy(null, "签到表可证");

    @Autowired SessionMatter matter;
    @Autowired FileAppeal file;
    @Autowired DecideAppeal decide;
    @Autowired Hours hours;
    @Autowired Ledger ledger;
    @Autowired ReverseEntry reversal;
    @Autowired CorrectEntry correction;
    @Autowired Organizations organizations;
    @Autowired Leaves leaves;
    @Autowired Send send;
    @Autowired Clock clock;
    @Autowired Trainings trainings;
    @Autowired DeliveryScope scope;
    @Autowired Patience patience;
    @Autowired Forms forms;

    /** When the first one's year was validated: at once after the first closing. */
    private Instant validated = Instant.MAX;

    /** At which the first stands as absent, and the other one was there. */
    private UUID closed() {
        var session = load.set(office, training, form(FIRST, "09:00", "12:00", "4"));
        load.enter(office, session, List.of(one), Attendance.State.ABSENT, "未签到");
        load.enter(office, session, List.of(two), Attendance.State.PRESENT, "");
        load.close(office, session);
        validated = clock.instant();
        return session;
    }

    private void closeAgain(UUID session) {
        transaction.executeWithoutResult(_ -> close().close(office, session));
    }

    private Appeal filed(UUID session) {
        return file.file(cast.actor(one), new FileAppeal.Filing(Uuids.next(), matter.find(one, session).orElseThrow(), "当天全程在场，签到表上有签名。", List.of()));
    }

    /** The state of the appeal is not written by it. */
    private void grantDirectly(Appeal appeal) {
        transaction.executeWithoutResult(_ -> matter().grant(cast.administrator(city.parent()), appeal, REMEDY));
    }

    private SessionMatter matter() {
        return new SessionMatter(db, sessions, trainings, scope, new SessionMatter.PutRight(attendances, close(), keep), clock);
    }

    private void grant(Appeal appeal) {
        decide.decide(cast.administrator(city.parent()), one, appeal.id(), Appeal.State.GRANTED, REMEDY);
    }

    private CloseSession close() {
        return close(ValidatedYears.of(Map.of(one, validated)));
    }

    private CloseSession close(ObjectProvider<YearClosed> years) {
        return new CloseSession(keep, sessions, attendances, hours, new CloseSession.Posting(ledger, reversal, years, organizations, leaves, send), clock);
    }

    /** What is found of the validated year. */
    private List<String> inYears() {
        return transaction.execute(_ -> new YearsAudit(db, patience, ValidatedYears.of(Map.of(one, validated))).findings(false)).stream().filter(it -> it.contains(one.toString())).toList();
    }

    private void assertGivenByAnAppeal() {
        assertThat(credited(one)).isEqualTo("4.00");
        assertThat(db.sql("select by_appeal from ledger.entry_card where teacher_id = :t").param("t", one.value()).query(Boolean.class).list()).as("the year may be validated anew for it")
            .containsExactly(true);
    }

    @Test
    void whatIsGrantedAfterTheNextClosingComesIntoTheYearAllTheSame() {
        var session = closed();
        var appeal = filed(session);
        load.reopen(office, session, "为他人核对签到表");
        closeAgain(session);
        grantDirectly(appeal);

        assertGivenByAnAppeal();
        assertThat(credited(two)).isEqualTo("4.00");
    }

    @Test
    void whatIsGrantedWhileItIsOpenComesWithTheNextClosing() {
        var session = closed();
        var appeal = filed(session);
        load.reopen(office, session, "为他人核对签到表");
        grant(appeal);
        closeAgain(session);

        assertGivenByAnAppeal();
        assertThat(findings()).isEmpty();
        assertThat(inYears()).isEmpty();
        validated = Instant.EPOCH;
        assertThat(inYears()).as("as if it had been validated before the first closing")
            .containsExactly("session " + session + " has given hours to " + one + " since his year was validated, and that does not take them");
    }

    /** Whoever keeps it may agree with the appeal before it is decided. */
    @Test
    void whatIsPutRightByTheKeeperWhileTheAppealWaitsComesWithTheDecision() {
        var session = closed();
        var appeal = filed(session);
        load.reopen(office, session, "核对签到表");
        load.enter(office, session, List.of(one), Attendance.State.PRESENT, "核对后更正");
        closeAgain(session);
        assertThat(attendances.find(one, session).orElseThrow().leftOut()).as("as long as nobody has decided it").isEqualTo("YEAR_CLOSED");
        grantDirectly(appeal);

        assertGivenByAnAppeal();
        assertThat(state(one, session)).isEqualTo("PRESENT APPEALED");
    }

    @Test
    void whatIsPutRightByTheKeeperAndGrantedBeforeTheClosingComesWithIt() {
        var session = closed();
        var appeal = filed(session);
        load.reopen(office, session, "核对签到表");
        load.enter(office, session, List.of(one), Attendance.State.PRESENT, "核对后更正");
        grant(appeal);
        closeAgain(session);

        assertGivenByAnAppeal();
        assertThat(findings()).isEmpty();
    }

    /** Who did not appeal was absent when his year was validated. */
    @Test
    void whoDidNotAppealHasNoneByALaterClosing() {
        var session = closed();
        load.reopen(office, session, "核对签到表");
        load.enter(office, session, List.of(one), Attendance.State.PRESENT, "核对后更正");
        closeAgain(session);

        assertThat(entries(one)).isEmpty();
        assertThat(attendances.find(one, session).orElseThrow().leftOut()).isEqualTo("YEAR_CLOSED");
        assertThat(findings()).isEmpty();
    }

    /** It was entered when it was over, so that its closing made nobody absent; who was forgotten and is entered since had no hours when his year was validated. */
    @Test
    void whoIsNotedForTheFirstTimeWhileItIsOpenAgainMayAppeal() {
        var session = load.set(office, training, form(FIRST, "09:00", "12:00", "4"));
        load.enter(office, session, List.of(two), Attendance.State.PRESENT, "");
        load.close(office, session);
        validated = clock.instant();
        load.reopen(office, session, "为他人核对签到表");
        var another = cast.administrator(city);
        load.enter(another, session, List.of(one), Attendance.State.PRESENT, "");
        assertThat(matter.of(one)).isEmpty();
        assertThat(matter.find(one, session).orElseThrow().contestedBy()).as("as long as nobody has closed it again").isEqualTo(office.teacher());
        closeAgain(session);

        assertThat(entries(one)).isEmpty();
        assertThat(attendances.find(one, session).orElseThrow().leftOut()).isEqualTo("YEAR_CLOSED");
        assertThat(matter.of(one)).singleElement().satisfies(it -> {
            assertThat(it.contestedBy()).isEqualTo(office.teacher());
            assertThat(it.variant()).isEqualTo(".nothing-said");
            assertThat(it.at()).isEqualTo(Objects.requireNonNull(sessions.find(session).orElseThrow().closed()).at());
        });
        assertThat(inYears()).isEmpty();
        assertThat(forms.get(cast.actor(one), "/delivery/sessions/" + session)).hasStatusOk().bodyText().contains("首次结束以后验证", "/appeals/new?kind=SESSION&amp;about=" + session);
        assertThat(forms.get(cast.actor(one), "/appeals/new?kind=SESSION&about=" + session)).hasStatusOk().bodyText().contains("的面授，结束时没有考勤记录");
        grantDirectly(filed(session));
        assertGivenByAnAppeal();
        assertThat(matter.of(one)).isEmpty();
    }

    /** Whoever stood as there before it was closed first has nothing to say against anybody. */
    @Test
    void whoWasNotedBeforeTheFirstClosingInAValidatedYearMayNot() {
        var session = held("4");
        validated = clock.instant();
        closeAgain(session);

        assertThat(attendances.find(one, session).orElseThrow().leftOut()).isEqualTo("YEAR_CLOSED");
        assertThat(matter().of(one)).isEmpty();
    }

    /** A batch that has begun is waited for before anybody asks whose year is validated. */
    @Test
    void hoursDoNotComeBesideAYearThatIsValidatedMeanwhile() {
        var session = held("4");
        transaction.executeWithoutResult(_ -> close(ValidatedYears.onceHeld()).close(office, session));

        assertThat(entries(one)).isEmpty();
        assertThat(attendances.find(one, session).orElseThrow().leftOut()).isEqualTo("YEAR_CLOSED");
    }

    /** He was late when his year was validated; whether that brought hours is what the rule said at the closing. */
    @Test
    void theAuditJudgesWhoWasLateByTheRuleOfTheClosing() {
        var session = held("4");
        load.close(office, session);
        load.reopen(office, session, "核对签到表");
        load.enter(office, session, List.of(one), Attendance.State.LATE, "九点半到");
        validated = clock.instant();
        load.enter(office, session, List.of(one), Attendance.State.PRESENT, "准时到场");
        keep.rule(office, training, "10", false);
        closeAgain(session);
        assertThat(attendances.find(one, session).orElseThrow().leftOut()).isEqualTo("YEAR_CLOSED");
        keep.rule(office, training, "10", true);

        assertThat(inYears()).isEmpty();
        asIfClosed(session, "true");
        assertThat(inYears()).containsExactly("session " + session + " has no hours for " + one + ", and his validated year takes them");
        asIfClosed(session, "null");
        assertThat(inYears()).as("where nobody has kept it").isEmpty();
        load.reopen(office, session, "核对签到表");
        closeAgain(session);
        assertThat(credited(one)).as("by the rule of now").isEqualTo("4.00");
        keep.rule(office, training, "10", false);
        assertThat(inYears()).isEmpty();
    }

    /** @param late whether who was late had hours by it */
    private void asIfClosed(UUID session, String late) {
        transaction.executeWithoutResult(_ -> {
            db.sql("alter table delivery.session disable trigger session_stays").update();
            db.sql("update delivery.session set late_counted = " + late + " where id = :id").param("id", session).update();
            db.sql("alter table delivery.session enable trigger session_stays").update();
        });
    }

    /** He had hours of it once, and his year was validated while he stood as absent. */
    @Test
    void whoHadItsHoursAndDidNotAppealWhenHeStoodAsAbsentHasNoneByALaterClosing() {
        var session = held("4");
        load.close(office, session);
        load.reopen(office, session, "核对签到表");
        load.enter(office, session, List.of(one), Attendance.State.ABSENT, "没有签到");
        load.close(office, session);
        validated = clock.instant();
        load.reopen(office, session, "找到签到表");
        load.enter(office, session, List.of(one), Attendance.State.PRESENT, "签到表上有他");
        closeAgain(session);

        assertThat(credited(one)).isEqualTo("0.00");
        assertThat(credited(two)).isEqualTo("4.00");
        assertThat(attendances.find(one, session).orElseThrow().leftOut()).isEqualTo("YEAR_CLOSED");
        assertThat(findings()).isEmpty();
        grantDirectly(filed(session));
        assertThat(credited(one)).as("he may appeal against what was said of him before").isEqualTo("4.00");
    }

    /** Whether it was open then, or closed, and since when, is nothing to that: he stood as absent. */
    @Test
    void whoStoodAsAbsentWhileItWasOpenWhenHisYearWasValidatedHasNoneEither() {
        var session = held("4");
        load.close(office, session);
        load.reopen(office, session, "核对签到表");
        var there = clock.instant();
        load.enter(office, session, List.of(one), Attendance.State.ABSENT, "没有签到");
        load.close(office, session);
        load.reopen(office, session, "为他人核对签到表");
        validated = clock.instant();
        load.enter(office, session, List.of(one), Attendance.State.PRESENT, "签到表上有他");
        closeAgain(session);

        assertThat(credited(one)).isEqualTo("0.00");
        assertThat(attendances.find(one, session).orElseThrow().leftOut()).isEqualTo("YEAR_CLOSED");
        assertThat(findings()).isEmpty();
        assertThat(inYears()).isEmpty();
        var appeal = filed(session);
        validated = there;
        assertThat(inYears()).as("as if it had been validated while he stood as there").containsExactly("session " + session + " has no hours for " + one + ", and his validated year takes them");
        grantDirectly(appeal);
        assertThat(credited(one)).isEqualTo("4.00");
    }

    /** A slip of whoever keeps it, after that, takes nothing from him. */
    @Test
    void whoStoodAsThereWhenHisYearWasValidatedHasThemBackByAnyLaterClosing() {
        var session = held("4");
        load.close(office, session);
        load.reopen(office, session, "核对签到表");
        validated = clock.instant();
        load.enter(office, session, List.of(one), Attendance.State.ABSENT, "点错一行");
        closeAgain(session);
        assertThat(credited(one)).isEqualTo("0.00");
        load.reopen(office, session, "更正点错的一行");
        load.enter(office, session, List.of(one), Attendance.State.PRESENT, "点错一行");
        closeAgain(session);

        assertThat(credited(one)).isEqualTo("4.00");
        assertThat(findings()).isEmpty();
        assertThat(inYears()).isEmpty();
    }

    /** He stood as there, and what counted was put right in the ledger: taken back there, the hours come with the next closing. */
    @Test
    void whoseHoursWerePutRightInTheLedgerWhenHisYearWasValidatedHasThemBack() {
        var session = held("4");
        load.close(office, session);
        load.reopen(office, session, "核对签到表");
        var entry = db.sql("select id from ledger.entry where teacher_id = :t and source = 'delivery'").param("t", one.value()).query(UUID.class).single();
        var right = correction.correct(office, one, entry, CreditHours.of("1.5"), "早退");
        load.close(office, session);
        validated = clock.instant();
        load.reopen(office, session, "为他人核对签到表");
        reversal.reverse(office, one, right.id(), "没有早退");
        closeAgain(session);

        assertThat(credited(one)).isEqualTo("4.00");
        assertThat(findings()).isEmpty();
    }

    /** A year that was validated before takes nothing, whoever decides. */
    @Test
    void ofASessionThatWasNotClosedBeforeTheYearWasNothingComes() {
        var session = load.set(office, training, form(FIRST, "09:00", "12:00", "4"));
        load.enter(office, session, List.of(one), Attendance.State.ABSENT, "未签到");
        load.enter(office, session, List.of(two), Attendance.State.PRESENT, "");
        validated = clock.instant();
        grant(filed(session));
        closeAgain(session);
        load.reopen(office, session, "核对签到表");
        closeAgain(session);

        assertThat(entries(one)).isEmpty();
        assertThat(attendances.find(one, session).orElseThrow().leftOut()).isEqualTo("YEAR_CLOSED");
        assertThat(findings()).isEmpty();
    }
}
