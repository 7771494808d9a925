package org.xingtan.delivery;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Role;
import org.xingtan.platform.Duties;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;

/** What trainings in person ask of those in charge where they were called or their term is kept: sessions that are over, and leave that waits for an answer; nothing of a training that was called off before. */
@Repository
class DeliveryDuties implements Duties {

    private static final String TEXT = "delivery.duty.";

    private static final String[] KEEPERS = Arrays.stream(Role.values()).filter(role -> role.allows(Task.MANAGE_PROGRAMS)).map(Role::name).toArray(String[]::new);

    private final Clock clock;

    DeliveryDuties(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Reading<Map<TeacherId, List<Duty>>> ofOffices(Set<TeacherId> appointed) {
        return Query.of("""
                with waiting as materialized (
                    -- all teachers: whoever has asked for leave
                    select i.training_id, (i.day + i.ends) at time zone 'Asia/Shanghai' as until, i.day + i.ends <= cast(:now as timestamp) as over,
                           (select count(*)::int
                              from delivery.leave l
                              join delivery.participant_card p on p.teacher_id = l.teacher_id and p.training_id = i.training_id
                             where l.session_id = i.id and l.state = 'ASKED') as asked
                      from delivery.session i where i.state = 'PLANNED'),
                owned as (
                    select w.over, w.asked, coalesce(c.owner_id, n.owner_id) as owner_id
                      from waiting w
                      left join application.call_card c on c.program_id = w.training_id
                      left join selection.offering_card f on f.offering_id = w.training_id
                      left join selection.term_card n on n.id = f.term_id
                     where (w.over or w.asked > 0) and w.until <= coalesce(c.cancelled_at, f.withdrawn_at, 'infinity'))
                select s.teacher_id, 'close' as what, count(*)::int as n
                  from directory.appointment_card s join owned o on o.owner_id = s.organization_id and o.over
                 where s.teacher_id = any (:teachers) and s.role = any (:roles)
                 group by s.teacher_id
                 union all
                select s.teacher_id, 'leave', sum(o.asked)::int
                  from directory.appointment_card s join owned o on o.owner_id = s.organization_id and o.asked > 0
                 where s.teacher_id = any (:teachers) and s.role = any (:roles)
                 group by s.teacher_id
                """)
            .param("teachers", TeacherId.array(appointed)).param("roles", KEEPERS).param("now", LocalDateTime.ofInstant(clock.instant(), Window.ZONE))
            .ofTeachers(row -> new Duty(TEXT + row.getString("what"), new ArrayList<>(List.of(row.getInt("n"))), TEXT + "about", "tick", null, "/console/delivery"));
    }
}
