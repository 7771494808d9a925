package org.xingtan.study;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Role;
import org.xingtan.platform.Duties;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.platform.calendar.WorkingDays;
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;

/** What school-based study asks for: of leaders, the events of these days and those that are to be closed; of offices, plans to answer or put right. */
@Repository
class StudyDuties implements Duties {

    private static final int DAYS_AHEAD = 7;
    private static final int DAYS_BACK = 60;
    private static final String TEXT = "study.duty.";

    private static final String[] KEEPERS = Arrays.stream(Role.values()).filter(role -> role.allows(StudyScope.TASK)).map(Role::name).toArray(String[]::new);

    private final Clock clock;

    StudyDuties(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Reading<Map<TeacherId, List<Duty>>> of(Set<TeacherId> teachers) {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, Window.ZONE);
        return Query.of("""
                select e.leader_id as teacher_id, e.id, e.topic, e.day, e.ends
                  from study.event e
                 where e.leader_id = any (:teachers) and e.state = 'PLANNED' and e.day between :from and :to
                 order by e.day, e.starts, e.id
                """)
            .param("teachers", TeacherId.array(teachers)).param("from", today.minusDays(DAYS_BACK)).param("to", today.plusDays(DAYS_AHEAD))
            .ofTeachers(row -> {
                var over = row.getObject("day", LocalDate.class).atTime(row.getObject("ends", LocalTime.class)).atZone(Window.ZONE).toInstant();
                return new Duty(TEXT + (over.isBefore(now) ? "close" : "lead"), List.of(row.getString("topic")), TEXT + "about", "people",
                    over.isBefore(now) ? null : over, "/console/study/events/" + row.getObject("id", UUID.class));
            });
    }

    @Override
    public Reading<Map<TeacherId, List<Duty>>> ofOffices(Set<TeacherId> appointed) {
        return Query.of("""
                select s.teacher_id, min(p.due_on) as due, count(*)::int as n
                  from directory.appointment_card s
                  join study.plan p on p.state = 'SUBMITTED' and p.authority_id = s.organization_id and p.submitted_by is distinct from s.teacher_id
                 where s.teacher_id = any (:teachers) and s.role = any (:roles)
                 group by s.teacher_id
                 union all
                select s.teacher_id, null, count(*)::int
                  from directory.appointment_card s
                  join study.plan p on p.state = 'RETURNED'
                  join directory.organization_card u on u.id = p.unit_id and s.organization_id = case u.kind when 'TEACHING_POINT' then u.parent_id else u.id end
                 where s.teacher_id = any (:teachers) and s.role = any (:roles)
                 group by s.teacher_id
                """)
            .param("teachers", TeacherId.array(appointed)).param("roles", KEEPERS)
            .ofTeachers(row -> {
                var due = row.getObject("due", LocalDate.class);
                return new Duty(TEXT + (due == null ? "returned" : "answer"), List.of(row.getInt("n")), TEXT + "about", "people",
                    due == null ? null : WorkingDays.endOf(due), "/console/study");
            });
    }
}
