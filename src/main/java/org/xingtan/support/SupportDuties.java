package org.xingtan.support;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
import org.xingtan.platform.calendar.WorkingDays;
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;

/** Of those who answer, the questions that wait for their unit; of those who asked, what was answered. */
@Repository
class SupportDuties implements Duties {

    private static final Duration NEWS = Duration.ofDays(14);
    private static final String TEXT = "support.duty.";
    private static final String[] ANSWERERS =
        Arrays.stream(Role.values()).filter(role -> role.allows(Task.ANSWER_QUESTIONS)).map(Role::name).toArray(String[]::new);

    private final Clock clock;

    SupportDuties(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Reading<Map<TeacherId, List<Duty>>> of(Set<TeacherId> teachers) {
        return Query.of("""
                select teacher_id, id, title
                  from support.question
                 where teacher_id = any (:teachers) and state = 'ANSWERED' and moved_at >= :news
                """)
            .param("teachers", TeacherId.array(teachers)).param("news", clock.instant().minus(NEWS).atOffset(ZoneOffset.UTC))
            .ofTeachers(row -> new Duty(TEXT + "answered", List.of(row.getString("title")), TEXT + "about", "chat", null,
                "/questions/" + row.getObject("id", UUID.class)));
    }

    @Override
    public Reading<Map<TeacherId, List<Duty>>> ofOffices(Set<TeacherId> appointed) {
        return Query.of("""
                select s.teacher_id, min(q.due_on) as due, count(*)::int as n
                  from directory.appointment_card s
                  join support.question q on q.organization_id = s.organization_id and q.state = 'OPEN' and q.teacher_id <> s.teacher_id
                 where s.teacher_id = any (:teachers) and s.role = any (:roles)
                 group by s.teacher_id
                """)
            .param("teachers", TeacherId.array(appointed)).param("roles", ANSWERERS)
            .ofTeachers(row -> new Duty(TEXT + "answer", List.of(row.getInt("n")), TEXT + "about", "chat",
                WorkingDays.endOf(row.getObject("due", LocalDate.class)), "/console/questions"));
    }
}
