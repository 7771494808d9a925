package org.xingtan.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.appeal.Appeal;
import org.xingtan.appeal.DecideAppeal;
import org.xingtan.appeal.FileAppeal;
import org.xingtan.appeal.Matter;
import org.xingtan.appeal.MyAppeals;
import org.xingtan.appeal.Subject;
import org.xingtan.ledger.Ledger;
import org.xingtan.ledger.ReverseEntry;
import org.xingtan.messaging.Send;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.ValidatedYears;
import org.xingtan.testing.XingtanTest;

/** Somebody who stands as absent appeals, and what is granted is in his attendance and in his account. */
@XingtanTest
class AttendanceAppealTests extends StudySteps {

    @Autowired AttendanceMatter matter;
    @Autowired FileAppeal file;
    @Autowired DecideAppeal decide;
    @Autowired MyAppeals mine;
    @Autowired Forms forms;
    @Autowired MockMvcTester mvc;

    @Test
    void onlyWhoStandsAsAbsentAtAnEventThatIsOverAppeals() {
        assertThat(mine.offered(one)).doesNotContainKey(Appeal.Kind.ATTENDANCE);
        var event = absent("2");

        assertThat(mine.offered(one).get(Appeal.Kind.ATTENDANCE)).singleElement().satisfies(it -> {
            assertThat(it.reference()).isEqualTo(event);
            assertThat(it.title()).isEqualTo("集体备课");
            assertThat(it.facts()).containsExactly(LocalDate.parse(DAY), "未签到");
            assertThat(it.unit()).isEqualTo(school.id());
            assertThat(it.contestedBy()).isEqualTo(principal.teacher());
            assertThat(it.contestable()).isTrue();
        });
        assertThat(mine.offered(two)).doesNotContainKey(Appeal.Kind.ATTENDANCE);
        assertThat(matter.find(two, event)).isEmpty();
        load.correct(principal, event, one, Attendance.State.LATE, "核对后更正");
        assertThat(mine.offered(one)).doesNotContainKey(Appeal.Kind.ATTENDANCE);
        assertThat(matter.find(one, event)).hasValueSatisfying(it -> assertThat(it.contestable()).isFalse());
    }

    @Test
    void whatIsNotOverOrWasCalledOffIsNotContested() {
        var running = now(running("120"));
        load.correct(principal, running, one, Attendance.State.ABSENT, "请假");
        var canceled = absent("2");
        load.cancel(principal, canceled, "场地占用");

        assertThat(mine.offered(one)).doesNotContainKey(Appeal.Kind.ATTENDANCE);
        for (var event : List.of(running, canceled)) {
            assertThat(unmet(() -> filed(one, event))).containsExactly("appeal.contestable");
        }
    }

    /** Said long before, it can be appealed against for as long as if it had been said at the end. */
    @Test
    void theTimeToAppealBeginsWhenTheEventIsOver() {
        var event = absent("2");
        var noted = attendances.find(one, event).orElseThrow().at();
        assertThat(matter.find(one, event).orElseThrow().at()).isBetween(noted.minusMillis(1), noted.plusMillis(1));

        db.sql("update study.event set day = :day where id = :id").param("day", LocalDate.now(org.xingtan.platform.Window.ZONE).plusDays(90)).param("id", event).update();

        assertThat(matter.find(one, event).orElseThrow().at()).isEqualTo(events.find(event).orElseThrow().over());
    }

    @Test
    void ofAClosedEventHeHasHisHoursAndNobodyElseIsTouched() {
        var event = absent("2");
        load.close(principal, event);
        var closed = events.find(event).orElseThrow();
        var others = db.sql("select id || ' ' || posted_at from ledger.entry where teacher_id = :t").param("t", two.value());
        var before = others.query(String.class).list();

        var appeal = filed(one, event);
        assertThat(appeal.first()).isEqualTo(school.parent().id());
        grant(county, appeal);
        grant(county, appeal);

        assertThat(entries(one)).containsExactly("study 2.00 2.00");
        assertThat(others.query(String.class).list()).isEqualTo(before);
        assertThat(attendances.find(one, event).orElseThrow()).extracting(Attendance::state, Attendance::how, Attendance::byName, Attendance::reason, it -> it.credited() + "")
            .containsExactly(Attendance.State.PRESENT, "APPEALED", county.personName(), "签到表可证", "2.00");
        assertThat(events.find(event).orElseThrow()).isEqualTo(closed);
        assertThat(db.sql("select people || ' ' || credited from study.event where id = :id").param("id", event).query(String.class).single()).isEqualTo("2 4.00");
        assertThat(acts(one)).containsExactly("- ABSENT 未签到", "ABSENT PRESENT 签到表可证");
        assertThat(told(one)).containsExactly("study.granted");
        assertThat(told(two)).containsExactly("study.granted");
        assertThat(mine.offered(one)).doesNotContainKey(Appeal.Kind.ATTENDANCE);
        assertThat(findings()).isEmpty();
    }

