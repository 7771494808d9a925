package org.xingtan.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.web.Page;

/** Reads the tree of organizations. Their names are no secret; lists for an administrator take his scope. */
@Repository
public class Organizations {

    private static final String CARD = "select id, code, name, name_en, kind, parent_id, path::text as path, stages from directory.organization ";

    private final JdbcClient db;

    Organizations(JdbcClient db) {
        this.db = db;
    }

    /** True of a platform on which nobody has set up anything yet. */
    public boolean areNone() {
        return db.sql("select not exists (select from directory.organization)").query(Boolean.class).single();
    }

    /** The kinds in their order, each with those it may lie directly under. */
    public Map<String, Set<String>> kinds() {
        var kinds = new LinkedHashMap<String, Set<String>>();
        db.sql("select code, parents from directory.organization_kind order by position").query(row -> {
            kinds.put(row.getString(1), Set.of((String[]) row.getArray(2).getArray()));
        });
        return kinds;
    }

    public Optional<OrganizationCard> find(OrganizationId id) {
        return db.sql(CARD + "where id = :id").param("id", id.value()).query(Organizations::card).optional();
    }

    public Optional<OrganizationCard> byCode(String code) {
        return db.sql(CARD + "where code = :code").param("code", code).query(Organizations::card).optional();
    }

    /** From the root down to the organization with this path itself. */
    public List<OrganizationCard> lineage(String path) {
        return db.sql(CARD + "where path @> :path::public.ltree order by public.nlevel(path)").param("path", path)
            .query(Organizations::card).list();
    }

    /** Those an actor's appointments are over: where his console begins. */
    public List<OrganizationCard> roots(Scope scope) {
        return db.sql(CARD + "where path = any (:scope::public.ltree[]) order by public.nlevel(path), code").param("scope", scope.toArray())
            .query(Organizations::card).list();
    }

    /**
     * What lies directly below, as far as the scope reaches, by code.
     *
     * @param after the cursor of the page before; null for the first
     */
    public Page<OrganizationCard> children(Scope scope, OrganizationId parent, @Nullable String after, int limit) {
        var rows = db.sql(CARD + """
                 where parent_id = :parent
                   and path <@ any (:scope::public.ltree[])
                   and (:after::text is null or code > :after)
                 order by code
                 limit :limit
                """)
            .param("parent", parent.value())
            .param("scope", scope.toArray())
            .param("after", Cursors.text(after))
            .param("limit", limit + 1)
            .query(Organizations::card).list();
        return Page.of(rows, limit, OrganizationCard::code);
    }

    /** What lies exactly so many levels below, by code; at most so many. */
    public List<OrganizationCard> atDepth(String path, int levels, int limit) {
        return db.sql(CARD + """
                 where path <@ :path::public.ltree and public.nlevel(path) = public.nlevel(:path::public.ltree) + :levels
                 order by code
                 limit :limit
                """)
            .param("path", path).param("levels", levels).param("limit", limit)
            .query(Organizations::card).list();
    }

    /** How many that is. */
    int childCount(Scope scope, OrganizationId parent) {
        return db.sql("select count(*) from directory.organization where parent_id = :parent and path <@ any (:scope::public.ltree[])")
            .param("parent", parent.value()).param("scope", scope.toArray()).query(Integer.class).single();
    }

    private static OrganizationCard card(ResultSet row, int number) throws SQLException {
        var parent = row.getObject("parent_id", UUID.class);
        return new OrganizationCard(new OrganizationId(row.getObject("id", UUID.class)), row.getString("code"), row.getString("name"),
            row.getString("name_en"), row.getString("kind"), parent == null ? null : new OrganizationId(parent), row.getString("path"),
            List.of((String[]) row.getArray("stages").getArray()));
    }
}
