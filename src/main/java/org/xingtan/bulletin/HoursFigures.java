package org.xingtan.bulletin;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.OrganizationId;
import org.xingtan.report.ComplianceQueries;
import org.xingtan.standing.LinesMet;
import org.xingtan.standing.Years;

/**
 * Freezes how many of those whom a year asks for hours have met everything it asks: the same figures that the page of compliance of the authority
 * reads, so that people count in the unit where the year has counted them, also when it is over and they have left, and with the authority that has
 * asked them, wherever that unit lies since; an authority that went over to another one itself tells of those whom the one before has asked there.
 * Who is counted there and asked nothing is left out of the denominator; as long as the year goes on, so is whoever works there and has never been
 * counted.
 */
@Repository
class HoursFigures {

    private final JdbcClient db;
    private final ComplianceQueries compliance;
    private final Years years;

    HoursFigures(JdbcClient db, ComplianceQueries compliance, Years years) {
        this.db = db;
        this.compliance = compliance;
        this.years = years;
    }

    /** @return how many lines there are */
    int freeze(BulletinId bulletin, OrganizationId authority, String path, int depth, int year) {
        var over = years.isOver(year);
        var before = over ? compliance.before(authority, path, year) : List.<OrganizationId>of();
        return db.sql("""
                -- all teachers: a bulletin counts a whole subtree; nothing of a person is kept.
                with place as materialized (
                    select o.id, o.parent_id, o.path, o.code, o.name, o.name_en,
                           public.nlevel(o.path) - public.nlevel(:path::public.ltree) as depth
                      from directory.organization_card o
                     where o.path <@ :path::public.ltree),
                unit as materialized (
                    select * from place where depth <= :depth),
                below as materialized (
                    select unit.id, place.id as place_id
                      from place
                     cross join generate_series(0, :depth) above
                      join unit on above <= place.depth and unit.path = public.subpath(place.path, 0, public.nlevel(:path::public.ltree) + above)),
                line as materialized (
                    select l.id, j.path, j.id = any (:before::uuid[]) as is_before
                      from standing.counted_line_card l
                      join directory.organization_card j on j.id = l.jurisdiction
                     where l.year = :year and l.code = :all
                       and (j.path @> :path::public.ltree or j.path <@ :path::public.ltree or j.id = any (:before::uuid[]))),
                rate as (
                    select unit.id, 'UNIT' as part, s.measure, s.n
                      from report.subtotal_card s
                      join unit on unit.id = s.organization_id
                      join line on line.id = s.program_id
                     where not :over or line.is_before or line.path @> unit.path and line.path <> unit.path
                     union all
                    select unit.id, 'UNIT', d.measure, d.n
                      from tally.delta_card d
                      join below on below.place_id = d.organization_id
                      join unit on unit.id = below.id
                      join line on line.id = d.program_id
                     where not :over or line.is_before or line.path @> unit.path and line.path <> unit.path
                     union all
                    select unit.id, 'UNIT', f.measure, f.n
                      from tally.figure_card f
                      join line on line.id = f.program_id
                      join unit on unit.path @> line.path
                     where :over
                     union all
                    select unit.id, 'OWN', f.measure, f.n
                      from tally.figure_card f
                      join unit on unit.id = f.organization_id and unit.depth < :depth
                      join line on line.id = f.program_id
                     where not :over or line.is_before or line.path @> unit.path
                     union all
                    select unit.id, 'OWN', f.measure, f.n
                      from tally.figure_card f
                      join line on line.id = f.program_id
                      join unit on unit.path = line.path and unit.depth < :depth
                      join directory.organization_card o on o.id = f.organization_id and not o.path <@ line.path
                     where :over),
                person as (
                    select s.teacher_id, s.organization_id, s.asked @> array[:all]::text[] as is_asked
                      from standing.state_card s
                      join place on place.id = s.organization_id
                      left join directory.organization_card j on j.id = s.jurisdiction
                     where s.year = :year and (not :over or j.id is null or j.path @> place.path or j.id = any (:before::uuid[]))
                     union all
                    select s.teacher_id, s.jurisdiction, s.asked @> array[:all]::text[]
                      from standing.state_card s
                      join place on place.id = s.jurisdiction
                      join directory.organization_card o on o.id = s.organization_id and not o.path <@ place.path
                     where s.year = :year and :over
                     union all
                    select p.teacher_id, p.organization_id, false
                      from directory.person_card p
                      join place on place.id = p.organization_id
                     where not :over and not exists (select from standing.state_card s where s.teacher_id = p.teacher_id and s.year = :year)),
                credited as (
                    select e.teacher_id, sum(e.credited) * 100 as hours from ledger.entry_card e where e.year = :year group by e.teacher_id),
                head as materialized (
                    select p.organization_id, count(*) filter (where not p.is_asked) as excluded, coalesce(sum(c.hours), 0) as hours
                      from person p
                      left join credited c on c.teacher_id = p.teacher_id
                     group by p.organization_id),
                summed as (
                    select below.id, 'UNIT' as part, head.excluded, head.hours from head join below on below.place_id = head.organization_id
                     union all
                    select unit.id, 'OWN', head.excluded, head.hours from head join unit on unit.id = head.organization_id and unit.depth < :depth),
                figure as (
                    select id, part, sum(asked) as asked, sum(met) as met, sum(excluded) as excluded, sum(hours) as hours
                      from (select id, part, case measure when 'ASKED' then n end as asked, case measure when 'MET' then n end as met,
                                   0 as excluded, 0 as hours from rate
                             union all
                            select id, part, 0, 0, excluded, hours from summed) x
                     group by id, part),
                part as (
                    select unit.*, 'UNIT' as part from unit
                     union all
                    select unit.*, 'OWN' from unit
                     where exists (select from figure f where f.id = unit.id and f.part = 'OWN') and exists (select from unit child where child.parent_id = unit.id))
                insert into bulletin.line (bulletin_id, position, organization_id, parent_id, part, depth, code, name, name_en,
                                           denominator, numerator, excluded, hours)
                select :bulletin, row_number() over (order by p.path, p.part desc), p.id, p.parent_id, p.part, p.depth, p.code, p.name, p.name_en,
                       coalesce(f.asked, 0), coalesce(f.met, 0), coalesce(f.excluded, 0), coalesce(f.hours, 0)
                  from part p
                  left join figure f on f.id = p.id and f.part = p.part
                """)
            .param("path", path).param("depth", depth).param("year", year).param("over", over).param("all", LinesMet.ALL)
            .param("before", before.stream().map(OrganizationId::value).toArray(UUID[]::new)).param("bulletin", bulletin.value())
            .update();
    }
}
