package org.xingtan.appointment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.appointment.AppointmentsView.Vacancy;
import org.xingtan.directory.Appointments.Capacity;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Role;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;

/** Reads appointments as the console shows them. */
@Repository
class Offices {

    /** Which ones. @param role null for every role; @param past those that are over, too */
    record Filter(OrganizationCard unit, @Nullable Role role, boolean past) {}

    private static final String READ = """
        select h.teacher_id, t.name, h.id, h.role, h.organization_id, o.name as unit, o.name_en as unit_en, o.path::text as path, h.capacity,
               lower(h.during) as first, upper(h.during) - 1 as last, h.appointed_by, b.name as by_name, h.appointed_at, h.ended_at,
               e.name as ended_by, h.ended_reason
          from directory.appointment_history_card h
          join directory.organization_card o on o.id = h.organization_id
          join directory.teacher_card t on t.teacher_id = h.teacher_id
          left join directory.teacher_card b on b.teacher_id = h.appointed_by
          left join directory.teacher_card e on e.teacher_id = h.ended_by
        """;

    private static final String FILTER = """
         where o.path <@ :path::public.ltree
           and o.path <@ any (:scope::public.ltree[])
           and (:role::text is null or h.role = :role)
           and (:past or h.ended_at is null and (upper_inf(h.during) or upper(h.during) > :today))
        """;

    /** The units that the notices want one administrator each for. */
    private static final String WANTING = """
          from directory.organization_card o
         where o.path <@ :path::public.ltree
           and o.path <@ any (:scope::public.ltree[])
           and o.kind in ('PROVINCE', 'CITY', 'COUNTY', 'SCHOOL', 'UNIVERSITY')
           and o.closed_on is null
           and not exists (select from directory.appointment_card a
                            where a.organization_id = o.id and a.role = 'TRAINING_ADMINISTRATOR' and a.capacity <> 'DEPUTY')
        """;

    private final JdbcClient db;

    Offices(JdbcClient db) {
        this.db = db;
    }

    Page<Office> page(Scope scope, Filter filter, LocalDate today, @Nullable String after, int limit) {
        var key = Page.decode(after);
        var rows = filtered(READ + FILTER + """
                   and (:after::text is null or o.path::text || ' ' || h.id > :after)
                 order by o.path::text || ' ' || h.id
                 limit :limit
                -- all teachers: the appointments of a subtree
                """, scope, filter, today)
            .param("after", key).param("limit", limit + 1)
            .query(Offices::office).list();
        return Page.of(rows, limit, office -> office.path() + " " + office.id());
    }

    /** How many that is, counted no further than a limit. */
    int count(Scope scope, Filter filter, LocalDate today, int limit) {
        return filtered("""
            -- all teachers: the appointments of a subtree
            select count(*) from (
                select 1
                  from directory.appointment_history_card h
                  join directory.organization_card o on o.id = h.organization_id
            """ + FILTER + " limit :limit) counted", scope, filter, today)
            .param("limit", limit).query(Integer.class).single();
    }

    private JdbcClient.StatementSpec filtered(String sql, Scope scope, Filter filter, LocalDate today) {
        return db.sql(sql).param("path", filter.unit().path()).param("scope", scope.toArray())
            .param("role", filter.role() == null ? null : filter.role().name()).param("past", filter.past()).param("today", today);
    }

    Optional<Office> find(Scope scope, TeacherId teacher, UUID id) {
        return db.sql(READ + " where h.teacher_id = :teacher and h.id = :id and o.path <@ any (:scope::public.ltree[])")
            .param("teacher", teacher.value()).param("id", id).param("scope", scope.toArray())
            .query(Offices::office).optional();
    }

    /** Those of one unit, the newest first. */
    List<Office> history(OrganizationId unit, int limit) {
        return db.sql(READ + """
                 where h.organization_id = :unit
                 order by h.appointed_at desc, h.id desc
                 limit :limit
                -- all teachers: the appointments of a unit
                """)
            .param("unit", unit.value()).param("limit", limit).query(Offices::office).list();
    }

    /** Who holds the office of a unit's one training administrator on these days. */
    Optional<Office> administrator(OrganizationId unit, LocalDate from, @Nullable LocalDate to) {
        return db.sql(READ + """
                 where h.organization_id = :unit and h.role = 'TRAINING_ADMINISTRATOR' and h.capacity = 'REGULAR' and h.ended_at is null
                   and h.during && daterange(:first, :last, '[]')
                 order by lower(h.during), h.id
                 limit 1
                -- all teachers: one holds the office
                """)
            .param("unit", unit.value()).param("first", from).param("last", to, java.sql.Types.DATE).query(Offices::office).optional();
    }

    boolean isClosed(OrganizationId unit) {
        return db.sql("select closed_on is not null from directory.organization_card where id = :unit").param("unit", unit.value())
            .query(Boolean.class).single();
    }

    int vacancyCount(Scope scope, OrganizationCard unit) {
        return db.sql("select count(*)" + WANTING).param("path", unit.path()).param("scope", scope.toArray()).query(Integer.class).single();
    }

    Page<Vacancy> vacancies(Scope scope, OrganizationCard unit, @Nullable String after, int limit) {
        var rows = db.sql("select o.id, o.code, o.name, o.name_en, o.kind" + WANTING + """
                   and (:after::text is null or o.code > :after)
                 order by o.code
                 limit :limit
                """)
            .param("path", unit.path()).param("scope", scope.toArray()).param("after", Page.decode(after)).param("limit", limit + 1)
            .query((row, _) -> new Vacancy(new OrganizationId(row.getObject("id", UUID.class)), row.getString("code"),
                new Localized(row.getString("name"), row.getString("name_en")), row.getString("kind"))).list();
        return Page.of(rows, limit, Vacancy::code);
    }

    private static Office office(ResultSet row, int number) throws SQLException {
        var by = row.getObject("appointed_by", UUID.class);
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Office(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getString("name"), row.getObject("id", UUID.class),
            Role.valueOf(row.getString("role")), new OrganizationId(row.getObject("organization_id", UUID.class)),
            new Localized(row.getString("unit"), row.getString("unit_en")), row.getString("path"), Capacity.valueOf(row.getString("capacity")),
            row.getObject("first", LocalDate.class), row.getObject("last", LocalDate.class), by == null ? null : new TeacherId(by),
            row.getString("by_name"), at(row), ended == null ? null : ended.toInstant(), row.getString("ended_by"), row.getString("ended_reason"));
    }

    private static Instant at(ResultSet row) throws SQLException {
        return row.getObject("appointed_at", OffsetDateTime.class).toInstant();
    }
}
