package org.xingtan.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.directory.Organizations;
import org.xingtan.ledger.CorrectEntry;
import org.xingtan.ledger.Ledger;
import org.xingtan.ledger.ReverseEntry;
import org.xingtan.messaging.Send;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.testing.Forms;
import org.xingtan.testing.Statements;
import org.xingtan.testing.ValidatedYears;
import org.xingtan.testing.XingtanTest;

/** A session that is opened again, and what of its hours comes back. */
@XingtanTest
class ReopenedTests extends DeliverySteps {

    @Autowired Hours hours;
    @Autowired Ledger ledger;
    @Autowired ReverseEntry reversal;
    @Autowired Organizations organizations;
    @Autowired Leaves leaves;
    @Autowired Send send;
    @Autowired Clock clock;
    @Autowired CorrectEntry correction;
    @Autowired Forms forms;

    @Test
    void whoHadItsHoursHasThemBackThoughHisYearWasValidatedMeanwhile() {
        var session = held("4");
        load.enter(office, session, List.of(two), Attendance.State.LEFT_EARLY, "十点离开");
        load.close(office, session);
        load.reopen(office, session, "核对签到表");
        load.enter(office, session, List.of(two), Attendance.State.PRESENT, "没有早退");
        var close = validated(Set.of(one, two));
        transaction.executeWithoutResult(_ -> close.close(office, session));

        assertThat(credited(one)).isEqualTo("4.00");
        assertThat(db.sql("select again from ledger.entry_card where teacher_id = :t and source = 'delivery' order by posted_at, id").param("t", one.value()).query(Boolean.class).list())
            .as("an authority can validate the year anew for it").containsExactly(false, true);
        assertThat(entries(two)).isEmpty();
        assertThat(attendances.find(two, session).orElseThrow().leftOut()).isEqualTo("YEAR_CLOSED");
        assertThat(findings()).isEmpty();
    }

    /** Accounts are locked in one order, so that two of them never wait for each other: who has no hours of it is not among them. */
    @Test
    void openingAgainLocksTheAccountsOfThoseWithHoursAlone() {
        var session = held("4");
        var close = validated(Set.of(two));
        transaction.executeWithoutResult(_ -> close.close(office, session));
        transaction.executeWithoutResult(_ -> {
            ledger.lock(two, school.path());
            CompletableFuture.runAsync(() -> load.reopen(office, session, "核对签到表")).join();
        });

        assertThat(credited(one)).isEqualTo("0.00");
        assertThat(attendances.find(two, session).orElseThrow().leftOut()).isNull();
    }

    /** What the ledger takes back is taken back wherever it is shown. */
    @Test
    void hoursAreShownAsTheLedgerCountsThem() {
        var session = held("4");
        load.close(office, session);
        reversal.reverse(office, one, entry(one), "未到场");
        correction.correct(office, two, entry(two), CreditHours.of("1.5"), "早退");

        assertThat(attendances.of(session).stream().map(it -> it.posted().credited().toString())).containsExactlyInAnyOrder("0.00", "1.50");
        assertThat(db.sql("select credited::text from delivery.attendance_card where session_id = :s").param("s", session).query(String.class).list()).as("in copies of one's own data")
            .containsExactlyInAnyOrder("0.00", "1.50");
        assertThat(forms.get(cast.actor(two), "/delivery/sessions/" + session)).hasStatusOk().bodyText().contains("计入 1.50 学时");
        assertThat(forms.post(office, "/console/delivery/" + training + "/export", "file", "csv", "reason", "存档备查", "confirmed", "true")).hasStatusOk().bodyText()
            .contains("1.50").doesNotContain("4.00");
        assertThat(findings()).isEmpty();
        load.reopen(office, session, "重新核对");
        load.close(office, session);
        assertThat(attendances.find(one, session).orElseThrow().posted()).isEqualTo(new Attendance.Posted(CreditHours.of("4"), CreditHours.of("4")));
    }

    /** What somebody puts right in the ledger while a session is open again stays as it is there: it is not posted beside it. */
    @Test
    void whatIsPutRightMeanwhileIsNotPostedAgain() {
        var session = held("4");
        load.close(office, session);
        load.reopen(office, session, "核对签到表");
        correction.correct(office, two, entry(two), CreditHours.of("1.5"), "早退");
        assertThat(findings()).isEmpty();
        load.close(office, session);

        assertThat(credited(one)).isEqualTo("4.00");
        assertThat(credited(two)).isEqualTo("1.50");
        assertThat(attendances.find(two, session).orElseThrow()).satisfies(it -> {
            assertThat(it.leftOut()).isEqualTo("CORRECTED");
            assertThat(it.credited()).hasToString("1.50");
        });
        assertThat(forms.get(cast.actor(two), "/delivery/sessions/" + session)).hasStatusOk().bodyText().contains("1.50 学时", "以更正的为准");
        assertThat(forms.get(office, "/console/delivery/sessions/" + session)).hasStatusOk().bodyText().contains("1.50", "以更正的为准");
        assertThat(forms.post(office, "/console/delivery/" + training + "/export", "file", "csv", "reason", "存档备查", "confirmed", "true")).hasStatusOk().bodyText().contains("1.50");
        assertThat(findings()).isEmpty();
    }

