package org.xingtan.validation;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Role;
import org.xingtan.platform.Duties;
import org.xingtan.platform.TeacherId;

/** What a call asks for: of everybody, to confirm his year; of who keeps a unit, to confirm its people and to answer them. */
@Repository
class ValidationDuties implements Duties {

    private static final String ABOUT = "validation.duty.about";

    private static final String[] KEEPERS = Arrays.stream(Role.values()).filter(role -> role.allows(LookAtUnit.TASK)).map(Role::name).toArray(String[]::new);

    private final JdbcClient db;
    private final Clock clock;

    ValidationDuties(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public Map<TeacherId, List<Duty>> of(Set<TeacherId> teachers) {
        var duties = new HashMap<TeacherId, List<Duty>>();
        db.sql("""
                select s.teacher_id, c.year, d.answer is not null as answered, w.closes_at
                  from validation.call c
                  join validation.call_window w on w.call_id = c.id and w.stage = 'CONFIRM'
                   and w.version = (select max(n.version) from validation.call_window n where n.call_id = c.id and n.stage = w.stage)
                  join standing.state_card s on s.jurisdiction = c.owner_id and s.year = c.year and s.organization_id is not null
                  left join validation.dossier d on d.teacher_id = s.teacher_id and d.year = s.year and (d.call_id = c.id or d.state = 'VALIDATED')
                 where s.teacher_id = any (:teachers) and c.published_at is not null and w.opens_at <= :now and w.closes_at + interval '1 second' > :now
                   and coalesce(d.state, 'OPEN') = 'OPEN'
                """)
            .param("teachers", TeacherId.array(teachers)).param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .query(row -> {
                var year = row.getInt("year");
                add(duties, row.getObject("teacher_id", UUID.class), new Duty(row.getBoolean("answered") ? "validation.duty.answered" : "validation.duty.mine", List.of(year),
                    ABOUT, "certificate", row.getObject("closes_at", OffsetDateTime.class).toInstant(), "/validation?year=" + year));
            });
        return duties;
    }

    @Override
    public Map<TeacherId, List<Duty>> ofOffices(Set<TeacherId> appointed) {
        var duties = new HashMap<TeacherId, List<Duty>>();
        db.sql("""
                select a.teacher_id, a.organization_id, c.year, min(w.closes_at) as closes_at,
                       count(*) filter (where d.state = 'CONFIRMED') as confirmed, count(*) filter (where d.state = 'OBJECTED') as objected
                  from directory.appointment_card a
                  join standing.state_card s on s.organization_id = a.organization_id and s.teacher_id <> a.teacher_id
                  join validation.call c on c.owner_id = s.jurisdiction and c.year = s.year and c.published_at is not null
                  join validation.call_window w on w.call_id = c.id and w.stage = 'UNIT'
                   and w.version = (select max(n.version) from validation.call_window n where n.call_id = c.id and n.stage = w.stage)
                  join validation.dossier d on d.teacher_id = s.teacher_id and d.year = s.year and d.call_id = c.id and d.state in ('CONFIRMED', 'OBJECTED')
                 where a.teacher_id = any (:teachers) and a.role = any (:roles) and w.opens_at <= :now and w.closes_at + interval '1 second' > :now
                 group by a.teacher_id, a.organization_id, c.year
                """)
            .param("teachers", TeacherId.array(appointed)).param("roles", KEEPERS).param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .query(row -> {
                var teacher = row.getObject("teacher_id", UUID.class);
                var year = row.getInt("year");
                var due = row.getObject("closes_at", OffsetDateTime.class).toInstant();
                var at = "organization=" + row.getObject("organization_id", UUID.class) + "&year=" + year;
                if (row.getInt("confirmed") > 0) {
                    add(duties, teacher, new Duty("validation.duty.unit", List.of(year, row.getInt("confirmed")), ABOUT, "certificate", due,
                        "/console/validation/confirmation?" + at));
                }
                if (row.getInt("objected") > 0) {
                    add(duties, teacher, new Duty("validation.duty.objections", List.of(year, row.getInt("objected")), ABOUT, "certificate", due,
                        "/console/validation/people?which=OBJECTED&" + at));
                }
            });
        return duties;
    }

    private static void add(Map<TeacherId, List<Duty>> duties, UUID teacher, Duty duty) {
        duties.computeIfAbsent(new TeacherId(teacher), _ -> new ArrayList<>()).add(duty);
    }
}
