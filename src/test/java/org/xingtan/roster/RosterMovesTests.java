package org.xingtan.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.IncomingPeople;
import org.xingtan.directory.IncomingPeople.Begin;
import org.xingtan.directory.IncomingPeople.Incoming;
import org.xingtan.directory.KnownPeople;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.program.ExtendWindow;
import org.xingtan.program.ProgramDetail;
import org.xingtan.report.StatisticsAudit;
import org.xingtan.tally.Figure;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Crossing;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Learning;
import org.xingtan.testing.XingtanTest;

/** Whatever somebody does at the very moment he is moved counts where he is afterwards. */
@XingtanTest
class RosterMovesTests {

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired Learning learning;
    @Autowired KnownPeople known;
    @Autowired IncomingPeople incoming;
    @Autowired Crossing crossing;
    @Autowired ExtendWindow extend;
    @Autowired Tally tally;
    @Autowired StatisticsAudit statistics;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;

    private Cast.Place school;
    private Cast.Place sister;
    private TeacherId teacher;
    private Actor actor;
    private ProgramDetail program;

    @BeforeEach
    void plant() {
        var county = cast.county();
        school = cast.school(county);
        sister = cast.school(county);
        teacher = cast.teacher(school);
        actor = cast.actor(teacher);
        program = curriculum.aProgram(county.id()).phase(curriculum.course(county.id(), 1, null)).publish();
    }

    @Test
    void whoJoinsWhileHeIsBeingMovedCountsInTheNewUnit() throws Exception {
        crossing.of(this::move, () -> learning.join(actor, program));

        countsInTheNewUnit(Measure.ENROLLED);
    }

    @Test
    void whoIsMovedWhileHeIsJoiningCountsInTheNewUnit() throws Exception {
        crossing.of(() -> learning.join(actor, program), this::moveByItself);

        countsInTheNewUnit(Measure.ENROLLED);
    }

    @Test
    void hoursOfOneWhoIsBeingMovedCountInTheNewUnit() throws Exception {
        learning.join(actor, program);
        crossing.of(this::move, () -> learning.play(actor, program, 0));

        countsInTheNewUnit(Measure.HOURS);
    }

    @Test
    void whoIsMovedWhileHisHoursArePostedTakesThemAlong() throws Exception {
        learning.join(actor, program);
        crossing.of(() -> learning.play(actor, program, 0), this::moveByItself);

        countsInTheNewUnit(Measure.HOURS);
    }

    @Test
    void whoWasMovedWhileAProgramWasOverCountsInTheNewUnitWhenItIsOpenedAgain() {
        joinOneThatIsOver();
        moveByItself();
        assertThat(figure(school, Measure.ENROLLED)).as("over is over").isEqualTo(1);

        openAgain();

        countsInTheNewUnit(Measure.ENROLLED);
        assertThat(figure(school, Measure.ELIGIBLE)).isEqualTo(1);
        assertThat(figure(sister, Measure.ELIGIBLE)).isEqualTo(1);
    }

    @Test
    void whoIsMovedWhileAProgramIsBeingOpenedAgainCountsInTheNewUnit() throws Exception {
        joinOneThatIsOver();
        crossing.of(this::openAgain, this::moveByItself);

        countsInTheNewUnit(Measure.ENROLLED);
    }

    @Test
    void aProgramOpenedAgainWhileSomebodyIsBeingMovedCountsHimInTheNewUnit() throws Exception {
        joinOneThatIsOver();
        crossing.of(this::move, this::openAgain);

        countsInTheNewUnit(Measure.ENROLLED);
    }

    private void joinOneThatIsOver() {
        program = curriculum.aProgram(school.parent().id()).open(Duration.ofDays(-1), Duration.ofSeconds(5)).publish();
        learning.join(actor, program);
        while (!program.isFrozen(Instant.now())) {
            LockSupport.parkNanos(100_000_000);
        }
    }

    private void openAgain() {
        extend.extend(program.id(), null, null, Window.Kind.LEARN, Instant.now().plus(Duration.ofDays(9)), "停课补学", cast.actor(cast.teacher(school)));
    }

    private void moveByItself() {
        transaction.executeWithoutResult(_ -> move());
    }

    /** As a roster does it. */
    private void move() {
        var person = Objects.requireNonNull(known.find(teacher));
        var plan = UUID.randomUUID();
        incoming.stage(plan, List.of(new Incoming(0, teacher, true, List.of("unit"), null, person.name(), null, null, null, null, null, null, null,
            Objects.requireNonNull(person.newest()).id(), new Begin(sister.id(), "ACTIVE", LocalDate.now(Window.ZONE)), List.of("CLASSROOM_TEACHER"))));
        assertThat(incoming.apply(plan)).isTrue();
    }

    private void countsInTheNewUnit(Measure measure) {
        assertThat(figure(school, measure)).as("of the old unit").isZero();
        assertThat(figure(sister, measure)).as("of the new unit").isPositive();
        assertThat(figure(school, Measure.ENROLLED)).isZero();
        assertThat(figure(sister, Measure.ENROLLED)).isEqualTo(1);
        assertThat(statistics.findings(program.id(), false)).noneMatch(it -> it.contains(measure.name()));
    }

    private long figure(Cast.Place unit, Measure measure) {
        return tally.figures(program.id()).stream().filter(it -> it.organization().equals(unit.id()) && it.measure() == measure).mapToLong(Figure::n).sum();
    }
}
