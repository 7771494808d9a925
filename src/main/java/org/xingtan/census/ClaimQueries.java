package org.xingtan.census;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.census.ClaimsView.Filter;
import org.xingtan.platform.Localized;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Json;
import org.xingtan.platform.web.Page;

/** The identities of a unit's people in a program, unit by unit in the order of the tree. */
@Repository
class ClaimQueries {

    /** How far a list is counted; a longer one says "more than". */
    static final int COUNTED = 1000;

    /** Whoever takes part on a track that claims a post, as :state says. */
    private static final String TAKING_PART = """
        (select p.teacher_id, p.track, p.track as current, x.reason, x.decided_at, d.id as declaration, listed.has
           from enrollment.participation_card p
           join jsonb_to_recordset(cast(:claims as jsonb)) as k (track text, posts text[]) on k.track = p.track
           left join census.decision x on x.teacher_id = p.teacher_id and x.program_id = p.program_id and x.track = p.track and x.ended_at is null
           left join census.declaration d on d.organization_id = o.id and d.replaced_at is null
          cross join lateral (select exists (select from census.holder h
                                              where h.teacher_id = p.teacher_id and h.declaration_id = d.id and h.post = any (k.posts)) as has) listed
          where p.program_id = :program and p.organization_id = o.id
            and coalesce(x.state, case when listed.has then 'CONFIRMED' else 'UNCHECKED' end) = :state)
        """;

    /** Whoever was refused, also when he has changed to another track since. */
    private static final String REFUSED = """
        (select p.teacher_id, x.track, p.track as current, x.reason, x.decided_at, d.id as declaration, listed.has
           from enrollment.participation_card p
           join census.decision x on x.teacher_id = p.teacher_id and x.program_id = p.program_id and x.ended_at is null
           left join jsonb_to_recordset(cast(:claims as jsonb)) as k (track text, posts text[]) on k.track = x.track
           left join census.declaration d on d.organization_id = o.id and d.replaced_at is null
          cross join lateral (select exists (select from census.holder h
                                              where h.teacher_id = p.teacher_id and h.declaration_id = d.id and h.post = any (k.posts)) as has) listed
          where p.program_id = :program and p.organization_id = o.id and x.state = :state)
        """;

    private final JdbcClient db;
    private final CensusPosts posts;

    ClaimQueries(JdbcClient db, CensusPosts posts) {
        this.db = db;
        this.posts = posts;
    }

    Page<ClaimRow> page(Filter filter, @Nullable String after, int limit) {
        return page(filter, null, after, limit);
    }

    /** Those of the chosen ones that are in the filter: to be looked at before they are decided. */
    List<ClaimRow> chosen(Filter filter, List<Claim> claims) {
        var teachers = claims.stream().map(claim -> claim.teacher().value()).distinct().toArray(UUID[]::new);
        return page(filter, teachers, null, Page.MAX_LIMIT).items().stream()
            .filter(row -> claims.contains(new Claim(row.teacher(), row.track()))).toList();
    }

    private Page<ClaimRow> page(Filter filter, UUID @Nullable [] teachers, @Nullable String after, int limit) {
        var key = ListCursor.ofTree(after);
        var rows = ask("""
                select c.*, t.name, t.document_masked, o.name as unit, o.name_en as unit_en, o.path::text as path,
                       exists (select from program.completion_card done
                                where done.teacher_id = c.teacher_id and done.program_id = :program and done.track = c.track) as completed
                  from directory.organization_card o
                 cross join lateral %s c
                  join directory.teacher_card t on t.teacher_id = c.teacher_id
                 where o.path <@ cast(:root as public.ltree)
                   and (cast(:path as text) is null or o.path >= cast(:path as public.ltree))
                   and (cast(:path as text) is null or (o.path, c.teacher_id, c.track) > (cast(:path as public.ltree), cast(:id as uuid), cast(:rest as text)))
                   and (cast(:teachers as uuid[]) is null or c.teacher_id = any (cast(:teachers as uuid[])))
                 order by o.path, c.teacher_id, c.track
                 limit :limit
                """, filter)
            .param("teachers", teachers)
            .param("path", key == null ? null : key.path()).param("id", key == null ? null : key.id().toString())
            .param("rest", key == null ? null : key.rest()).param("limit", limit + 1)
            .query((row, _) -> row(row)).list();
        return Page.of(rows, limit, row -> ListCursor.key(row.path() + " " + row.track(), row.teacher().value()));
    }

    /** How many there are, up to one more than {@link #COUNTED}. */
    int count(Filter filter) {
        return ask("""
                select count(*) from (
                    select 1
                      from directory.organization_card o
                     cross join lateral %s c
                     where o.path <@ cast(:root as public.ltree)
                     limit :limit) counted
                """, filter).param("limit", COUNTED + 1).query(Integer.class).single();
    }

    private JdbcClient.StatementSpec ask(String frame, Filter filter) {
        var claims = posts.claims(filter.program()).entrySet().stream().map(ClaimQueries::claim).toList();
        return db.sql(frame.formatted(filter.state() == ClaimsView.State.REFUSED ? REFUSED : TAKING_PART))
            .param("program", filter.program().id().value()).param("root", filter.unit().path())
            .param("state", filter.state().name()).param("claims", Json.write(claims));
    }

    private static Map<String, Object> claim(Map.Entry<String, Set<String>> claim) {
        return Map.of("track", claim.getKey(), "posts", claim.getValue());
    }

    private static ClaimRow row(ResultSet row) throws SQLException {
        var decided = row.getObject("decided_at", OffsetDateTime.class);
        var reason = row.getString("reason");
        var said = row.getObject("declaration") == null ? ClaimRow.Said.NOTHING
            : row.getBoolean("has") ? ClaimRow.Said.LISTED : ClaimRow.Said.NOT_LISTED;
        return new ClaimRow(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getString("name"), row.getString("document_masked"),
            new Localized(row.getString("unit"), row.getString("unit_en")), row.getString("path"), row.getString("track"), row.getString("current"),
            said, reason == null ? "" : reason, decided == null ? null : decided.toInstant(), row.getBoolean("completed"));
    }
}
