package org.xingtan.standing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
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

    /** In the order in which everybody locks them. */
    private static final String LOCK = """
        select s.teacher_id from standing.state s where s.teacher_id = any (:whose) and s.year = :year order by s.teacher_id for no key update
        """;

    /** Who has no place in a year that is over gets that of today, and who asks for hours there; whoever had none when it ended keeps that. */
    static final String PLACE = """
        insert into standing.state (teacher_id, year, organization_id, jurisdiction)
        select t.teacher_id, :year, case when :over then p.organization_id end,
               case when :over then (select r.jurisdiction
                                       from ledger.annual_requirement_card r
                                       join directory.organization_card o on o.id = r.jurisdiction
                                      where r.year = :year and o.path @> p.organization_path
                                      order by public.nlevel(o.path) desc limit 1) end
          from directory.teacher_card t
          left join directory.person_card p on p.teacher_id = t.teacher_id
         where t.teacher_id = any (:whose) order by t.teacher_id
        on conflict do nothing
        """;

    /**
     * Who is asked, by whom, for how many months. A year that is over keeps the unit in which he counted, or that he counted in none, and
     * the authority that asked him, wherever his unit lies since; whom nobody asked is asked by who asks for that year afterwards alone.
     * Only those are read who could ask: above where somebody is, or who has asked him before, each in its newest version. Units are looked up
     * one by one: a join believes in thousands of them, and would go through all units for each.
     */
    static final String ASKED = """
        who as materialized (
            select s.teacher_id, case when :over then s.organization_id else p.organization_id end as organization_id, s.jurisdiction as before, t.hired_on
              from standing.state s
              left join directory.teacher_card t on t.teacher_id = s.teacher_id and t.teacher_id = any (:whose)
              left join directory.person_card p on p.teacher_id = s.teacher_id and p.teacher_id = any (:whose)
             where s.teacher_id = any (:whose) and s.year = :year),
        near as materialized (
            select o.id, o.path
              from (select distinct a.path
                      from (select distinct w.organization_id as id from who w) unit
                     cross join lateral (select c.path from directory.organization_card c where c.id = unit.id limit 1) u
                     cross join lateral (select public.subpath(u.path, 0, n) as path from generate_series(1, public.nlevel(u.path)) n) a) above
             cross join lateral (select c.id, c.path from directory.organization_card c where c.path = above.path limit 1) o
             union
            select o.id, o.path from directory.organization_card o where o.id in (select w.before from who w)),
        requirement as materialized (
            select n.id as jurisdiction, n.path, r.version, r.total, r.categories, r.themes, r.new_hires
              from near n
              cross join lateral (select v.version, v.total, v.categories, v.themes, v.new_hires
                                    from ledger.annual_requirement_card v
                                   where v.jurisdiction = n.id and v.year = :year order by v.version desc limit 1) r),
        need as materialized (
            select q.jurisdiction, 'TOTAL' as code, 'TOTAL' as part, q.total as hours from requirement q where q.total > 0
             union all
            select q.jurisdiction, n.code, 'CATEGORY', n.need from requirement q cross join jsonb_to_recordset(q.categories) as n (code text, need numeric) where n.need > 0
             union all
            select q.jurisdiction, n.code, 'THEME', n.need from requirement q cross join jsonb_to_recordset(q.themes) as n (code text, need numeric) where n.need > 0),
        place as materialized (
            select o.id, (select q.jurisdiction from requirement q where q.path @> o.path order by public.nlevel(q.path) desc limit 1) as jurisdiction
              from directory.organization_card o
             where o.id in (select organization_id from who)),
        authority as materialized (
            select w.teacher_id, case when :over and (w.before is not null or not :afterwards) then w.before else place.jurisdiction end as jurisdiction
              from who w
              left join place on place.id = w.organization_id),
        exempt as (
            select x.teacher_id, range_agg(x.months) as months
              from standing.exemption x
             where x.teacher_id = any (:whose) and x.year = :year and x.ended_at is null
             group by x.teacher_id),
        asked as materialized (
            select w.teacher_id, w.organization_id, a.jurisdiction, q.version,
                   case when e.months is null and (q.new_hires is distinct from 'BY_MONTH' or w.hired_on is null or w.hired_on < make_date(:year, 2, 1)) then 12
                        else 12 - public.seconds(coalesce(e.months, '{}') + case
                            when q.new_hires is distinct from 'BY_MONTH' or w.hired_on is null or w.hired_on < make_date(:year, 2, 1) then '{}'::int4multirange
                            when w.hired_on > make_date(:year, 12, 31) then int4multirange(int4range(1, 13))
                            else int4multirange(int4range(1, extract(month from w.hired_on)::int)) end) end as months
              from who w
              join authority a on a.teacher_id = w.teacher_id
              left join requirement q on q.jurisdiction = a.jurisdiction
              left join exempt e on e.teacher_id = w.teacher_id),
        """;

    private static final String MET = """
        category as materialized (
            select e.teacher_id, e.category as code, sum(e.credited) as have
              from ledger.entry_card e
             where e.teacher_id = any (:whose) and e.year = :year
             group by e.teacher_id, e.category),
        held as (
            select teacher_id, 'CATEGORY' as part, code, have from category
             union all
            select teacher_id, 'TOTAL', 'TOTAL', sum(have) from category group by teacher_id
             union all
            select e.teacher_id, 'THEME', e.theme, sum(e.credited)
              from (select h.teacher_id, h.theme, h.credited from ledger.entry_card h
                     where h.teacher_id = any (:whose) and h.year = :year and h.theme is not null and h.program_id is null
                     union all
                    select h.teacher_id, t.theme, h.credited
                      from ledger.entry_card h
                      join asked on asked.teacher_id = h.teacher_id
                      join standing.theme_program t on t.jurisdiction = asked.jurisdiction and t.year = h.year and t.program_id = h.program_id
                     where h.teacher_id = any (:whose) and h.year = :year) e
             group by e.teacher_id, e.theme),
        line as (
            select a.teacher_id, n.code, coalesce(h.have, 0) >= trunc(n.hours * a.months / 12, 2) as met
              from asked a
              join need n on n.jurisdiction = a.jurisdiction
              left join held h on h.teacher_id = a.teacher_id and h.part = n.part and h.code = n.code),
        summed as (
            select teacher_id, array_agg(code order by code collate "C") as asked,
                   coalesce(array_agg(code order by code collate "C") filter (where met), '{}') || case when bool_and(met) then '{ALL}'::text[] else '{}' end as met
              from line group by teacher_id),
        now_so as (
            select a.teacher_id, a.jurisdiction, a.version as policy, a.organization_id, a.months,
                   case when a.jurisdiction is null or a.months = 0 then '{}' else coalesce(s.asked, '{}') || '{ALL}'::text[] end as asked,
                   case when a.jurisdiction is null or a.months = 0 then '{}' else coalesce(s.met, '{ALL}') end as met
              from asked a left join summed s on s.teacher_id = a.teacher_id),
        """;

    private static final String WRITE = """
        changed as (
            update standing.state s
               set jurisdiction = n.jurisdiction, policy = n.policy, organization_id = n.organization_id, months = n.months, asked = n.asked, met = n.met
              from now_so n
             where s.teacher_id = n.teacher_id and s.year = :year
               and (s.jurisdiction, s.policy, s.organization_id, s.months, s.asked, s.met)
                   is distinct from (n.jurisdiction, n.policy, n.organization_id, n.months, n.asked, n.met)
            returning old.jurisdiction as j0, old.organization_id as o0, old.asked as asked0, old.met as met0,
                      new.jurisdiction as j1, new.organization_id as o1, new.asked as asked1, new.met as met1),
        moved as (
            select j0 as jurisdiction, o0 as organization_id, c.code, 'ASKED' as measure, -1 as n from changed cross join lateral unnest(asked0) as c (code) where o0 is not null
             union all
            select j0, o0, c.code, 'MET', -1 from changed cross join lateral unnest(met0) as c (code) where o0 is not null
             union all
            select j1, o1, c.code, 'ASKED', 1 from changed cross join lateral unnest(asked1) as c (code) where o1 is not null
             union all
            select j1, o1, c.code, 'MET', 1 from changed cross join lateral unnest(met1) as c (code) where o1 is not null)
        select m.jurisdiction, m.organization_id, m.code, l.id, m.measure, m.n
          from (select jurisdiction, organization_id, code, measure, sum(n) as n
                  from moved group by jurisdiction, organization_id, code, measure having sum(n) <> 0) m
          left join standing.counted_line l on l.jurisdiction = m.jurisdiction and l.year = :year and l.code = m.code
        """;

    /**
     * Both in one round trip, and yet two statements: the second one begins when the rows are locked, and so sees what whoever held them
     * has committed. As a part of one statement the locks would be waited for with facts that were read before.
     */
    private static final String LOCK_AND_WORK_OUT = LOCK.stripTrailing() + ";\nwith " + ASKED + MET + WRITE;

    /** Somewhere in the figures. @param line null while nobody has counted it */
    private record Moved(OrganizationId jurisdiction, UUID unit, String code, @Nullable UUID line, Measure measure, long n) {}

    /** @param locked how many rows there were */
    private record Done(int locked, List<Moved> moved) {}

    private final NamedParameterJdbcTemplate db;
    private final CountedLines lines;
    private final Tally tally;
    private final Years years;
    private final ObjectProvider<MonthsFollower> followers;

    LinesMet(NamedParameterJdbcTemplate db, CountedLines lines, Tally tally, Years years, ObjectProvider<MonthsFollower> followers) {
        this.db = db;
        this.lines = lines;
        this.tally = tally;
        this.years = years;
        this.followers = followers;
    }

    /**
     * Who has no row yet gets one before any is locked: whoever inserts one while he holds others could wait in a circle. Of a single person
     * there is nothing else to hold.
     *
     * @param teachers some thousand at most: their rows are held until the transaction ends
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void of(Collection<TeacherId> teachers, int year) {
        workOut(teachers, year, false);
    }

    /** The same after something else about them than their hours has changed: what rests on their months follows. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void changed(Collection<TeacherId> teachers, int year) {
        workOut(teachers, year, false);
        tell(teachers, year);
    }

    /** The same after somebody has said what he asks, also for a year that is over. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void asked(Collection<TeacherId> teachers, int year) {
        workOut(teachers, year, true);
        tell(teachers, year);
    }

    private void tell(Collection<TeacherId> teachers, int year) {
        if (!teachers.isEmpty()) {
            followers.orderedStream().forEach(it -> it.workedOut(teachers, year));
        }
    }

    private void workOut(Collection<TeacherId> teachers, int year, boolean afterwards) {
        if (teachers.isEmpty()) {
            return;
        }
        var about = new MapSqlParameterSource("whose", TeacherId.array(teachers)).addValue("year", year).addValue("over", years.isOver(year))
            .addValue("afterwards", afterwards);
        var many = teachers.size() > 1;
        if (many) {
            db.update(PLACE, about);
        }
        var done = workOut(about);
        count(done.moved, year);
        if (!many && done.locked == 0) {
            db.update(PLACE, about);
            count(workOut(about).moved, year);
        }
    }

    private Done workOut(MapSqlParameterSource about) {
        return Objects.requireNonNull(db.execute(LOCK_AND_WORK_OUT, about, statement -> {
            statement.execute();
            var locked = 0;
            try (var rows = statement.getResultSet()) {
                while (rows.next()) {
                    locked++;
                }
            }
            statement.getMoreResults();
            var moved = new ArrayList<Moved>();
            try (var rows = statement.getResultSet()) {
                while (rows.next()) {
                    moved.add(moved(rows));
                }
            }
            return new Done(locked, moved);
        }));
    }

    private static Moved moved(ResultSet row) throws SQLException {
        return new Moved(new OrganizationId(row.getObject(1, UUID.class)), row.getObject(2, UUID.class), row.getString(3), row.getObject(4, UUID.class),
            Measure.valueOf(row.getString(5)), row.getLong(6));
    }

    private void count(List<Moved> moved, int year) {
        if (moved.isEmpty()) {
            return;
        }
        var added = new HashMap<String, UUID>();
        tally.addAll(moved.stream().sorted(Comparator.comparing(Moved::code)).map(it -> new Delta(NOBODY, new ProgramId(it.line != null ? it.line
            : added.computeIfAbsent(it.jurisdiction + it.code, _ -> lines.add(it.jurisdiction, year, it.code))), new OrganizationId(it.unit), it.measure, it.n)).toList());
    }
}
