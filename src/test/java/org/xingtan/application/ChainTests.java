package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.application.Sample.CITY;
import static org.xingtan.application.Sample.COUNTY_A;
import static org.xingtan.application.Sample.DIRECT;
import static org.xingtan.application.Sample.SCHOOL_A1;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xingtan.application.Application.Act;
import org.xingtan.application.Application.Level;
import org.xingtan.application.Application.Passed;
import org.xingtan.application.Application.Step;
import org.xingtan.application.Chain.StepState;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;

class ChainTests {

    private static final Instant AT = Instant.parse("2022-03-15T01:00:00Z");

    private final List<Step> history = new ArrayList<>();

    @Test
    void goesFromTheSchoolOverTheCountyToTheCity() {
        did(Act.SUBMITTED, null);
        did(Act.APPROVED, Level.SCHOOL);

        var steps = chain(SCHOOL_A1, COUNTY_A, Level.COUNTY).steps(Sample.call(1, 0), history);

        assertThat(steps).extracting(Chain.StepView::state).containsExactly(StepState.APPROVED, StepState.WAITING, StepState.WAITING);
        assertThat(steps).extracting(Chain.StepView::deadline).containsExactly(Sample.end(Sample.MARCH_18), Sample.end(Sample.MARCH_25), Sample.end(Sample.MARCH_30));
    }

    @Test
    void aDirectSubordinateSchoolSkipsTheCountyByItself() {
        var chain = chain(DIRECT, null, Level.SCHOOL);

        assertThat(chain.steps(Sample.call(1, 0), history)).extracting(Chain.StepView::state).containsExactly(StepState.WAITING, StepState.SKIPPED, StepState.WAITING);
        assertThat(chain.skipped()).containsExactly(Level.COUNTY);
    }

    @Test
    void peopleOfTheCallerHaveNoSchool() {
        assertThat(chain(CITY, null, Level.CITY).skipped()).containsExactly(Level.SCHOOL, Level.COUNTY);
    }

    @Test
    void aReturnStandsUntilItIsCorrected() {
        did(Act.SUBMITTED, null);
        did(Act.APPROVED, Level.SCHOOL);
        did(Act.RETURNED, Level.COUNTY);
        assertThat(states()).containsExactly(StepState.APPROVED, StepState.RETURNED, StepState.WAITING);

        did(Act.CORRECTED, null);
        assertThat(states()).containsExactly(StepState.APPROVED, StepState.WAITING, StepState.WAITING);
        assertThat(Chain.last(history)).isNull();
    }

    @Test
    void whatIsTakenBackIsAsIfItHadNotBeen() {
        did(Act.SUBMITTED, null);
        var school = did(Act.APPROVED, Level.SCHOOL);
        var county = did(Act.REJECTED, Level.COUNTY);
        assertThat(Chain.last(history)).isEqualTo(county);

        undid(county);
        assertThat(states()).containsExactly(StepState.APPROVED, StepState.WAITING, StepState.WAITING);
        assertThat(Chain.last(history)).isEqualTo(school);

        undid(school);
        assertThat(Chain.last(history)).isNull();
    }

    @Test
    void nothingCanBeTakenBackOnceTheNextHasActed() {
        did(Act.SUBMITTED, null);
        did(Act.APPROVED, Level.SCHOOL);
        var county = did(Act.APPROVED, Level.COUNTY);

        assertThat(Chain.last(history)).isEqualTo(county);
        did(Act.WITHDRAWN, null);
        assertThat(Chain.last(history)).isNull();
    }

    @Test
    void whoDecidesIsAppointedToTheUnitItselfAndNotToOneAbove() {
        var chain = chain(SCHOOL_A1, COUNTY_A, Level.SCHOOL);

        assertThat(chain.levels(new Scope(List.of(SCHOOL_A1.path())))).containsExactly(Level.SCHOOL);
        assertThat(chain.levels(new Scope(List.of(COUNTY_A.path())))).containsExactly(Level.COUNTY);
        assertThat(chain.levels(new Scope(List.of(CITY.path(), SCHOOL_A1.path())))).containsExactly(Level.SCHOOL, Level.CITY);
        assertThat(chain.levels(new Scope(List.of("n")))).isEmpty();
        assertThat(chain.isIn(new Scope(List.of("n")))).isTrue();
        assertThat(chain.isIn(new Scope(List.of("n.c.b")))).isFalse();
    }

    private List<StepState> states() {
        return chain(SCHOOL_A1, COUNTY_A, Level.COUNTY).steps(Sample.call(1, 0), history).stream().map(Chain.StepView::state).toList();
    }

    private Step did(Act act, @Nullable Level level) {
        return add(act, level, null);
    }

    private void undid(Step step) {
        add(Act.UNDONE, step.level(), step.id());
    }

    private Step add(Act act, @Nullable Level level, @Nullable UUID undoes) {
        var step = new Step(Uuids.next(), act, level, level == null ? null : COUNTY_A.id(), List.of(), AT, TeacherId.next(), "", "", undoes);
        history.add(step);
        return step;
    }

    private static Chain chain(QuotaTable.Unit school, QuotaTable.@Nullable Unit county, Level level) {
        var one = new Application(TeacherId.next(), Uuids.next(), ProgramId.next(), "because", Application.State.SUBMITTED, school.id(), null, Passed.NOBODY, null, AT);
        return new Chain(one, place(school), county == null ? null : place(county), place(CITY), place(CITY), true, level, false, false, null, 1);
    }

    private static Chain.Place place(QuotaTable.Unit unit) {
        return new Chain.Place(unit.id(), unit.path(), unit.name());
    }
}
