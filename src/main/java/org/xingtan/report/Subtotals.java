package org.xingtan.report;

import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Window;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.tally.CountersMoved;
import org.xingtan.tally.Measure;

/**
 * Keeps the sums of the counters for every organization on the path, in the transaction that moves the counters, and beside
 * them what each was at the end of each day.
 */
@Repository
class Subtotals implements CountersMoved, Organizations.Follower {

    private final JdbcClient db;
    private final Patience patience;
    private final Clock clock;

    Subtotals(JdbcClient db, Patience patience, Clock clock) {
        this.db = db;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public void moved(LocalDate day, List<Difference> differences) {
        db.sql("""
                with moved as materialized (
                    select * from unnest(:programs::uuid[], :units::uuid[], :measures::text[], :ns::bigint[])
                        as m (program_id, organization_id, measure, n)),
                place as materialized (
                    select unit.id as unit_id, above.id
                      from directory.organization_card unit
                      join directory.organization_card above on above.path @> unit.path
                     where unit.id in (select organization_id from moved)),
                stored as (
                    insert into report.subtotal as subtotal (program_id, organization_id, measure, n)
                    select m.program_id, place.id, m.measure, sum(m.n)
                      from moved m
                      join place on place.unit_id = m.organization_id
                     group by m.program_id, place.id, m.measure
                     order by m.program_id, place.id, m.measure
                    on conflict (program_id, organization_id, measure) do update set n = subtotal.n + excluded.n
                 returning program_id, organization_id, measure, n)
                insert into report.day_total (program_id, organization_id, measure, day, n)
                select program_id, organization_id, measure, :day, n
                  from stored
                 where measure = any (:kept::text[])
                 order by program_id, organization_id, measure
                on conflict (program_id, organization_id, measure, day) do update set n = excluded.n
                """)
            .param("day", day)
            .param("kept", Trend.KEPT.stream().map(Measure::name).toArray(String[]::new), Types.ARRAY)
            .param("programs", differences.stream().map(it -> it.program().value()).toArray(UUID[]::new), Types.ARRAY)
            .param("units", differences.stream().map(it -> it.organization().value()).toArray(UUID[]::new), Types.ARRAY)
            .param("measures", differences.stream().map(Difference::measure).toArray(String[]::new), Types.ARRAY)
            .param("ns", differences.stream().map(Difference::n).toArray(Long[]::new), Types.ARRAY)
            .update();
    }

    /** What the units count leaves the sums above them, and comes back along the new paths. */
    @Override
    public Runnable beforeChange(UUID[] units) {
        var today = LocalDate.now(clock.withZone(Window.ZONE));
        var counted = db.sql("select program_id, organization_id, measure, n from tally.counter_card where organization_id = any (:units::uuid[]) and n <> 0")
            .param("units", units)
            .query((row, _) -> new Difference(new ProgramId(row.getObject(1, UUID.class)), new OrganizationId(row.getObject(2, UUID.class)),
                row.getString(3), row.getLong(4))).list();
        moved(today, counted.stream().map(Difference::negated).toList());
        return () -> moved(today, counted);
    }

    /** Adds up anew what was wrong, of one program or of all. Folding waits meanwhile. */
    @Transactional(timeout = 600)
    public void rebuild(@Nullable ProgramId program) {
        patience.extend();
        var id = program == null ? null : program.value();
        db.sql("lock table report.subtotal in share row exclusive mode").update();
        db.sql("delete from report.subtotal where :program::uuid is null or program_id = :program").param("program", id).update();
        db.sql("""
                insert into report.subtotal (program_id, organization_id, measure, n)
                select c.program_id, above.id, c.measure, sum(c.n)
                  from tally.counter_card c
                  join directory.organization_card unit on unit.id = c.organization_id
                  join directory.organization_card above on above.path @> unit.path
                 where :program::uuid is null or c.program_id = :program
                 group by c.program_id, above.id, c.measure
                """)
            .param("program", id).update();
        db.sql("""
                insert into report.day_total (program_id, organization_id, measure, day, n)
                select program_id, organization_id, measure, :day, n
                  from report.subtotal
                 where measure = any (:kept::text[]) and (:program::uuid is null or program_id = :program)
                on conflict (program_id, organization_id, measure, day) do update set n = excluded.n
                """)
            .param("program", id)
            .param("day", LocalDate.now(clock.withZone(Window.ZONE)))
            .param("kept", Trend.KEPT.stream().map(Measure::name).toArray(String[]::new), Types.ARRAY)
            .update();
    }
}
