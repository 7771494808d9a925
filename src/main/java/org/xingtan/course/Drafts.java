package org.xingtan.course;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.CourseId;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Scope;
import org.xingtan.platform.web.Page;

/** Reads courses in the making, always within somebody's scope. */
@Repository
class Drafts implements Organizations.Heir {

    static final int ON_A_PAGE = 30;

    private static final String DRAFT = """
        select d.id, d.code, d.version, d.owner_id, o.name as owner_name, o.name_en as owner_name_en, o.path::text as path, d.title, d.summary,
               d.stages, d.state, d.revision, d.authors, d.course_id, d.changed_at
          from course.draft d
          join directory.organization_card o on o.id = d.owner_id
         where o.path <@ any (cast(:scope as public.ltree[]))
        """;

    /** What a list is asked for. */
    record Filter(@Nullable DraftState state, String words) {}

    private final JdbcClient db;

    Drafts(JdbcClient db) {
        this.db = db;
    }

    Optional<Draft> find(Scope scope, DraftId id) {
        return db.sql(DRAFT + " and d.id = :id").param("scope", scope.toArray()).param("id", id.value()).query((row, _) -> draft(row)).optional();
    }

    /** The same, held until the transaction ends: two who change it do so one after the other. */
    Optional<Draft> hold(Scope scope, DraftId id) {
        return db.sql(DRAFT + " and d.id = :id for update of d").param("scope", scope.toArray()).param("id", id.value())
            .query((row, _) -> draft(row)).optional();
    }

    /** Whoever a unit goes up in reviews, publishes and withdraws its courses, and makes their next versions. What was withdrawn stays as it was. */
    @Override
    public void inherit(OrganizationId unit, OrganizationId into) {
        db.sql("update course.draft set owner_id = :into where owner_id = :unit and state <> 'WITHDRAWN'")
            .param("unit", unit.value()).param("into", into.value()).update();
    }

    /** The newest version of a code, wherever it is. */
    int newestVersion(String code) {
        return db.sql("select coalesce(max(version), 0) from course.draft where code = :code").param("code", code).query(Integer.class).single();
    }

    Optional<DraftId> find(String code, int version) {
        return db.sql("select id from course.draft where code = :code and version = :version").param("code", code).param("version", version)
            .query((row, _) -> new DraftId(row.getObject(1, UUID.class))).optional();
    }

    /** What was changed last comes first. */
    Page<Draft> page(Scope scope, Filter filter, @Nullable String cursor) {
        var after = after(cursor);
        var rows = db.sql(DRAFT + """
               and (:state::text is null or d.state = :state)
               and position(lower(:words) in lower(d.title || ' ' || d.code)) > 0
               and (:at::timestamptz is null or (d.changed_at, d.id) < (:at, :id::uuid))
             order by d.changed_at desc, d.id desc
             limit :limit
            """)
            .param("scope", scope.toArray()).param("state", filter.state() == null ? null : filter.state().name()).param("words", filter.words())
            .param("at", after == null ? null : after.at).param("id", after == null ? null : after.id).param("limit", ON_A_PAGE + 1)
            .query((row, _) -> draft(row)).list();
        return Page.of(rows, ON_A_PAGE, draft -> draft.changedAt() + " " + draft.id());
    }

    /** In the order in which a course goes through them. */
    List<Draft.Count> counts(Scope scope) {
        return db.sql("""
                select d.state, count(*)::int as drafts
                  from course.draft d
                  join directory.organization_card o on o.id = d.owner_id
                 where o.path <@ any (cast(:scope as public.ltree[]))
                 group by d.state
                """)
            .param("scope", scope.toArray()).query(Draft.Count.class).list().stream().sorted(Comparator.comparing(Draft.Count::state)).toList();
    }

    List<Step> steps(DraftId id) {
        return db.sql("select act, note, by_name, at from course.step where draft_id = :id order by at desc, id desc").param("id", id.value())
            .query((row, _) -> new Step(Step.Act.valueOf(row.getString("act")), row.getString("note"), row.getString("by_name"),
                row.getObject("at", OffsetDateTime.class).toInstant())).list();
    }

    private record After(OffsetDateTime at, UUID id) {}

    private static @Nullable After after(@Nullable String cursor) {
        var key = Page.decode(cursor);
        if (key == null) {
            return null;
        }
        try {
            var parts = key.split(" ", 2);
            return new After(OffsetDateTime.parse(parts[0]), UUID.fromString(parts[1]));
        } catch (RuntimeException e) {
            throw (Problem) new Problem(400, "error.cursor").initCause(e);
        }
    }

    private static Draft draft(ResultSet row) throws SQLException {
        var course = row.getObject("course_id", UUID.class);
        return new Draft(new DraftId(row.getObject("id", UUID.class)), row.getString("code"), row.getInt("version"),
            new OrganizationId(row.getObject("owner_id", UUID.class)), new Localized(row.getString("owner_name"), row.getString("owner_name_en")),
            row.getString("path"), row.getString("title"), row.getString("summary"), List.of((String[]) row.getArray("stages").getArray()),
            DraftState.valueOf(row.getString("state")), row.getInt("revision"), List.of((UUID[]) row.getArray("authors").getArray()),
            course == null ? null : new CourseId(course), row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
