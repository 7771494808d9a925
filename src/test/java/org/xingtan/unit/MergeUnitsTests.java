package org.xingtan.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class MergeUnitsTests {

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired MergeUnits merge;
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
