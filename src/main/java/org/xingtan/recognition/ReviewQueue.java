package org.xingtan.recognition;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;

/** Lists of claims for those who review: what waits by its deadline, what is closed newest first. Always inside a scope. */
@Repository
public class ReviewQueue {

    /** Where they lie. */
    public enum Which {
        /** Waiting for the reader's own unit. */
        MINE,
        /** Waiting for a unit below the reader's, or above it. */
        ELSEWHERE,
        /** Returned to the person. */
        RETURNED,
        /** Approved, rejected or withdrawn. */
        CLOSED;

        boolean waits() {
            return this == MINE || this == ELSEWHERE;
        }
    }

    /** @param kind code of one kind; empty for all */
    public record Filter(Which which, String kind) {

        /** What an address says; anything unknown narrows nothing. */
        static Filter of(@Nullable String which, @Nullable String kind) {
            for (var value : Which.values()) {
                if (value.name().equalsIgnoreCase(which)) {
                    return new Filter(value, code(kind));
                }
            }
            return new Filter(Which.MINE, code(kind));
        }

        private static String code(@Nullable String kind) {
            return kind != null && kind.matches("[A-Z][A-Z0-9_]{0,29}") ? kind : "";
        }

        public String query() {
            return query(which);
        }

        /** The query of the same kind elsewhere. */
        public String query(Which other) {
            return "which=" + other.name().toLowerCase(Locale.ROOT) + (kind.isEmpty() ? "" : "&kind=" + kind);
        }

        /** The query of another kind; empty for all. */
        public String query(String one) {
            return new Filter(which, one).query();
        }
    }

    /** A claim with the names that a list needs. */
    public record Row(Claim claim, String name, Localized unit, Localized kind) {}

    /** How many there are, and how many of them are late. */
    public record Count(int all, int late) {}

    /** A part of a list. */
    public record View(Filter filter, Page<Row> page, Count count, LocalDate today) {

        /** The kinds that are on it, by their codes. */
        public Map<String, Localized> kinds() {
            var kinds = new TreeMap<String, Localized>();
            page.items().forEach(row -> kinds.put(row.claim().kind(), row.kind()));
            return kinds;
        }
    }

    private static final String SELECT = """
        -- all teachers: whoever reviews sees the claims of all in his units
        select\s""" + Claims.COLUMNS + """
               , coalesce(t.name, '***') as name, u.name as unit, u.name_en as unit_en, k.title as kind_title, k.title_en as kind_title_en
        """;

    private static final String FROM = """
          from recognition.claim c
          join recognition.kind k on k.jurisdiction = c.jurisdiction and k.code = c.kind and k.version = c.kind_version
          join directory.organization_card u on u.id = c.unit_id
          left join directory.organization_card l on l.id = c.lies_id
          left join directory.teacher_card t on t.teacher_id = c.teacher_id
         where u.path <@ any (cast(:scope as public.ltree[]))
           and (:kind = '' or c.kind = :kind)
           and case :which when 'MINE' then c.state = 'WAITING' and l.path = any (cast(:scope as public.ltree[]))
                           when 'ELSEWHERE' then c.state = 'WAITING' and not l.path = any (cast(:scope as public.ltree[]))
                           when 'RETURNED' then c.state = 'RETURNED'
                           else c.state in ('APPROVED', 'REJECTED', 'WITHDRAWN') end
        """;

    private final JdbcClient db;

    ReviewQueue(JdbcClient db) {
        this.db = db;
    }

    Page<Row> page(Scope scope, Filter filter, @Nullable String cursor, int size) {
        return filter.which().waits() ? waiting(scope, filter, cursor, size) : closed(scope, filter, cursor, size);
    }

    private Page<Row> waiting(Scope scope, Filter filter, @Nullable String cursor, int size) {
        var after = Page.Key.decode(cursor);
        var rows = ask(SELECT + FROM + """
                   and (cast(:key as text) is null or (c.due_on, c.id) > (cast(:key as date), cast(:id as uuid)))
                 order by c.due_on, c.id
                 limit :limit
                """, scope, filter)
            .param("key", after == null ? null : after.day()).param("id", after == null ? null : after.id()).param("limit", size + 1)
            .query(ReviewQueue::row).list();
        return Page.of(rows, size, row -> row.claim().dueOn() + "/" + row.claim().id());
    }

