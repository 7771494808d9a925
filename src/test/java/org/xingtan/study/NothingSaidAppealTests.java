package org.xingtan.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
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
import org.xingtan.appeal.Subject;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** An event was closed without a word of somebody who was there: he appeals as whoever stands as absent does. */
@XingtanTest
class NothingSaidAppealTests extends StudySteps {

    @Autowired AttendanceMatter matter;
    @Autowired FileAppeal file;
    @Autowired DecideAppeal decide;
    @Autowired MyAppeals mine;
    @Autowired Organizations organizations;
    @Autowired Forms forms;
    @Autowired Clock clock;
    @Autowired MockMvcTester mvc;

    @Test
    void untilTheEventIsClosedWhoeverHoldsItEntersHim() {
        var event = withoutOne();
        assertThat(mine.offered(one)).doesNotContainKey(Appeal.Kind.ATTENDANCE);
        load.close(principal, event);

        assertThat(mine.offered(one).get(Appeal.Kind.ATTENDANCE)).singleElement().satisfies(it -> {
            assertThat(it.reference()).isEqualTo(event);
            assertThat(it.facts()).containsExactly(LocalDate.parse(DAY));
            assertThat(it.unit()).isEqualTo(school.id());
            assertThat(it.contestedBy()).isEqualTo(principal.teacher());
            assertThat(it.at()).isEqualTo(events.find(event).orElseThrow().closedAt());
        });
        assertThat(mine.offered(two)).doesNotContainKey(Appeal.Kind.ATTENDANCE);
        load.reopen(principal, event, "核对");
        assertThat(mine.offered(one)).doesNotContainKey(Appeal.Kind.ATTENDANCE);
        assertThat(matter.find(one, event)).isEmpty();
    }

