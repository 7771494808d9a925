package org.xingtan.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.program.ProgramDetail;
import org.xingtan.program.Programs;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** Two terms offer one program at the same moment. */
@XingtanTest
class OfferedAtOnceTests {

    @Autowired Cast cast;
    @Autowired Offered offered;
    @Autowired Programs programs;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;

    /** Somebody who refers to the program holds both up until both are on their way. */
    @Test
    void theyComeOneAfterTheOther() throws Exception {
        var city = cast.city();
        var program = offered.program(city);
        var terms = List.of(offered.term(city, 3), offered.term(city, 3));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var offers = transaction.execute(_ -> {
                db.sql("select id from program.program where id = :id for key share").param("id", program.value()).query(_ -> {});
                var begun = terms.stream().map(term -> threads.submit((Callable<OfferingId>) () -> offered.online(term, program, 2))).toList();
                while (waiting() < 2 && begun.stream().noneMatch(Future::isDone)) {
                    Thread.onSpinWait();
                }
                return begun;
            });
            for (var offer : offers) {
                assertThat(offer.get(1, TimeUnit.MINUTES)).isNotNull();
            }
        }

        assertThat(programs.current(program).admission()).isEqualTo(ProgramDetail.Admission.SELECTION);
        assertThat(db.sql("select count(*) from selection.offering where program_id = :id").param("id", program.value()).query(Integer.class).single()).isEqualTo(2);
    }

    private int waiting() {
        return db.sql("select count(*) from pg_stat_activity where cardinality(pg_blocking_pids(pid)) > 0").query(Integer.class).single();
    }
}
