package org.xingtan.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.appeal.Appeal;
import org.xingtan.appeal.DecideAppeal;
import org.xingtan.appeal.FileAppeal;
import org.xingtan.appeal.Matter;
import org.xingtan.appeal.MyAppeals;
import org.xingtan.directory.Organizations;
import org.xingtan.ledger.Ledger;
import org.xingtan.ledger.ReverseEntry;
import org.xingtan.messaging.Send;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.testing.Forms;
import org.xingtan.testing.ValidatedYears;
import org.xingtan.testing.XingtanTest;

/** Somebody who stands as absent at a session appeals, and what is granted is in his attendance and in his account. */
@XingtanTest
class SessionAppealTests extends DeliverySteps {

    @Autowired SessionMatter matter;
    @Autowired FileAppeal file;
    @Autowired DecideAppeal decide;
    @Autowired MyAppeals appeals;
    @Autowired Forms forms;

    /** At which the first stands as absent, and the other one was there. */
    private UUID absent() {
        var session = load.set(office, training, form(FIRST, "09:00", "12:00", "4"));
        load.enter(office, session, List.of(one), Attendance.State.ABSENT, "未签到");
        load.enter(office, session, List.of(two), Attendance.State.PRESENT, "");
        return session;
    }

    private Actor above() {
        return cast.administrator(city.parent());
    }

    private Appeal filed(TeacherId teacher, UUID session) {
        var subject = matter.find(teacher, session).orElseThrow(() -> new NotFound(session));
        return file.file(cast.actor(teacher), new FileAppeal.Filing(Uuids.next(), subject, "当天全程在场，签到表上有签名。", List.of()));
    }

    private void grant(Actor actor, Appeal appeal) {
        decide.decide(actor, appeal.teacher(), appeal.id(), Appeal.State.GRANTED, new Matter.Remedy(null, "签到表可证"));
    }

    private List<UUID> offered(TeacherId teacher) {
        return appeals.offered(teacher).getOrDefault(Appeal.Kind.SESSION, List.of()).stream().map(it -> it.reference()).toList();
    }

    @Test
    void onlyWhoStandsAsAbsentAtASessionThatIsOverAppeals() {
        assertThat(offered(one)).isEmpty();
        var session = absent();

        assertThat(matter.find(one, session)).hasValueSatisfying(it -> {
            assertThat(it.title()).isEqualTo("骨干教师集中培训 · 课程标准解读");
            assertThat(it.facts()).containsExactly(FIRST, "未签到");
            assertThat(it.unit()).isEqualTo(city.id());
            assertThat(it.contestedBy()).isEqualTo(office.teacher());
        });
        assertThat(offered(one)).containsExactly(session);
        assertThat(offered(two)).isEmpty();
        assertThat(matter.find(stranger, session)).isEmpty();
        assertThat(unmet(() -> filed(two, session, one))).containsExactly("appeal.contestable");
        assertThat(forms.get(cast.actor(stranger), "/appeals/new?kind=SESSION&about=" + session)).hasStatus(404);
        load.enter(office, session, List.of(one), Attendance.State.PRESENT, "核对后更正");
        assertThat(offered(one)).isEmpty();
    }

    /** As if it were said against somebody else: what is asked is whether it was. */
    private Appeal filed(TeacherId teacher, UUID session, TeacherId of) {
        var subject = matter.find(of, session).orElseThrow();
        var his = new org.xingtan.appeal.Subject(subject.kind(), session, null, subject.title(), subject.facts(), subject.at(), subject.unit(), null, false);
        return file.file(cast.actor(teacher), new FileAppeal.Filing(Uuids.next(), his, "当天全程在场，签到表上有签名。", List.of()));
    }

