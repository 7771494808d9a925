package org.xingtan.monitoring;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.monitoring.ListSql.Between;
import org.xingtan.monitoring.ListSql.Place;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.platform.web.Page;

/**
 * The lists, unit by unit in the order of the tree: each unit's people come from an index, so that a page of fifty does not
 * read the country.
 */
@Repository
class ListQueries {

    /** Looked through for a page: some thousand people. */
    static final int UNITS = 32;

    /**
     * The units that come next in the order of the tree. What lies below a unit follows it without a gap, so that the end of the
     * subtree is seen by the first that lies elsewhere. Read in their order, they end with the page.
     */
    private static final String NEXT_UNITS = """
        select id, name, name_en, path
          from directory.organization_card
         where path >= greatest(:root::public.ltree, cast(:from as public.ltree))
         order by path
         limit :units""";

    private final JdbcClient db;
    private final ListSql sql;
    private final Patience patience;

    ListQueries(JdbcClient db, ListSql sql, Patience patience) {
        this.db = db;
        this.sql = sql;
        this.patience = patience;
    }

    /**
     * Looks through so many units and no more: where hardly anybody is left on the list, a page may be short or empty, and still
     * the list goes on behind it.
     */
    Page<ListRow> page(PeopleList list, @Nullable String cursor, int limit) {
        var after = Cursor.decode(cursor);
        if (after != null && !Page.isPath(after.key())) {
            throw new Problem(400, "error.cursor");
        }
        var rows = sql.ask("""
                select x.*, o.id as unit_id, o.name as unit, o.name_en as unit_en, o.path::text as path
                  from (%s) o
                 cross join lateral %%s x
                 where o.path <@ :root::public.ltree and (o.path is distinct from cast(:from as public.ltree) or x.teacher_id > :behind)
                 order by o.path, x.teacher_id
                 limit :limit
                """.formatted(NEXT_UNITS), list, null)
            .param("from", after == null ? null : after.key())
            .param("behind", after == null ? Between.NOBODY : after.id())
            .param("units", UNITS)
            .param("limit", limit + 1)
            .query((row, _) -> ListSql.row(row, new Place(row.getObject("unit_id", UUID.class), ListSql.unit(row, "unit"), row.getString("path")), list.program())).list();
        var page = Page.of(rows, limit, row -> Cursor.key(row.path(), row.teacher()));
        return page.next() == null ? goingOn(page, list, after) : page;
    }

    /** What could not be filled is short because that many units were looked through, or because there are no more. */
    private Page<ListRow> goingOn(Page<ListRow> page, PeopleList list, @Nullable Cursor after) {
        var units = db.sql("select o.path::text from (%s) o where o.path <@ :root::public.ltree order by o.path".formatted(NEXT_UNITS))
            .param("root", list.unit().path())
            .param("from", after == null ? null : after.key())
            .param("units", UNITS + 1)
            .query(String.class).list();
        return units.size() > UNITS ? page.goingOn(Cursor.behind(units.get(UNITS - 1))) : page;
    }

    /** How many there are: one pass over the facts of everybody below. */
    @Transactional
    public int count(PeopleList list) {
        patience.extend();
        return sql.ask("""
                select count(*)
                  from directory.organization_card o
                 cross join lateral %s x
                 where o.path <@ :root::public.ltree
                """, list, Between.EVERYBODY)
            .query(Integer.class).single();
    }

    /** All of them, for those who mean everybody on the list; in the caller's transaction. */
    List<TeacherId> everybody(PeopleList list) {
        return sql.ask("""
                select x.teacher_id
                  from directory.organization_card o
                 cross join lateral %s x
                 where o.path <@ :root::public.ltree
                """, list, Between.EVERYBODY)
            .query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).list();
    }
}