    private Page<Row> closed(Scope scope, Filter filter, @Nullable String cursor, int size) {
        var after = Page.Key.decode(cursor);
        var rows = ask(SELECT + FROM + """
                   and (cast(:key as timestamptz) is null or (c.changed_at, c.id) < (cast(:key as timestamptz), cast(:id as uuid)))
                 order by c.changed_at desc, c.id desc
                 limit :limit
                """, scope, filter)
            .param("key", after == null ? null : after.instant()).param("id", after == null ? null : after.id())
            .param("limit", size + 1).query(ReviewQueue::row).list();
        return Page.of(rows, size, row -> row.claim().changedAt() + "/" + row.claim().id());
    }

    Count count(Scope scope, Filter filter, LocalDate today) {
        return ask("""
                -- all teachers: the same as the list
                select count(*) as all, count(*) filter (where c.state = 'WAITING' and c.due_on < :today) as late
                """ + FROM, scope, filter)
            .param("today", today).query((row, _) -> new Count(row.getInt(1), row.getInt(2))).single();
    }

    /** Those of these claims that lie in the scope. */
    List<Row> of(Scope scope, List<UUID> claims) {
        return claims.isEmpty() ? List.of() : db.sql(SELECT + """
                  from recognition.claim c
                  join recognition.kind k on k.jurisdiction = c.jurisdiction and k.code = c.kind and k.version = c.kind_version
                  join directory.organization_card u on u.id = c.unit_id
                  left join directory.teacher_card t on t.teacher_id = c.teacher_id
                 where u.path <@ any (cast(:scope as public.ltree[])) and c.id = any (:claims)
                 order by c.id
                """)
            .param("scope", scope.toArray()).param("claims", claims.toArray(UUID[]::new)).query(ReviewQueue::row).list();
    }

    /** A person's own, the newest first. */
    Page<Row> own(TeacherId teacher, @Nullable String cursor, int size) {
        var after = Page.Key.decode(cursor);
        var rows = db.sql(SELECT + """
                  from recognition.claim c
                  join recognition.kind k on k.jurisdiction = c.jurisdiction and k.code = c.kind and k.version = c.kind_version
                  join directory.organization_card u on u.id = c.unit_id
                  left join directory.teacher_card t on t.teacher_id = c.teacher_id
                 where c.teacher_id = :teacher
                   and (cast(:key as timestamptz) is null or (c.filed_at, c.id) < (cast(:key as timestamptz), cast(:id as uuid)))
                 order by c.filed_at desc, c.id desc
                 limit :limit
                """)
            .param("teacher", teacher.value()).param("key", after == null ? null : after.instant())
            .param("id", after == null ? null : after.id()).param("limit", size + 1).query(ReviewQueue::row).list();
        return Page.of(rows, size, row -> row.claim().filedAt() + "/" + row.claim().id());
    }

    /** Reviews that end on a day. */
    public record Deadline(OrganizationId unit, LocalDate day, int claims) {}

    /** When which units of the scope have to have reviewed how many claims, for calendars. */
    public List<Deadline> deadlines(Scope scope, LocalDate first, LocalDate last) {
        return db.sql("""
                -- all teachers: how many wait for which unit
                select c.lies_id, c.due_on, count(*)::int as claims
                  from recognition.claim c
                  join directory.organization_card l on l.id = c.lies_id
                 where c.state = 'WAITING' and c.due_on between :first and :last and l.path <@ any (cast(:scope as public.ltree[]))
                 group by c.lies_id, c.due_on
                 order by c.due_on, c.lies_id
                """)
            .param("first", first).param("last", last).param("scope", scope.toArray())
            .query((row, _) -> new Deadline(new OrganizationId(row.getObject(1, UUID.class)), row.getObject(2, LocalDate.class), row.getInt(3))).list();
    }

    private JdbcClient.StatementSpec ask(String sql, Scope scope, Filter filter) {
        return db.sql(sql).param("scope", scope.toArray()).param("which", filter.which().name()).param("kind", filter.kind());
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(Claims.claim(row, number), row.getString("name"), new Localized(row.getString("unit"), row.getString("unit_en")),
            new Localized(row.getString("kind_title"), row.getString("kind_title_en")));
    }
}
