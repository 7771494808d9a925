package org.xingtan.report;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.program.AudienceSql;
import org.xingtan.program.ProgramDetail;
import org.xingtan.tally.Delta;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;

/** Counts the facts again and holds the result against the figures. */
@Repository
class Recount {

    /** Where a figure differs from its recount. @param measure by its name: sums of what only a newer node counts are looked at, too */
    record Difference(UUID programId, UUID organizationId, String measure, long figure, long recount) {}

    private static final int SECONDS = 600;

    /** Stands where a delta names its teacher, in corrections that belong to nobody. */
    private static final TeacherId NOBODY = new TeacherId(new UUID(0, 0));

    private final JdbcClient db;
    private final Tally tally;
    private final Patience patience;
    private final Clock clock;

    Recount(JdbcClient db, Tally tally, Patience patience, Clock clock) {
        this.db = db;
        this.tally = tally;
        this.patience = patience;
        this.clock = clock;
    }

    /** Of one program, or of all. */
    @Transactional(timeout = SECONDS)
    public List<Difference> differences(@Nullable ProgramId program) {
        patience.extend();
        return db.sql("""
                with fact as (
                    select program_id, organization_id, 'ENROLLED' as measure, count(*) as n
                      from enrollment.participation_card
                     where (:program::uuid is null or program_id = :program)
                     group by program_id, organization_id
                     union all
                    select program_id, organization_id, 'STARTED', count(started_at)
                      from enrollment.participation_card
                     where (:program::uuid is null or program_id = :program)
                     group by program_id, organization_id
                     union all
                    select c.program_id, pa.organization_id, 'COMPLETED', count(*)
                      from program.completion_card c
                      join enrollment.participation_card pa on pa.teacher_id = c.teacher_id and pa.program_id = c.program_id
                     where (:program::uuid is null or c.program_id = :program)
                     group by c.program_id, pa.organization_id
                     union all
                    select program_id, organization_id, 'CERTIFIED', count(*)
                      from certificate.certificate_card
                     where state = 'VALID' and (:program::uuid is null or program_id = :program)
                     group by program_id, organization_id
                     union all
                    select e.program_id, pa.organization_id, 'HOURS', (sum(e.credited) * 100)::bigint
                      from ledger.entry_card e
                      join enrollment.participation_card pa on pa.teacher_id = e.teacher_id and pa.program_id = e.program_id
                     where (:program::uuid is null or e.program_id = :program)
                     group by e.program_id, pa.organization_id),
                figure as (
                    select program_id, organization_id, measure, sum(n)::bigint as n
                      from tally.figure_card
                     where measure in ('ENROLLED', 'STARTED', 'COMPLETED', 'CERTIFIED', 'HOURS') and (:program::uuid is null or program_id = :program)
                     group by program_id, organization_id, measure)
                select program_id, organization_id, measure, coalesce(figure.n, 0) as figure, coalesce(fact.n, 0) as recount
                  from fact
                  full join figure using (program_id, organization_id, measure)
                 where coalesce(figure.n, 0) <> coalesce(fact.n, 0)
                 order by program_id, organization_id, measure
                """)
            .param("program", program == null ? null : program.value())
            .query(Difference.class).list();
    }

    /** How many may take part, in each unit, against the directory of today. */
    @Transactional(timeout = SECONDS)
    public List<Difference> eligible(ProgramDetail program) {
        patience.extend();
        var audience = AudienceSql.anyTrack(program, LocalDate.now(clock));
        return db.sql("""
                -- all teachers: heads of every unit
                with head as (
                    select p.organization_id, count(*) filter (where %s) as eligible, count(*) as in_service
                      from directory.person_card p
                     where :all
                     group by p.organization_id),
                fact as (
                    select organization_id, 'ELIGIBLE' as measure, eligible as n from head
                     union all
                    select organization_id, 'IN_SERVICE', in_service from head),
                figure as (
                    select organization_id, measure, sum(n)::bigint as n
                      from tally.figure_card
                     where program_id = :program and measure in ('ELIGIBLE', 'IN_SERVICE')
                     group by organization_id, measure)
                select :program as program_id, organization_id, measure, coalesce(figure.n, 0) as figure, coalesce(fact.n, 0) as recount
                  from fact
                  full join figure using (organization_id, measure)
                 where coalesce(figure.n, 0) <> coalesce(fact.n, 0)
                 order by organization_id, measure
                """.formatted(audience.where()))
            .params(audience.params())
            .param("program", program.id().value()).param("all", program.isForAll())
            .query(Difference.class).list();
    }

    /** The sums of subtrees against the counters they are made of, of one program or of all. */
    @Transactional(timeout = SECONDS)
    public List<Difference> sums(@Nullable ProgramId program) {
        patience.extend();
        return db.sql("""
                with counted as (
                    select c.program_id, above.id as organization_id, c.measure, sum(c.n)::bigint as n
                      from tally.counter_card c
                      join directory.organization_card unit on unit.id = c.organization_id
                      join directory.organization_card above on above.path @> unit.path
                     where (:program::uuid is null or c.program_id = :program)
                     group by c.program_id, above.id, c.measure),
                kept as (
                    select program_id, organization_id, measure, n
                      from report.subtotal
                     where (:program::uuid is null or program_id = :program))
                select program_id, organization_id, measure, coalesce(kept.n, 0) as figure, coalesce(counted.n, 0) as recount
                  from counted
                  full join kept using (program_id, organization_id, measure)
                 where coalesce(kept.n, 0) <> coalesce(counted.n, 0)
                 order by program_id, organization_id, measure
                """)
            .param("program", program == null ? null : program.value())
            .query(Difference.class).list();
    }

    /** Writes what is missing or too much as deltas: what others add meanwhile stays right. */
    @Transactional(timeout = SECONDS)
    public void correct(List<Difference> differences) {
        patience.extend();
        tally.addAll(differences.stream().map(it -> new Delta(NOBODY, new ProgramId(it.programId()),
            new OrganizationId(it.organizationId()), Measure.valueOf(it.measure()), it.recount() - it.figure())).toList());
    }
}