    /** However often a session was closed, it gives its hours once, also to whoever puts an earlier posting right after that. */
    @Test
    void whatWasTakenBackIsNotPutRightBesideWhatWasPostedSince() {
        var session = held("4");
        load.close(office, session);
        var first = entry(one);
        load.reopen(office, session, "核对签到表");
        load.close(office, session);
        assertThatThrownBy(() -> correction.correct(office, one, first, CreditHours.of("4"), "全程在场")).isInstanceOfSatisfying(Refused.class,
            it -> assertThat(it.verdict().unmet()).extracting(Condition::code).containsExactly("ledger.no-more-than-left"));

        assertThat(credited(one)).isEqualTo("4.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void whatIsPutRightMeanwhileStaysAsWhateverHeIsNoted() {
        var session = held("4");
        load.close(office, session);
        load.reopen(office, session, "核对签到表");
        correction.correct(office, two, entry(two), CreditHours.of("1.5"), "早退");
        load.enter(office, session, List.of(two), Attendance.State.LEFT_EARLY, "十点离开");
        load.close(office, session);

        assertThat(credited(two)).isEqualTo("1.50");
        assertThat(attendances.find(two, session).orElseThrow().leftOut()).isEqualTo("CORRECTED");
        assertThat(findings()).isEmpty();
    }

    @Test
    void whatWasPutRightAndTakenBackIsPostedAnew() {
        var session = held("4");
        load.close(office, session);
        load.reopen(office, session, "核对签到表");
        var right = correction.correct(office, two, entry(two), CreditHours.of("1.5"), "早退");
        load.close(office, session);
        load.reopen(office, session, "再核对一次");
        assertThat(credited(two)).as("it is not the session's to take back").isEqualTo("1.50");
        reversal.reverse(office, two, right.id(), "没有早退");
        load.close(office, session);

        assertThat(credited(two)).isEqualTo("4.00");
        assertThat(attendances.find(two, session).orElseThrow().leftOut()).isNull();
        assertThat(findings()).isEmpty();
    }

    @Test
    void whatWasClosedByMistakeIsClosedWithNobodyThere() {
        var session = held("4");
        load.close(office, session);
        load.reopen(office, session, "结束错了面授");
        load.enter(office, session, List.of(one, two), Attendance.State.ABSENT, "面授没有举行");
        load.close(office, session);

        assertThat(sessions.find(session).orElseThrow().isClosed()).isTrue();
        assertThat(List.of(credited(one), credited(two))).containsOnly("0.00");
        assertThat(findings()).isEmpty();
    }

    /** The first entry is put right after the closing by which he has none: he has the hours once. */
    @Test
    void whatIsPutRightForWhoeverStandsAsAbsentSinceIsGivenOnce() {
        var session = held("4");
        load.close(office, session);
        load.reopen(office, session, "核对签到表");
        load.enter(office, session, List.of(two), Attendance.State.ABSENT, "没有签到");
        load.close(office, session);
        correction.correct(office, two, entry(two), CreditHours.of("4"), "签到表上有他");
        assertThat(findings()).isEmpty();
        assertShown(session, "ABSENT 4.00");
        load.reopen(office, session, "找到签到表");
        load.enter(office, session, List.of(two), Attendance.State.PRESENT, "签到表上有他");
        load.close(office, session);

        assertThat(credited(two)).isEqualTo("4.00");
        assertThat(findings()).isEmpty();
    }

    /** What stands in the ledger for the second one, though its last closing gave him nothing: the first one has his four hours. */
    private void assertShown(UUID session, String said) {
        assertThat(attendances.find(two, session).orElseThrow()).satisfies(it -> assertThat(it.state() + " " + it.credited()).isEqualTo(said));
        assertThat(db.sql("select state || ' ' || credited from delivery.attendance_card where session_id = :s and teacher_id = :t").param("s", session).param("t", two.value())
            .query(String.class).single()).isEqualTo(said);
        assertThat(forms.get(cast.actor(two), "/delivery/sessions/" + session)).hasStatusOk().bodyText().contains("4.00 学时");
        assertThat(db.sql("select count(credited) from delivery.attendance_card where session_id = :s").param("s", session).query(Integer.class).single()).isEqualTo(2);
    }

    /** One entry may have been put right, and the session given fewer hours since. */
    @Test
    void theAuditNamesWhoHasMoreOfASessionThanItGives() {
        var session = held("4");
        load.close(office, session);
        load.reopen(office, session, "核对签到表");
        correction.correct(office, two, entry(two), CreditHours.of("4"), "签到表上有他");
        db.sql("update delivery.session set hours = 2 where id = :id").param("id", session).update();
        load.close(office, session);

        assertThat(findings()).containsExactly("session " + session + " gave " + two + " 4.00 of its 2.00 hours");
    }

    /** It could be so before an entry was held to what the others leave. */
    @Test
    void theAuditNamesWhatASessionHasGivenTwice() {
        var session = held("4");
        load.close(office, session);
        load.reopen(office, session, "核对签到表");
        load.close(office, session);
        load.reopen(office, session, "再核对一次");
        load.enter(office, session, List.of(two), Attendance.State.ABSENT, "没有签到");
        db.sql("update delivery.session set hours = 8 where id = :id").param("id", session).update();
        for (var entry : db.sql("select id from ledger.entry where teacher_id = :t and source = 'delivery' order by reference").param("t", two.value()).query(UUID.class).list()) {
            correction.correct(office, two, entry, CreditHours.of("4"), "签到表上有他");
        }
        assertThat(findings()).isEmpty();
        db.sql("update delivery.session set hours = 4 where id = :id").param("id", session).update();

        assertThat(findings()).containsExactly("session " + session + " gave " + two + " 8.00 of its 4.00 hours");
    }

    /** Whoever counts under another authority than the one that keeps the training gets no account with that. */
    @Test
    void openingAgainOpensNobodyAnAccount() {
        db.sql("insert into ledger.annual_requirement (jurisdiction, year, version, title, basis, total, categories) values (:school, 2020, 1, '校', '依据', 50, '[]')")
            .param("school", school.id().value()).update();
        var session = held("4");
        load.close(office, session);
        load.reopen(office, session, "核对签到表");

        assertThat(db.sql("select jurisdiction from ledger.account where teacher_id = :t").param("t", one.value()).query(UUID.class).list()).containsExactly(school.id().value());
        assertThat(credited(one)).isEqualTo("0.00");
    }

    /** Nor does whoever counts under another authority by now, or has left. */
    @Test
    void openingAgainOpensNoAccountWhereSomebodyCountsByNow() {
        var session = held("4");
        load.close(office, session);
        var before = accounts(one);
        db.sql("insert into ledger.annual_requirement (jurisdiction, year, version, title, basis, total, categories) values (:school, 2020, 1, '校', '依据', 50, '[]')")
            .param("school", school.id().value()).update();
        load.reopen(office, session, "核对签到表");

        assertThat(accounts(one)).isEqualTo(before).doesNotContain(school.id().value());
        assertThat(credited(one)).isEqualTo("0.00");
    }

    private List<UUID> accounts(TeacherId teacher) {
        return db.sql("select jurisdiction from ledger.account where teacher_id = :t").param("t", teacher.value()).query(UUID.class).list();
    }

    /** Nor does closing, for whoever was not there. */
    @Test
    void closingAgainOpensNobodyAnAccountWhoWasNotThere() {
        var session = known("4");
        load.enter(office, session, List.of(two), Attendance.State.PRESENT, "");
        load.close(office, session);
        load.reopen(office, session, "核对签到表");
        load.close(office, session);

        assertThat(state(one, session)).isEqualTo("ABSENT CLOSING");
        assertThat(accounts(one)).isEmpty();
    }

    /** Nor for whoever counts under another authority by now and has nothing of it: because he was not there, or because his hours were put right in the ledger. */
    @Test
    void closingAgainOpensNoAccountWhereSomebodyCountsByNow() {
        var session = held("4");
        load.close(office, session);
        load.reopen(office, session, "核对签到表");
        load.enter(office, session, List.of(one), Attendance.State.ABSENT, "没有签到");
        correction.correct(office, two, entry(two), CreditHours.of("1.5"), "早退");
        var before = List.of(accounts(one), accounts(two));
        db.sql("insert into ledger.annual_requirement (jurisdiction, year, version, title, basis, total, categories) values (:school, 2020, 1, '校', '依据', 50, '[]')")
            .param("school", school.id().value()).update();
        load.close(office, session);

        assertThat(List.of(accounts(one), accounts(two))).isEqualTo(before);
        assertThat(List.of(credited(one), credited(two))).containsExactly("0.00", "1.50");
    }

    /** Nor for whoever has none because his year was validated. */
    @Test
    void closingOpensNobodyAnAccountWhoseYearTakesNothing() {
        var session = held("4");
        var close = validated(Set.of(one));
        transaction.executeWithoutResult(_ -> close.close(office, session));

        assertThat(accounts(one)).isEmpty();
        assertThat(accounts(two)).hasSize(1);
    }

    /** Of all whose years are validated it is asked together how they stood then. */
    @Test
    void whoHasHoursBackIsAskedInAsManyStatementsForFiveAsForTwo() {
        var people = Stream.generate(() -> cast.teacher(school)).limit(6).toList();
        training = called(TrainingDays.of(FIRST, FIRST.plusDays(2)), people.toArray(TeacherId[]::new));
        var first = leftOutOnce(FIRST, people.subList(0, 2), people.subList(2, 6));
        var next = leftOutOnce(FIRST.plusDays(1), people.subList(0, 5), people.subList(5, 6));
        var close = validated(people);
        var two = Statements.of(() -> transaction.executeWithoutResult(_ -> close.close(office, first)));
        var five = Statements.of(() -> transaction.executeWithoutResult(_ -> close.close(office, next)));

        assertThat(Statements.oftener(five, two)).isEmpty();
        assertThat(people.stream().map(this::credited)).containsExactly("8.00", "8.00", "4.00", "4.00", "4.00", "0");
    }

    /** They had its hours by the first closing, none by the second, and stand as there. */
    private UUID leftOutOnce(LocalDate day, List<TeacherId> there, List<TeacherId> absent) {
        var session = met(day, there, absent);
        load.close(office, session);
        load.reopen(office, session, "核对签到表");
        load.enter(office, session, there, Attendance.State.ABSENT, "没有签到");
        load.close(office, session);
        load.reopen(office, session, "找到签到表");
        load.enter(office, session, there, Attendance.State.PRESENT, "签到表上有");
        return session;
    }

    /** However many were there: hours are posted together. */
    @Test
    void thousandsArePostedByAsManyStatementsAsTwo() {
        var people = Stream.generate(() -> cast.teacher(school)).limit(6).toList();
        training = called(TrainingDays.of(FIRST, FIRST.plusDays(2)), people.toArray(TeacherId[]::new));
        var first = met(FIRST, people.subList(0, 2), people.subList(2, 6));
        var next = met(FIRST.plusDays(1), people.subList(0, 5), people.subList(5, 6));
        var two = Statements.of(() -> load.close(office, first));
        var five = Statements.of(() -> load.close(office, next));

        assertThat(Statements.oftener(five, two)).isEmpty();
        assertThat(people.stream().map(this::credited)).containsExactly("8.00", "8.00", "4.00", "4.00", "4.00", "0");
        assertThat(findings()).isEmpty();
        correction.correct(office, people.getFirst(), entry(people.getFirst(), first), CreditHours.of("1.5"), "早退");
        var twoBack = Statements.of(() -> load.reopen(office, first, "核对签到表"));
        var fiveBack = Statements.of(() -> load.reopen(office, next, "核对签到表"));

        assertThat(Statements.oftener(fiveBack, twoBack)).isEmpty();
        assertThat(people.stream().map(this::credited)).as("with what was put right").containsExactly("0.00", "0.00", "0.00", "0.00", "0.00", "0");
        assertThat(db.sql("select target from audit.entry where act = 'ledger.reverse' and target = any (:of)").param("of", people.stream().map(it -> "teacher:" + it).toArray(String[]::new))
            .query(String.class).list()).as("each has his line in the trail").hasSize(8);
        assertThat(findings()).isEmpty();
    }

    private UUID met(LocalDate day, List<TeacherId> there, List<TeacherId> absent) {
        var session = load.set(office, training, form(day, "09:00", "12:00", "4"));
        load.enter(office, session, there, Attendance.State.PRESENT, "");
        load.enter(office, session, absent, Attendance.State.ABSENT, "");
        return session;
    }

    private UUID entry(TeacherId teacher, UUID session) {
        return db.sql("select id from ledger.entry where teacher_id = :t and source = 'delivery' and reference = :s").param("t", teacher.value()).param("s", session.toString())
            .query(UUID.class).single();
    }

    private UUID entry(TeacherId teacher) {
        return db.sql("select id from ledger.entry where teacher_id = :t and source = 'delivery'").param("t", teacher.value()).query(UUID.class).single();
    }

    /** As if the years of these had been validated by now. */
    private CloseSession validated(Collection<TeacherId> people) {
        return new CloseSession(keep, sessions, attendances, hours, new CloseSession.Posting(ledger, reversal, ValidatedYears.of(people, clock.instant()), organizations, leaves, send), clock);
    }
}
