package org.xingtan.course;

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

/** What courses in the making ask for: of reviewers a decision on what others have handed in, of its authors what came back. */
@Repository
class CourseDuties implements Duties {

    private static final String TEXT = "course.duty.";

    @Override
    public Reading<Map<TeacherId, List<Duty>>> ofOffices(Set<TeacherId> appointed) {
        return Query.of("""
                select a.teacher_id, null::uuid as id, null as title, count(distinct d.id)::int as waiting
                  from directory.appointment_card a
                  join directory.organization_card o on o.path <@ a.path
                  join course.draft d on d.owner_id = o.id and d.state = 'SUBMITTED' and a.teacher_id <> all (d.authors)
                 where a.teacher_id = any (:teachers) and a.role = any (:reviewers)
                 group by a.teacher_id
                 union all
                select distinct a.teacher_id, d.id, d.title, null::int
                  from directory.appointment_card a
                  join directory.organization_card o on o.path <@ a.path
                  join course.draft d on d.owner_id = o.id and d.state = 'RETURNED' and a.teacher_id = any (d.authors)
                 where a.teacher_id = any (:teachers) and a.role = any (:makers)
                """)
            .param("teachers", TeacherId.array(appointed)).param("reviewers", roles(Task.REVIEW_COURSES)).param("makers", roles(Task.MANAGE_COURSES))
            .ofTeachers(CourseDuties::duty);
    }

    private static Duty duty(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return id == null ? new Duty(TEXT + "review", List.of(row.getInt("waiting")), TEXT + "about", "eye", null, "/console/course-reviews")
            : new Duty(TEXT + "returned", List.of(row.getString("title")), TEXT + "about", "book", null, "/console/courses/" + id);
    }

    private static String[] roles(Task task) {
        return Arrays.stream(Role.values()).filter(role -> role.allows(task)).map(Role::name).toArray(String[]::new);
    }
}
