package org.xingtan.planning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.persistence.Json;
import org.xingtan.platform.web.Page;

/** Plans and their history. Whoever changes one, or a line of it, has locked it. */
@Repository
class TrainingPlans {

    /** A plan and the unit whose it is. */
    record Owned(TrainingPlan plan, String code, String name, String kind) {}

    private static final String COLUMNS = "select p.id, p.unit_id, p.year, p.title, p.basis, p.aims, p.state, p.version, p.published_by_name, p.published_at";

    private static final String SELECT = COLUMNS + " from planning.plan p ";

    private final JdbcClient db;

    TrainingPlans(JdbcClient db) {
        this.db = db;
    }

    Optional<TrainingPlan> find(UUID id) {
        return db.sql(SELECT + "where p.id = :id").param("id", id).query((row, _) -> plan(row)).optional();
    }

    Optional<TrainingPlan> lock(UUID id) {
        return db.sql(SELECT + "where p.id = :id for update").param("id", id).query((row, _) -> plan(row)).optional();
    }

    /** Of units of exactly these paths. @param published whether drafts are left out */
    List<TrainingPlan> of(List<String> paths, int year, boolean published) {
        return db.sql(SELECT + """
                  join directory.organization_card o on o.id = p.unit_id
                 where p.year = :year and o.path = any (cast(:paths as public.ltree[])) and (not :published or p.state = 'PUBLISHED')
                 order by public.nlevel(o.path), p.title, p.id
                """)
            .param("year", year).param("paths", paths.toArray(String[]::new)).param("published", published).query((row, _) -> plan(row)).list();
    }

    /** Of all units inside a scope, and what those above it have published; by the codes of the units. */
    Page<Owned> page(Scope scope, int year, @Nullable String cursor, int limit) {
        var last = Page.Key.decode(cursor);
        return Page.of(db.sql(COLUMNS + """
                , o.code, o.name, o.kind
                  from planning.plan p
                  join directory.organization_card o on o.id = p.unit_id
                 where p.year = :year and (cast(:code as text) is null or (o.code, p.id) > (:code, cast(:last as uuid)))
                   and (o.path operator(public.<@) any (cast(:scope as public.ltree[]))
                        or p.state = 'PUBLISHED' and o.path operator(public.@>) any (cast(:scope as public.ltree[])))
                 order by o.code, p.id
                 limit :limit
                """)
            .param("year", year).param("code", last == null ? null : last.text(), Types.VARCHAR).param("last", last == null ? null : last.id(), Types.OTHER)
            .param("scope", scope.toArray()).param("limit", limit + 1)
            .query((row, _) -> new Owned(plan(row), row.getString("code"), row.getString("name"), row.getString("kind"))).list(), limit, it -> it.code + "/" + it.plan.id());
    }

    /** @return false when the unit has one of that name in that year */
    boolean add(TrainingPlan plan) {
        return db.sql("""
                insert into planning.plan (id, unit_id, year, title, basis, aims, version)
                values (:id, :unit, :year, :title, :basis, :aims, 1)
                on conflict do nothing
                """)
            .param("id", plan.id()).param("unit", plan.unit().value()).param("year", plan.year()).param("title", plan.title()).param("basis", plan.basis())
            .param("aims", plan.aims()).update() == 1;
    }

    boolean isTaken(UUID id, OrganizationId unit, int year, String title) {
        return db.sql("select exists (select from planning.plan where unit_id = :unit and year = :year and title = :title and id <> :id)")
            .param("unit", unit.value()).param("year", year).param("title", title).param("id", id).query(Boolean.class).single();
    }

    /** What it says from its next step on. */
    void change(TrainingPlan plan) {
        db.sql("update planning.plan set year = :year, title = :title, basis = :basis, aims = :aims, version = :version where id = :id")
            .param("id", plan.id()).param("year", plan.year()).param("title", plan.title()).param("basis", plan.basis()).param("aims", plan.aims())
            .param("version", plan.version()).update();
    }

    /** @param by null for a draft */
    void move(UUID id, TrainingPlan.State state, @Nullable String by, Instant now, int version) {
        db.sql("update planning.plan set state = :state, published_by_name = :by, published_at = :at, version = :version where id = :id")
            .param("state", state.name()).param("by", by, Types.VARCHAR)
            .param("at", by == null ? null : now.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE).param("version", version).param("id", id).update();
    }

    /** A line of it says something else from that step on. */
    void raise(UUID id, int version) {
        db.sql("update planning.plan set version = :version where id = :id").param("version", version).param("id", id).update();
    }

    /** It is of another unit, under a name that is free there. */
    void pass(UUID id, OrganizationId into, String title, int version) {
        db.sql("update planning.plan set unit_id = :into, title = :title, version = :version where id = :id")
            .param("into", into.value()).param("title", title).param("version", version).param("id", id).update();
    }

    /**
     * The next entry of its history.
     *
     * @param by     null where it has followed its units
     * @param about  the title of a line; empty for the plan itself
     * @param before what was said; null where nothing was
     * @return its number
     */
    int addStep(UUID plan, String act, @Nullable Actor by, String about, @Nullable Object before, String reason, Instant at) {
        var n = db.sql("select coalesce(max(n), 0) + 1 from planning.step where plan_id = :plan").param("plan", plan).query(Integer.class).single();
        db.sql("""
                insert into planning.step (plan_id, n, act, at, by, by_name, about, before, reason)
                values (:plan, :n, :act, :at, :by, :byName, :about, :before, :reason)
                """)
            .param("plan", plan).param("n", n).param("act", act).param("at", at.atOffset(ZoneOffset.UTC)).param("by", by == null ? null : by.teacher().value(), Types.OTHER)
            .param("byName", by == null ? "" : by.personName()).param("about", about).param("before", Json.jsonb(before)).param("reason", reason).update();
        return n;
    }

    /** The newest first; at most so many. */
    List<TrainingPlan.Step> steps(UUID plan, int most) {
        return db.sql("""
                select n, act, at, by_name, about, coalesce(before ->> 'title', '') as before, reason from planning.step where plan_id = :plan order by n desc limit :most
                """)
            .param("plan", plan).param("most", most)
            .query((row, _) -> new TrainingPlan.Step(row.getInt("n"), row.getString("act"), row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("by_name"), row.getString("about"), row.getString("before"), row.getString("reason")))
            .list();
    }

    private static TrainingPlan plan(ResultSet row) throws SQLException {
        var published = row.getObject("published_at", OffsetDateTime.class);
        return new TrainingPlan(row.getObject("id", UUID.class), new OrganizationId(row.getObject("unit_id", UUID.class)), row.getInt("year"), row.getString("title"),
            row.getString("basis"), row.getString("aims"), TrainingPlan.State.valueOf(row.getString("state")), row.getInt("version"), row.getString("published_by_name"),
            published == null ? null : published.toInstant());
    }
}
