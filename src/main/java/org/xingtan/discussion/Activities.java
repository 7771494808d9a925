package org.xingtan.discussion;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;

/** The activities of units, who was at each, and who could have been. */
@Repository
class Activities {

    private static final String SELECT = """
        -- all teachers: everybody who was there counts
        select a.id, a.program_id, pr.title as program_title, a.organization_id, o.path::text as path, o.name, o.name_en, a.title, a.about, a.place,
               a.leader, a.held_on, a.record, a.opened_by_name, a.opened_at, a.version,
               (select count(*) from discussion.attendance w where w.activity_id = a.id) as attendances
          from discussion.activity a
          join program.program_card pr on pr.id = a.program_id
          join directory.organization_card o on o.id = a.organization_id
        """;

    private final JdbcClient db;

    Activities(JdbcClient db) {
        this.db = db;
    }

    /** @throws NotFound when there is none */
    Activity find(UUID id) {
        return db.sql(SELECT + "where a.id = :id").param("id", id).query(Activities::activity).optional().orElseThrow(() -> new NotFound(id));
    }

    /**
     * Until the transaction ends nobody else changes it or enters who was there.
     *
     * @throws NotFound when there is none
     */
    Activity hold(UUID id) {
        db.sql("select 1 from discussion.activity where id = :id for no key update").param("id", id).query(Integer.class).optional();
        return find(id);
    }

    /** Those for the people of a unit, the last day first. */
    Page<Activity> above(ProgramId program, String path, @Nullable String after, int limit) {
        return page("and o.path @> cast(:path as public.ltree)", program, path, after, limit);
    }

    /** Those of a unit and of all below it. */
    Page<Activity> below(ProgramId program, String path, @Nullable String after, int limit) {
        return page("and o.path <@ cast(:path as public.ltree)", program, path, after, limit);
    }

    private Page<Activity> page(String where, ProgramId program, String path, @Nullable String after, int limit) {
        var key = Page.Key.decode(after);
        var rows = db.sql(SELECT + """
                 where a.program_id = :program
                   and (cast(:day as date) is null or (a.held_on, a.id) < (cast(:day as date), cast(:id as uuid)))
                """ + where + " order by a.held_on desc, a.id desc limit :limit")
            .param("program", program.value()).param("path", path).param("day", key == null ? null : key.day())
            .param("id", key == null ? null : key.id()).param("limit", limit + 1).query(Activities::activity).list();
        return Page.of(rows, limit, it -> it.heldOn() + "/" + it.id());
    }

    /** @return false when there is one with this id */
    boolean add(UUID id, ProgramId program, OrganizationId unit, KeepActivity.Facts facts, Actor by, Instant at) {
        return db.sql("""
                insert into discussion.activity (id, program_id, organization_id, title, about, place, leader, held_on, record, opened_by, opened_by_name, opened_at)
                values (:id, :program, :unit, :title, :about, :place, :leader, :day, :record, :by, :byName, :at)
                on conflict (id) do nothing
                """)
            .param("id", id).param("program", program.value()).param("unit", unit.value()).param("title", facts.title()).param("about", facts.about())
            .param("place", facts.place()).param("leader", facts.leader()).param("day", facts.heldOn()).param("record", facts.record())
            .param("by", by.teacher().value()).param("byName", by.personName()).param("at", at.atOffset(ZoneOffset.UTC)).update() == 1;
    }

    /** @throws Problem 409 when somebody has changed it meanwhile */
    void change(Activity activity, KeepActivity.Facts facts) {
        var changed = db.sql("""
                update discussion.activity
                   set title = :title, about = :about, place = :place, leader = :leader, held_on = :day, record = :record, version = version + 1
                 where id = :id and version = :version
                """)
            .param("title", facts.title()).param("about", facts.about()).param("place", facts.place()).param("leader", facts.leader())
            .param("day", facts.heldOn()).param("record", facts.record()).param("id", activity.id()).param("version", activity.version()).update();
        if (changed == 0) {
            throw new Problem(409, "error.changed-meanwhile");
        }
    }