    @Test
    void whatIsGrantedIsHisPresenceAndHisHoursAndNobodyElseIsTouched() {
        var event = closedWithoutOne();
        var closed = events.find(event).orElseThrow();

        var appeal = filed(one, event);
        assertThat(appeal.first()).isEqualTo(school.parent().id());
        grant(county, appeal);
        grant(county, appeal);

        assertThat(entries(one)).containsExactly("study 2.00 2.00");
        assertThat(entries(two)).containsExactly("study 2.00 2.00");
        assertThat(attendances.find(one, event).orElseThrow()).extracting(Attendance::state, Attendance::how, Attendance::byName, Attendance::reason, it -> it.credited() + "")
            .containsExactly(Attendance.State.PRESENT, "APPEALED", county.personName(), "签到表可证", "2.00");
        assertThat(events.find(event).orElseThrow()).isEqualTo(closed);
        assertThat(db.sql("select people || ' ' || credited from study.event where id = :id").param("id", event).query(String.class).single()).isEqualTo("2 4.00");
        assertThat(db.sql("select coalesce(before, '-') || ' ' || after from study.attendance_act where teacher_id = :t").param("t", one.value()).query(String.class).list())
            .containsExactly("- PRESENT");
        assertThat(mine.offered(one)).doesNotContainKey(Appeal.Kind.ATTENDANCE);
        assertThat(findings()).isEmpty();

        load.reopen(principal, event, "核对");
        assertThat(credited(one)).isEqualTo("0.00");
        assertThat(unmet(() -> load.correct(principal, event, one, Attendance.State.ABSENT, "没有看见"))).containsExactly("study.attendance.granted");
        load.close(principal, event);
        assertThat(credited(one)).isEqualTo("2.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void openedAgainBeforeTheDecisionHeHasHisHoursWithTheOthers() {
        var event = closedWithoutOne();
        var appeal = filed(one, event);
        load.reopen(principal, event, "核对");
        grant(county, appeal);
        assertThat(entries(one)).isEmpty();
        load.close(principal, event);

        assertThat(entries(one)).containsExactly("study 2.00 2.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void whoClosedItDoesNotDecideAboutIt() {
        var event = withoutOne();
        var another = cast.administrator(school);
        load.close(another, event);
        assertThat(matter.find(one, event).orElseThrow().contestedBy()).isEqualTo(another.teacher());
        var appeal = filed(one, event);
        db.sql("update study.event set closed_by = :by where id = :id").param("by", county.teacher().value()).param("id", event).update();

        assertThat(unmet(() -> grant(county, appeal))).as("as it is by now").containsExactly("appeal.not-his-act");
        load.reopen(principal, event, "核对");
        assertThat(db.sql("select count(closed_by) from study.event where id = :id").param("id", event).query(Integer.class).single()).isZero();
    }

    /** Opened again for somebody else, it is still the first closing that went without a word of him; and whoever closed it last has closed it so as well. */
    @Test
    void whoClosedItFirstDoesNotDecideEither() {
        var event = withoutOne();
        var last = cast.administrator(school.parent());
        events.close(event, 1, county, clock.instant());
        load.reopen(principal, event, "为他人核对签到表");
        events.close(event, 2, last, clock.instant());
        var appeal = filed(one, event);

        assertThat(appeal.contestedBy()).isEqualTo(county.teacher());
        for (var closer : List.of(county, last)) {
            assertThat(unmet(() -> grant(closer, appeal))).containsExactly("appeal.not-his-act");
        }
        grant(cast.administrator(school.parent()), appeal);
        assertThat(entries(one)).containsExactly("study 2.00 2.00");
    }

    /** Before it was kept who closes an event, it is whoever closed it last, or led it. */
    @Test
    void whereNobodyKnowsWhoClosedItTheLeaderDoesNotDecide() {
        var event = closedWithoutOne();
        transaction.executeWithoutResult(then -> {
            db.sql("alter table study.event disable trigger first_closing_stays").update();
            db.sql("update study.event set first_closed_by = null, closed_by = :by where id = :id").param("by", county.teacher().value()).param("id", event).update();
            assertThat(matter.find(one, event).orElseThrow().contestedBy()).isEqualTo(county.teacher());
            db.sql("update study.event set closed_by = null, leader_id = :leader where id = :id").param("leader", two.value()).param("id", event).update();

            assertThat(matter.find(one, event).orElseThrow().contestedBy()).isEqualTo(two);
            then.setRollbackOnly();
        });
    }

    @Test
    void whoHasEnteredHimAsAbsentSinceDoesNotDecideEither() {
        var event = load.event(principal, confirmed("2"), new LoadStudy.WantedEvent(DAY, "14:00", "16:00", "录播室", "听评课", one, "2", false));
        load.tick(principal, event, List.of(two));
        load.close(principal, event);
        var appeal = filed(one, event);
        load.reopen(principal, event, "核对");
        load.correct(county, event, one, Attendance.State.ABSENT, "未到");
        load.close(principal, event);

        assertThat(unmet(() -> grant(county, appeal))).containsExactly("appeal.not-his-act");
        grant(cast.administrator(school.parent()), appeal);
        assertThat(entries(one)).containsExactly("study 2.00 2.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void whatAnAppealHasFoundIsNotCalledOff() {
        var event = withoutOne();
        load.correct(principal, event, one, Attendance.State.ABSENT, "未签到");
        grant(county, filed(one, event));

        assertThat(unmet(() -> load.cancel(principal, event, "没有举行"))).containsExactly("study.cancel.granted");
        db.sql("update study.event set state = 'CANCELED', reason = 'x' where id = :id").param("id", event).update();
        assertThat(findings()).singleElement().asString().contains("was called off since");
    }

    @Test
    void onlyThoseWhoWereItsPeopleOnThatDayAppeal() {
        var elsewhere = cast.teacher(cast.school());
        var later = cast.teacher(school);
        var moved = cast.teacher(school);
        var place = cast.school();
        startsOn(later, YEAR + "-05-13");
        endsOn(moved, YEAR + "-05-13", place);
        var event = closedWithoutOne();

        for (var person : List.of(elsewhere, later)) {
            assertThat(matter.find(person, event)).isEmpty();
            assertThat(mine.offered(person)).doesNotContainKey(Appeal.Kind.ATTENDANCE);
        }
        assertThat(forms.get(cast.actor(moved), "/study/events/" + event)).hasStatusOk().bodyText().contains("可以提出申诉");
        assertThat(forms.get(cast.actor(elsewhere), "/study/events/" + event)).hasStatus(404);
        grant(county, filed(moved, event));
        assertThat(entries(moved)).containsExactly("study 2.00 2.00");
        assertThat(findings()).isEmpty();
    }

    /** Twice: a unit goes up in another one, and that one in a third. */
    @Test
    void ofAUnitThatWentUpInAnotherItsPeopleAppealWhereItsPlansWent() {
        var event = closedWithoutOne();
        var into = cast.school(school.parent());
        var last = cast.school(school.parent());
        merge(school, into);
        merge(into, last);

        assertThat(mine.offered(one).get(Appeal.Kind.ATTENDANCE)).singleElement().satisfies(it -> assertThat(it.unit()).isEqualTo(last.id()));
        grant(county, filed(one, event));
        assertThat(entries(one)).containsExactly("study 2.00 2.00");
        assertThat(findings()).isEmpty();
    }

    private void merge(Cast.Place unit, Cast.Place into) {
        assertThat(mvc.post().uri("/console/units/" + unit.id() + "/merging").param("code", into.code()).param("confirmed", "true").with(Cast.csrf()).with(Cast.as(county))).hasStatus(302);
    }

    /** What was noted of somebody comes before what others held without him. */
    @Test
    void whatWasNotedOfHimComesFirst() {
        var first = load.event(principal, confirmed("2"), part(0, 2, "2"));
        load.tick(principal, first, List.of(two));
        load.correct(principal, first, one, Attendance.State.ABSENT, "未签到");
        load.close(principal, first);
        var later = load.event(principal, events.find(first).orElseThrow().plan(), part(3, 2, "2"));
        load.tick(principal, later, List.of(two));
        load.close(principal, later);

        assertThat(mine.offered(one).get(Appeal.Kind.ATTENDANCE)).extracting(Subject::reference).containsExactly(first, later);
    }

    @Test
    void whoWasEnteredMeanwhileHasNothingToGain() {
        var event = closedWithoutOne();
        var appeal = filed(one, event);
        load.reopen(principal, event, "核对");
        load.tick(principal, event, List.of(one));
        grant(county, appeal);

        assertThat(attendances.find(one, event).orElseThrow().how()).isEqualTo("TICKED");
        assertThat(findings()).isEmpty();
    }

    @Test
    void whoIsSaidToHaveBeenLateMeanwhileHasWhatThePlanGivesForIt() {
        var event = closedWithoutOne();
        var appeal = filed(one, event);
        load.reopen(principal, event, "核对");
        load.correct(principal, event, one, Attendance.State.LATE, "核对后登记");

        grant(county, appeal);

        assertThat(attendances.find(one, event).orElseThrow().state()).isEqualTo(Attendance.State.LATE);
        assertThat(findings()).isEmpty();
    }

    @Test
    void anAppealPutsNobodyInTwoPlaces() {
        var event = closedWithoutOne();
        var other = load.event(principal, events.find(event).orElseThrow().plan(), new LoadStudy.WantedEvent(DAY, "15:30", "17:30", "操场", "读书会", principal.teacher(), "2", false));
        load.tick(principal, other, List.of(one));

        assertThat(unmet(() -> grant(county, filed(one, event)))).containsExactly("study.attendance.elsewhere");
        assertThat(attendances.find(one, event)).isEmpty();
        assertThat(entries(one)).isEmpty();
    }

    @Test
    void thePageOfAnEventLeadsToTheAppeal() {
        var event = withoutOne();
        var teacher = cast.actor(one);
        var page = "/study/events/" + event;
        var link = "/appeals/new?kind=ATTENDANCE&amp;about=" + event;
        assertThat(forms.get(teacher, page)).hasStatusOk().bodyText().contains("请主持人在记学时之前为您登记").doesNotContain(link);
        load.close(principal, event);

        assertThat(forms.get(teacher, page)).hasStatusOk().bodyText().contains("没有您的到场记录", "可以提出申诉", link);
        assertThat(forms.get(teacher, link.replace("&amp;", "&"))).hasStatusOk().bodyText().contains("的活动，没有到场记录").doesNotContain("记为缺席");
        assertThat(mvc.get().uri(link.replace("&amp;", "&")).header("Accept-Language", "en").with(Cast.as(teacher))).hasStatusOk().bodyText()
            .contains("closed without a record of attendance").doesNotContain("remark");
        var appeal = filed(one, event);
        assertThat(forms.get(teacher, page)).hasStatusOk().bodyText().contains("/appeals/" + appeal.id(), "查看我的申诉", "待决定").doesNotContain(link, "可以提出申诉");
        grant(county, appeal);

        assertThat(forms.get(teacher, page)).hasStatusOk().bodyText().contains("经申诉更正为到场", "计入 2.00 学时").doesNotContain(link);
        assertThat(forms.get(teacher, "/appeals/" + appeal.id())).hasStatusOk().bodyText().contains("没有到场记录");
    }

    /** Whose unit is not below his any more finds no way that would not open. */
    @Test
    void whoeverDecidesAndMaySeeTheEventGetsThere() {
        var event = closedWithoutOne();
        var appeal = filed(one, event);
        var page = "/console/appeals/" + one + "/" + appeal.id();
        var link = "/console/study/events/" + event;
        assertThat(forms.get(county, page)).hasStatusOk().bodyText().contains("href=\"" + link + "\"");
        assertThat(forms.get(county, link)).hasStatusOk().bodyText().as("the way back is his").contains("href=\"/console/study?organization=" + school.id() + "\"").doesNotContain("href=\"/study\"");
        assertThat(mvc.get().uri(page).header("Accept-Language", "en").with(Cast.as(county))).bodyText().contains("See the event and who was there");
        transaction.executeWithoutResult(_ -> {
            var after = organizations.changing(List.of(school.id()));
            organizations.move(school.id(), cast.under(school.parent().parent(), "COUNTY").id());
            after.run();
        });

        assertThat(forms.get(county, link)).hasStatus(404);
        assertThat(forms.get(county, page)).hasStatusOk().bodyText().doesNotContain(link, "查看活动和考勤");
    }

    /** An event of last year at which the other one stands as present, and of one nothing is said. */
    private UUID withoutOne() {
        var event = load.event(principal, confirmed("2"), wantedEvent("2"));
        load.tick(principal, event, List.of(two));
        return event;
    }

    private UUID closedWithoutOne() {
        var event = withoutOne();
        load.close(principal, event);
        return event;
    }

    private void startsOn(TeacherId person, String day) {
        db.sql("update directory.employment set during = daterange(cast(:day as date), null) where teacher_id = :t").param("day", day).param("t", person.value()).update();
    }

    private void endsOn(TeacherId person, String day, Cast.Place next) {
        db.sql("update directory.employment set during = daterange(lower(during), cast(:day as date)) where teacher_id = :t").param("day", day).param("t", person.value()).update();
        db.sql("insert into directory.employment (teacher_id, id, organization_id, during, state) values (:t, gen_random_uuid(), :unit, daterange(cast(:day as date), null), 'ACTIVE')")
            .param("t", person.value()).param("unit", next.id().value()).param("day", day).update();
    }

    private Appeal filed(TeacherId teacher, UUID event) {
        Subject subject = matter.find(teacher, event).orElseThrow();
        return file.file(cast.actor(teacher), new FileAppeal.Filing(UUID.randomUUID(), subject, "我全程在场，签到表可以证明。", List.of()));
    }

    private void grant(Actor actor, Appeal appeal) {
        decide.decide(actor, appeal.teacher(), appeal.id(), Appeal.State.GRANTED, new Matter.Remedy(null, "签到表可证"));
    }

    private static List<String> unmet(Runnable act) {
        var refused = catchThrowableOfType(Refused.class, act::run);
        assertThat(refused).isNotNull();
        return refused.verdict().unmet().stream().map(Condition::code).toList();
    }
}