    @Test
    void ofAnEventThatIsNotClosedHeHasThemWithTheOthers() {
        var event = absent("2");
        grant(county, filed(one, event));

        assertThat(attendances.find(one, event).orElseThrow()).extracting(Attendance::state, Attendance::earned).containsExactly(Attendance.State.PRESENT, null);
        assertThat(entries(one)).isEmpty();
        assertThat(findings()).isEmpty();
        load.close(principal, event);

        assertThat(entries(one)).containsExactly("study 2.00 2.00");
        assertThat(entries(two)).containsExactly("study 2.00 2.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void theDayHoldsNoMoreByAnAppeal() {
        var plan = confirmed("6");
        for (var n = 0; n < 2; n++) {
            var event = load.event(principal, plan, part(n, 4, n == 0 ? "4" : "3"));
            load.tick(principal, event, List.of(one));
            load.close(principal, event);
        }
        var last = load.event(principal, plan, part(2, 4, "4"));
        noteAbsent(last);
        load.close(principal, last);

        grant(county, filed(one, last));

        assertThat(entries(one)).containsExactly("study 4.00 4.00", "study 3.00 3.00", "study 4.00 1.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void whoNotedItDoesNotDecideAboutIt() {
        var event = load.event(principal, confirmed("2"), new LoadStudy.WantedEvent(DAY, "14:00", "16:00", "录播室", "听评课", two, "2", false));
        load.correct(county, event, two, Attendance.State.ABSENT, "未到");
        load.tick(principal, event, List.of(one));
        load.close(principal, event);
        var appeal = filed(two, event);

        assertThat(unmet(() -> grant(county, appeal))).containsExactly("appeal.not-his-act");
        assertThatThrownBy(() -> grant(principal, appeal)).isInstanceOf(RuntimeException.class);
        assertThat(entries(two)).isEmpty();
        grant(cast.administrator(school.parent()), appeal);

        assertThat(entries(two)).containsExactly("study 2.00 2.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void anAppealPutsNobodyInTwoPlaces() {
        var plan = confirmed("2");
        var first = load.event(principal, plan, wantedEvent("2"));
        load.tick(principal, first, List.of(one));
        var second = load.event(principal, plan, new LoadStudy.WantedEvent(DAY, "15:30", "17:30", "操场", "读书会", principal.teacher(), "2", false));
        noteAbsent(second);
        load.close(principal, second);
        var appeal = filed(one, second);

        assertThat(unmet(() -> grant(county, appeal))).containsExactly("study.attendance.elsewhere");
        assertThat(attendances.find(one, second).orElseThrow().state()).isEqualTo(Attendance.State.ABSENT);
        assertThat(entries(one)).isEmpty();
        load.correct(principal, first, one, Attendance.State.ABSENT, "在读书会");
        grant(county, appeal);

        assertThat(entries(one)).containsExactly("study 2.00 2.00");
        assertThat(findings()).isEmpty();
    }

    @Autowired KeepEvent keepEvent;
    @Autowired Limits limits;
    @Autowired Ledger ledger;
    @Autowired ReverseEntry reversal;
    @Autowired Clock clock;
    @Autowired Send send;

    @Test
    void aYearThatIsValidatedAfterTheClosingTakesTheHoursAsACorrection() {
        var event = absent("2");
        load.close(principal, event);
        var appeal = filed(one, event);

        transaction.executeWithoutResult(_ -> validatedAt(clock.instant()).grant(county, appeal, new Matter.Remedy(null, "签到表可证")));

        assertThat(entries(one)).containsExactly("study 2.00 2.00");
        assertThat(db.sql("select by_appeal from ledger.entry_card where teacher_id = :t").param("t", one.value()).query(Boolean.class).list()).containsExactly(true);
    }

    /** Who was there and whose year was validated before the closing has none of it either. */
    @Test
    void whoseYearWasValidatedBeforeTheClosingHasNoMoreThanTheOthers() {
        var event = absent("2");
        load.close(principal, event);
        var appeal = filed(one, event);

        transaction.executeWithoutResult(_ -> validatedAt(clock.instant().minusSeconds(86_400)).grant(county, appeal, new Matter.Remedy(null, "签到表可证")));

        assertThat(entries(one)).isEmpty();
        assertThat(attendances.find(one, event).orElseThrow()).extracting(Attendance::state, Attendance::leftOut).containsExactly(Attendance.State.PRESENT, "YEAR_CLOSED");
        assertThat(told(one)).containsExactly("study.left-out");
    }

    /** As it is when his year was validated at that moment. */
    private AttendanceMatter validatedAt(Instant validated) {
        var close = new CloseEvent(keepEvent, events, attendances, limits, new CloseEvent.Posting(ledger, reversal, ValidatedYears.of(Map.of(one, validated)), send), clock);
        return new AttendanceMatter(db, events, attendances, keepEvent, close, clock);
    }

    @Test
    void whatWasGrantedStaysWhenTheEventIsOpenedAgain() {
        var event = absent("2");
        load.close(principal, event);
        grant(county, filed(one, event));
        load.reopen(principal, event, "核对");
        assertThat(credited(one)).isEqualTo("0.00");

        for (var state : List.of(Attendance.State.ABSENT, Attendance.State.LATE)) {
            assertThat(unmet(() -> load.correct(principal, event, one, state, "没有看见"))).containsExactly("study.attendance.granted");
        }
        load.close(principal, event);

        assertThat(credited(one)).isEqualTo("2.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void ofAnEventThatWasOpenedAgainBeforeHeHasTheHoursOfItsLastClosing() {
        var event = absent("2");
        load.close(principal, event);
        load.reopen(principal, event, "核对");
        load.close(principal, event);

        grant(county, filed(one, event));

        assertThat(db.sql("select reference from ledger.entry where teacher_id = :t").param("t", one.value()).query(String.class).list()).containsExactly(event + "/2");
        assertThat(findings()).isEmpty();
    }

    @Test
    void whatWasPutRightBeforeTheDecisionIsGrantedAsItIsAndStays() {
        var event = absent("2");
        var appeal = filed(one, event);
        load.correct(principal, event, one, Attendance.State.PRESENT, "核对后更正");

        grant(county, appeal);

        assertThat(attendances.find(one, event).orElseThrow().how()).isEqualTo("CORRECTED");
        assertThat(unmet(() -> load.correct(principal, event, one, Attendance.State.ABSENT, "没有看见"))).containsExactly("study.attendance.granted");
        assertThat(findings()).isEmpty();
    }

    @Test
    void theDatabaseLetsNothingElseThrough() {
        var open = absent("2");
        assertBroken("insert into study.attendance (teacher_id, event_id, state, how, at, by_name, reason) select gen_random_uuid(), id, 'LATE', 'APPEALED', now(), 'x', 'x' from study.event where id = :id", open);
        assertBroken("update study.attendance set how = 'APPEALED', reason = 'x' where event_id = :id and state = 'PRESENT'", open);
        assertBroken("update study.attendance set state = 'LATE', how = 'APPEALED' where event_id = :id and state = 'ABSENT'", open);
        grant(county, filed(one, open));
        assertBroken("update study.attendance set state = 'ABSENT', how = 'CORRECTED' where event_id = :id and how = 'APPEALED'", open);
        assertBroken("update study.attendance set how = 'CORRECTED' where event_id = :id and how = 'APPEALED'", open);
        assertBroken("delete from study.attendance where event_id = :id and how = 'APPEALED'", open);

        var closed = load.event(principal, events.find(open).orElseThrow().plan(), part(5, 2, "2"));
        noteAbsent(closed);
        load.close(principal, closed);
        assertBroken("update study.attendance set state = 'PRESENT', how = 'APPEALED', reason = 'x' where event_id = :id and state = 'ABSENT'", closed);
        assertBroken("update study.attendance set state = 'PRESENT', how = 'CORRECTED', earned = 2, credited = 2 where event_id = :id and state = 'ABSENT'", closed);
        assertBroken("insert into study.attendance (teacher_id, event_id, state, how, at, by_name, reason) select gen_random_uuid(), id, 'PRESENT', 'APPEALED', now(), 'x', 'x' from study.event where id = :id", closed);
        assertBroken("insert into study.attendance (teacher_id, event_id, state, how, at, by_name, earned, credited) select gen_random_uuid(), id, 'PRESENT', 'TICKED', now(), 'x', 2, 2 from study.event where id = :id", closed);
        assertBroken("update study.attendance set credited = 1 where event_id = :id and state = 'PRESENT'", closed);
    }

    @Test
    void theCheckFindsWhatWasGrantedAndIsNotThereAndWhatIsThereAndWasNotGranted() {
        var event = absent("2");
        var appeal = filed(one, event);
        var grants = "update study.attendance set state = 'PRESENT', how = 'APPEALED', reason = 'x' where event_id = :id and state = 'ABSENT'";
        db.sql(grants).param("id", event).update();
        assertThat(findings()).hasSize(1).first().asString().contains("nobody has granted");
        var refuses = "update study.attendance set state = 'ABSENT', how = 'CORRECTED' where event_id = :id and how = 'APPEALED'";
        db.sql("alter table study.attendance disable trigger attendance_put_right_stays").update();
        try {
            db.sql(refuses).param("id", event).update();
            assertThat(findings()).isEmpty();
            grant(county, appeal);
            assertThat(findings()).isEmpty();
            db.sql(refuses).param("id", event).update();
            assertThat(findings()).hasSize(1).first().asString().contains(appeal.id().toString(), "does not stand as present");
            db.sql(grants).param("id", event).update();
        } finally {
            db.sql("alter table study.attendance enable trigger attendance_put_right_stays").update();
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    void thePageOfAnEventLeadsToTheAppeal() {
        var event = absent("2");
        var teacher = cast.actor(one);
        var page = "/study/events/" + event;
        var link = "/appeals/new?kind=ATTENDANCE&amp;about=" + event;
        assertThat(forms.get(teacher, page)).hasStatusOk().bodyText().contains("记为缺席", link).doesNotContain("活动结束并由主持人确认后记");
        assertThat(forms.get(cast.actor(two), page)).hasStatusOk().bodyText().doesNotContain(link).contains("活动结束并由主持人确认后记");
        assertThat(forms.get(teacher, link.replace("&amp;", "&"))).hasStatusOk().bodyText().contains("研修考勤", "记为缺席；说明：未签到", "name=\"statement\"");
        load.close(principal, event);
        assertThat(forms.get(teacher, page)).hasStatusOk().bodyText().contains(link);

        var appeal = filed(one, event);
        assertThat(forms.get(county, "/console/appeals/" + one + "/" + appeal.id())).hasStatusOk().bodyText().contains("考勤更正为到场", "/console" + page, "查看活动和考勤");
        grant(county, appeal);

        assertThat(forms.get(teacher, page)).hasStatusOk().bodyText().contains("经申诉更正为到场", "签到表可证", "计入 2.00 学时").doesNotContain(link);
        assertThat(forms.get(teacher, "/appeals/" + appeal.id())).hasStatusOk().bodyText().contains("考勤已更正为到场", "记为缺席；说明：未签到");
        assertThat(forms.get(principal, "/console" + page)).hasStatusOk().bodyText().contains("申诉更正");
        assertThat(mvc.get().uri(page).header("Accept-Language", "en").with(Cast.as(teacher))).hasStatusOk().bodyText().contains("An appeal has put it right");
    }

    @Test
    void thePageOfAnEventThatIsNotOverOffersNone() {
        var event = now(running("120"));
        load.correct(principal, event, one, Attendance.State.ABSENT, "请假");

        assertThat(forms.get(cast.actor(one), "/study/events/" + event)).hasStatusOk().bodyText().contains("记为缺席").doesNotContain("kind=ATTENDANCE");
    }

    /** An event of last year at which one stands as absent and the other one as present. */
    private UUID absent(String hours) {
        var event = load.event(principal, confirmed(hours), wantedEvent(hours));
        noteAbsent(event);
        return event;
    }

    private void noteAbsent(UUID event) {
        load.tick(principal, event, List.of(two));
        load.correct(principal, event, one, Attendance.State.ABSENT, "未签到");
    }

    private Appeal filed(TeacherId teacher, UUID event) {
        Subject subject = matter.find(teacher, event).orElseThrow();
        return file.file(cast.actor(teacher), new FileAppeal.Filing(UUID.randomUUID(), subject, "我全程在场，签到表可以证明。", List.of()));
    }

    private void grant(Actor actor, Appeal appeal) {
        decide.decide(actor, appeal.teacher(), appeal.id(), Appeal.State.GRANTED, new Matter.Remedy(null, "签到表可证"));
    }

    private static List<String> unmet(Runnable act) {
        var refused = org.assertj.core.api.Assertions.catchThrowableOfType(Refused.class, act::run);
        assertThat(refused).isNotNull();
        return refused.verdict().unmet().stream().map(Condition::code).toList();
    }

    private List<String> acts(TeacherId person) {
        return db.sql("select coalesce(before, '-') || ' ' || after || ' ' || reason from study.attendance_act where teacher_id = :t order by n").param("t", person.value())
            .query(String.class).list();
    }

    private List<String> told(TeacherId person) {
        return db.sql("select rule from messaging.message where teacher_id = :t and rule like 'study.%' order by due_at, id").param("t", person.value()).query(String.class).list();
    }
}
