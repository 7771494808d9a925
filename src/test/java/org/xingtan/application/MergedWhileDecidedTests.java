package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.People;
import org.xingtan.enrollment.Enroll;
import org.xingtan.enrollment.Participation;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Uuids;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Forms;
import org.xingtan.testing.XingtanTest;

/** A unit goes up in another one while its people apply, give up, and are decided about: whoever comes second waits, and nobody in a circle. */
@XingtanTest
class MergedWhileDecidedTests {

    @Autowired Called called;
    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired Forms forms;
    @Autowired Apply apply;
    @Autowired Calls calls;
    @Autowired People people;
    @Autowired Enroll enroll;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    @Test
    void whoTakesHisApplicationBackMeanwhileHasTakenItBack() throws Exception {
        var town = called.town();
        var into = cast.school(town.county());
        var teacher = called.teacher(town.school());
        var id = called.apply(teacher, called.call(town.city(), 5, 0));
        var other = curriculum.aProgram(town.city().id()).publish();
        transaction.executeWithoutResult(_ -> enroll.all(List.of(new Participation(Uuids.next(), teacher.teacher(), other.id(), other.tracks().getFirst().code(),
            town.school().id(), java.time.Instant.now(), null))));

        var both = whileHeld(() -> db.sql("select 1 from enrollment.participation where teacher_id = :t for update").param("t", teacher.teacher().value())
            .query(_ -> {}), () -> {
                apply.withdraw(teacher, id, null);
                return "done";
            }, () -> merge(town.countyOffice(), town.school(), into));

        assertThat(both).containsExactly("done", "done");
        assertThat(called.state(id)).isEqualTo("WITHDRAWN");
        assertThat(db.sql("select organization_id from enrollment.participation where teacher_id = :t").param("t", teacher.teacher().value()).query(UUID.class).single())
            .isEqualTo(into.id().value());
    }

    /** As everybody does who applies or decides: the call, and then the person. The authority that has called goes up in another one. */
    @Test
    void whoeverHoldsTheCallWaitsForNobodyWhoWaitsForIt() throws Exception {
        var city = cast.city();
        var county = cast.under(city, "COUNTY");
        var into = cast.under(city, "COUNTY");
        var program = called.call(county, 5, 0);
        var teacher = called.teacher(county);
        var office = cast.administrator(city);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var merged = transaction.execute(_ -> {
                calls.lock(program);
                var later = threads.submit(() -> merge(office, county, into));
                await(1);
                people.lock(teacher.teacher());
                return later;
            });
            assertThat(merged.get()).isEqualTo("done");
        }
        assertThat(calls.current(program).owner().id()).isEqualTo(into.id());
    }

    /** The first begins and waits, the second begins and waits, and then nobody is in their way. */
    private List<String> whileHeld(Runnable held, Callable<String> first, Callable<String> second) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var both = transaction.execute(_ -> {
                held.run();
                var one = threads.submit(first);
                await(1);
                var two = threads.submit(second);
                await(2);
                return List.of(one, two);
            });
            return List.of(outcome(both.getFirst()), outcome(both.getLast()));
        }
    }

    private static String outcome(Future<String> of) throws InterruptedException {
        try {
            return of.get();
        } catch (java.util.concurrent.ExecutionException e) {
            return String.valueOf(e.getCause());
        }
    }

    /** Until so many wait for this transaction, or for one that waits for it; what it shows of others it shows anew. */
    private void await(int many) {
        var waiting = """
            with recursive behind (pid) as (
                select a.pid from pg_stat_activity a where pg_backend_pid() = any (pg_blocking_pids(a.pid))
                 union
                select a.pid from behind b join pg_stat_activity a on b.pid = any (pg_blocking_pids(a.pid)))
            select count(*) from behind
            """;
        for (var i = 0; i < 200; i++) {
            db.sql("select pg_stat_clear_snapshot()").query(_ -> {});
            if (db.sql(waiting).query(Integer.class).single() >= many) {
                return;
            }
            LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError("Fewer than " + many + " wait");
    }

    private String merge(Actor office, Cast.Place old, Cast.Place into) {
        var answer = forms.post(office, "/console/units/" + old.id() + "/merging", "code", into.code(), "confirmed", "true");
        return answer.getResponse().getStatus() == 302 ? "done" : "merging " + answer.getResponse().getStatus() + answer.getUnresolvedException();
    }
}
