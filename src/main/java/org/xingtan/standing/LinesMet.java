package org.xingtan.standing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.SqlFragment;
import org.xingtan.tally.Delta;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;

/**
 * Works out anew which lines of a year somebody meets, for one or for a whole city, and counts what has changed in the figures of
 * his unit. What decides here in SQL is what {@link Standings} explains; a test holds the two equal.
 */
@Repository
public class LinesMet {

    /** The code of everything together. */
    public static final String ALL = "ALL";

    /** Entries with the theme they fill: their own, or one of their program under the policy the person is under. */
    static final String THEMED = """
        (select h.teacher_id, h.year, h.theme, h.credited from ledger.entry_card h where h.theme is not null and h.program_id is null
          union all
         select h.teacher_id, h.year, t.theme, h.credited
           from ledger.entry_card h
           join standing.state w on w.teacher_id = h.teacher_id and w.year = h.year
           join standing.theme_program t on t.jurisdiction = w.jurisdiction and t.year = h.year and t.program_id = h.program_id)""";

    /** Stands where a delta names its teacher: these are sums over many. */
    private static final TeacherId NOBODY = new TeacherId(new UUID(0, 0));

    /** Everybody's row is there and cannot be changed by somebody else from here on. */
    private static final String PLACE = """
        -- all teachers: of those it is asked for.
        insert into standing.state (teacher_id, year)
        select x.teacher_id, :year from (%s) x
        on conflict do nothing
        """;

    private static final String LOCK = """
        -- all teachers: of those it is asked for.
        select 1 from standing.state s where s.year = :year and s.teacher_id in (select x.teacher_id from (%s) x) order by s.teacher_id for update
        """;

    /** Who is asked, by whom, for how many months; a year that is over keeps the unit in which he counted. */
    private static final String ASKED = """
        -- all teachers: of those it is asked for.
        requirement as materialized (
            select distinct on (r.jurisdiction) r.jurisdiction, o.path, r.total, r.categories, r.themes, r.new_hires
              from ledger.annual_requirement_card r
              join directory.organization_card o on o.id = r.jurisdiction
             where r.year = :year
             order by r.jurisdiction, r.version desc),
        who as materialized (
            select s.teacher_id, case when :over and s.organization_id is not null then s.organization_id else p.organization_id end as organization_id, p.hired_on
              from standing.state s
              left join directory.person_card p on p.teacher_id = s.teacher_id
             where s.year = :year and s.teacher_id in (select x.teacher_id from (%s) x)),
        place as materialized (
            select o.id, (select q.jurisdiction from requirement q where q.path @> o.path order by public.nlevel(q.path) desc limit 1) as jurisdiction
              from directory.organization_card o
             where o.id in (select organization_id from who)),
        asked as materialized (
            select w.teacher_id, w.organization_id, place.jurisdiction, 12 - (
                       select count(*) from generate_series(1, 12) m
                        where exists (select from standing.exemption x
                                       where x.teacher_id = w.teacher_id and x.year = :year and x.ended_at is null and x.months @> m::int)
                           or q.new_hires = 'BY_MONTH' and w.hired_on >= make_date(:year, m::int, 1) + interval '1 month')::int as months
              from who w
              left join place on place.id = w.organization_id
              left join requirement q on q.jurisdiction = place.jurisdiction),
        """;

