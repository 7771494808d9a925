package org.xingtan.bulletin;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Freezes how many people in service have met everything that a year asks of them, as {@code standing.LinesMet} keeps it of each. Whom nobody
 * asks for hours, and who is exempt all year, is left out of the denominator.
 */
@Repository
class HoursFigures {

    private final JdbcClient db;

    HoursFigures(JdbcClient db) {
        this.db = db;
    }

    /** @return how many lines there are */
    int freeze(BulletinId bulletin, String path, int depth, int year) {
        return db.sql("""
                -- all teachers: a bulletin counts a whole subtree; nothing of a person is kept.
                with requirement as materialized (
                    select distinct r.jurisdiction, o.path
                      from ledger.annual_requirement_card r
                      join directory.organization_card o on o.id = r.jurisdiction
                     where r.year = :year),
                place as materialized (
                    select o.id, o.parent_id, o.path, o.code, o.name, o.name_en,
                           public.nlevel(o.path) - public.nlevel(:path::public.ltree) as depth,
                           (select q.jurisdiction from requirement q where q.path @> o.path order by public.nlevel(q.path) desc limit 1) as jurisdiction
                      from directory.organization_card o
                     where o.path <@ :path::public.ltree),
                unit as materialized (
                    select * from place where depth <= :depth),
                credited as (
                    select e.teacher_id, sum(e.credited) as total from ledger.entry_card e where e.year = :year group by e.teacher_id),
                head as (
                    select p.organization_id, count(*) filter (where place.jurisdiction is not null and coalesce(s.months, 12) > 0) as asked,
                           count(*) filter (where place.jurisdiction is null or s.months = 0) as excluded,
                           count(*) filter (where place.jurisdiction is not null and s.months > 0 and s.met @> '{ALL}') as met,
                           coalesce(sum(c.total), 0) * 100 as hours
                      from directory.person_card p
                      join place on place.id = p.organization_id
                      left join standing.state_card s on s.teacher_id = p.teacher_id and s.year = :year
                      left join credited c on c.teacher_id = p.teacher_id
                     group by p.organization_id),
                figure as (
                    select unit.id, 'UNIT' as part, sum(head.asked) as asked, sum(head.excluded) as excluded, sum(head.met) as met, sum(head.hours) as hours
                      from head
                      join place on place.id = head.organization_id
                     cross join generate_series(0, :depth) above
                      join unit on above <= place.depth
                       and unit.path = public.subpath(place.path, 0, public.nlevel(:path::public.ltree) + above)
                     group by unit.id
                     union all
                    select unit.id, 'OWN', head.asked, head.excluded, head.met, head.hours
                      from head
                      join unit on unit.id = head.organization_id
                     where unit.depth < :depth and exists (select from unit below where below.parent_id = unit.id)),
                part as (
                    select unit.*, 'UNIT' as part from unit
                     union all
                    select unit.*, 'OWN' from unit where exists (select from figure f where f.id = unit.id and f.part = 'OWN'))
                insert into bulletin.line (bulletin_id, position, organization_id, parent_id, part, depth, code, name, name_en,
                                           denominator, numerator, excluded, hours)
                select :bulletin, row_number() over (order by p.path, p.part desc), p.id, p.parent_id, p.part, p.depth, p.code, p.name, p.name_en,
                       coalesce(f.asked, 0), coalesce(f.met, 0), coalesce(f.excluded, 0), coalesce(f.hours, 0)
                  from part p
                  left join figure f on f.id = p.id and f.part = p.part
                """)
            .param("path", path).param("depth", depth).param("year", year).param("bulletin", bulletin.value())
            .update();
    }
}
