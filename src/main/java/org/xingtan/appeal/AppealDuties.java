package org.xingtan.appeal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Role;
import org.xingtan.platform.Duties;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.platform.calendar.WorkingDays;
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;

/** What appeals ask for: of those who decide, what waits; of those who appealed, what they may do now, or should know. */
@Repository
class AppealDuties implements Duties {

    /** How long a decision is announced. */
    private static final Duration NEWS = Duration.ofDays(14);

    private static final String TEXT = "appeal.duty.";

    private static final String[] DECIDERS = Arrays.stream(Role.values()).filter(role -> role.allows(Task.DECIDE_APPEALS)).map(Role::name).toArray(String[]::new);

    private final Clock clock;

    AppealDuties(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Reading<Map<TeacherId, List<Duty>>> of(Set<TeacherId> teachers) {
        var now = clock.instant();
        return Query.of("""
                select teacher_id, id, subject, state, case when next then due_on end as due
                  from (select teacher_id, id, subject, state, due_on, decided_at,
                               level = 1 and second_id is not null
                               and (state = 'REJECTED' and due_on >= :today or state = 'WAITING' and due_on < :today) as next
                          from appeal.appeal
                         where teacher_id = any (:teachers)) a
                 where next or decided_at >= :news
                """)
            .param("teachers", TeacherId.array(teachers)).param("today", LocalDate.ofInstant(now, Window.ZONE))
            .param("news", now.minus(NEWS).atOffset(ZoneOffset.UTC))
            .ofTeachers(AppealDuties::duty);
    }

    @Override
    public Reading<Map<TeacherId, List<Duty>>> ofOffices(Set<TeacherId> appointed) {
        return Query.of("""
                select s.teacher_id, min(a.due_on) as due, count(*)::int as n
                  from directory.appointment_card s
                  join appeal.appeal a on a.state = 'WAITING' and a.teacher_id <> s.teacher_id
                   and (a.level = 1 and a.first_id = s.organization_id or a.level = 2 and a.second_id = s.organization_id)
                 where s.teacher_id = any (:teachers) and s.role = any (:roles)
                 group by s.teacher_id
                """)
            .param("teachers", TeacherId.array(appointed)).param("roles", DECIDERS)
            .ofTeachers(row -> new Duty(TEXT + "decide", List.of(row.getInt("n")), TEXT + "about", "scales", due(row.getObject("due", LocalDate.class)), "/console/appeals"));
    }

    private static Duty duty(ResultSet row) throws SQLException {
        var due = due(row.getObject("due", LocalDate.class));
        var late = row.getString("state").equals("WAITING");
        return new Duty(TEXT + (due == null ? "decided" : late ? "late" : "next"), List.of(row.getString("subject")), TEXT + "about", "scales",
            late ? null : due, "/appeals/" + row.getObject("id", UUID.class));
    }

    private static @Nullable Instant due(@Nullable LocalDate day) {
        return day == null ? null : WorkingDays.endOf(day);
    }
}