    /** Leave that was granted while an appeal waits is less than what it asks for. */
    @Test
    void whoWasExcusedMeanwhileWasThereAllTheSame() {
        var session = absent();
        var appeal = filed(one, session);
        load.enter(office, session, List.of(one), Attendance.State.EXCUSED, "补交请假条");
        load.close(office, session);
        grant(above(), appeal);

        assertThat(attendances.find(one, session).orElseThrow().state()).isEqualTo(Attendance.State.PRESENT);
        assertThat(entries(one)).containsExactly("delivery PROFESSIONAL 4.00 4.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void ofAClosedSessionHeHasHisHoursAndNobodyElseIsTouched() {
        var session = absent();
        load.close(office, session);
        var others = db.sql("select id || ' ' || posted_at from ledger.entry where teacher_id = :t").param("t", two.value());
        var before = others.query(String.class).list();
        var appeal = filed(one, session);
        assertThat(appeal.first()).isEqualTo(city.parent().id());
        var province = above();
        assertThat(unmet(() -> filed(one, session))).containsExactly("appeal.not-twice");
        grant(province, appeal);
        grant(province, appeal);

        assertThat(entries(one)).containsExactly("delivery PROFESSIONAL 4.00 4.00");
        assertThat(others.query(String.class).list()).isEqualTo(before);
        assertThat(attendances.find(one, session).orElseThrow()).extracting(Attendance::state, Attendance::how, Attendance::byName, Attendance::reason, it -> it.credited() + "")
            .containsExactly(Attendance.State.PRESENT, "APPEALED", province.personName(), "签到表可证", "4.00");
        assertThat(Objects.requireNonNull(sessions.find(session).orElseThrow().closed())).extracting(Session.Closed::expected, Session.Closed::attended).containsExactly(2, 2);
        assertThat(db.sql("select by_appeal from ledger.entry_card where teacher_id = :t").param("t", one.value()).query(Boolean.class).list()).containsExactly(true);
        assertThat(told(one)).contains("appeal.decided", "delivery.granted");
        assertThat(offered(one)).isEmpty();
        assertThat(findings()).isEmpty();
    }

    private List<String> told(TeacherId teacher) {
        return db.sql("select rule from messaging.message where teacher_id = :t").param("t", teacher.value()).query(String.class).list();
    }

    @Test
    void whoLeftEarlyOrWasLateWithoutHoursAppealsAsWell() {
        keep.rule(office, training, "10", false);
        var session = load.set(office, training, form(FIRST, "09:00", "12:00", "4"));
        load.enter(office, session, List.of(one), Attendance.State.LEFT_EARLY, "");
        load.enter(office, session, List.of(two), Attendance.State.LATE, "");
        assertThat(matter.find(one, session).orElseThrow().variant()).isEqualTo(".left-early");
        assertThat(matter.find(two, session).orElseThrow().variant()).isEqualTo(".late");
        load.close(office, session);
        for (var teacher : List.of(one, two)) {
            grant(above(), filed(teacher, session));
            assertThat(entries(teacher)).containsExactly("delivery PROFESSIONAL 4.00 4.00");
        }
        assertThat(findings()).isEmpty();
    }

    /** As long as the rule gave hours for it there was nothing to appeal against, however long ago it was said. */
    @Test
    void theTimeOfWhoWasLateBeginsWithTheClosingThatBringsHimNoHours() {
        var session = load.set(office, training, form(FIRST, "09:00", "12:00", "4"));
        load.enter(office, session, List.of(one), Attendance.State.LATE, "");
        load.enter(office, session, List.of(two), Attendance.State.LEFT_EARLY, "");
        var noted = matter.find(two, session).orElseThrow().at();
        load.close(office, session);
        load.reopen(office, session, "核对");
        keep.rule(office, training, "10", false);
        load.close(office, session);

        assertThat(matter.find(one, session).orElseThrow()).satisfies(it -> {
            assertThat(it.contestable()).isTrue();
            assertThat(it.at()).isEqualTo(Objects.requireNonNull(sessions.find(session).orElseThrow().closed()).at());
        });
        assertThat(matter.find(two, session).orElseThrow().at()).as("what is said of him does not hang on a rule").isEqualTo(noted);
        assertThat(told(one)).filteredOn(it -> it.startsWith("delivery.")).containsExactlyInAnyOrder("delivery.granted", "delivery.reopened", "delivery.late");
        assertThat(told(two)).contains("delivery.left-early").doesNotContain("delivery.granted");
    }

    /** Whoever keeps it does not end the time of who was late by opening it again: until it is closed nobody knows. */
    @Test
    void theTimeOfWhoWasLateDoesNotRunWhileItIsOpen() {
        keep.rule(office, training, "10", false);
        var session = load.set(office, training, form(FIRST, "09:00", "12:00", "4"));
        load.enter(office, session, List.of(one), Attendance.State.LATE, "");
        load.enter(office, session, List.of(two), Attendance.State.PRESENT, "");
        load.close(office, session);
        load.reopen(office, session, "核对");
        var open = clock.instant().truncatedTo(ChronoUnit.MICROS);

        assertThat(matter.find(one, session).orElseThrow().at()).isAfterOrEqualTo(open);
    }

    /** Who was late and has the hours has nothing to appeal against. */
    @Test
    void whoIsLateWithHoursHasNothingToAppealAgainst() {
        var session = load.set(office, training, form(FIRST, "09:00", "12:00", "4"));
        load.enter(office, session, List.of(one), Attendance.State.LATE, "");
        assertThat(unmet(() -> filed(one, session))).containsExactly("appeal.contestable");
        load.close(office, session);
        assertThat(unmet(() -> filed(one, session))).containsExactly("appeal.contestable");
    }

    @Test
    void ofASessionThatWasOpenedAgainMeanwhileHeHasThemWithTheOthersAndItStays() {
        var session = absent();
        load.close(office, session);
        var appeal = filed(one, session);
        load.reopen(office, session, "核对");
        grant(above(), appeal);

        assertThat(entries(one)).isEmpty();
        for (var state : List.of(Attendance.State.ABSENT, Attendance.State.EXCUSED)) {
            assertThat(unmet(() -> load.enter(office, session, List.of(one), state, "没有看见"))).containsExactly("delivery.attendance.granted");
        }
        load.close(office, session);
        assertThat(credited(one)).isEqualTo("4.00");
        load.reopen(office, session, "再核对");
        assertThat(credited(one)).isEqualTo("0.00");
        load.close(office, session);

        assertThat(credited(one)).isEqualTo("4.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void whatWasPutRightMeanwhileIsGrantedAsItIs() {
        var session = absent();
        var appeal = filed(one, session);
        load.enter(office, session, List.of(one), Attendance.State.PRESENT, "核对后更正");
        grant(above(), appeal);
        assertThat(state(one, session)).isEqualTo("PRESENT CORRECTED");
        assertThat(unmet(() -> load.enter(office, session, List.of(one), Attendance.State.ABSENT, "没有看见"))).containsExactly("delivery.attendance.granted");
        assertThat(unmet(() -> keep.cancel(office, session, "场地占用"))).containsExactly("delivery.cancel.granted");
        assertThat(findings()).isEmpty();
    }

    /** Nothing can come of it any more, and it is answered all the same. */
    @Test
    void whoWasRightHearsSoAlsoWhenTheSessionIsCalledOff() {
        var session = absent();
        var appeal = filed(one, session);
        keep.cancel(office, session, "场地占用");
        var province = above();
        var page = "/console/appeals/" + one + "/" + appeal.id();
        assertThat(forms.get(province, page)).hasStatusOk().bodyText().contains("这次面授已经取消，考勤不再更正");
        assertThat(unmet(() -> transaction.executeWithoutResult(_ -> matter.grant(province, appeal, new Matter.Remedy(null, "签到表可证"))))).as("called off in that very moment")
            .containsExactly("delivery.appeal.held");
        grant(province, appeal);
        grant(province, appeal);

        assertThat(state(one, session)).isEqualTo("ABSENT TICKED");
        assertThat(entries(one)).isEmpty();
        assertThat(forms.get(cast.actor(one), "/appeals/" + appeal.id())).hasStatusOk().bodyText().contains("原来的考勤记录不对", "不计学时");
        assertThat(forms.get(province, page)).hasStatusOk().bodyText().contains("这次面授已经取消");
        assertThat(db.sql("select text from messaging.message where teacher_id = :t and rule = 'appeal.decided'").param("t", one.value()).query(String.class).list())
            .containsExactly("appeal.told.late.SESSION_CANCELED.");
        assertThat(findings()).isEmpty();
    }

    @Test
    void theCheckFindsWhatWasGrantedTooLateAndWasNot() {
        var session = absent();
        var appeal = filed(one, session);
        grant(above(), appeal);
        transaction.executeWithoutResult(then -> {
            db.sql("alter table appeal.step disable trigger step_is_append_only").update();
            db.sql("update appeal.step set late = 'SESSION_CANCELED' where appeal_id = :id and act = 'GRANTED'").param("id", appeal.id()).update();
            assertThat(findings()).anyMatch(it -> it.contains(appeal.id() + "") && it.contains("is not called off"));
            db.sql("update delivery.session set state = 'CANCELED', reason = 'x' where id = :id").param("id", session).update();
            assertThat(findings()).isEmpty();
            db.sql("update appeal.step set late = 'LISTED' where appeal_id = :id and act = 'GRANTED'").param("id", appeal.id()).update();
            assertThat(findings()).as("that is said of applications").anyMatch(it -> it.contains(appeal.id() + ""));
            then.setRollbackOnly();
        });
        db.sql("update delivery.session set state = 'CANCELED', reason = 'x' where id = :id").param("id", session).update();

        assertThat(findings()).singleElement().asString().contains(appeal.id() + "", "was called off since");
    }

    /** Its time begins when it was said, and ends 30 working days later. */
    @Test
    void itIsAppealedAgainstInTime() {
        var session = load.set(office, training, form(FIRST, "09:00", "12:00", "4"));
        db.sql("update delivery.session set day = :day where id = :id").param("day", TODAY.minusDays(95)).param("id", session).update();
        say(session, Instant.now().minus(Duration.ofDays(90)));

        assertThat(unmet(() -> filed(one, session))).containsExactly("appeal.in-time");
        assertThat(forms.get(cast.actor(one), "/delivery/sessions/" + session)).hasStatusOk().bodyText().doesNotContain("kind=SESSION");
    }

    private void say(UUID session, Instant at) {
        db.sql("insert into delivery.attendance (teacher_id, session_id, state, how, at, by_name) values (:t, :s, 'ABSENT', 'TICKED', :at, 'x')")
            .param("t", one.value()).param("s", session).param("at", at.atOffset(ZoneOffset.UTC)).update();
        db.sql("insert into delivery.attendance_act (teacher_id, session_id, n, after, how, at, by, by_name) values (:t, :s, 1, 'ABSENT', 'TICKED', :at, :by, 'x')")
            .param("t", one.value()).param("s", session).param("at", at.atOffset(ZoneOffset.UTC)).param("by", office.teacher().value()).update();
    }

    @Test
    void whoSaidItDoesNotDecideAboutItAndNobodyBelowDoes() {
        var session = load.set(office, training, form(FIRST, "09:00", "12:00", "4"));
        var province = above();
        load.enter(office, session, List.of(two), Attendance.State.PRESENT, "");
        load.enter(province, session, List.of(one), Attendance.State.ABSENT, "未到");
        load.close(office, session);
        var appeal = filed(one, session);

        assertThat(unmet(() -> grant(province, appeal))).containsExactly("appeal.not-his-act");
        assertThatThrownBy(() -> grant(office, appeal)).isInstanceOf(NotFound.class);
        assertThat(entries(one)).isEmpty();
        grant(above(), appeal);
        assertThat(credited(one)).isEqualTo("4.00");
    }

    @Autowired Hours hours;
    @Autowired Ledger ledger;
    @Autowired ReverseEntry reversal;
    @Autowired Organizations organizations;
    @Autowired Leaves leaves;
    @Autowired Send send;
    @Autowired Clock clock;
    @Autowired Trainings trainings;
    @Autowired DeliveryScope scope;

    @Test
    void aYearThatIsValidatedAfterTheClosingTakesTheHoursAndOneBeforeDoesNot() {
        var session = absent();
        load.close(office, session);
        var appeal = filed(one, session);
        var remedy = new Matter.Remedy(null, "签到表可证");

        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> {
            validatedAt(clock.instant()).grant(above(), appeal, remedy);
            assertThat(entries(one)).containsExactly("delivery PROFESSIONAL 4.00 4.00");
            throw new IllegalStateException("taken back");
        })).hasMessage("taken back");
        transaction.executeWithoutResult(_ -> validatedAt(clock.instant().minusSeconds(86_400)).grant(above(), appeal, remedy));

        assertThat(entries(one)).isEmpty();
        assertThat(attendances.find(one, session).orElseThrow()).extracting(Attendance::state, Attendance::leftOut).containsExactly(Attendance.State.PRESENT, "YEAR_CLOSED");
    }

