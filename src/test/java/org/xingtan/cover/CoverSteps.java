package org.xingtan.cover;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.application.Application.Level;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.application.DefineCall;
import org.xingtan.application.LoadApplications;
import org.xingtan.application.ReviewApplication.Decision;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Duties.Duty;
import org.xingtan.platform.Localized;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.platform.calendar.WorkingCalendar;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.selection.DefineTerm;
import org.xingtan.selection.Meetings;
import org.xingtan.selection.OfferProgram;
import org.xingtan.selection.OfferingId;
import org.xingtan.selection.TermId;
import org.xingtan.study.LoadStudy;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Forms;

/** A school of a city whose people have to go to trainings, courses and events. */
abstract class CoverSteps {

    private static final AtomicInteger NEXT = new AtomicInteger(1);
    private static final Pattern ACCEPTED = Pattern.compile("name=\"accepted\" value=\"([^\"]+)\"");

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired DefineCall calls;
    @Autowired LoadApplications applications;
    @Autowired DefineTerm terms;
    @Autowired OfferProgram offer;
    @Autowired LoadStudy study;
    @Autowired WorkingCalendar calendar;
    @Autowired TransactionTemplate transaction;
    @Autowired MockMvcTester mvc;
    @Autowired Forms forms;
    @Autowired JdbcClient db;
    @Autowired Clock clock;
    @Autowired Absences absences;
    @Autowired Arrangements arrangements;
    @Autowired FollowCauses follow;
    @Autowired CoverAudit audit;
    @Autowired CoverDuties duties;
    @Autowired OneRead read;

    Cast.Place city;
    Cast.Place county;
    Cast.Place school;
    Actor principal;
    Actor cityOffice;
    Actor countyOffice;
    TermId term;
    /** A working day some weeks ahead, before another one. */
    LocalDate day;

    @BeforeEach
    void plant() {
        city = cast.city();
        county = cast.under(city, "COUNTY");
        school = cast.school(county);
        principal = cast.actor(cast.staff(school, Role.PRINCIPAL));
        cityOffice = cast.administrator(city);
        countyOffice = cast.administrator(county);
        day = workday(today().plusDays(40));
        while (!calendar.days().includes(day.plusDays(1))) {
            day = workday(day.plusDays(1));
        }
    }

