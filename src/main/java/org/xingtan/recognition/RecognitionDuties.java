package org.xingtan.recognition;

import java.sql.ResultSet;
import java.sql.SQLException;
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
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.calendar.WorkingDays;
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;

/** What claims ask for: of those who review, what waits for their unit; of those who claimed, what was returned, or should be known. */
@Repository
class RecognitionDuties implements Duties {

    /** How long a decision is announced. */
    private static final Duration NEWS = Duration.ofDays(14);

    private static final String TEXT = "recognition.duty.";

    private static final String[] REVIEWERS = Arrays.stream(Role.values()).filter(role -> role.allows(Chain.TASK)).map(Role::name).toArray(String[]::new);

    private final Clock clock;

    RecognitionDuties(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Reading<Map<TeacherId, List<Duty>>> of(Set<TeacherId> teachers) {
        return Query.of("""
                select teacher_id, id, title, state
                  from recognition.claim
                 where teacher_id = any (:teachers)
                   and (state = 'RETURNED' or state in ('APPROVED', 'REJECTED') and changed_at >= :news)
                 order by changed_at desc, id
                """)
            .param("teachers", TeacherId.array(teachers)).param("news", clock.instant().minus(NEWS).atOffset(ZoneOffset.UTC))
            .ofTeachers(RecognitionDuties::duty);
    }

    private static Duty duty(ResultSet row) throws SQLException {
        return new Duty(TEXT + row.getString("state"), List.of(row.getString("title")), TEXT + "about", "certificate", null,
            "/recognitions/" + row.getObject("id", UUID.class));
    }

    @Override
    public Reading<Map<TeacherId, List<Duty>>> ofOffices(Set<TeacherId> appointed) {
        return Duties.together(List.of(claims(appointed), imports(appointed)));
    }

    private static Reading<Map<TeacherId, List<Duty>>> claims(Set<TeacherId> appointed) {
        return Query.of("""
                select s.teacher_id, min(c.due_on) as due, count(*)::int as n
                  from directory.appointment_card s
                  join recognition.claim c on c.state = 'WAITING' and c.lies_id = s.organization_id and c.teacher_id <> s.teacher_id
                 where s.teacher_id = any (:teachers) and s.role = any (:roles)
                   and (c.import_id is null or exists (select from recognition.import i where i.id = c.import_id and i.state = 'DECIDED' and i.requested_by <> s.teacher_id))
                 group by s.teacher_id
                """)
            .param("teachers", TeacherId.array(appointed)).param("roles", REVIEWERS)
            .ofTeachers(row -> new Duty(TEXT + "review", List.of(row.getInt("n")), TEXT + "about", "certificate",
                WorkingDays.endOf(row.getObject("due", LocalDate.class)), "/console/recognition"));
    }

    /** Workbooks of providers that wait for one decision each. */
    private static Reading<Map<TeacherId, List<Duty>>> imports(Set<TeacherId> appointed) {
        return Query.of("""
                select s.teacher_id, count(*)::int as n
                  from directory.appointment_card s
                  join recognition.import i on i.state = 'COMMITTED' and i.authority_id = s.organization_id and i.requested_by <> s.teacher_id
                 where s.teacher_id = any (:teachers) and s.role = any (:roles)
                 group by s.teacher_id
                """)
            .param("teachers", TeacherId.array(appointed)).param("roles", REVIEWERS)
            .ofTeachers(row -> new Duty(TEXT + "import", List.of(row.getInt("n")), TEXT + "about", "upload", null, "/console/recognition/imports"));
    }
}
