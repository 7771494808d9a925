package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.application.Application.Level;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.application.ReviewApplication.Decision;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Window;
import org.xingtan.platform.calendar.Clocks.Clock;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** What calendars are told of a training: each block of days, and every clock with its version, so that an extension reaches a phone. */
@XingtanTest
class TrainingCalendarTests {

    @Autowired Called called;
    @Autowired Cast cast;
    @Autowired Apply apply;
    @Autowired ReviewApplication review;
    @Autowired DefineCall define;
    @Autowired KeepCall keep;
    @Autowired ApplicationClocks clocks;

    private Called.Town town;
    private Actor teacher;

    @BeforeEach
    void buildATown() {
        town = called.town();
        teacher = called.teacher(town.school());
    }

    @Test
    void anExtendedDeadlineIsTheSameEventInANewVersion() {
        var program = called.call(town.city(), 3, 0);
        var applying = one(own(), "platform.window.APPLY");
        assertThat(applying.source()).isEqualTo("notice 1");
        assertThat(applying.version()).isEqualTo(1);
        assertThat(applying.changedAt()).isNotNull();
        define.setApplying(program, called.today().minusDays(1), called.today().plusDays(4), "snow");
        assertThat(one(own(), "platform.window.APPLY")).satisfies(it -> isLater(it, applying));

        called.apply(teacher, program);
        var before = one(own(), "application.clock.SCHOOL");
        var office = one(ofOffices(town.principal()), "application.clock.SCHOOL");
        define.setDeadline(program, Level.SCHOOL, called.today().plusDays(6), "snow");
        assertThat(one(own(), "application.clock.SCHOOL")).satisfies(it -> isLater(it, before));
        assertThat(one(ofOffices(town.principal()), "application.clock.SCHOOL")).satisfies(it -> isLater(it, office));
        assertThat(one(ofOffices(town.countyOffice()), "application.clock.COUNTY").version()).isEqualTo(1);
    }

    @Test
    void whatIsToBeCorrectedHasTheVersionOfItsLevel() {
        var program = called.call(town.city(), 3, 0);
        var id = called.apply(teacher, program);
        review.review(town.principal(), id, Decision.RETURN, "say more");
        var school = one(own(), "application.clock.CORRECT");
        define.setDeadline(program, Level.SCHOOL, called.today().plusDays(6), "snow");
        assertThat(one(own(), "application.clock.CORRECT")).satisfies(it -> isLater(it, school));
        apply.correct(teacher, id, new Apply.Submission(null, Called.STATEMENT + " More.", List.of()));
        called.approve(town.principal(), id);
        review.review(town.countyOffice(), id, Decision.RETURN, "say still more");

        assertThat(one(own(), "application.clock.CORRECT").id()).as("of another level, another thing").isNotEqualTo(school.id());
    }

    @Test
    void whatWasTakenBackIsTheSameEventInANewVersionToo() {
        var program = called.call(town.city(), 3, 0);
        var id = called.apply(teacher, program);
        var before = one(own(), "application.clock.SCHOOL");
        review.undo(town.principal(), called.approve(town.principal(), id));

        assertThat(one(own(), "application.clock.SCHOOL")).satisfies(it -> isLater(it, before));
    }

    @Test
    void everyBlockOfDaysStandsThereAndStaysItselfWhenItIsMoved() {
        var days = new TrainingDays(List.of(days(30, 32), days(50, 50), days(70, 72)));
        var program = called.training(town.city(), 3, days);
        called.admitted(town, program, teacher);

        var before = trainings();
        assertThat(before).hasSize(3).extracting(Clock::id).doesNotHaveDuplicates();
        assertThat(before).extracting(it -> LocalDate.ofInstant(it.opens(), Window.ZONE)).containsExactly(called.today().plusDays(30), called.today().plusDays(50),
            called.today().plusDays(70));
        assertThat(before).extracting(Clock::version).containsOnly(1);

        keep.setTraining(town.cityOffice(), program, new TrainingDays(List.of(days(30, 32), days(51, 51), days(70, 73))).written());

        var after = trainings();
        assertThat(after).extracting(Clock::id).containsExactlyElementsOf(before.stream().map(Clock::id).toList());
        assertThat(after).extracting(Clock::version).containsOnly(2);
        assertThat(after).allSatisfy(it -> assertThat(it.changedAt()).isNotNull());
        keep.setTraining(town.cityOffice(), program, new TrainingDays(List.of(days(30, 32), days(51, 51), days(70, 73))).written());
        assertThat(trainings()).as("the same again").isEqualTo(after);
    }

    private TrainingDays.Days days(int from, int to) {
        return new TrainingDays.Days(called.today().plusDays(from), called.today().plusDays(to));
    }

    private List<Clock> trainings() {
        return own().stream().filter(it -> it.kind().equals("application.clock.TRAINING")).toList();
    }

    private List<Clock> own() {
        return clocks.of(teacher.teacher(), Instant.EPOCH);
    }

    private List<Clock> ofOffices(Actor actor) {
        return clocks.ofOffices(actor.teacher(), Instant.EPOCH);
    }

    private static Clock one(List<Clock> all, String kind) {
        return all.stream().filter(it -> it.kind().equals(kind)).reduce((_, _) -> {
            throw new IllegalStateException("more than one of " + kind);
        }).orElseThrow();
    }

    private static void isLater(Clock after, Clock before) {
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.version()).isGreaterThan(before.version());
        assertThat(after.closes()).isAfter(before.closes());
        assertThat(after.source()).isEqualTo("notice 1");
        assertThat(after.changedAt()).isAfterOrEqualTo(before.changedAt());
    }
}
