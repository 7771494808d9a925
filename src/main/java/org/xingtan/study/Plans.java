package org.xingtan.study;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;

/** Plans and their history. Whoever moves one has locked it. */
@Repository
class Plans implements Organizations.Heir {

    private static final String SELECT = """
        select p.id, p.unit_id, p.authority_id, p.year, p.title, p.aims, p.category, p.theme, p.event_hours, p.leader, p.late_minutes, p.late_counts,
               p.state, p.due_on, p.submitted_by
          from study.plan p
        """;

    private final JdbcClient db;

    Plans(JdbcClient db) {
        this.db = db;
    }

    Optional<Plan> find(UUID id) {
        return db.sql(SELECT + "where p.id = :id").param("id", id).query((row, _) -> plan(row)).optional();
    }

    Optional<Plan> lock(UUID id) {
        return db.sql(SELECT + "where p.id = :id for update").param("id", id).query((row, _) -> plan(row)).optional();
    }

    /** Of units of exactly these paths, the newest year first. @param after where it goes on */
    Page<Plan> of(Scope units, @Nullable String after, int limit) {
        return Page.of(db.sql(SELECT + """
                  join directory.organization_card o on o.id = p.unit_id
                 where o.path = any (cast(:units as public.ltree[]))
                   and (cast(:last as uuid) is null or (-p.year, p.title, p.id) > (select -q.year, q.title, q.id from study.plan q where q.id = cast(:last as uuid)))
                 order by -p.year, p.title, p.id
                 limit :limit
                """)
            .param("units", units.toArray()).param("last", Page.Key.id(after), Types.OTHER).param("limit", limit + 1).query((row, _) -> plan(row)).list(), limit,
            plan -> plan.id().toString());
    }

    int count(Scope units) {
        return db.sql("select count(*) from study.plan p join directory.organization_card o on o.id = p.unit_id where o.path = any (cast(:units as public.ltree[]))")
            .param("units", units.toArray()).query(Integer.class).single();
    }

    /** Of exactly these units, in every year. */
    List<Plan> ofUnits(UUID[] units) {
        return db.sql(SELECT + "where p.unit_id = any (:units) order by p.id").param("units", units).query((row, _) -> plan(row)).list();
    }

    /** Who answers all that a unit has planned and will hand in. */
    void answeredBy(OrganizationId unit, OrganizationId authority) {
        db.sql("update study.plan set authority_id = :authority where unit_id = :unit").param("authority", authority.value()).param("unit", unit.value()).update();
    }

    /** What waits for authorities of exactly these paths, by its day. @param after where it goes on */
    Page<Plan> submitted(Scope authorities, @Nullable String after, int limit) {
        var last = Page.Key.decode(after);
        return Page.of(db.sql(SELECT + """
                  join directory.organization_card o on o.id = p.authority_id
                 where p.state = 'SUBMITTED' and o.path = any (cast(:authorities as public.ltree[]))
                   and (cast(:day as date) is null or (p.due_on, p.id) > (cast(:day as date), cast(:last as uuid)))
                 order by p.due_on, p.id
                 limit :limit
                """)
            .param("authorities", authorities.toArray()).param("day", last == null ? null : last.day(), Types.DATE).param("last", last == null ? null : last.id(), Types.OTHER)
            .param("limit", limit + 1).query((row, _) -> plan(row)).list(), limit, plan -> plan.dueOn() + "/" + plan.id());
    }

    int countSubmitted(Scope authorities) {
        return db.sql("""
                select count(*) from study.plan p join directory.organization_card o on o.id = p.authority_id
                 where p.state = 'SUBMITTED' and o.path = any (cast(:authorities as public.ltree[]))
                """)
            .param("authorities", authorities.toArray()).query(Integer.class).single();
    }

    /** @return false when the unit has one of that name in that year */
    boolean add(Plan plan) {
        return db.sql("""
                insert into study.plan (id, unit_id, authority_id, year, title, aims, category, theme, event_hours, leader, late_minutes, late_counts)
                values (:id, :unit, :authority, :year, :title, :aims, :category, :theme, :hours, :leader, :minutes, :counts)
                on conflict do nothing
                """)
            .param("unit", plan.unit().value()).param("authority", plan.authority().value()).param("id", plan.id()).param("year", plan.year())
            .param("title", plan.title()).param("aims", plan.aims()).param("category", plan.category()).param("theme", plan.theme(), Types.VARCHAR)
            .param("hours", plan.eventHours().value()).param("leader", plan.leader()).param("minutes", plan.lateMinutes()).param("counts", plan.lateCounts()).update() == 1;
    }

