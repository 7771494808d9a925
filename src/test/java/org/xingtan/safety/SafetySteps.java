package org.xingtan.safety;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.study.LoadStudy;
import org.xingtan.testing.Cast;

/** A school that holds something in person, who administers it and who leads it. */
abstract class SafetySteps {

    static final LocalDate TODAY = LocalDate.now(Window.ZONE);

    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired LoadStudy study;
    @Autowired LookAtSafety look;
    @Autowired AnswerChecklist answer;
    @Autowired Checklists checklists;
    @Autowired Occasions occasions;
    @Autowired SafetyAudit audit;

    Cast.Place school;
    Actor keeper;
    Actor county;
    TeacherId leader;

    @BeforeEach
    void plant() {
        school = cast.school();
        keeper = cast.administrator(school);
        county = cast.administrator(school.parent());
        leader = cast.teacher(school);
    }

    /** An event of the school's study in so many days, whatever year that is. */
    UUID event(int days) {
        return event(school, leader, days);
    }

    /** Of the school, or of one of its teaching points. */
    UUID event(Cast.Place unit, TeacherId who, int days) {
        var day = TODAY.plusDays(days);
        var plan = study.plan(keeper, unit.id(), new LoadStudy.WantedPlan(day.getYear(), "计划" + UUID.randomUUID(), "听评课", "PROFESSIONAL", null, "2", "教导处"));
        study.submit(keeper, plan);
        study.answer(county, plan, true, "");
        return study.event(keeper, plan, new LoadStudy.WantedEvent(day.toString(), "14:00", "16:00", "二楼会议室", "集体备课", who, "2", true));
    }

    void moved(UUID event, int days) {
        db.sql("update study.event set day = :day where id = :id").param("day", TODAY.plusDays(days)).param("id", event).update();
    }

    java.util.List<String> findings(UUID event) {
        return audit.findings(false).stream().filter(it -> it.contains(event.toString())).toList();
    }
}
