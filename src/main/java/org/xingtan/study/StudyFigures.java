package org.xingtan.study;

import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.web.Page;

/** What units below have planned and given, and when events are held: always as of this moment. */
@Repository
public class StudyFigures {

    private final JdbcClient db;

    StudyFigures(JdbcClient db) {
        this.db = db;
    }

    /** What the ledger counts otherwise than closed events of a year say that it was posted, because it was taken back or put right, and where. There is little of it: it is found by the reversals of the year. */
    private static final String TAKEN_BACK = """
        -- all teachers: whoever was there
        select o.path, counts.credited - coalesce(a.credited, 0) as hours
          from (select distinct s.teacher_id, split_part(s.reference, '/', 1)::uuid as event_id
                  from ledger.entry_card r
                  join ledger.entry_card s on s.teacher_id = r.teacher_id and s.id = r.reverses and s.source = 'study'
                 where r.year = :year and r.reverses is not null) s
          join study.event v on v.id = s.event_id and v.state = 'CLOSED'
          join study.plan p on p.id = v.plan_id
          join directory.organization_card o on o.id = p.unit_id
          join study.attendance a on a.teacher_id = s.teacher_id and a.event_id = v.id
         cross join
        """ + Attendances.COUNTS + """
               counts
        """;

    /** Of the units right below some, with all that lies below them, in the order of their codes. @param after where it goes on */
    Page<StudyView.Figures> below(List<OrganizationId> parents, int year, @Nullable String after, int limit) {
        var last = Page.Key.decode(after);
        return Page.of(db.sql("with taken_back as materialized (" + TAKEN_BACK + """
                ), units as materialized (
                    select o.id, o.name, o.name_en, o.code, o.path from directory.organization_card o
                     where o.parent_id = any (:parents) and (cast(:code as text) is null or (o.code, o.id) > (:code, cast(:last as uuid)))
                     order by o.code, o.id limit :limit)
                select u.id, u.code, u.name, u.name_en,
                       (select count(*)::int from directory.organization_card s
                         where s.path <@ u.path and s.kind not in ('NATION', 'PROVINCE', 'CITY', 'COUNTY', 'PROVIDER')) as schools,
                       coalesce(p.planning, 0) as planning, coalesce(p.submitted, 0) as submitted, coalesce(e.events, 0) as events,
                       coalesce(e.people, 0) as people,
                       coalesce(e.hours, 0) + coalesce((select sum(t.hours) from taken_back t where t.path <@ u.path), 0) as hours
                  from units u
                  left join lateral (select count(distinct p.unit_id) filter (where p.state = 'CONFIRMED')::int as planning,
                                            count(*) filter (where p.state = 'SUBMITTED')::int as submitted
                                       from study.plan p join directory.organization_card x on x.id = p.unit_id
                                      where p.year = :year and x.path <@ u.path) p on true
                  left join lateral (select count(*)::int as events, sum(e.people)::int as people, sum(e.credited) as hours
                                       from study.plan p join directory.organization_card x on x.id = p.unit_id
                                       join study.event e on e.plan_id = p.id and e.state = 'CLOSED'
                                      where p.year = :year and x.path <@ u.path) e on true
                 order by u.code, u.id
                """)
            .param("parents", parents.stream().map(OrganizationId::value).toArray(UUID[]::new)).param("year", year).param("limit", limit + 1)
            .param("code", last == null ? null : last.text(), Types.VARCHAR).param("last", last == null ? null : last.id(), Types.OTHER)
            .query((row, _) -> new StudyView.Figures(row.getObject("id", UUID.class), row.getString("code"), new Localized(row.getString("name"), row.getString("name_en")),
                row.getInt("schools"), row.getInt("planning"), row.getInt("submitted"), row.getInt("events"), row.getInt("people"),
                new CreditHours(row.getBigDecimal("hours"))))
            .list(), limit, it -> it.code() + "/" + it.id());
    }

    /** How many units lie right below these. */
    int count(List<OrganizationId> parents) {
        return db.sql("select count(*) from directory.organization_card o where o.parent_id = any (:parents)")
            .param("parents", parents.stream().map(OrganizationId::value).toArray(UUID[]::new)).query(Integer.class).single();
    }

    /** An event of a calendar. */
    public record Dated(UUID event, OrganizationId unit, LocalDate day, String topic, String state) {}

    /** What is held by the units of the scope on these days, for calendars. */
    public List<Dated> held(Scope scope, LocalDate first, LocalDate last) {
        return db.sql("""
                select e.id, p.unit_id, e.day, e.topic, e.state
                  from study.event e
                  join study.plan p on p.id = e.plan_id
                  join directory.organization_card o on o.id = p.unit_id
                 where e.day between :first and :last and e.state <> 'CANCELED' and o.path <@ any (cast(:scope as public.ltree[]))
                 order by e.day, e.starts, e.id
                 limit 500
                """)
            .param("first", first).param("last", last).param("scope", scope.toArray())
            .query((row, _) -> new Dated(row.getObject(1, UUID.class), new OrganizationId(row.getObject(2, UUID.class)), row.getObject(3, LocalDate.class),
                row.getString(4), row.getString(5)))
            .list();
    }
}