    /** Whether the unit has another one of that name in that year. */
    boolean isTaken(Plan plan) {
        return db.sql("select exists (select from study.plan where unit_id = :unit and year = :year and title = :title and id <> :id)")
            .param("unit", plan.unit().value()).param("year", plan.year()).param("title", plan.title()).param("id", plan.id()).query(Boolean.class).single();
    }

    void change(Plan plan) {
        db.sql("""
                update study.plan
                   set year = :year, title = :title, aims = :aims, category = :category, theme = :theme, event_hours = :hours, leader = :leader,
                       late_minutes = :minutes, late_counts = :counts
                 where id = :id
                """)
            .param("id", plan.id()).param("year", plan.year()).param("title", plan.title()).param("aims", plan.aims()).param("category", plan.category())
            .param("theme", plan.theme(), Types.VARCHAR).param("hours", plan.eventHours().value()).param("leader", plan.leader()).param("minutes", plan.lateMinutes())
            .param("counts", plan.lateCounts()).update();
    }

    /** @param to who answers it */
    void submit(UUID id, OrganizationId to, TeacherId by, LocalDate due, Instant now) {
        db.sql("""
                update study.plan set state = 'SUBMITTED', authority_id = :to, due_on = :due, submitted_by = :by, submitted_at = :now, decided_by = null, decided_at = null
                 where id = :id
                """)
            .param("to", to.value()).param("due", due).param("by", by.value()).param("now", now.atOffset(ZoneOffset.UTC)).param("id", id).update();
    }

    /** @param by null when it waits again */
    void move(UUID id, Plan.State state, @Nullable TeacherId by, @Nullable LocalDate due, Instant now) {
        db.sql("""
                update study.plan set state = :state, due_on = :due, decided_by = :by, decided_at = :at where id = :id
                """)
            .param("state", state.name()).param("due", due, Types.DATE).param("by", by == null ? null : by.value(), Types.OTHER)
            .param("at", by == null ? null : now.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE).param("id", id).update();
    }

    void addStep(UUID plan, String act, Actor by, String reason, Instant at) {
        db.sql("""
                insert into study.plan_step (plan_id, n, act, at, by, by_name, reason)
                select :plan, count(*) + 1, :act, :at, :by, :byName, :reason from study.plan_step where plan_id = :plan
                """)
            .param("plan", plan).param("act", act).param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.teacher().value())
            .param("byName", by.personName()).param("reason", reason).update();
    }

    List<Plan.Step> steps(UUID plan) {
        return db.sql("select act, at, by_name, reason from study.plan_step where plan_id = :plan order by n").param("plan", plan)
            .query((row, _) -> new Plan.Step(row.getString("act"), row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("by_name"),
                row.getString("reason")))
            .list();
    }

    /** A unit that goes up in another one leaves it its plans; one whose name that one has already in that year gets the unit's behind it. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void inherit(OrganizationId unit, OrganizationId into) {
        db.sql("""
                update study.plan p
                   set unit_id = :into,
                       title = (select name.title
                                  from (values (1, p.title), (2, p.title || '（' || o.name || '）'), (3, p.title || ' ' || p.id)) name (n, title)
                                 where not exists (select from study.plan q where q.unit_id = :into and q.year = p.year and q.title = name.title)
                                 order by name.n limit 1)
                  from directory.organization_card o
                 where p.unit_id = :unit and o.id = p.unit_id
                """)
            .param("unit", unit.value()).param("into", into.value()).update();
        db.sql("update study.plan set authority_id = :into where authority_id = :unit").param("unit", unit.value()).param("into", into.value()).update();
    }

    static Plan plan(ResultSet row) throws SQLException {
        var submittedBy = row.getObject("submitted_by", UUID.class);
        return new Plan(row.getObject("id", UUID.class), new OrganizationId(row.getObject("unit_id", UUID.class)),
            new OrganizationId(row.getObject("authority_id", UUID.class)), row.getInt("year"), row.getString("title"), row.getString("aims"),
            row.getString("category"), row.getString("theme"), new CreditHours(row.getBigDecimal("event_hours")), row.getString("leader"),
            row.getInt("late_minutes"), row.getBoolean("late_counts"), Plan.State.valueOf(row.getString("state")), row.getObject("due_on", LocalDate.class),
            submittedBy == null ? null : new TeacherId(submittedBy));
    }
}