    /** By a name that nobody else has. */
    TeacherId teacher(Cast.Place at) {
        return cast.aPerson().at(at).name("陈" + "甲乙丙丁戊己庚辛壬癸".charAt(NEXT.get() % 10) + Character.toString(0x4E00 + NEXT.getAndIncrement())).save();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Window.ZONE);
    }

    LocalDate workday(LocalDate from) {
        var working = calendar.days();
        return from.datesUntil(from.plusDays(30)).filter(working::includes).findFirst().orElseThrow();
    }

    /** Somebody of the school is admitted to a training. @return its title */
    String admitted(TeacherId teacher, LocalDate first, LocalDate last) {
        var title = "专题培训 " + NEXT.getAndIncrement();
        var id = applied(teacher, title, first, last);
        transaction.executeWithoutResult(_ -> List.of(principal, countyOffice, cityOffice)
            .forEach(by -> applications.review(by.teacher(), id, Decision.APPROVE, "", clock.instant())));
        return title;
    }

    /** His application lies with the school. */
    UUID applied(TeacherId teacher, String title, LocalDate first, LocalDate last) {
        var program = curriculum.aProgram(city.id()).title(title).publish().id();
        calls.define(new DefineCall.Definition(program, null, "series " + program, null, 9, 9, TrainingDays.of(first, last), 0, true, today().minusDays(1), today().plusDays(3),
            Map.of(Level.SCHOOL, today().plusDays(5), Level.COUNTY, today().plusDays(10), Level.CITY, today().plusDays(20))));
        calls.publish(program);
        return transaction.execute(_ -> applications.submit(teacher, program, "I teach it and want to learn more of it.", clock.instant()));
    }

    /** Somebody chooses a course. @param meets as {@code 2030-01-02 09:00~12:00} */
    OfferingId chosen(TeacherId teacher, String title, String meets) {
        if (term == null) {
            term = terms.define(new DefineTerm.Definition(city.id(), "cv%04d".formatted(NEXT.getAndIncrement()), new Localized("学期", "Term"), null, 9,
                List.of(new Window(Window.Kind.SELECT, clock.instant().minus(Duration.ofDays(1)), clock.instant().plus(Duration.ofDays(1))))));
            terms.publish(term);
        }
        var program = curriculum.aProgram(city.id()).title(title).publish().id();
        var course = offer.offer(new OfferProgram.Definition(term, program, null, null, "PROFESSIONAL", CreditHours.of("4.00"), BigDecimal.ZERO, 9, 0,
            Meetings.typed(meets).orElseThrow()));
        assertThat(mvc.post().uri("/api/v1/offerings/" + course + "/selection").contentType(MediaType.APPLICATION_JSON).content("{}").with(Cast.as(cast.actor(teacher)))
            .with(Cast.csrf()).exchange()).hasStatus(201);
        return course;
    }

    void givesBack(TeacherId teacher, OfferingId course) {
        assertThat(mvc.delete().uri("/api/v1/offerings/" + course + "/selection").with(Cast.as(cast.actor(teacher))).with(Cast.csrf()).exchange()).hasStatus(204);
    }

    /** An event of the school's own plan. */
    UUID event(TeacherId leader, LocalDate on, String starts, String ends, String topic) {
        var by = cast.administrator(school);
        var plan = study.plan(by, school.id(), new LoadStudy.WantedPlan(on.getYear(), "计划 " + NEXT.getAndIncrement(), "听评课", "PROFESSIONAL", null, "3", "教导处"));
        study.submit(by, plan);
        study.answer(countyOffice, plan, true, "");
        return study.event(by, plan, new LoadStudy.WantedEvent(on.toString(), starts, ends, "会议室", topic, leader, "2", false));
    }

    String cause(TeacherId person) {
        return absences.of(List.of(person), day, day.plusDays(5)).getFirst().cause();
    }

    MvcTestResult arrange(Actor by, TeacherId who, String kind, TeacherId cover, String note, String accepted, String... days) {
        return arrange(school, by, who, kind, cover, note, accepted, days);
    }

    MvcTestResult arrange(Cast.Place at, Actor by, TeacherId who, String kind, TeacherId cover, String note, String accepted, String... days) {
        var fields = new ArrayList<>(List.of("organization", at.id().toString(), "teacher", who.toString(), "cause", cause(who), "kind", kind,
            "cover", cover == null ? "" : cover.toString(), "note", note, "accepted", accepted));
        for (var one : days) {
            fields.addAll(List.of("day", one));
        }
        return forms.post(by, "/console/cover/arrangement", fields.toArray(String[]::new));
    }

    /** By which the conflicts that the page names are taken as they are. */
    static String key(MvcTestResult refused) {
        return ACCEPTED.matcher(new String(refused.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8)).results().findFirst().orElseThrow().group(1);
    }

    List<String> told(TeacherId person) {
        return db.sql("select rule from messaging.message_card where teacher_id = :p and rule like 'cover.%' order by rule").param("p", person.value()).query(String.class).list();
    }

    List<Arrangement> holding(TeacherId person) {
        return arrangements.of(person, today());
    }

    /** The form, as it is opened from a day. */
    String form(Cast.Place at, TeacherId who, LocalDate on) {
        return "/console/cover/arrangement?organization=" + at.id() + "&teacher=" + who + "&cause=" + absences.of(List.of(who), on, on).getFirst().cause() + "&day=" + on;
    }

    List<Duty> office(Actor actor) {
        return read.ofMany(duties.ofOffices(Set.of(actor.teacher()))).getOrDefault(actor.teacher(), List.of());
    }

    void serve(Cast.Place other, TeacherId... people) {
        for (var person : people) {
            db.sql("update directory.employment set organization_id = :other where teacher_id = :t").param("other", other.id().value()).param("t", person.value()).update();
        }
    }

    String page(Cast.Place unit) {
        return page(unit, day);
    }

    /** The week of that day, and the three after it. */
    String page(Cast.Place unit, LocalDate week) {
        return "/console/cover?organization=" + unit.id() + "&from=" + Range.monday(week) + "&week=" + week;
    }
}
