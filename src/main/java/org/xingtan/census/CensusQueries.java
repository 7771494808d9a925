package org.xingtan.census;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Json;
import org.xingtan.platform.web.Page;
import tools.jackson.core.type.TypeReference;

/** What the pages of the census read. */
@Repository
class CensusQueries {

    private static final TypeReference<Map<String, Integer>> COUNTS = new TypeReference<>() {};

    private final JdbcClient db;
    private final CensusPosts posts;
    private final Declarations declarations;

    CensusQueries(JdbcClient db, CensusPosts posts, Declarations declarations) {
        this.db = db;
        this.posts = posts;
        this.declarations = declarations;
    }

    /** Part by part, in one statement: the parts add up to the whole. */
    List<CensusView.Part> parts(OrganizationCard unit) {
        return db.sql("""
                with unit as materialized (
                    select public.subpath(o.path, 0, least(public.nlevel(o.path), public.nlevel(cast(:root as public.ltree)) + 1)) as part, d.id as declaration
                      from directory.organization_card o
                      left join census.declaration d on d.organization_id = o.id and d.replaced_at is null
                     where o.path <@ cast(:root as public.ltree) and o.kind = any (:kinds) and o.closed_on is null),
                held as (
                    select u.part, h.post, sum(h.n) as n
                      from unit u join census.headcount h on h.declaration_id = u.declaration
                     group by u.part, h.post)
                select o.id, o.name, o.name_en, o.kind, u.units, u.declared,
                       coalesce((select jsonb_object_agg(h.post, h.n) from held h where h.part = o.path), '{}')::text as holders
                  from (select part, count(*)::int as units, count(declaration)::int as declared from unit group by part) u
                  join directory.organization_card o on o.path = u.part
                 order by public.nlevel(o.path), o.code
                """)
            .param("root", unit.path()).param("kinds", posts.kinds().toArray(String[]::new))
            .query((row, _) -> new CensusView.Part(new OrganizationId(row.getObject("id", UUID.class)),
                new Localized(row.getString("name"), row.getString("name_en")), row.getString("kind"), row.getInt("units"), row.getInt("declared"),
                Json.read(row.getString("holders"), COUNTS))).list();
    }

    /** Units that have not declared, in the order of the tree. */
    Page<MissingView.Row> missing(OrganizationCard unit, @Nullable String after, int limit) {
        var key = ListCursor.ofTree(after);
        var rows = db.sql("""
                select o.id, o.name, o.name_en, o.code, o.path::text as path, up.name as parent, up.name_en as parent_en
                  from directory.organization_card o
                  left join directory.organization_card up on up.id = o.parent_id
                 where o.path <@ cast(:root as public.ltree) and o.kind = any (:kinds) and o.closed_on is null
                   and not exists (select from census.declaration d where d.organization_id = o.id)
                   and (cast(:path as text) is null or o.path > cast(:path as public.ltree))
                 order by o.path
                 limit :limit
                """)
            .param("root", unit.path()).param("kinds", posts.kinds().toArray(String[]::new)).param("path", key == null ? null : key.path())
            .param("limit", limit + 1)
            .query((row, _) -> new MissingView.Row(new OrganizationId(row.getObject("id", UUID.class)),
                new Localized(row.getString("name"), row.getString("name_en")), row.getString("code"), row.getString("path"),
                new Localized(String.valueOf(row.getString("parent")), row.getString("parent_en")))).list();
        return Page.of(rows, limit, row -> ListCursor.key(row.path(), row.id().value()));
    }

    /** Who works there today, by name, each with what is ticked. */
    Page<CensusView.Staff> staff(OrganizationCard unit, @Nullable Declaration inForce, @Nullable String after, int limit) {
        var held = held(inForce == null ? declarations.roster(unit.id(), posts.of(unit.kind())) : declarations.holders(inForce.id()));
        var key = ListCursor.decode(after);
        var rows = db.sql("""
                select p.teacher_id, p.name, p.document_masked, p.posts
                  from directory.person_card p
                 where p.organization_id = :organization
                   and (cast(:name as text) is null or (p.name, p.teacher_id) > (cast(:name as text), cast(:id as uuid)))
                 order by p.name, p.teacher_id
                 limit :limit
                """)
            .param("organization", unit.id().value()).param("name", key == null ? null : key.key())
            .param("id", key == null ? null : key.id().toString()).param("limit", limit + 1)
            .query((row, _) -> {
                var teacher = new TeacherId(row.getObject("teacher_id", UUID.class));
                return new CensusView.Staff(teacher, row.getString("name"), row.getString("document_masked"),
                    List.of((String[]) row.getArray("posts").getArray()), held.getOrDefault(teacher, Set.of()));
            }).list();
        return Page.of(rows, limit, row -> ListCursor.key(row.name(), row.teacher().value()));
    }

    int headcount(OrganizationCard unit) {
        return db.sql("""
                -- all teachers: a unit's people
                select count(*) from directory.person_card p where p.organization_id = :organization
                """).param("organization", unit.id().value()).query(Integer.class).single();
    }

    private static Map<TeacherId, Set<String>> held(Set<Holding> holdings) {
        var held = new HashMap<TeacherId, Set<String>>();
        holdings.forEach(it -> held.computeIfAbsent(it.teacher(), _ -> new HashSet<>()).add(it.post()));
        return held;
    }
}
