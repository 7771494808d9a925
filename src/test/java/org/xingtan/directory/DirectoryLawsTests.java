package org.xingtan.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** What the database refuses, whatever the code does. */
@XingtanTest
class DirectoryLawsTests {

    @Autowired Cast cast;
    @Autowired LoadDirectory load;
    @Autowired JdbcClient db;
    @Autowired TreeCheck tree;

    @Test
    void ofManyWhoEmployAPersonAtOnceOneWins() throws Exception {
        var person = cast.aPerson().save();
        var schools = IntStream.range(0, 8).mapToObj(_ -> cast.school()).toList();
        var together = new CyclicBarrier(schools.size());
        var won = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = schools.stream().map(school -> threads.submit(() -> {
                together.await();
                return load.employments(Stream.of(EmploymentRow.since(LocalDate.of(2024, 9, 1), person, school.id(), List.of())));
            })).toList();
            for (var one : all) {
                try {
                    one.get();
                    won++;
                } catch (ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOf(DataAccessException.class);
                }
            }
        }

        assertThat(won).isOne();
        assertThat(db.sql("select count(*) from directory.employment where teacher_id = :id").param("id", person.value()).query(Integer.class).single())
            .isOne();
    }

    @Test
    void onePersonMayFollowHimselfAndWorkPartTimeBeside() {
        var school = cast.school();
        var person = cast.aPerson().save();
        load.employments(Stream.of(
            new EmploymentRow(person, school.id(), LocalDate.of(2010, 1, 1), LocalDate.of(2019, 12, 31), "TRANSFERRED", false, List.of()),
            new EmploymentRow(person, school.id(), LocalDate.of(2020, 1, 1), LocalDate.of(2022, 12, 31), "ACTIVE", false, List.of()),
            new EmploymentRow(person, cast.school().id(), LocalDate.of(2023, 1, 1), null, "ACTIVE", false, List.of()),
            new EmploymentRow(person, cast.school().id(), LocalDate.of(2021, 1, 1), null, "ACTIVE", true, List.of())));

        assertThatThrownBy(() -> load.employments(Stream.of(
            new EmploymentRow(person, school.id(), LocalDate.of(2022, 12, 31), LocalDate.of(2022, 12, 31), "SECONDED", false, List.of()))))
            .isInstanceOf(DataAccessException.class);
    }

    @Test
    void anOrganizationLiesUnderItsParentAndNowhereElse() {
        var county = cast.county();
        var school = cast.school(county);
        var other = cast.county();

        assertThatThrownBy(() -> db.sql("update directory.organization set parent_id = :other where id = :school")
            .param("other", other.id().value()).param("school", school.id().value()).update()).isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> db.sql("update directory.organization set path = (:path || '.x')::public.ltree where id = :school")
            .param("path", other.path()).param("school", school.id().value()).update()).isInstanceOf(DataIntegrityViolationException.class);
        assertThat(tree.findings(false)).isEmpty();
    }

    @Test
    void whichKindLiesUnderWhichIsData() {
        var county = cast.county();
        var school = cast.school(county);

        assertThatThrownBy(() -> cast.under(school, "COUNTY")).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> cast.under(cast.nation(), "SCHOOL")).isInstanceOf(DataAccessException.class);
        assertThat(cast.school(county.parent()).path()).startsWith(county.parent().path() + ".");
        assertThat(cast.under(school, "TEACHING_POINT").path()).startsWith(school.path() + ".");
    }

    @Test
    void oneDocumentOnePerson() {
        var number = Cast.documentNumber();
        cast.aPerson().document(number).save();

        assertThatThrownBy(() -> cast.aPerson().document(number).save()).isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void oneRoleOverOnePlaceAtATime() {
        var school = cast.school();
        var person = cast.staff(school, Role.TRAINING_ADMINISTRATOR);

        assertThatThrownBy(() -> cast.appoint(person, Role.TRAINING_ADMINISTRATOR, school)).isInstanceOf(DataAccessException.class);
        cast.appoint(person, Role.PRINCIPAL, school);
    }

    /** The cards of people and appointments ask for the day by the offset. */
    @Test
    void theOffsetSaysWhichDayItIsInChina() {
        assertThat(db.sql("""
                select count(*) from generate_series(now() - interval '5 years', now() + interval '20 years', interval '1 hour') hour
                 where hour at time zone interval '8 hours' <> hour at time zone 'Asia/Shanghai'
                """).query(Long.class).single()).isZero();
    }
}
