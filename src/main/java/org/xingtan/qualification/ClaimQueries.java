package org.xingtan.qualification;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.web.Page;
import org.xingtan.qualification.Qualification.State;

/** What has been entered, unit by unit in the order of the tree. */
@Repository
class ClaimQueries {

    private static final String ENTERED = """
          from directory.organization_card o
          join directory.person_card p on p.organization_id = o.id
          join qualification.qualification q on q.teacher_id = p.teacher_id and q.state = :state
         where o.path <@ cast(:root as public.ltree)
        """;

    private final JdbcClient db;

    ClaimQueries(JdbcClient db) {
        this.db = db;
    }

    Page<ClaimList.Row> page(OrganizationCard unit, State state, @Nullable String cursor, int limit) {
        var after = NeedList.Place.decode(cursor);
        var rows = db.sql("""
                select q.teacher_id, q.id, q.kind, q.number_masked, q.authority, q.issued_on, q.valid_until, q.state, q.reason, q.document_id,
                       q.entered_at, p.name, p.document_masked, o.name as unit, o.name_en as unit_en, o.path::text as path
                """ + ENTERED + """
                   and (cast(:path as text) is null or o.path >= cast(:path as public.ltree))
                   and (cast(:path as text) is null or (o.path, q.teacher_id, q.id) > (cast(:path as public.ltree), cast(:teacher as uuid), cast(:id as uuid)))
                 order by o.path, q.teacher_id, q.id
                 limit :limit
                """)
            .param("root", unit.path()).param("state", state.name()).param("path", after == null ? null : after.path())
            .param("teacher", after == null ? null : after.teacher().toString())
            .param("id", after == null ? null : Uuids.parse(after.rest()).toString()).param("limit", limit + 1)
            .query((row, _) -> new ClaimList.Row(Qualifications.read(row), row.getString("name"), row.getString("document_masked"),
                new Localized(row.getString("unit"), row.getString("unit_en")), row.getString("path"))).list();
        return Page.of(rows, limit, row -> NeedList.Place.key(row.path(), row.qualification().teacher(), row.qualification().id().toString()));
    }

    /** How many there are, up to so many. */
    int count(OrganizationCard unit, State state, int most) {
        return db.sql("select count(*) from (select q.teacher_id " + ENTERED + " limit :limit) counted")
            .param("root", unit.path()).param("state", state.name()).param("limit", most).query(Integer.class).single();
    }
}
