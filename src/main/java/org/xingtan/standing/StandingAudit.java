package org.xingtan.standing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Patience;

/** Proves on live data that everybody's state is what hours and policy make of it, and that figures are what the states add up to. */
@Component
class StandingAudit implements AuditCheck {

    private static final int AT_ONCE = 2_000;

    private static final String FIGURES = """
        -- all teachers: an audit looks at everybody.
        with fact as (
            select l.id as program_id, s.organization_id, case c.code when 'ASKED' then 'ASKED' else 'MET' end as measure, count(*) as n
              from standing.state s
             cross join lateral unnest('{ASKED}'::text[] || s.met) as c (code)
              join standing.counted_line l on l.jurisdiction = s.jurisdiction and l.year = s.year and l.code = case c.code when 'ASKED' then 'ALL' else c.code end
             where s.organization_id is not null and s.months > 0
             group by 1, 2, 3),
        figure as (
            select f.program_id, f.organization_id, f.measure, sum(f.n)::bigint as n
              from tally.figure_card f
             where f.measure in ('ASKED', 'MET')
             group by 1, 2, 3)
        select 'line ' || program_id || ', unit ' || organization_id || ': ' || measure || ' says ' || coalesce(figure.n, 0) || ', states make ' || coalesce(fact.n, 0)
          from fact full join figure using (program_id, organization_id, measure)
         where coalesce(figure.n, 0) <> coalesce(fact.n, 0)
         limit 100
        """;

    private record State(TeacherId teacher, int year, String met) {}

    private final JdbcClient db;
    private final Standings standings;
    private final CountStandings count;
    private final Patience patience;
    private final Years years;

    StandingAudit(JdbcClient db, Standings standings, CountStandings count, Patience patience, Years years) {
        this.db = db;
        this.standings = standings;
        this.count = count;
        this.patience = patience;
        this.years = years;
    }

    @Override
    public String name() {
        return "standing.states";
    }

    @Override
    @Transactional
    public List<String> findings(boolean repair) {
        patience.extend();
        var year = years.current();
        if (repair) {
            count.all(year);
        }
        var findings = new ArrayList<>(db.sql(FIGURES).query(String.class).list());
        findings.addAll(states(year));
        return findings;
    }

    /** Each state against the standing that its owner reads; the two are worked out by different hands. */
    private List<String> states(int year) {
        var findings = new ArrayList<String>();
        var after = new UUID(0, 0);
        for (var some = after(after, year); !some.isEmpty(); some = after(some.getLast().teacher().value(), year)) {
            var found = standings.of(some.stream().map(State::teacher).collect(Collectors.toSet()), Map.of(), year);
            some.stream().filter(it -> !it.met().equals(met(Objects.requireNonNull(found.get(it.teacher()))))).forEach(it ->
                findings.add("teacher " + it.teacher() + " meets " + it.met() + " in " + it.year() + ", hours make " + met(Objects.requireNonNull(found.get(it.teacher())))));
        }
        return findings;
    }

    private List<State> after(UUID last, int year) {
        return db.sql("""
                -- all teachers: an audit looks at everybody.
                select teacher_id, year, array_to_string(met, ',') as met
                  from standing.state
                 where teacher_id > :last and year = :year and organization_id is not null
                 order by teacher_id limit :most
                """)
            .param("last", last).param("year", year).param("most", AT_ONCE)
            .query((row, _) -> new State(new TeacherId(row.getObject(1, UUID.class)), row.getInt(2), row.getString(3))).list();
    }

    /** The codes as {@link LinesMet} writes them. */
    static String met(Standing standing) {
        return String.join(",", standing.linesMet());
    }
}
