package org.xingtan.standing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;

/**
 * Proves on live data that everybody is counted where he is and by the policy in force, that his state is what hours make of it, and that
 * figures are what the states add up to; of the year before, too. What is wrong is put right in this order. It names parts that fail again and again.
 */
@Component
class StandingAudit implements AuditCheck {

    private static final int AT_ONCE = 2_000;

    private static final String FACT = """
        -- all teachers: an audit looks at everybody.
        select l.id as program_id, s.organization_id, c.measure, count(*) as n
          from standing.state s
         cross join lateral (select code, 'ASKED' as measure from unnest(s.asked) as a (code) union all select code, 'MET' from unnest(s.met) as m (code)) c
          join standing.counted_line l on l.jurisdiction = s.jurisdiction and l.year = s.year and l.code = c.code
         where s.organization_id is not null
         group by 1, 2, 3
        """;

    private static final String FIGURES = """
        with fact as (%s),
        figure as (
            select f.program_id, f.organization_id, f.measure, sum(f.n)::bigint as n
              from tally.figure_card f
             where f.measure in ('ASKED', 'MET')
             group by 1, 2, 3)
        select program_id, measure, 'line ' || program_id || ', unit ' || organization_id || ': ' || measure || ' says ' || coalesce(figure.n, 0) || ', states make ' || coalesce(fact.n, 0) as finding
          from fact full join figure using (program_id, organization_id, measure)
         where coalesce(figure.n, 0) <> coalesce(fact.n, 0)
         limit 1000
        """.formatted(FACT);

    private record State(TeacherId teacher, String path, String met) {}

    /** @param finding what is wrong with his state */
    private record Differs(TeacherId teacher, String finding) {}

    private record Wrong(ProgramId line, Measure measure, String finding) {}

    private final JdbcClient db;
    private final Standings standings;
    private final CountStandings count;
    private final Tally tally;
    private final Years years;
    private final Read read;

    StandingAudit(JdbcClient db, Standings standings, CountStandings count, Tally tally, Years years, Read read) {
        this.db = db;
        this.standings = standings;
        this.count = count;
        this.tally = tally;
        this.years = years;
        this.read = read;
    }

    /** As of one moment, however long it takes. */
    @Component
    static class Read {

        private final TransactionTemplate snapshot;
        private final Patience patience;

        Read(PlatformTransactionManager transactions, Patience patience) {
            this.patience = patience;
            this.snapshot = new TransactionTemplate(transactions);
            this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
            this.snapshot.setReadOnly(true);
            this.snapshot.setTimeout(600);
        }

        List<String> of(Supplier<List<String>> findings) {
            return snapshot.execute(_ -> {
                patience.extend();
                return findings.get();
            });
        }
    }

    @Override
    public String name() {
        return "standing.states";
    }

    @Override
    public List<String> findings(boolean repair) {
        var failed = repair ? repair() : List.<String>of();
        return read.of(() -> {
            var findings = new ArrayList<>(failed);
            wrong().stream().map(Wrong::finding).forEach(findings::add);
            findings.addAll(count.failing());
            for (var year : years.kept()) {
                findings.addAll(stale(year));
                states(year).stream().map(Differs::finding).forEach(findings::add);
            }
            return findings;
        });
    }

    /** @return what could not be */
    private List<String> repair() {
        var failed = new ArrayList<>(count.attempt());
        years.kept().forEach(year -> failed.addAll(count.attempt(states(year).stream().map(Differs::teacher).toList(), year)));
        wrong().stream().map(it -> Map.entry(it.line, it.measure)).distinct().forEach(it -> tally.recount(it.getKey(), it.getValue(), () -> fact(it.getKey(), it.getValue())));
        return failed.stream().map(CountStandings.Failed::told).toList();
    }

    private List<Wrong> wrong() {
        return db.sql(FIGURES).query((row, _) -> new Wrong(new ProgramId(row.getObject(1, UUID.class)), Measure.valueOf(row.getString(2)), row.getString(3))).list();
    }

    private Map<OrganizationId, Long> fact(ProgramId line, Measure measure) {
        var figures = new HashMap<OrganizationId, Long>();
        db.sql("select organization_id, n from (" + FACT + ") f where f.program_id = :line and f.measure = :measure")
            .param("line", line.value()).param("measure", measure.name())
            .query(row -> {
                figures.put(new OrganizationId(row.getObject(1, UUID.class)), row.getLong(2));
            });
        return figures;
    }

    private List<String> stale(int year) {
        return (years.isOver(year) ? count.outdated(year) : count.stale(year, null, null, Integer.MAX_VALUE)).stream()
            .map(it -> "teacher " + it + " is not counted where he is in " + year + ", or not by the policy in force").toList();
    }

    /** Each state against the standing that its owner reads; the two are worked out by different hands. */
    private List<Differs> states(int year) {
        var findings = new ArrayList<Differs>();
        for (var some = after(new UUID(0, 0), year); !some.isEmpty(); some = after(some.getLast().teacher().value(), year)) {
            var paths = new HashMap<TeacherId, String>();
            some.forEach(it -> paths.put(it.teacher(), it.path()));
            var found = standings.of(paths.keySet(), paths, year);
            for (var it : some) {
                var met = String.join(",", Objects.requireNonNull(found.get(it.teacher())).linesMet());
                if (!it.met().equals(met)) {
                    findings.add(new Differs(it.teacher(), "teacher " + it.teacher() + " meets " + it.met() + " in " + year + ", hours make " + met));
                }
            }
        }
        return findings;
    }

    private List<State> after(UUID last, int year) {
        return db.sql("""
                -- all teachers: an audit looks at everybody.
                select s.teacher_id, o.path::text as path, array_to_string(s.met, ',') as met
                  from standing.state s
                  join directory.organization_card o on o.id = s.organization_id
                 where s.teacher_id > :last and s.year = :year
                 order by s.teacher_id limit :most
                """)
            .param("last", last).param("year", year).param("most", AT_ONCE)
            .query((row, _) -> new State(new TeacherId(row.getObject(1, UUID.class)), row.getString(2), row.getString(3))).list();
    }
}
