package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.enrollment.BusyDays;
import org.xingtan.enrollment.Whereabouts;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Window;
import org.xingtan.selection.DefineTerm;
import org.xingtan.selection.Meetings;
import org.xingtan.selection.OfferProgram;
import org.xingtan.selection.OfferingId;
import org.xingtan.selection.TermId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

/** Who is admitted to a training chooses no course that meets on its days, whichever of the two comes first. */
@XingtanTest
class ChoosingBesideTrainingTests {

    private static final AtomicInteger NEXT = new AtomicInteger(1);

    @Autowired Called called;
    @Autowired Curriculum curriculum;
    @Autowired DefineTerm terms;
    @Autowired OfferProgram offer;
    @Autowired PersonRules rules;
    @Autowired MockMvcTester mvc;
    @Autowired JdbcClient db;

    private Called.Town town;
    private TermId term;
    private LocalDate day;

    @BeforeEach
    void offerCourses() {
        town = called.town();
        day = called.today().plusDays(40);
        term = terms.define(new DefineTerm.Definition(town.city().id(), "bt%04d".formatted(NEXT.getAndIncrement()), new Localized("学期", "Term"), null, 9,
            List.of(new Window(Window.Kind.SELECT, Instant.now().minus(Duration.ofDays(1)), Instant.now().plus(Duration.ofDays(1))))));
        terms.publish(term);
    }

    @Test
    void aCourseOnTheDaysOfATrainingIsRefusedAndNamesIt() {
        var program = called.training(town.city(), 5, TrainingDays.of(day, day.plusDays(1)));
        var teacher = called.teacher(town.school());
        called.admitted(town, program, teacher);
        var title = db.sql("select title from program.program_card where id = :id").param("id", program.value()).query(String.class).single();

        var refused = choose(teacher, course(day.plusDays(1)));

        assertThat(refused).hasStatus(422).bodyText().contains("selection.training", title);
        assertThat(choose(teacher, course(day.plusDays(2)))).hasStatus(201);
        assertThat(choose(teacher, course(null))).hasStatus(201);
        assertThat(choose(called.teacher(town.school()), course(day))).hasStatus(201);
    }

    @Test
    void onlyAnAdmissionIsInTheWayAndOnlyWhileItLasts() {
        var program = called.training(town.city(), 5, TrainingDays.of(day, day));
        var teacher = called.teacher(town.school());
        var id = called.atTheCity(town, program, teacher);
        assertThat(choose(teacher, course(day))).hasStatus(201);

        var other = called.teacher(town.school());
        var admitted = called.admitted(town, program, other);
        var course = course(day);
        assertThat(choose(other, course)).hasStatus(422);
        withdraw(other, admitted);
        assertThat(choose(other, course)).hasStatus(201);
        assertThat(outcome(() -> called.approve(town.cityOffice(), id))).isEqualTo("refused");
    }

    /** Also for who only applies: he is told at once, by the name of the course. */
    @Test
    void aChosenCourseIsInTheWayOfATrainingOnItsDays() {
        var teacher = called.teacher(town.school());
        assertThat(choose(teacher, course(day))).hasStatus(201);

        assertThat(outcome(() -> called.apply(teacher, called.training(town.city(), 3, TrainingDays.of(day, day.plusDays(2)))))).isEqualTo("refused");
        assertThat(outcome(() -> called.apply(teacher, called.training(town.city(), 3, TrainingDays.of(day.plusDays(1), day.plusDays(2)))))).isEqualTo("done");
    }

