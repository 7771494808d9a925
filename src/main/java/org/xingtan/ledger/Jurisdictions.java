package org.xingtan.ledger;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;

/** Whose rules a unit's people are under. */
@Repository
class Jurisdictions {

    private final JdbcClient db;

    Jurisdictions(JdbcClient db) {
        this.db = db;
    }

    /** The nearest organization on the path that asks for annual hours; where none does, the province (or what stands above it). */
    OrganizationId of(String path) {
        return db.sql("""
                select o.id
                  from directory.organization_card o
                 where o.path = any (cast(:lineage as public.ltree[]))
                 order by exists (select from ledger.annual_requirement r where r.jurisdiction = o.id) desc,
                          case when exists (select from ledger.annual_requirement r where r.jurisdiction = o.id)
                               then -public.nlevel(o.path) else abs(public.nlevel(o.path) - 2) end,
                          o.id
                 limit 1
                """)
            .param("lineage", lineage(path))
            .query((row, _) -> new OrganizationId(row.getObject("id", java.util.UUID.class)))
            .optional().orElseThrow(() -> new NotFound(path));
    }

    /** The path itself and every path above it. */
    static String[] lineage(String path) {
        List<String> result = new ArrayList<>();
        for (var end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
            result.add(path.substring(0, end));
        }
        return result.toArray(String[]::new);
    }
}
