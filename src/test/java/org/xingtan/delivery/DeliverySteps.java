package org.xingtan.delivery;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.application.Application.Level;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.application.DefineCall;
import org.xingtan.application.LoadApplications;
import org.xingtan.application.ReviewApplication.Decision;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.selection.DefineTerm;
import org.xingtan.selection.LoadChoices;
import org.xingtan.selection.Meetings;
import org.xingtan.selection.OfferProgram;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;

/** A city with a training by application that was held on three days, and a course with meetings that a provider gives. */
abstract class DeliverySteps {

    static final LocalDate TODAY = LocalDate.now(Window.ZONE);
    static final LocalDate FIRST = TODAY.minusDays(10);
    private static final AtomicInteger NEXT = new AtomicInteger(1);

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired JdbcClient db;
    @Autowired DefineCall calls;
    @Autowired LoadApplications applications;
    @Autowired DefineTerm terms;
    @Autowired OfferProgram offer;
    @Autowired LoadChoices choices;
    @Autowired LoadDelivery load;
    @Autowired KeepSessions keep;
    @Autowired Sessions sessions;
    @Autowired Attendances attendances;
    @Autowired LookAtDelivery look;
    @Autowired LookAtMine mine;
    @Autowired DeliveryAudit audit;
    @Autowired TransactionTemplate transaction;

    Cast.Place city;
    Cast.Place school;
    Actor office;
    TeacherId one;
    TeacherId two;
    TeacherId stranger;
    UUID training;

    @BeforeEach
    void plant() {
        city = cast.city();
        school = cast.school(city);
        office = cast.administrator(city);
        one = cast.teacher(school);
        two = cast.teacher(school);
        stranger = cast.teacher(school);
        training = called(TrainingDays.of(FIRST, FIRST.plusDays(2)), one, two);
    }

    /** Whose list is published. */
    UUID called(TrainingDays days, TeacherId... admitted) {
        var program = curriculum.aProgram(city.id()).title("骨干教师集中培训").publish().id();
        var opens = TODAY.minusDays(40);
        calls.define(new DefineCall.Definition(program, null, "series " + program, "notice 1", 9, 0, days, 0, true, opens, opens.plusDays(3),
            Map.of(Level.SCHOOL, opens.plusDays(4), Level.COUNTY, opens.plusDays(5), Level.CITY, opens.plusDays(6))));
        var principal = cast.staff(school, Role.PRINCIPAL);
        transaction.executeWithoutResult(_ -> {
            applications.publish(program, at(opens.minusDays(1)));
            for (var teacher : admitted) {
                var id = applications.submit(teacher, program, "I teach it and want to learn more of it.", at(opens));
                applications.review(principal, id, Decision.APPROVE, "", at(opens.plusDays(4)));
                applications.review(office.teacher(), id, Decision.APPROVE, "", at(opens.plusDays(6)));
            }
            applications.list(office.teacher(), program, at(opens.plusDays(8)));
        });
        return program.value();
    }

    private static Instant at(LocalDate day) {
        return day.atTime(9, 0).atZone(Window.ZONE).toInstant();
    }

    /** A course of four hours, of which its lessons bring one; it was chosen in its time and has met. */
    UUID offered(Cast.Place provider, TeacherId... chosen) {
        var now = Instant.now();
        var term = terms.define(new DefineTerm.Definition(city.id(), "29%04d期".formatted(NEXT.getAndIncrement()), new Localized("学期", "Term"), "notice 2", 6,
            List.of(new Window(Window.Kind.SELECT, now.minus(Duration.ofDays(40)), now.minus(Duration.ofDays(30))))));
        terms.publish(term);
        var program = curriculum.aProgram(city.id()).title("急救").publish().id();
        var meets = Meetings.typed(FIRST.plusDays(4) + " 09:00~12:00, " + FIRST.plusDays(7) + " 09:00~12:00").orElseThrow();
        var id = offer.offer(new OfferProgram.Definition(term, program, null, provider.id(), "PROFESSIONAL", CreditHours.of("4.00"), BigDecimal.ZERO, 9, 0, meets));
        transaction.executeWithoutResult(_ -> choices.load(java.util.Arrays.stream(chosen).map(it -> new LoadChoices.Wanted(it, id, now.minus(Duration.ofDays(35)))).toList()));
        return id.value();
    }

    static SessionForm form(LocalDate day, String starts, String ends, String hours) {
        return new SessionForm(day.toString(), starts, ends, "报告厅", "课程标准解读", hours, "据签到表补登");
    }

    /** On the first day, as if it had been set before. */
    UUID known(String hours) {
        var session = load.set(office, training, form(FIRST, "09:00", "12:00", hours));
        db.sql("update delivery.session set set_at = null where id = :id").param("id", session).update();
        return session;
    }

    /** On the first day, over, with both there. */
    UUID held(String hours) {
        var session = load.set(office, training, form(FIRST, "09:00", "12:00", hours));
        load.enter(office, session, List.of(one, two), Attendance.State.PRESENT, "");
        return session;
    }

    /** Of a training that has today, begun a moment ago or at midnight. */
    UUID now(String hours) {
        training = called(new TrainingDays(List.of(new TrainingDays.Days(TODAY, TODAY.plusDays(1)))), one, two);
        var now = LocalTime.now(Window.ZONE).truncatedTo(ChronoUnit.MINUTES);
        var starts = now.isBefore(LocalTime.of(0, 2)) ? LocalTime.MIDNIGHT : now.minusMinutes(2);
        var ends = now.isAfter(LocalTime.of(20, 59)) ? LocalTime.of(23, 59) : now.plusHours(3);
        var session = load.set(office, training, form(TODAY, "00:00", "23:59", hours));
        // Late in the evening a session that began a moment ago is too short for its hours.
        db.sql("update delivery.session set starts = :starts, ends = :ends where id = :id").param("starts", starts).param("ends", ends).param("id", session).update();
        return session;
    }

    List<String> entries(TeacherId teacher) {
        return db.sql("select source || ' ' || category || ' ' || earned || ' ' || credited from ledger.entry where teacher_id = :t order by posted_at, id").param("t", teacher.value())
            .query(String.class).list();
    }

    String credited(TeacherId teacher) {
        return db.sql("select coalesce(sum(credited), 0) from ledger.entry where teacher_id = :t").param("t", teacher.value()).query(String.class).single();
    }

    String state(TeacherId teacher, UUID session) {
        return attendances.find(teacher, session).map(it -> it.state() + " " + it.how()).orElse("");
    }

    List<String> findings() {
        var mine = sessions.of(training).stream().map(it -> it.id().toString()).toList();
        return audit.findings(false).stream().filter(it -> it.contains(one.toString()) || it.contains(two.toString()) || mine.stream().anyMatch(it::contains)).toList();
    }

    static List<String> unmet(ThrowingCallable act) {
        return catchThrowableOfType(Refused.class, act).verdict().unmet().stream().map(Condition::code).toList();
    }

    void assertBroken(String sql, UUID id) {
        assertThatThrownBy(() -> db.sql(sql).param("id", id).update()).as(sql).isInstanceOf(DataAccessException.class);
    }
}
