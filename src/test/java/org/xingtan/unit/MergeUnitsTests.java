package org.xingtan.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.directory.EmploymentRow;
import org.xingtan.directory.LoadDirectory;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Window;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class MergeUnitsTests {

    private static final LocalDate YEARS_AGO = LocalDate.of(2015, 9, 1);
    private static final LocalDate DAY = LocalDate.now(Window.ZONE).plusMonths(1);

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired MergeUnits merge;
    @Autowired KnownUnits units;
    @Autowired LoadDirectory load;
    @Autowired Tally tally;
    @Autowired JdbcClient db;
    @Autowired MockMvcTester mvc;

    private Cast.Place county;
    private Actor administrator;

    @BeforeEach
    void plant() {
        var city = cast.city();
        county = cast.under(city, "COUNTY");
        administrator = cast.administrator(city);
    }

    @Test
    void aUnitGoesUpInAnotherWithItsPeopleAndFiguresAndStaysAsHistory() {
        var old = cast.school(county);
        var into = cast.school(county);
        var head = cast.staff(old, Role.PRINCIPAL);
        cast.teacher(old);
        cast.teacher(into);
        var neighbour = cast.administrator(into);
        var program = curriculum.aProgram(county.id()).publish();
        assertThat(inService(program.id(), old)).isEqualTo(2);

        assertThatThrownBy(() -> merge.merge(administrator, old.id(), old.code())).isInstanceOf(Refused.class).hasMessageContaining("unit.merge.another");
        assertThatThrownBy(() -> merge.merge(administrator, old.id(), county.code())).isInstanceOf(Refused.class).hasMessageContaining("unit.merge.kind");
        assertThatThrownBy(() -> merge.merge(administrator, old.id(), cast.school().code())).isInstanceOf(Refused.class).hasMessageContaining("unit.merge.target");
        assertThatThrownBy(() -> merge.merge(neighbour, old.id(), into.code())).isInstanceOf(NotFound.class);
        merge.merge(administrator, old.id(), into.code());
        merge.merge(administrator, old.id(), into.code());
        assertThatThrownBy(() -> merge.merge(administrator, old.id(), cast.school(county).code())).isInstanceOf(Problem.class)
            .hasMessageContaining("unit.merge.closed");

        assertThat(db.sql("select count(*) from directory.person_card where organization_id = :id").param("id", into.id().value()).query(Integer.class).single())
            .isEqualTo(4);
        assertThat(inService(program.id(), old)).isZero();
        assertThat(inService(program.id(), into)).isEqualTo(4);
        assertThat(db.sql("select count(*) from directory.employment where organization_id = :id").param("id", old.id().value()).query(Integer.class).single())
            .as("history").isEqualTo(2);
        assertThat(db.sql("select closed_on is not null from directory.organization where id = :id").param("id", old.id().value()).query(Boolean.class).single())
            .isTrue();
        assertThat(db.sql("select count(*) from directory.appointment_card where teacher_id = :id").param("id", head.value()).query(Integer.class).single())
            .isZero();
        assertThat(db.sql("select act from audit.entry where target = :t order by id").param("t", "organization:" + old.id()).query(String.class).list())
            .containsExactly("unit.merge", "unit.close");
    }

    @Test
    void whoeverIsToComeGoesToTheOtherOneOnHisDayAndHisOfficeEnds() {
        var old = cast.school(county);
        var into = cast.school(county);
        var coming = cast.aPerson().at(cast.school(county)).employed(YEARS_AGO, DAY.minusDays(1)).save();
        load.employments(Stream.of(EmploymentRow.since(DAY, coming, old.id(), List.of("PRINCIPAL"))));
        cast.appoint(coming, Role.PRINCIPAL, old, DAY, null);
        var program = curriculum.aProgram(county.id()).publish();

        merge.merge(administrator, old.id(), into.code());
        assertThat(db.sql("select organization_id from directory.employment where teacher_id = :id and lower(during) = :day and posts = '{PRINCIPAL}'")
            .param("id", coming.value()).param("day", DAY).query(UUID.class).list()).containsExactly(into.id().value());
        assertThat(db.sql("select count(*) from directory.employment where organization_id = :id").param("id", old.id().value()).query(Integer.class).single())
            .isZero();
        assertThat(db.sql("select count(*) from directory.person_card where teacher_id = :id").param("id", coming.value()).query(Integer.class).single())
            .as("goes on until then").isOne();
        assertThat(db.sql("select ended_at is not null from directory.appointment where teacher_id = :id").param("id", coming.value()).query(Boolean.class).single())
            .isTrue();
        assertThat(db.sql("select act from audit.entry where target = :t").param("t", "teacher:" + coming).query(String.class).list())
            .containsExactly("appointment.end");
        assertThat(inService(program.id(), into)).isZero();
    }

    @Test
    void anOfficeThatAPersonOfAnotherUnitIsToHoldStandsAgainstIt() {
        var old = cast.school(county);
        cast.appoint(cast.teacher(cast.school(county)), Role.PRINCIPAL, old, DAY, null);

        assertThatThrownBy(() -> merge.merge(administrator, old.id(), cast.school(county).code())).isInstanceOf(Refused.class)
            .hasMessageContaining("unit.no-appointments");
    }

    @Test
    void whoIsThereAndWillBeThereAgainHoldsItOpenOnceAndHasHisChangePlanned() {
        var old = cast.school(county);
        var teacher = cast.aPerson().at(old).employed(YEARS_AGO, DAY.minusDays(1)).save();
        load.employments(Stream.of(new EmploymentRow(teacher, old.id(), DAY, null, "ON_LEAVE", false, List.of())));
        cast.aPerson().at(old).employed(YEARS_AGO, LocalDate.now(Window.ZONE).minusDays(1)).save();
        cast.aPerson().at(old).state("RETIRED").save();
        cast.aPerson().at(old).partTime().save();

        assertThat(units.ties(units.find(old.id()).orElseThrow())).isEqualTo(new KnownUnits.Ties(1, 0, 0));
        assertThatThrownBy(() -> merge.merge(administrator, old.id(), cast.school(county).code())).isInstanceOf(Problem.class)
            .hasMessageContaining("unit.merge.planned");
    }

    /** Waits for the figures of a program that has just been published. */
    private long inService(ProgramId program, Cast.Place unit) {
        for (var i = 0; i < 100 && tally.figures(program).stream().noneMatch(it -> it.measure() == Measure.IN_SERVICE); i++) {
            LockSupport.parkNanos(50_000_000);
        }
        return tally.figures(program).stream().filter(it -> it.measure() == Measure.IN_SERVICE && it.organization().equals(unit.id()))
            .mapToLong(it -> it.n()).sum();
    }

    @Test
    void aFormOfSomebodyElseOrWithoutARightCodeChangesNothing() {
        var old = cast.school(county);
        cast.teacher(old);
        var address = "/console/units/" + old.id() + "/merging";

        assertThat(mvc.post().uri(address).param("code", "nowhere").param("confirmed", "true").with(csrf()).with(as(administrator))).hasStatus(422);
        assertThat(mvc.post().uri(address).param("confirmed", "true").with(csrf()).with(as(administrator))).hasStatus(422);
        assertThat(mvc.post().uri(address).param("code", cast.school(county).code()).with(csrf()).with(as(administrator))).hasStatus(422);
        assertThat(mvc.post().uri(address).param("code", cast.school(county).code()).param("confirmed", "true").with(csrf()).with(as(cast.administrator(cast.county())))).hasStatus(404);
        assertThat(db.sql("select count(*) from directory.person_card where organization_id = :id").param("id", old.id().value()).query(Integer.class).single())
            .isEqualTo(1);
    }
}