    /** As it is when the first one's year was validated at that moment. */
    private SessionMatter validatedAt(Instant validated) {
        var close = new CloseSession(keep, sessions, attendances, hours,
            new CloseSession.Posting(ledger, reversal, ValidatedYears.of(Map.of(one, validated)), organizations, leaves, send), clock);
        return new SessionMatter(db, sessions, trainings, scope, new SessionMatter.PutRight(attendances, close, keep), clock);
    }

    /** From the page of the session to the appeal and back, and for whoever decides to the session as far as he keeps it. */
    @Test
    void thePageOfTheSessionLeadsToTheAppealAndBack() {
        var session = absent();
        load.close(office, session);
        var page = "/delivery/sessions/" + session;
        assertThat(forms.get(cast.actor(one), page)).hasStatusOk().bodyText().contains("/appeals/new?kind=SESSION&amp;about=" + session, "可以申诉");
        assertThat(forms.get(cast.actor(two), page)).hasStatusOk().bodyText().doesNotContain("kind=SESSION");
        assertThat(forms.get(cast.actor(one), "/appeals/new?kind=SESSION&about=" + session)).hasStatusOk().bodyText().contains("记为缺席；说明：未签到", "面授考勤");
        var appeal = filed(one, session);
        assertThat(forms.get(cast.actor(one), page)).hasStatusOk().bodyText().contains("/appeals/" + appeal.id(), "查看我的申诉").doesNotContain("kind=SESSION");
        assertThat(forms.get(above(), "/console/appeals/" + one + "/" + appeal.id())).hasStatusOk().bodyText().contains("/console/delivery/sessions/" + session, "查看这次面授和考勤");
        grant(above(), appeal);

        assertThat(forms.get(cast.actor(one), "/appeals/" + appeal.id())).hasStatusOk().bodyText().contains("考勤已更正为到场", "href=\"" + page + "\"");
        assertThat(forms.get(cast.actor(one), page)).hasStatusOk().bodyText().contains("经申诉更正", "计入 4.00 学时");
        assertThat(forms.get(office, "/console/delivery/sessions/" + session)).hasStatusOk().bodyText().contains("经申诉更正");
    }

