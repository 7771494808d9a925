package org.xingtan.census;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.Duties;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;

/**
 * Whose identity was refused reads it on his to-do list, until he takes another track or the unit takes it back; so does whose
 * name and number his unit has denied, until it confirms them.
 */
@Repository
class IdentityDuties implements Duties {

    @Override
    public Reading<Map<TeacherId, List<Duty>>> of(Set<TeacherId> teachers) {
        return Query.of("""
                select x.teacher_id, x.program_id, g.title, x.reason, x.decided_at, x.id
                  from census.decision x
                  join enrollment.participation_card p on p.teacher_id = x.teacher_id and p.program_id = x.program_id and p.track = x.track
                  join program.program_card g on g.id = x.program_id
                 where x.teacher_id = any (:teachers) and x.ended_at is null and x.state = 'REFUSED'
                 union all
                select p.teacher_id, null, p.organization_name, r.reason, null, p.teacher_id
                  from directory.person_card p
                  left join census.real_name_refusal r on r.teacher_id = p.teacher_id
                 where p.teacher_id = any (:teachers) and p.real_name = 'REJECTED'
                 order by 5 desc nulls first, 6
                """)
            .param("teachers", TeacherId.array(teachers))
            .ofTeachers(IdentityDuties::duty);
    }

    private static Duty duty(ResultSet row) throws SQLException {
        var program = row.getObject("program_id", UUID.class);
        var reason = row.getString("reason");
        if (program != null) {
            return new Duty("census.duty", List.of(row.getString("title"), reason), "census.duty.why", "person", null, "/programs/" + program);
        }
        return reason == null
            ? new Duty("census.duty.name", List.of(row.getString("title")), "census.duty.name.why", "person", null, "/privacy")
            : new Duty("census.duty.name", List.of(row.getString("title"), reason), "census.duty.name.reason", "person", null, "/privacy");
    }
}
