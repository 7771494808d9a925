package org.xingtan.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.ledger.Ledger;
import org.xingtan.platform.TeacherId;
import org.xingtan.testing.XingtanTest;

/** An event is closed while hours of the same people are posted together somewhere else, as those of a session are: nobody waits in a circle. */
@XingtanTest
class CrossingClosingsTests extends StudySteps {

    @Autowired Ledger ledger;

    private TeacherId first;
    private TeacherId between;
    private TeacherId last;
    private UUID event;

    /** At which three were there: two of them have an account, the last one has none. */
    @BeforeEach
    void hold() {
        var people = Stream.of(one, two, cast.teacher(school)).sorted(Comparator.comparing(TeacherId::toString)).toList();
        first = people.get(0);
        between = people.get(1);
        last = people.get(2);
        event = load.event(principal, confirmed("2"), wantedEvent("2"));
        load.tick(principal, event, people);
        List.of(first, between).forEach(it -> ledger.lock(it, school.path()));
    }

    @Test
    void aClosingAndAnotherPostingOfTheSamePeopleNeverWaitForEachOther() {
        cross(() -> load.close(principal, event));

        assertThat(List.of(first, between, last)).allSatisfy(it -> assertThat(entries(it)).containsExactly("study 2.00 2.00"));
    }

    /** It has come as far as the second of them, whose account is held, when another one asks for the accounts of the first and the last. */
    private void cross(Runnable act) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = Objects.requireNonNull(transaction.execute(_ -> {
                ledger.lock(between, school.path());
                var acting = CompletableFuture.runAsync(act, threads);
                await(1);
                var posting = CompletableFuture.runAsync(() -> transaction.executeWithoutResult(_ -> ledger.lock(paths(first, last), List.of())), threads);
                await(2);
                return List.of(acting, posting);
            }));
            running.forEach(CompletableFuture::join);
        }
    }

    private Map<TeacherId, String> paths(TeacherId... people) {
        return Stream.of(people).collect(Collectors.toMap(Function.identity(), _ -> school.path()));
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
}
