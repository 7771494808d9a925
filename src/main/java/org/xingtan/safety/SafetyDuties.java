package org.xingtan.safety;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.Role;
import org.xingtan.platform.Duties;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.platform.calendar.WorkingDays;
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;

/** What is held in person asks for: from a week before its first day until all is seen to, of its leader and of those who act for the unit that holds it, or where nobody is in office there, for the authority above. */
@Repository
class SafetyDuties implements Duties {

    static final int DAYS_AHEAD = 7;
    /** Later nobody is asked any more: the list has it still. */
    static final int DAYS_BACK = 30;
    private static final String TEXT = "safety.duty.";

    private static final String[] GIVERS = Role.GIVERS.toArray(String[]::new);

    private static final String[] AUTHORITIES = Organizations.AUTHORITIES.toArray(String[]::new);

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

    /**
     * Units below the authorities of these people in which nobody is in office, nor anywhere between: down the tree as far as the next authority that has somebody. What is kept directly passes by
     * its county.
     */
    private static final String VACANT = """
        , above as (
            select distinct a.teacher_id, a.organization_id, a.kind
              from directory.appointment_card a
             where a.teacher_id = any (:teachers) and a.role = any (:roles) and a.kind = any (:authorities) and a.role <> 'PROVIDER_STAFF'),
        below as (
            select w.teacher_id, w.organization_id as unit_id, w.kind, true as kept, true as first from above w
             union all
            select p.teacher_id, o.id, o.kind, case when o.kind = 'TEACHING_POINT' then p.kept else %s end, false
              from below p
              join directory.organization_card o on o.parent_id = p.unit_id
             where case when p.kind = 'COUNTY' and o.subordination = 'DIRECT' then not p.first else p.first or not p.kept or not p.kind = any (:authorities) end)
        """.formatted(Occasions.KEPT.formatted("o.id"));

    /** How much is still held by these that is not seen to, as the list has it, and what of it begins first. */
    static final String OF_VACANT = VACANT + """
        select s.teacher_id, count(*)::int as n, min(x.first_day) as first_day, (array_agg(x.id order by x.first_day, x.id))[1] as id,
               (array_agg(x.title order by x.first_day, x.id))[1] as title
          from occasion x
          join below s on s.unit_id = x.unit_id and not s.kept and s.teacher_id is distinct from x.leader_id
        """ + DUE + WHEN + """
           and x.unit_id = any (array(select unit_id from below where not kept)) and x.last_day >= :today
         group by s.teacher_id
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
        return Duties.together(List.of(
            due(OF_OFFICES, appointed).param("roles", LookAtSafety.KEEPERS).param("givers", GIVERS).ofTeachers(this::duty),
            due(OF_VACANT, appointed).param("roles", LookAtSafety.KEEPERS).param("authorities", AUTHORITIES).param("today", today()).ofTeachers(this::standIn)));
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

    /** All of it together: a county may have many such schools. */
    private Duty standIn(ResultSet row) throws SQLException {
        var first = row.getObject("first_day", LocalDate.class);
        var n = row.getInt("n");
        return new Duty(TEXT + (n == 1 ? "vacant" : "vacant-many"), List.of(row.getString("title"), first, n), TEXT + "about", "shield", first.isAfter(today()) ? WorkingDays.endOf(first.minusDays(1)) : null,
            n == 1 ? "/console/safety/" + row.getObject("id", UUID.class) : "/console/safety?open=true");
    }
}
