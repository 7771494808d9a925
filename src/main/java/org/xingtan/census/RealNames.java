package org.xingtan.census;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.RealNameState;
import org.xingtan.platform.Localized;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;

/** A unit's people by the state of their real names, in the order of the tree. */
@Repository
class RealNames {

    /** How far a list is counted; a longer one says "more than". */
    static final int COUNTED = 1000;

    private final JdbcClient db;

    RealNames(JdbcClient db) {
        this.db = db;
    }

    Page<RealNamesView.Row> page(OrganizationCard unit, RealNameState state, @Nullable String after, int limit) {
        var key = ListCursor.ofTree(after);
        var rows = db.sql("""
                select p.teacher_id, p.name, p.document_masked, o.name as unit, o.name_en as unit_en, o.path::text as path
                  from directory.organization_card o
                  join directory.person_card p on p.organization_id = o.id
                 where o.path <@ cast(:root as public.ltree) and p.real_name = :state
                   and (cast(:path as text) is null or (o.path, p.teacher_id) > (cast(:path as public.ltree), cast(:id as uuid)))
                 order by o.path, p.teacher_id
                 limit :limit
                """)
            .param("root", unit.path()).param("state", state.name()).param("path", key == null ? null : key.path())
            .param("id", key == null ? null : key.id().toString()).param("limit", limit + 1)
            .query((row, _) -> new RealNamesView.Row(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getString("name"),
                row.getString("document_masked"), new Localized(row.getString("unit"), row.getString("unit_en")), row.getString("path"))).list();
        return Page.of(rows, limit, row -> ListCursor.key(row.path(), row.teacher().value()));
    }

    /** How many there are, up to one more than {@link #COUNTED}. */
    int count(OrganizationCard unit, RealNameState state) {
        return db.sql("""
                -- all teachers: a unit's people
                select count(*) from (
                    select 1
                      from directory.organization_card o
                      join directory.person_card p on p.organization_id = o.id
                     where o.path <@ cast(:root as public.ltree) and p.real_name = :state
                     limit :limit) counted
                """)
            .param("root", unit.path()).param("state", state.name()).param("limit", COUNTED + 1).query(Integer.class).single();
    }
}
