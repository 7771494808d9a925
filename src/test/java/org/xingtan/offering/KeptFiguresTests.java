package org.xingtan.offering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.xingtan.offering.Choosers.Count;
import org.xingtan.platform.Actor;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.testing.Await;
import org.xingtan.testing.XingtanTest;

/** What is kept of a unit stands as long as nothing can have changed it, and no longer. */
@XingtanTest
class KeptFiguresTests extends ChooserSteps {

    @Autowired KeepChooserFigures keep;
    @Autowired ChooserBases bases;
    @Autowired OneRead reads;

    /** He reads people where they were on the day before. */
    @Test
    void whoBeganBeforeMidnightTakesNothingThatIsKeptKeepsNothingAndLetsGoOfNothing() {
        var teacher = teacher();
        var offering = offering("PROFESSIONAL", "20", 1);
        settle(asked(city));
        plant(asked(city));
        transaction.executeWithoutResult(before -> {
            before.setRollbackOnly();
            passMidnight();
            assertThat(reads.of(figures.whole(asked(city), bases.of(asked(city))))).isEmpty();
            assertThat(figures.mixed(asked(city))).isEqualTo(figures.facts(asked(city)));
            course.choose(teacher, offering);
            figures.letGo();
            figures.keep(asked(city), ChooserFigures.UNITS);
            assertThat(isStale(teacher)).isTrue();
            assertThat(db.sql("select sum(waiting) from offering.figure where term_id = :term").param("term", term.value()).query(Integer.class).single()).as("planted").isOne();
        });
    }

    /** Nobody of here has to do with it. */
    @Test
    void whatIsOfElsewhereAndWhatIsNotOutYetLeaveTheFiguresAsTheyAre() {
        teacher();
        settle(asked(city));
        plant(asked(city));
        offering(draft(county, Duration.ofDays(2), learning(YEAR)), over(county), "PROFESSIONAL", "20", 5);
        offering(term(elsewhere, Duration.ofDays(2), learning(YEAR)), over(elsewhere), "PROFESSIONAL", "20", 5);
        ask(elsewhere, "5");
        assertThat(sum(asked(city))).isEqualTo(new Count(1, 0, 1, 1, 1));
        term(county, Duration.ofDays(2), learning(YEAR));
        assertThat(sum(asked(city))).as("of here, and out").isEqualTo(new Count(1, 0, 0, 1, 1));
    }

    @Test
    void whatIsOfElsewhereCountsAnewWhereSomebodyHasToDoWithIt() {
        var program = over(elsewhere);
        var came = common(teacher(cast.school(elsewhere)));
        course.choose(came, offering(term(elsewhere, Duration.ofDays(2), learning(YEAR)), program, "PROFESSIONAL", "20", 5));
        common(teacher());
        goTo(came, cast.school(county));
        assertThat(kept()).isEqualTo(new Count(2, 0, 0, 2, 2));
        plant(asked(city));
        extend(program);
        assertThat(sum(asked(city))).as("the other school as it was planted").isEqualTo(new Count(2, 0, 1, 2, 1));
    }

    /** By then it is of the year, and was not when he was counted. */
    @Test
    void aTermOfElsewhereThatIsMovedIntoTheYearCounts() {
        var next = term(elsewhere, Duration.ofDays(2), learning(YEAR + 1));
        var came = common(teacher(cast.school(elsewhere)));
        course.choose(came, offering(next, course.program(elsewhere).id(), "PROFESSIONAL", "20", 5));
        goTo(came, school);
        assertThat(kept()).isEqualTo(new Count(1, 0, 0, 1, 1));
        terms.set(next, learning(YEAR), "earlier");
        assertThat(sum(asked(city))).isEqualTo(new Count(1, 0, 0, 1, 0));
    }

    /** As long as nobody has judged him by where he is now. */
    @Test
    void whatElsewhereAsksForCountsForWhoIsJudgedByIt() {
        ask(elsewhere, "5");
        var came = teacher(cast.school(elsewhere));
        Await.until(() -> db.sql("select not exists (select from standing.count_order)").query(Boolean.class).single());
        db.sql("update directory.employment set organization_id = :school where teacher_id = :who").param("school", school.id().value()).param("who", came.teacher().value()).update();
        course.choose(came, offering("PROFESSIONAL", "30", 5));
        assertThat(kept()).isEqualTo(new Count(1, 1, 0, 0, 0));
        db.sql("""
                insert into ledger.annual_requirement (jurisdiction, year, version, title, basis, total, categories)
                select jurisdiction, year, 2, title, basis, 40, categories from ledger.annual_requirement where jurisdiction = :elsewhere
                """)
            .param("elsewhere", elsewhere.id().value()).update();
        assertThat(sum(asked(city))).isEqualTo(new Count(1, 1, 0, 0, 1));
    }

    /** Between the two something may change, so that nothing is kept of all any more. */
    @Test
    void aListThatHasFoundNobodyIsNotTakenWhereTheNumbersSayThatThereIsSomebody() {
        var numbers = Map.of(county.path(), new Count(1, 1, 0, 0, 0));
        assertThat(Choosers.look(numbers, List.of(), Choosers.Which.CHOSEN, 1)).isEmpty();
        assertThat(Choosers.look(numbers, List.of(), Choosers.Which.SHORT, 1)).hasValueSatisfying(it -> assertThat(it.page().items()).isEmpty());
    }

    /** While thousands choose, who looks reads the rest from the facts. */
    @Test
    void aLookCountsSoManyUnitsAnewAndIsRightAllTheSame() {
        IntStream.rangeClosed(0, ChooserFigures.UNITS).forEach(_ -> cast.school(county));
        teacher();
        transaction.executeWithoutResult(look -> {
            look.setRollbackOnly();
            db.sql("select pg_advisory_xact_lock(hashtextextended('offering.figure', 0))").query(_ -> {});
            assertThat(sum(asked(city))).isEqualTo(new Count(1, 0, 0, 1, 1));
            assertThat(db.sql("select count(*) from offering.figure where term_id = :term").param("term", term.value()).query(Integer.class).single()).isEqualTo(ChooserFigures.UNITS);
        });
    }

    /** Or lines would gather for as long as nothing can be counted. */
    @Test
    void whatHasChangedIsLetGoOfAlsoWhereCountingFails() {
        var one = teacher();
        settle(asked(city));
        db.sql("alter table offering.figure add constraint full_disk check (term_id <> '" + term + "') not valid").update();
        try {
            course.choose(one, offering("PROFESSIONAL", "20", 1));
            Await.until(() -> catchThrowable(keep::keep) instanceof DataIntegrityViolationException && !isStale(one));
        } finally {
            db.sql("alter table offering.figure drop constraint full_disk").update();
        }
        assertThat(sum(asked(city))).isEqualTo(new Count(1, 1, 0, 0, 1));
    }

    private boolean isStale(Actor who) {
        return db.sql("select exists (select from offering.stale where teacher_id = :who)").param("who", who.teacher().value()).query(Boolean.class).single();
    }

    private Count kept() {
        settle(asked(city));
        return sum(asked(city));
    }

    /** For the rest of the transaction. */
    private void passMidnight() {
        db.sql("create schema tomorrow").update();
        db.sql("create function tomorrow.clock_timestamp() returns timestamptz language sql as 'select pg_catalog.clock_timestamp() + interval ''1 day'''").update();
        db.sql("set local search_path = tomorrow, pg_catalog, public").update();
    }
}
