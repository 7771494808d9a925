package org.xingtan.qualification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.qualification.FiguresView.Figures;

/** How the people of units stand, added up along the tree: from the figures where they are today's, from the facts elsewhere, in one statement. */
@Repository
class FigureQueries {

    /** How the people of a part stand to one kind. */
    record Line(OrganizationId id, Localized name, String kind, Figures figures) {}

    private final JdbcClient db;
    private final Patience patience;

    FigureQueries(JdbcClient db, Patience patience) {
        this.db = db;
        this.patience = patience;
    }

    /**
     * Part by part: the unit's own people, and each unit right below with everything below it. They add up to the whole. In the
     * first minute of a day a nation's are counted from the facts, which takes its time.
     */
    @Transactional
    public List<Line> lines(OrganizationCard unit) {
        patience.extend();
        return db.sql("""
                with unit as materialized (
                    select o.id, public.subpath(o.path, 0, least(public.nlevel(o.path), public.nlevel(cast(:root as public.ltree)) + 1)) as part,
                           c.organization_id is not null and not exists (select from qualification.stale s where s.organization_id = o.id) as is_counted
                      from directory.organization_card o
                      left join qualification.counted c on c.organization_id = o.id and c.day = (now() at time zone 'Asia/Shanghai')::date
                     where o.path <@ cast(:root as public.ltree)),
                figure as (
                    select u.part, f.kind, f.held, f.expiring, f.waiting, f.expired, f.missing
                      from unit u
                      join qualification.figure f on f.organization_id = u.id
                     where u.is_counted
                     union all
                    select u.part, n.kind, n.held, n.expiring, n.waiting, n.expired, n.missing
                      from unit u
                     cross join lateral (%s where n.organization_id = u.id group by n.kind) n
                     where not u.is_counted),
                part as (
                    select part, kind, sum(held)::int as held, sum(expiring)::int as expiring, sum(waiting)::int as waiting,
                           sum(expired)::int as expired, sum(missing)::int as missing
                      from figure
                     group by part, kind)
                select o.id, o.name, o.name_en, p.*
                  from part p
                  join directory.organization_card o on o.path = p.part
                 order by public.nlevel(o.path), o.code, o.id, p.kind
                """.formatted(KeepFigures.COUNT))
            .param("root", unit.path()).query((row, _) -> line(row)).list();
    }

    /** How many rows a list has. */
    @Transactional
    public int count(NeedList list) {
        return lines(list.unit()).stream().filter(line -> list.kind() == null || line.kind().equals(list.kind()))
            .mapToInt(line -> list.which().count(line.figures())).sum();
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(new OrganizationId(row.getObject("id", UUID.class)), new Localized(row.getString("name"), row.getString("name_en")),
            row.getString("kind"), new Figures(row.getInt("held"), row.getInt("expiring"), row.getInt("waiting"), row.getInt("expired"),
                row.getInt("missing")));
    }
}
