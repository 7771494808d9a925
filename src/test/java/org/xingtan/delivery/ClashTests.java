package org.xingtan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.study.LoadStudy;
import org.xingtan.testing.Forms;
import org.xingtan.testing.Statements;
import org.xingtan.testing.XingtanTest;

/** Who of a session's people has to be elsewhere at its hours is said to whoever keeps it and to himself, and refused to nobody. */
@XingtanTest
class ClashTests extends DeliverySteps {

    private static final LocalDate COMING = TODAY.plusDays(5);

    @Autowired LoadStudy study;
    @Autowired Forms forms;
    @Autowired Clashes clashes;

    /** To which everybody of the school is asked. */
    private void event(LocalDate day, String starts, String ends) {
        var principal = cast.administrator(school);
        var plan = study.plan(principal, school.id(), new LoadStudy.WantedPlan(day.getYear(), "课堂教学改进", "听评课、集体备课", "PROFESSIONAL", null, "2", "教导处"));
        study.submit(principal, plan);
        study.answer(office, plan, true, "");
        study.event(principal, plan, new LoadStudy.WantedEvent(day.toString(), starts, ends, "二楼会议室", "集体备课", principal.teacher(), "2", false));
    }

    private List<String> clashing(Actor actor, UUID session) {
        return look.session(actor, session).clashes().stream().map(it -> it.id() + " " + it.what() + " " + it.hours()).toList();
    }

    private void move(UUID session, LocalDate day, String starts, String ends) {
        db.sql("update delivery.session set day = :day, starts = :starts, ends = :ends where id = :id").param("day", day).param("starts", LocalTime.parse(starts))
            .param("ends", LocalTime.parse(ends)).param("id", session).update();
    }

    @Test
    void whoIsAskedToAnEventOfHisSchoolIsNamedUntilOneOfThemIsMoved() {
        training = called(TrainingDays.of(COMING, COMING.plusDays(1)), one, two);
        var session = load.set(office, training, form(COMING, "09:00", "12:00", "4"));
        assertThat(clashing(office, session)).isEmpty();
        event(COMING, "11:00", "12:30");

        assertThat(clashing(office, session)).containsExactlyInAnyOrder(one + " 集体备课 11:00–12:30", two + " 集体备课 11:00–12:30");
        assertThat(forms.get(office, "/console/delivery/sessions/" + session)).hasStatusOk().bodyText().contains("时间冲突", "集体备课", "11:00–12:30");
        assertThat(forms.get(cast.actor(one), "/delivery/sessions/" + session)).hasStatusOk().bodyText().contains("时间冲突", "集体备课", "11:00–12:30");
        load.enter(office, session, List.of(one), Attendance.State.EXCUSED, "住院");
        assertThat(clashing(office, session)).containsExactly(two + " 集体备课 11:00–12:30");
        assertThat(forms.get(cast.actor(one), "/delivery/sessions/" + session)).hasStatusOk().bodyText().doesNotContain("时间冲突");
        keep.change(office, session, form(COMING, "12:30", "16:00", "4"));
        assertThat(clashing(office, session)).isEmpty();
        assertThat(forms.get(cast.actor(two), "/delivery/sessions/" + session)).hasStatusOk().bodyText().doesNotContain("时间冲突");
    }

    /** What fills a day or a meeting stands instead of it, whole days and meetings alike. */
    @Test
    void anotherTrainingClashesByItsSessionsWhereItHasThem() {
        var course = offered(cast.under(city, "PROVIDER"), one);
        var session = load.set(office, training, form(FIRST, "09:00", "12:00", "4"));
        move(session, FIRST.plusDays(4), "09:00", "12:00");
        assertThat(clashing(office, session)).containsExactly(one + " 急救 09:00–12:00");
        var other = load.set(office, course, form(FIRST.plusDays(4), "09:00", "10:00", "1"));
        assertThat(clashing(office, session)).containsExactly(one + " 急救 · 课程标准解读 09:00–10:00");
        assertThat(clashing(office, other)).containsExactly(one + " 骨干教师集中培训 · 课程标准解读 09:00–12:00");
        move(session, FIRST.plusDays(4), "10:00", "12:00");
        assertThat(clashing(office, session)).isEmpty();

        move(other, FIRST.plusDays(1), "09:00", "10:00");
        assertThat(clashing(office, other)).containsExactly(one + " 骨干教师集中培训 ");
        var afternoon = load.set(office, training, form(FIRST.plusDays(1), "14:00", "17:00", "4"));
        assertThat(clashing(office, other)).isEmpty();
        load.enter(office, afternoon, List.of(one), Attendance.State.EXCUSED, "住院");
        assertThat(clashing(office, other)).as("leave from one of its hours is none of its days").isEmpty();
    }

    /** Whoever gives a course has to know that somebody cannot come, and not what else he does. */
    @Test
    void whoeverGivesACourseSeesThatSomebodyHasToBeElsewhere() {
        var provider = cast.under(city, "PROVIDER");
        var course = offered(provider, one);
        var staff = cast.actor(cast.staff(provider, Role.PROVIDER_STAFF));
        var session = load.set(staff, course, form(FIRST.plusDays(4), "09:00", "12:00", "2"));
        event(FIRST.plusDays(4), "11:00", "12:30");

        assertThat(clashing(staff, session)).containsExactly(one + " null 11:00–12:30");
        assertThat(clashing(office, session)).containsExactly(one + " 集体备课 11:00–12:30");
        assertThat(forms.get(staff, "/console/delivery/sessions/" + session)).hasStatusOk().bodyText().contains("另有安排").doesNotContain("集体备课");
        assertThat(clashes.of(stranger, sessions.find(session).orElseThrow())).as("who does not take part").isEmpty();
    }

    @Test
    void manyAreAskedForAtOnce() {
        var session = load.set(office, training, form(FIRST, "09:00", "12:00", "4"));
        event(FIRST, "11:00", "12:30");
        var few = Statements.of(() -> clashing(office, session));
        training = called(TrainingDays.of(FIRST, FIRST.plusDays(2)), cast.teacher(school), cast.teacher(school), cast.teacher(school), cast.teacher(school));
        var other = load.set(office, training, form(FIRST, "09:00", "12:00", "4"));
        var many = Statements.of(() -> assertThat(clashing(office, other)).hasSize(4));

        assertThat(Statements.oftener(many, few)).isEmpty();
    }
}
