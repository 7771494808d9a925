package org.xingtan.bulletin;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.ProgramId;

/** Freezes how far a program is in every unit: subtotals and deltas not yet folded, in one statement. */
@Repository
class ProgramFigures {

    private final JdbcClient db;

    ProgramFigures(JdbcClient db) {
        this.db = db;
    }

    /** @return how many lines there are */
    int freeze(BulletinId bulletin, String path, int depth, ProgramId program) {
        return db.sql("""
                with unit as materialized (
                    select o.id, o.parent_id, o.path, o.code, o.name, o.name_en,
                           public.nlevel(o.path) - public.nlevel(:path::public.ltree) as depth
                      from directory.organization_card o
                     where o.path <@ :path::public.ltree and public.nlevel(o.path) - public.nlevel(:path::public.ltree) <= :depth),
                counted as (
                    select s.organization_id, 'UNIT' as part, s.measure, s.n
                      from report.subtotal_card s
                     where s.program_id = :program
                     union all
                    select unit.id, 'UNIT', d.measure, d.n
                      from tally.delta_card d
                      join directory.organization_card place on place.id = d.organization_id
                      join unit on unit.path @> place.path
                     where d.program_id = :program
                     union all
                    select f.organization_id, 'OWN', f.measure, f.n
                      from tally.figure_card f
                      join unit on unit.id = f.organization_id and unit.depth < :depth
                     where f.program_id = :program),
                figure as (
                    select organization_id, part,
                           coalesce(sum(n) filter (where measure = 'IN_SERVICE'), 0) as in_service,
                           coalesce(sum(n) filter (where measure = 'ELIGIBLE'), 0) as eligible,
                           coalesce(sum(n) filter (where measure = 'ENROLLED'), 0) as enrolled,
                           coalesce(sum(n) filter (where measure = 'STARTED'), 0) as started,
                           coalesce(sum(n) filter (where measure = 'COMPLETED'), 0) as completed,
                           coalesce(sum(n) filter (where measure = 'CERTIFIED'), 0) as certified,
                           coalesce(sum(n) filter (where measure = 'HOURS'), 0) as hours
                      from counted
                     group by organization_id, part),
                part as (
                    select unit.*, 'UNIT' as part from unit
                     union all
                    select unit.*, 'OWN' from unit
                     where exists (select from figure f where f.organization_id = unit.id and f.part = 'OWN')
                       and exists (select from unit below where below.parent_id = unit.id))
                insert into bulletin.line (bulletin_id, position, organization_id, parent_id, part, depth, code, name, name_en,
                                           denominator, numerator, excluded, enrolled, started, certified, hours)
                select :bulletin, row_number() over (order by p.path, p.part desc), p.id, p.parent_id, p.part, p.depth, p.code, p.name, p.name_en,
                       coalesce(f.eligible, 0), coalesce(f.completed, 0), greatest(coalesce(f.in_service - f.eligible, 0), 0),
                       coalesce(f.enrolled, 0), coalesce(f.started, 0), coalesce(f.certified, 0), coalesce(f.hours, 0)
                  from part p
                  left join figure f on f.organization_id = p.id and f.part = p.part
                """)
            .param("path", path).param("depth", depth).param("program", program.value()).param("bulletin", bulletin.value())
            .update();
    }
}