    @Test
    void admittedAndChosenAtTheSameMomentIsNeverBoth() throws Exception {
        var program = called.training(town.city(), 50, TrainingDays.of(day, day));
        for (var round = 0; round < 10; round++) {
            var teacher = called.teacher(town.school());
            var id = called.atTheCity(town, program, teacher);
            var course = course(day);
            var together = new CyclicBarrier(2);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var admission = threads.submit(after(together, () -> outcome(() -> called.approve(town.cityOffice(), id))));
                var choice = threads.submit(after(together, () -> choose(teacher, course).getResponse().getStatus() == 201 ? "done" : "refused"));
                assertThat(List.of(admission.get(), choice.get())).containsExactlyInAnyOrder("done", "refused");
            }
        }
    }

    @Test
    void manyAreAnsweredTogetherAndWhoIsFreeIsLeftOut() {
        var program = called.training(town.city(), 5, new TrainingDays(List.of(new TrainingDays.Days(day, day), new TrainingDays.Days(day.plusDays(7), day.plusDays(8)))));
        var admitted = called.teacher(town.school());
        called.admitted(town, program, admitted);
        var free = called.teacher(town.school());

        var busy = rules.of(List.of(admitted.teacher(), free.teacher()));

        assertThat(busy).containsOnlyKeys(admitted.teacher());
        assertThat(busy.get(admitted.teacher())).extracting(BusyDays.Busy::from).containsExactly(day.atStartOfDay(Window.ZONE).toInstant(), day.plusDays(7).atStartOfDay(Window.ZONE).toInstant());
        assertThat(busy.get(admitted.teacher())).extracting(BusyDays.Busy::to).containsExactly(day.plusDays(1).atStartOfDay(Window.ZONE).toInstant(), day.plusDays(9).atStartOfDay(Window.ZONE).toInstant());
    }

    @Autowired List<Whereabouts> whereabouts;

    /** For whoever judges hours of the same days. */
    @Test
    void whereSomebodyIsIsKnownOfTrainingsAndOfCourses() {
        var admitted = called.teacher(town.school());
        called.admitted(town, called.training(town.city(), 5, TrainingDays.of(day, day.plusDays(1))), admitted);
        assertThat(choose(admitted, course(day.plusDays(3)))).hasStatus(201);

        assertThat(where(admitted, day.plusDays(1), day.plusDays(3))).extracting(Whereabouts.At::first, Whereabouts.At::last)
            .containsExactlyInAnyOrder(tuple(day, day.plusDays(1)), tuple(day.plusDays(3), day.plusDays(3)));
        assertThat(where(admitted, day.plusDays(2), day.plusDays(2))).isEmpty();
        assertThat(where(called.teacher(town.school()), day, day.plusDays(3))).isEmpty();
    }

    private List<Whereabouts.At> where(Actor actor, LocalDate from, LocalDate to) {
        return whereabouts.stream().flatMap(it -> it.between(List.of(actor.teacher()), from, to).getOrDefault(actor.teacher(), List.of()).stream()).toList();
    }

    private static Callable<String> after(CyclicBarrier together, Callable<String> act) {
        return () -> {
            together.await();
            return act.call();
        };
    }

    private static String outcome(Runnable act) {
        try {
            act.run();
            return "done";
        } catch (Refused e) {
            return "refused";
        }
    }

    private void withdraw(Actor actor, java.util.UUID application) {
        assertThat(mvc.delete().uri("/api/v1/applications/" + application).with(Cast.as(actor)).with(Cast.csrf()).exchange()).hasStatus(204);
    }

    private MvcTestResult choose(Actor actor, OfferingId course) {
        return mvc.post().uri("/api/v1/offerings/" + course + "/selection").contentType(MediaType.APPLICATION_JSON).content("{}").with(Cast.as(actor)).with(Cast.csrf()).exchange();
    }

    /** One that meets on a morning; at no time for null. */
    private OfferingId course(LocalDate on) {
        var program = curriculum.aProgram(town.city().id()).title("Beside " + NEXT.getAndIncrement()).publish().id();
        var meetings = on == null ? Meetings.NONE : Meetings.typed(on + " 09:00~12:00").orElseThrow();
        return offer.offer(new OfferProgram.Definition(term, program, null, null, "PROFESSIONAL", CreditHours.of("4.00"), BigDecimal.ZERO, 9, 0, meetings));
    }
}
