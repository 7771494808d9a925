package org.xingtan.study;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.enrollment.CheckCode;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.testing.Cast;

/** A school that studies by itself, and those who answer for it. */
abstract class StudySteps {

    /** Days of last year: whatever day the test runs, they are over and in one year. */
    static final int YEAR = LocalDate.now(Window.ZONE).getYear() - 1;
    static final String DAY = YEAR + "-05-12";

    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired LoadStudy load;
    @Autowired KeepPlan keep;
    @Autowired Plans plans;
    @Autowired Events events;
    @Autowired Attendances attendances;
    @Autowired CheckIn checkIn;
    @Autowired LookAtStudy look;
    @Autowired StudyFigures figures;
    @Autowired StudyDuties duties;
    @Autowired OneRead read;
    @Autowired StudyAudit audit;
    @Autowired TransactionTemplate transaction;

    Cast.Place school;
    Actor principal;
    Actor county;
    TeacherId one;
    TeacherId two;

    @BeforeEach
    void plant() {
        school = cast.school();
        principal = cast.administrator(school);
        county = cast.administrator(school.parent());
        one = cast.teacher(school);
        two = cast.teacher(school);
    }

    static LoadStudy.WantedPlan wanted(String hours) {
        return new LoadStudy.WantedPlan(YEAR, "课堂教学改进", "听评课、集体备课", "PROFESSIONAL", null, hours, "教导处");
    }

    LoadStudy.WantedEvent wantedEvent(String hours) {
        return new LoadStudy.WantedEvent(DAY, "14:00", "16:00", "二楼会议室", "集体备课", principal.teacher(), hours, false);
    }

    /** One of those that follow each other on a day. @param n from 0 @param lasting hours of the clock */
    LoadStudy.WantedEvent part(int n, int lasting, String hours) {
        var starts = LocalTime.of(6 + n * lasting, 0);
        return new LoadStudy.WantedEvent(DAY, starts.toString(), starts.plusHours(lasting).toString(), "礼堂", "专题" + n, principal.teacher(), hours, false);
    }

    UUID confirmed(String hours) {
        var plan = load.plan(principal, school.id(), wanted(hours));
        load.submit(principal, plan);
        load.answer(county, plan, true, "");
        return plan;
    }

    /** An event of last year with two who were there. */
    UUID held(String hours) {
        var event = load.event(principal, confirmed(hours), wantedEvent(hours));
        load.tick(principal, event, List.of(one, two));
        return event;
    }

    /** A confirmed plan of this year. @param late minutes */
    UUID running(String late) {
        var form = new PlanForm(String.valueOf(YEAR + 1), "计划 " + UUID.randomUUID(), "目标", "PROFESSIONAL", null, "2", "教导处", late, "on");
        var plan = keep.draft(principal, UUID.randomUUID(), school.id(), form);
        load.submit(principal, plan);
        load.answer(county, plan, true, "");
        return plan;
    }

    /** An event in person that began a moment ago, or at midnight. */
    UUID now(UUID plan) {
        var event = load.event(principal, plan, new LoadStudy.WantedEvent((YEAR + 1) + "-03-03", "14:00", "16:00", "操场", "安全演练", principal.teacher(), "2", true));
        var now = LocalTime.now(Window.ZONE);
        var starts = now.isBefore(LocalTime.of(0, 2)) ? LocalTime.MIDNIGHT : now.minusMinutes(2);
        var ends = now.isAfter(LocalTime.of(21, 59)) ? LocalTime.of(23, 59, 59) : now.plusHours(2);
        db.sql("update study.event set day = :day, starts = :starts, ends = :ends where id = :id").param("day", LocalDate.now(Window.ZONE)).param("starts", starts)
            .param("ends", ends).param("id", event).update();
        return event;
    }

    String code(UUID event) {
        return CheckCode.at(events.secret(event), Instant.now());
    }

    String close(Actor actor, UUID event) {
        load.close(actor, event);
        return "closed";
    }

    List<String> entries(TeacherId teacher) {
        return db.sql("select source || ' ' || earned || ' ' || credited from ledger.entry where teacher_id = :t order by posted_at, id").param("t", teacher.value())
            .query(String.class).list();
    }

    String credited(TeacherId teacher) {
        return db.sql("select sum(credited) from ledger.entry where teacher_id = :t").param("t", teacher.value()).query(String.class).single();
    }

    List<String> findings() {
        return audit.findings(false).stream().filter(it -> it.contains(one.toString()) || it.contains(two.toString())).toList();
    }

    void assertBroken(String sql, UUID id) {
        assertThatThrownBy(() -> db.sql(sql).param("id", id).update()).as(sql).isInstanceOf(DataAccessException.class);
    }

    static void together(List<Callable<String>> tasks) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : threads.invokeAll(new ArrayList<>(tasks))) {
                future.get();
            }
        }
    }
}
