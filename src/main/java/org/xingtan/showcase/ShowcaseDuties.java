package org.xingtan.showcase;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Role;
import org.xingtan.platform.Duties;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;

/** What cases ask for: of the unit they lie with a decision, of the one that has written them another version. */
@Repository
class ShowcaseDuties implements Duties {

    private static final String TEXT = "showcase.duty.";
    private static final String ABOUT = TEXT + "about";
    private static final String ICON = "eye";
    private static final String[] KEEPERS = Arrays.stream(Role.values()).filter(role -> role.allows(Task.MANAGE_PROGRAMS)).map(Role::name)
        .toArray(String[]::new);

    @Override
    public Reading<Map<TeacherId, List<Duty>>> ofOffices(Set<TeacherId> appointed) {
        return Query.of("""
                select a.teacher_id, c.id, c.title, null::int as waiting
                  from directory.appointment_card a
                  join showcase.typical_case c on c.organization_id = a.organization_id and c.state = 'RETURNED'
                 where a.teacher_id = any (:teachers) and a.role = any (:roles)
                 union all
                select a.teacher_id, null, null, count(*)::int
                  from directory.appointment_card a
                  join directory.organization_card l on l.path <@ a.path
                  join showcase.typical_case c on c.lies_id = l.id and c.state = 'WAITING' and c.submitted_by <> a.teacher_id
                 where a.teacher_id = any (:teachers) and a.role = any (:roles)
                   and not exists (select from directory.organization_card nearer
                                     join directory.appointment_card b on b.organization_id = nearer.id
                                    where nearer.path @> l.path and nearer.path <@ a.path and nearer.id <> a.organization_id
                                      and b.role = any (:roles) and b.teacher_id <> c.submitted_by)
                 group by a.teacher_id
                """)
            .param("teachers", TeacherId.array(appointed)).param("roles", KEEPERS)
            .ofTeachers(ShowcaseDuties::duty);
    }

    private static Duty duty(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return id == null ? new Duty(TEXT + "decide", List.of(row.getInt("waiting")), ABOUT, ICON, null, "/console/cases?which=waiting")
            : new Duty(TEXT + "returned", List.of(row.getString("title")), ABOUT, ICON, null, "/console/cases/" + id);
    }
}
