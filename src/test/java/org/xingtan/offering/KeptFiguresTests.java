package org.xingtan.offering;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.xingtan.testing.XingtanTest;

/** What is kept of a unit stands as long as nothing can have changed it, and no longer. */
@XingtanTest
class KeptFiguresTests extends ChooserSteps {

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
            assertThat(figures.whole(asked(city))).isEmpty();
            assertThat(figures.mixed(asked(city))).isEqualTo(figures.facts(asked(city)));
            course.choose(teacher, offering);
            figures.letGo();
            figures.keep(asked(city), ChooserFigures.UNITS);
            assertThat(db.sql("select exists (select from offering.stale where teacher_id = :who)").param("who", teacher.teacher().value()).query(Boolean.class).single()).isTrue();
            assertThat(db.sql("select sum(waiting) from offering.figure where term_id = :term").param("term", term.value()).query(Integer.class).single()).as("planted").isOne();
        });
    }

    /** For the rest of the transaction. */
    private void passMidnight() {
        db.sql("create schema tomorrow").update();
        db.sql("create function tomorrow.clock_timestamp() returns timestamptz language sql as 'select pg_catalog.clock_timestamp() + interval ''1 day'''").update();
        db.sql("set local search_path = tomorrow, pg_catalog, public").update();
    }
}