    @Test
    void theDatabaseLetsNothingElseThroughAndTheCheckFindsWhatWasNotGranted() {
        var session = absent();
        assertBroken("insert into delivery.attendance (teacher_id, session_id, state, how, at, by_name, reason) select gen_random_uuid(), id, 'PRESENT', 'APPEALED', now(), 'x', 'x' from delivery.session where id = :id", session);
        assertBroken("update delivery.attendance set how = 'APPEALED', reason = 'x' where session_id = :id and state = 'PRESENT'", session);
        assertBroken("update delivery.attendance set state = 'LATE', how = 'APPEALED', reason = 'x' where session_id = :id and state = 'ABSENT'", session);
        load.close(office, session);
        assertBroken("update delivery.attendance set state = 'PRESENT', how = 'APPEALED', reason = 'x' where session_id = :id and state = 'ABSENT'", session);
        assertBroken("update delivery.attendance set state = 'PRESENT', how = 'CORRECTED', reason = 'x', earned = 4, credited = 4 where session_id = :id and state = 'ABSENT'", session);
        assertBroken("update delivery.session set attended = 2, topic = 'x' where id = :id", session);
        load.reopen(office, session, "核对");
        transaction.executeWithoutResult(then -> {
            db.sql("update delivery.attendance set state = 'PRESENT', how = 'APPEALED', reason = 'x' where session_id = :id and state = 'ABSENT'").param("id", session).update();
            assertThat(findings()).anyMatch(it -> it.contains("put right by an appeal that nobody has granted"));
            then.setRollbackOnly();
        });
        grant(above(), filed(one, session));

        assertBroken("update delivery.attendance set state = 'ABSENT', how = 'CORRECTED' where session_id = :id and how = 'APPEALED'", session);
        assertBroken("delete from delivery.attendance where session_id = :id and how = 'APPEALED'", session);
        assertThat(findings()).isEmpty();
    }
}
