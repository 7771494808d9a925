package org.xingtan.summary;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
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

/** What reports ask for: of a unit's administrator the report, of the authority's a decision on what was handed in. */
@Repository
class SummaryDuties implements Duties {

    private static final String TEXT = "summary.duty.";
    private static final String ABOUT = TEXT + "about";
    private static final String ICON = "upload";

    private static final String[] WRITERS = Arrays.stream(Role.values()).filter(role -> role.allows(Task.PUBLISH_BULLETINS)).map(Role::name)
        .toArray(String[]::new);

    @Override
    public Reading<Map<TeacherId, List<Duty>>> ofOffices(Set<TeacherId> appointed) {
        return Query.of("""
                select a.teacher_id, c.id, c.title, s.organization_id, s.state, c.due_at, null::int as waiting
                  from directory.appointment_card a
                  join summary.summary s on s.organization_id = a.organization_id and s.state in ('DUE', 'DRAFT', 'RETURNED')
                  join summary.call c on c.id = s.call_id
                 where a.teacher_id = any (:teachers) and a.role = any (:roles)
                 union all
                select a.teacher_id, c.id, c.title, null, 'SUBMITTED', null, count(*)::int
                  from directory.appointment_card a
                  join summary.call c on c.organization_id = a.organization_id
                  join summary.summary s on s.call_id = c.id and s.state = 'SUBMITTED'
                 where a.teacher_id = any (:teachers) and a.role = any (:roles)
                 group by a.teacher_id, c.id, c.title
                """)
            .param("teachers", TeacherId.array(appointed)).param("roles", WRITERS)
            .ofTeachers(SummaryDuties::duty);
    }

    private static Duty duty(ResultSet row) throws SQLException {
        var call = "/console/summaries/" + row.getObject("id", UUID.class);
        var unit = row.getObject("organization_id", UUID.class);
        if (unit == null) {
            return new Duty(TEXT + "review", List.of(row.getInt("waiting"), row.getString("title")), ABOUT, ICON, null, call);
        }
        return new Duty(TEXT + (row.getString("state").equals("RETURNED") ? "returned" : "write"), List.of(row.getString("title")), ABOUT, ICON,
            row.getObject("due_at", OffsetDateTime.class).toInstant(), call + "/units/" + unit);
    }
}
