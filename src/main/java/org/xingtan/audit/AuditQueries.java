package org.xingtan.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Scope;
import org.xingtan.platform.persistence.Json;
import org.xingtan.platform.web.Page;
import tools.jackson.databind.JsonNode;

/** The trail, newest first. Always inside a scope; what belongs to no unit is seen by who sees the whole tree. */
@Repository
class AuditQueries {

    private static final String WHERE = """

                  from audit.entry
                 where (organization operator(public.<@) any (cast(:scope as public.ltree[])) or organization is null and :everything)
                   and (:act = '' or act = :act or starts_with(act, :act || '.'))
                   and (:who = '' or actor_name = :who or target = any (:targets))
                   and at >= coalesce(cast(:since as timestamptz), '-infinity') and at < coalesce(cast(:before as timestamptz), 'infinity')
            """;

    private final JdbcClient db;
    private final List<AuditNames> names;

    AuditQueries(JdbcClient db, List<AuditNames> names) {
        this.db = db;
        this.names = names;
    }

    Page<AuditEntry> page(Scope scope, AuditFilter filter, @Nullable String cursor, int size) {
        var after = Page.Key.decode(cursor);
        var rows = asked("select id, at, actor, actor_name, act, target, address, before::text, after::text" + WHERE + """
                   and (cast(:at as timestamptz) is null or (at, id) < (cast(:at as timestamptz), cast(:id as uuid)))
                 order by at desc, id desc
                 limit :limit
                """, scope, filter)
            .param("at", after == null ? null : after.instant())
            .param("id", after == null ? null : after.id())
            .param("limit", size + 1)
            .query((row, _) -> entry(row)).list();
        var page = Page.of(rows, size, entry -> entry.at() + "/" + entry.id());
        var called = new HashMap<String, Localized>();
        var targets = page.items().stream().map(AuditEntry::target).toList();
        names.forEach(some -> called.putAll(some.of(targets)));
        return page.map(entry -> entry.named(called.get(entry.target())));
    }

    /** How many that is, counted no further than a limit. */
    int count(Scope scope, AuditFilter filter, int limit) {
        return asked("select count(*) from (select" + WHERE + " limit :limit) counted", scope, filter).param("limit", limit)
            .query(Integer.class).single();
    }

    private JdbcClient.StatementSpec asked(String sql, Scope scope, AuditFilter filter) {
        return db.sql(sql)
            .param("scope", scope.toArray()).param("everything", scope.paths().stream().anyMatch(path -> path.indexOf('.') < 0))
            .param("act", filter.act()).param("who", filter.who())
            .param("targets", targets(filter.who(), scope))
            .param("since", filter.since()).param("before", filter.before());
    }

    private String[] targets(String who, Scope scope) {
        return who.isEmpty() ? new String[0] : names.stream().flatMap(some -> some.named(who, scope).stream()).toArray(String[]::new);
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(row.getObject("id", UUID.class), row.getObject("at", OffsetDateTime.class).toInstant(),
            row.getObject("actor", UUID.class), row.getString("actor_name"), row.getString("act"), row.getString("target"), null,
            row.getString("address"), json(row.getString("before")), json(row.getString("after")));
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : Json.read(text, JsonNode.class);
    }
}
