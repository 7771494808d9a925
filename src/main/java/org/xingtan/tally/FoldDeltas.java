package org.xingtan.tally;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Moves deltas into counters every second, on one node at a time. No figure changes by it: a reader adds both. */
@Component
class FoldDeltas {

    private static final long LOCK = 0x7461_6c6c_79L;

    private final JdbcClient db;

    FoldDeltas(JdbcClient db) {
        this.db = db;
    }

    @Scheduled(fixedDelay = 1000, initialDelay = 1000)
    @Transactional
    public void fold() {
        if (db.sql("select pg_try_advisory_xact_lock(:lock)").param("lock", LOCK).query(Boolean.class).single()) {
            move();
        }
    }

    private void move() {
        db.sql("""
                with moved as (
                    delete from tally.delta
                 returning program_id, organization_id, measure, n)
                insert into tally.counter as counter (program_id, organization_id, measure, n)
                select program_id, organization_id, measure, sum(n)
                  from moved
                 group by program_id, organization_id, measure
                 order by program_id, organization_id, measure
                on conflict (program_id, organization_id, measure) do update set n = counter.n + excluded.n
                """)
            .update();
    }
}
