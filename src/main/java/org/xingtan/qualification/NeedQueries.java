package org.xingtan.qualification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.Localized;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.platform.web.Page;
import org.xingtan.qualification.Need.Standing;

/**
 * Who lacks what, unit by unit in the order of the tree: units whose figures have nobody on the list are passed over, so that a
 * page of a nation on which hardly anybody is left does not look at its people.
 */
@Repository
class NeedQueries {

    private static final int AT_ONCE = 2_000;

    private static final String PEOPLE = """
         cross join lateral (
               select n.teacher_id, n.name, n.document_masked, n.kind, n.standing, n.valid_until
                 from qualification.need_card n
                where n.organization_id = o.id and n.standing = any (:standings) and (cast(:kind as text) is null or n.kind = :kind)) n
         where o.path <@ cast(:root as public.ltree)
           and (not exists (select from qualification.counted c
                             where c.organization_id = o.id and c.day = (now() at time zone 'Asia/Shanghai')::date)
                or exists (select from qualification.stale s where s.organization_id = o.id)
                or exists (select from qualification.figure f
                            where f.organization_id = o.id and (cast(:kind as text) is null or f.kind = :kind)
                              and ('HELD' = any (:standings) and f.held > 0 or 'EXPIRING' = any (:standings) and f.expiring > 0
                                   or 'WAITING' = any (:standings) and f.waiting > 0 or 'EXPIRED' = any (:standings) and f.expired > 0
                                   or 'MISSING' = any (:standings) and f.missing > 0)))
        """;

    private final JdbcClient db;
    private final Patience patience;

    NeedQueries(JdbcClient db, Patience patience) {
        this.db = db;
        this.patience = patience;
    }

    @Transactional
    public Page<NeedList.Row> page(NeedList list, @Nullable String cursor, int limit) {
        patience.extend();
        var after = NeedList.Place.decode(cursor);
        var rows = ask("""
                select n.*, o.name as unit, o.name_en as unit_en, o.path::text as path
                  from directory.organization_card o
                %s and (cast(:path as text) is null or o.path >= cast(:path as public.ltree))
                   and (cast(:path as text) is null or (o.path, n.teacher_id, n.kind) > (cast(:path as public.ltree), cast(:teacher as uuid), cast(:rest as text)))
                 order by o.path, n.teacher_id, n.kind
                 limit :limit
                """, list)
            .param("path", after == null ? null : after.path()).param("teacher", after == null ? null : after.teacher().toString())
            .param("rest", after == null ? null : after.rest()).param("limit", limit + 1)
            .query((row, _) -> row(row)).list();
        return Page.of(rows, limit, row -> NeedList.Place.key(row.path(), row.teacher(), row.kind()));
    }

    /** Takes a list row by row. */
    interface Reader {

        void read(NeedList.Row row) throws IOException;
    }

    /** All of them, but no more than so many; in the caller's transaction, some thousand in memory at a time. */
    void each(NeedList list, int most, Reader reader) {
        ask("""
                select n.*, o.name as unit, o.name_en as unit_en, o.path::text as path
                  from directory.organization_card o
                %s
                 order by o.path, n.teacher_id, n.kind
                 limit :limit
                """, list)
            .param("limit", most).withFetchSize(AT_ONCE)
            .query(row -> {
                try {
                    reader.read(row(row));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
    }

    private JdbcClient.StatementSpec ask(String frame, NeedList list) {
        return db.sql(frame.formatted(PEOPLE)).param("root", list.unit().path()).param("kind", list.kind())
            .param("standings", list.which().standings());
    }

    private static NeedList.Row row(ResultSet row) throws SQLException {
        return new NeedList.Row(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getString("name"), row.getString("document_masked"),
            new Localized(row.getString("unit"), row.getString("unit_en")), row.getString("path"), row.getString("kind"),
            Standing.valueOf(row.getString("standing")), row.getObject("valid_until", LocalDate.class));
    }
}