    boolean wasThere(Activity activity, TeacherId person) {
        return db.sql("select exists (select from discussion.attendance where teacher_id = :person and activity_id = :activity)")
            .param("person", person.value()).param("activity", activity.id()).query(Boolean.class).single();
    }

    /** Who takes part in the program and works in the unit today, and whoever was there, by name. */
    Page<ActivityView.Person> people(Activity activity, @Nullable String search, @Nullable String after, int limit) {
        var key = Page.Key.decode(after);
        var rows = db.sql("""
                -- all teachers: who of the unit takes part, and who was there
                with there as materialized (select teacher_id, organization_id from discussion.attendance where activity_id = :activity),
                     person as (select t.teacher_id, t.name, w.organization_id, true as there
                                  from there w
                                  join directory.teacher_card t on t.teacher_id = w.teacher_id
                                 union all
                                select d.teacher_id, d.name, d.organization_id, false
                                  from directory.organization_card below
                                  join directory.person_card d on d.organization_id = below.id
                                  join enrollment.participation_card p on p.teacher_id = d.teacher_id and p.program_id = :program
                                 where below.path <@ cast(:path as public.ltree)
                                   and not exists (select from there w where w.teacher_id = d.teacher_id))
                select p.teacher_id, p.name, o.name as unit, o.name_en as unit_en, p.there
                  from person p
                  join directory.organization_card o on o.id = p.organization_id
                 where (:search::text is null or position(:search in p.name) > 0)
                   and (:name::text is null or (p.name, p.teacher_id) > (:name, :id::uuid))
                 order by p.name, p.teacher_id
                 limit :limit
                """)
            .param("activity", activity.id()).param("program", activity.program().value()).param("path", activity.path()).param("search", search)
            .param("name", key == null ? null : key.text()).param("id", key == null ? null : key.id())
            .param("limit", limit + 1)
            .query((row, _) -> new ActivityView.Person(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getString("name"),
                new Localized(row.getString("unit"), row.getString("unit_en")), row.getBoolean("there"))).list();
        return Page.of(rows, limit, it -> it.name() + "/" + it.teacher());
    }

    /** Of these people those who take part and work in the unit today. @return who of them is new */
    List<TeacherId> enter(Activity activity, Collection<TeacherId> people, Actor by, Instant at) {
        return db.sql("""
                insert into discussion.attendance (teacher_id, activity_id, organization_id, entered_by, entered_at)
                select d.teacher_id, :activity, d.organization_id, :by, :at
                  from enrollment.participation_card p
                  join directory.person_card d on d.teacher_id = p.teacher_id and d.organization_path <@ cast(:path as public.ltree)
                 where p.program_id = :program and p.teacher_id = any (:people)
                 order by d.teacher_id
                on conflict (teacher_id, activity_id) do nothing
                returning teacher_id
                """)
            .param("activity", activity.id()).param("program", activity.program().value()).param("path", activity.path())
            .param("people", TeacherId.array(people)).param("by", by.teacher().value()).param("at", at.atOffset(ZoneOffset.UTC))
            .query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).list();
    }

    /** @return who of them was entered */
    List<TeacherId> strike(Activity activity, Collection<TeacherId> people) {
        return db.sql("delete from discussion.attendance where activity_id = :activity and teacher_id = any (:people) returning teacher_id")
            .param("activity", activity.id()).param("people", TeacherId.array(people))
            .query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).list();
    }

    private static Activity activity(ResultSet row, int number) throws SQLException {
        return new Activity(row.getObject("id", UUID.class), new ProgramId(row.getObject("program_id", UUID.class)), row.getString("program_title"),
            new OrganizationId(row.getObject("organization_id", UUID.class)), row.getString("path"),
            new Localized(row.getString("name"), row.getString("name_en")), row.getString("title"), row.getString("about"), row.getString("place"),
            row.getString("leader"), row.getObject("held_on", LocalDate.class), row.getString("record"), row.getString("opened_by_name"),
            row.getObject("opened_at", OffsetDateTime.class).toInstant(), row.getInt("version"), row.getLong("attendances"));
    }
}
