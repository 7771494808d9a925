package org.xingtan.cover;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/** Whose lessons a unit has to see to: those who serve it and its teaching points, and are neither on leave nor seconded. */
@Repository
public class Staff {

    /** @param subject a code; null where nobody has said it */
    public record Person(TeacherId id, String name, @Nullable String subject) {}

    private final JdbcClient db;

    Staff(JdbcClient db) {
        this.db = db;
    }

    /** By name. */
    List<Person> of(OrganizationId unit) {
        return db.sql("""
                select p.teacher_id, p.name, p.subject
                  from directory.organization_card o
                  join directory.person_card p on p.organization_id = o.id
                 where (o.id = :unit or o.parent_id = :unit and o.kind = 'TEACHING_POINT') and p.state = 'ACTIVE'
                 order by p.name, p.teacher_id
                """)
            .param("unit", unit.value())
            .query((row, _) -> new Person(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getString("name"), row.getString("subject"))).list();
    }

    /** Who sees to the lessons of a unit today, of a teaching point at its school as well. */
    Set<TeacherId> keepers(OrganizationId unit) {
        return db.sql("""
                select a.teacher_id
                  from directory.organization_card o
                  join directory.appointment_card a on a.organization_id = o.id or a.organization_id = o.parent_id and o.kind = 'TEACHING_POINT'
                 where o.id = :unit and a.role = any (:keepers)
                """)
            .param("unit", unit.value()).param("keepers", CoverScope.KEEPERS).query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).set();
    }

    /** That unit and those whose lessons are seen to together with it: its teaching points, or its school; and those that went up in one of them. */
    Set<OrganizationId> together(OrganizationId unit) {
        return db.sql("""
                with recursive line as (
                    select o.id
                      from directory.organization_card u
                      join directory.organization_card o on o.id = u.id or o.parent_id = u.id and o.kind = 'TEACHING_POINT' or o.id = u.parent_id and u.kind = 'TEACHING_POINT'
                     where u.id = :unit
                     union
                    select o.id from line l join directory.organization_card o on o.merged_into = l.id)
                select id from line
                """)
            .param("unit", unit.value()).query((row, _) -> new OrganizationId(row.getObject(1, UUID.class))).set();
    }

    /** Whom people serve: their units, and where these are teaching points, the schools of them. Whoever serves nobody is left out. */
    Map<TeacherId, Set<OrganizationId>> units(Collection<TeacherId> people) {
        return db.sql("""
                select p.teacher_id, o.id, case o.kind when 'TEACHING_POINT' then o.parent_id else o.id end as acting
                  from directory.person_card p
                  join directory.organization_card o on o.id = p.organization_id
                 where p.teacher_id = any (:people)
                """)
            .param("people", TeacherId.array(people))
            .query((row, _) -> Map.entry(new TeacherId(row.getObject("teacher_id", UUID.class)),
                Stream.of(row.getObject("id", UUID.class), row.getObject("acting", UUID.class)).map(OrganizationId::new).collect(Collectors.toSet())))
            .list().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