    private static final String MET = """
        category as (
            select e.teacher_id, e.category as code, sum(e.credited) as have
              from ledger.entry_card e
             where e.year = :year and e.teacher_id in (select teacher_id from who)
             group by e.teacher_id, e.category),
        theme as (
            select e.teacher_id, e.theme as code, sum(e.credited) as have
              from (select h.teacher_id, h.theme, h.credited from ledger.entry_card h
                     where h.theme is not null and h.program_id is null and h.year = :year and h.teacher_id in (select teacher_id from who)
                     union all
                    select h.teacher_id, t.theme, h.credited
                      from ledger.entry_card h
                      join asked on asked.teacher_id = h.teacher_id
                      join standing.theme_program t on t.jurisdiction = asked.jurisdiction and t.year = h.year and t.program_id = h.program_id
                     where h.year = :year) e
             group by e.teacher_id, e.theme),
        line as (
            select a.teacher_id, 'TOTAL' as code,
                   coalesce((select sum(c.have) from category c where c.teacher_id = a.teacher_id), 0) >= trunc(q.total * a.months / 12, 2) as met
              from asked a join requirement q on q.jurisdiction = a.jurisdiction
             where q.total > 0
             union all
            select a.teacher_id, n.code, coalesce(c.have, 0) >= trunc(n.need * a.months / 12, 2)
              from asked a join requirement q on q.jurisdiction = a.jurisdiction
             cross join jsonb_to_recordset(q.categories) as n (code text, need numeric)
              left join category c on c.teacher_id = a.teacher_id and c.code = n.code
             where n.need > 0
             union all
            select a.teacher_id, n.code, coalesce(c.have, 0) >= trunc(n.need * a.months / 12, 2)
              from asked a join requirement q on q.jurisdiction = a.jurisdiction
             cross join jsonb_to_recordset(q.themes) as n (code text, need numeric)
              left join theme c on c.teacher_id = a.teacher_id and c.code = n.code
             where n.need > 0),
        summed as (
            select teacher_id, array_agg(code order by code collate "C") filter (where met) || case when bool_and(met) then '{ALL}'::text[] else '{}' end as met
              from line group by teacher_id),
        now_so as (
            select a.teacher_id, a.jurisdiction, a.organization_id, a.months,
                   case when a.jurisdiction is null then '{}' else coalesce(s.met, '{ALL}') end as met
              from asked a left join summed s on s.teacher_id = a.teacher_id),
        """;

    private static final String WRITE = """
        changed as (
            update standing.state s
               set jurisdiction = n.jurisdiction, organization_id = n.organization_id, months = n.months, met = n.met
              from now_so n
             where s.teacher_id = n.teacher_id and s.year = :year
               and (s.jurisdiction, s.organization_id, s.months, s.met) is distinct from (n.jurisdiction, n.organization_id, n.months, n.met)
            returning old.jurisdiction as j0, old.organization_id as o0, old.months as m0, old.met as met0,
                      new.jurisdiction as j1, new.organization_id as o1, new.months as m1, new.met as met1),
        moved as (
            select j0 as jurisdiction, o0 as organization_id, c.code, -1 as n
              from changed cross join lateral unnest('{ASKED}'::text[] || met0) as c (code) where j0 is not null and o0 is not null and m0 > 0
             union all
            select j1, o1, c.code, 1
              from changed cross join lateral unnest('{ASKED}'::text[] || met1) as c (code) where j1 is not null and o1 is not null and m1 > 0)
        select jurisdiction, organization_id, code, sum(n) as n
          from moved group by jurisdiction, organization_id, code having sum(n) <> 0
        """;

    /** Somewhere in the figures. */
    private record Moved(UUID jurisdiction, UUID unit, String code, long n) {}

    private final JdbcClient db;
    private final CountedLines lines;
    private final Tally tally;
    private final Years years;

    LinesMet(JdbcClient db, CountedLines lines, Tally tally, Years years) {
        this.db = db;
        this.lines = lines;
        this.tally = tally;
        this.years = years;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void of(Collection<TeacherId> teachers, int year) {
        if (!teachers.isEmpty()) {
            of(new SqlFragment("select t.teacher_id from directory.teacher_card t where t.teacher_id = any (:whose)", Map.of("whose", TeacherId.array(teachers))), year);
        }
    }

    /** @param whose selects {@code teacher_id}; nobody in it is there twice */
    @Transactional(propagation = Propagation.MANDATORY)
    public void of(SqlFragment whose, int year) {
        run(PLACE, whose, year).update();
        run(LOCK, whose, year).query(_ -> {});
        count(run("with " + ASKED + MET + WRITE, whose, year).param("over", year < years.current())
            .query((row, _) -> new Moved(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getString(3), row.getLong(4))).list(), year);
    }

    private JdbcClient.StatementSpec run(String sql, SqlFragment whose, int year) {
        return db.sql(sql.replace("%s", whose.where())).params(whose.params()).param("year", year);
    }

    private void count(List<Moved> moved, int year) {
        var known = new HashMap<UUID, Map<String, UUID>>();
        var deltas = new ArrayList<Delta>();
        for (var it : moved) {
            var ids = known.computeIfAbsent(it.jurisdiction, jurisdiction -> lines.of(new OrganizationId(jurisdiction), year));
            var asked = it.code.equals("ASKED");
            var line = ids.get(asked ? ALL : it.code);
            if (line == null) {
                throw new IllegalStateException("No line " + it.code + " of " + it.jurisdiction + " in " + year);
            }
            deltas.add(new Delta(NOBODY, new ProgramId(line), new OrganizationId(it.unit), asked ? Measure.ASKED : Measure.MET, it.n));
        }
        tally.addAll(deltas);
    }
}
