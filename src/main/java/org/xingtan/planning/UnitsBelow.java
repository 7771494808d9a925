package org.xingtan.planning;

import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Localized;
import org.xingtan.platform.web.Page;

/** The units right below one: what they have planned themselves, and which are privately owned. */
@Repository
class UnitsBelow {

    private final JdbcClient db;

    UnitsBelow(JdbcClient db) {
        this.db = db;
    }

    /** In the order of their codes. @param after where it goes on */
    Page<PlanningView.Below> planning(List<OrganizationCard> parents, int year, @Nullable String after, int limit) {
        var last = Page.Key.decode(after);
        return Page.of(db.sql("""
                with units as materialized (
                    select o.id, o.code, o.name, o.name_en, o.ownership, o.path from directory.organization_card o
                     where o.parent_id = any (:parents) and o.closed_on is null and (cast(:code as text) is null or (o.code, o.id) > (:code, cast(:last as uuid)))
                     order by o.code, o.id limit :limit)
                select u.id, u.code, u.name, u.name_en, u.ownership,
                       (select count(*)::int from planning.plan p where p.unit_id = u.id and p.year = :year and p.state = 'PUBLISHED') as plans,
                       (select count(distinct p.unit_id)::int from planning.plan p join directory.organization_card x on x.id = p.unit_id
                         where p.year = :year and p.state = 'PUBLISHED' and x.path <@ u.path and x.id <> u.id) as inside
                  from units u
                 order by u.code, u.id
                """)
            .param("parents", parents.stream().map(it -> it.id().value()).toArray(UUID[]::new)).param("year", year).param("limit", limit + 1)
            .param("code", last == null ? null : last.text(), Types.VARCHAR).param("last", last == null ? null : last.id(), Types.OTHER)
            .query((row, _) -> new PlanningView.Below(row.getObject("id", UUID.class), row.getString("code"), new Localized(row.getString("name"), row.getString("name_en")),
                "PRIVATE".equals(row.getString("ownership")), row.getInt("plans"), row.getInt("inside")))
            .list(), limit, it -> it.code() + "/" + it.id());
    }

    /** Those in which somebody is, by code, behind the unit itself where it has people of its own. */
    List<PlanningView.Unit> in(OrganizationCard unit, Coverage coverage) {
        var units = new ArrayList<PlanningView.Unit>();
        if (coverage.parts().containsKey(unit.path())) {
            units.add(new PlanningView.Unit(unit.id().value(), unit.path(), new Localized(unit.name(), unit.nameEn()), false, true));
        }
        db.sql("select id, path::text as path, name, name_en, ownership from directory.organization_card where parent_id = :unit order by code, id").param("unit", unit.id().value())
            .query((row, _) -> new PlanningView.Unit(row.getObject("id", UUID.class), row.getString("path"), new Localized(row.getString("name"), row.getString("name_en")),
                "PRIVATE".equals(row.getString("ownership")), false))
            .list().stream().filter(it -> coverage.parts().containsKey(it.path())).forEach(units::add);
        return List.copyOf(units);
    }
}
