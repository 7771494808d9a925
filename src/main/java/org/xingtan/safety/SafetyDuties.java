package org.xingtan.safety;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
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
import org.xingtan.platform.Window;
import org.xingtan.platform.calendar.WorkingDays;
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;

/** What is held in person asks for: from a week before its first day until all is seen to, of its leader and of those who act for the unit that holds it. */
@Repository
class SafetyDuties implements Duties {

    static final int DAYS_AHEAD = 7;
    /** Later nobody is asked any more: the list has it still. */
    static final int DAYS_BACK = 30;
    private static final String TEXT = "safety.duty.";

    private static final String[] KEEPERS = Arrays.stream(Role.values()).filter(role -> role.allows(LookAtSafety.TASK)).map(Role::name).toArray(String[]::new);

    private static final String[] GIVERS = Role.GIVERS.toArray(String[]::new);

    /** Units for which these people act, each with the teaching points that it acts for: few, and known before anything that is held is looked for. */
    private static final String OFFICES = """
        , office as (
            select distinct a.teacher_id, o.id as unit_id
              from directory.appointment_card a
              join directory.organization_card o
                on o.id = a.organization_id and o.kind <> 'TEACHING_POINT' or o.parent_id = a.organization_id and o.kind = 'TEACHING_POINT'
             where a.teacher_id = any (:teachers) and a.role = any (:roles) and (a.role <> 'PROVIDER_STAFF' or a.kind = any (:givers)))
        """;

    private static final String DUE = """
          join directory.organization_card u on u.id = x.unit_id
          left join safety.checklist c on c.occasion_id = x.id
         cross join lateral (
               select count(*)::int as missing
                 from %s k
                 left join safety.standing s on s.occasion_id = c.occasion_id and s.code = k.code
                where s.answer is null) n
        """.formatted(Occasions.ASKED);

    private static final String WHEN = """
         where x.state = 'OPEN' and x.first_day <= :to and x.last_day >= :from and n.missing > 0
        """;

    /** Each source is asked for what these units hold: their ids are known first, so that its own index finds them. */
    static final String OF_OFFICES = OFFICES + """
        select s.teacher_id, x.id, x.title, x.first_day, n.missing
          from occasion x
          join office s on s.unit_id = x.unit_id and s.teacher_id is distinct from x.leader_id
        """ + DUE + WHEN + """
           and x.unit_id = any (array(select unit_id from office))
         order by x.first_day, x.id
        """;

    private final Occasions occasions;
    private final Clock clock;

    SafetyDuties(Occasions occasions, Clock clock) {
        this.occasions = occasions;
        this.clock = clock;
    }

    @Override
    public Reading<Map<TeacherId, List<Duty>>> of(Set<TeacherId> teachers) {
        return due("select x.leader_id as teacher_id, x.id, x.title, x.first_day, n.missing from occasion x " + DUE + WHEN + " and x.leader_id = any (:teachers)"
            + " order by x.first_day, x.id", teachers).ofTeachers(this::duty);
    }

    /** Whoever leads it himself has it on his list already. */
    @Override
    public Reading<Map<TeacherId, List<Duty>>> ofOffices(Set<TeacherId> appointed) {
        return due(OF_OFFICES, appointed).param("roles", KEEPERS).param("givers", GIVERS).ofTeachers(this::duty);
    }

    private Query due(String statement, Set<TeacherId> teachers) {
        var today = today();
        return Query.of(occasions.on(statement)).param("teachers", TeacherId.array(teachers)).param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .param("from", today.minusDays(DAYS_BACK)).param("to", today.plusDays(DAYS_AHEAD));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Window.ZONE);
    }

    private Duty duty(ResultSet row) throws SQLException {
        var first = row.getObject("first_day", LocalDate.class);
        return new Duty(TEXT + (first.isBefore(today()) ? "begun" : "open"), List.of(row.getString("title"), first, row.getInt("missing")), TEXT + "about", "shield",
            first.isAfter(today()) ? WorkingDays.endOf(first.minusDays(1)) : null, "/console/safety/" + row.getObject("id", UUID.class));
    }
}
