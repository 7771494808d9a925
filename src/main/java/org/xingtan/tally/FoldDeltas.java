package org.xingtan.tally;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.Patience;

/**
 * Moves deltas into counters every second, on one node at a time. No figure changes by it: a reader adds both. What a newer node counts
 * is moved by its name, whether this one knows it or not.
 */
@Component
class FoldDeltas {

    static final long LOCK = 0x7461_6c6c_79L;

    /** Nobody else folds, and nobody counts anew: whoever does holds the counters until he has committed, and the next second will do. */
    private static final String TURN = """
        select not exists (select from pg_locks
                            where database = (select oid from pg_database where datname = current_database())
                              and relation = 'tally.counter'::regclass and mode = 'ShareRowExclusiveLock' and granted)
           and pg_try_advisory_xact_lock(:lock)
        """;

    private final JdbcClient db;
    private final List<CountersMoved> sums;
    private final Patience patience;
    private final Clock clock;

    FoldDeltas(JdbcClient db, List<CountersMoved> sums, Patience patience, Clock clock) {
        this.db = db;
        this.patience = patience;
        this.sums = sums;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1000, initialDelay = 1000)
    @Transactional
    public void fold() {
        if (db.sql(TURN).param("lock", LOCK).query(Boolean.class).single()) {
            move();
        }
    }

    /** However many there are: what was too much for one second would be more in the next. */
    private void move() {
        patience.extend();
        var folded = db.sql("""
                -- all teachers: a fold sums deltas of many people; nothing of a person is read.
                with moved as (
                    delete from tally.delta
                 returning program_id, organization_id, measure, n),
                folded as (
                    select program_id, organization_id, measure, sum(n)::bigint as n
                      from moved
                     group by program_id, organization_id, measure),
                stored as (
                    insert into tally.counter as counter (program_id, organization_id, measure, n)
                    select program_id, organization_id, measure, n
                      from folded
                     order by program_id, organization_id, measure
                    on conflict (program_id, organization_id, measure) do update set n = counter.n + excluded.n)
                select program_id, organization_id, measure, n from folded
                """)
            .query((row, _) -> Tally.difference(row)).list();
        if (!folded.isEmpty()) {
            var today = LocalDate.now(clock.withZone(Window.ZONE));
            sums.forEach(sum -> sum.moved(today, folded));
        }
    }
}
