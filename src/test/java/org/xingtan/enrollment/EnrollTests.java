package org.xingtan.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.Pipeline;
import org.xingtan.program.ProgramDetail;
import org.xingtan.tally.Figure;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class EnrollTests {

    @Autowired Enroll enroll;
    @Autowired Participations participations;
    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired Tally tally;
    @Autowired JdbcTemplate db;
    @Autowired TransactionOperations transactions;
    @Autowired Clock clock;

    @Test
    void whoTakesPartAlreadyIsCountedOnce() {
        var school = cast.school();
        var program = curriculum.aProgram(school.id()).publish();
        var there = cast.teacher(school);
        var fresh = cast.teacher(school);
        transactions.executeWithoutResult(_ -> enroll.all(List.of(participation(there, program, school))));
        var first = participations.require(there, program.id());

        transactions.executeWithoutResult(_ -> {
            var pipeline = new Pipeline(db);
            enroll.all(List.of(participation(fresh, program, school), participation(there, program, school)), 2, pipeline);
            pipeline.run();
        });

        assertThat(participations.require(there, program.id())).usingRecursiveComparison().isEqualTo(first);
        assertThat(participations.require(fresh, program.id()).organization()).isEqualTo(school.id());
        assertThat(tally.figures(program.id()).stream().filter(it -> it.measure() == Measure.ENROLLED).mapToLong(Figure::n).sum()).isEqualTo(2);
    }

    private Participation participation(TeacherId teacher, ProgramDetail program, Cast.Place school) {
        return new Participation(Uuids.next(), teacher, program.id(), "PARTICIPANT", school.id(), clock.instant().truncatedTo(ChronoUnit.MICROS), null);
    }
}
