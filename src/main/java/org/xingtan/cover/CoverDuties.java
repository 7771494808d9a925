package org.xingtan.cover;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.enrollment.Whereabouts;
import org.xingtan.platform.Duties;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.platform.calendar.WorkingCalendar;
import org.xingtan.platform.calendar.WorkingDays;
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;

/**
 * What is not arranged in the days to come, as something to do for whoever leads or administers a school: read with what all others ask of a start page.
 * Operators answer for no lessons.
 */
@Component
class CoverDuties implements Duties {

    static final int DAYS = 14;

    /** Offices, and those whose lessons they see to. */
    private static final String SERVED = """
        directory.appointment_card a
          join directory.organization_card o on o.id = a.organization_id or o.parent_id = a.organization_id and o.kind = 'TEACHING_POINT'
          join directory.person_card p on p.organization_id = o.id and p.state = 'ACTIVE'
         where a.teacher_id = any (:teachers) and a.role = any (:keepers) and a.kind in ('SCHOOL', 'TEACHING_POINT')
        """;
    private static final String PEOPLE = "array(select p.teacher_id from " + SERVED + ")";

    /** Of people in the units that have said it: what a unit has said of somebody whom another one has now is nothing to that one. */
    private static final String SAID = """
        select h.teacher_id, h.day, h.cause, h.covered_by, h.accepted
          from cover.arrangement h
          join directory.person_card s on s.teacher_id = h.teacher_id
          join directory.organization_card u on u.id = s.organization_id and (u.id = h.unit_id or u.parent_id = h.unit_id and u.kind = 'TEACHING_POINT')
         where h.state = 'ARRANGED' and h.day between :from and :to and h.teacher_id = any (%s)
         order by h.teacher_id, h.day, h.cause
        """.formatted(PEOPLE);

    /** A unit for which somebody acts. */
    private record Office(TeacherId holder, UUID unit) {}

    /** What holds of a day. @param cover null where nobody takes the lessons @param accepted as {@link Arrangement} says */
    private record Said(LocalDate day, String cause, @Nullable TeacherId cover, List<String> accepted) {

        private boolean isOf(Away away) {
            return day.equals(away.day()) && cause.equals(away.cause());
        }
    }

    /** What was read of people. */
    private record Known(Map<TeacherId, List<Away>> away, Map<TeacherId, List<Said>> said) {

        /** On which days nothing holds for some of them. */
        private List<LocalDate> open(Set<TeacherId> people) {
            return people.stream().flatMap(it -> away.getOrDefault(it, List.of()).stream()).filter(it -> it.takesLessons() && !isSeenTo(it, people)).map(Away::day).toList();
        }

        private boolean isSeenTo(Away one, Set<TeacherId> people) {
            return said.getOrDefault(one.teacher(), List.of()).stream().filter(it -> it.isOf(one)).anyMatch(it -> it.cover == null
                || people.contains(it.cover) && Arrangement.against(one, away.getOrDefault(it.cover, List.of()), it.accepted).isEmpty());
        }
    }

    private final Absences absences;
    private final WorkingCalendar calendar;
    private final Clock clock;

    CoverDuties(Absences absences, WorkingCalendar calendar, Clock clock) {
        this.absences = absences;
        this.calendar = calendar;
        this.clock = clock;
    }

    private static LocalDate last(LocalDate from) {
        return from.plusDays(DAYS - 1L);
    }

    @Override
    public Reading<Map<TeacherId, List<Duty>>> ofOffices(Set<TeacherId> appointed) {
        var from = LocalDate.ofInstant(clock.instant(), Window.ZONE);
        var offices = about("select distinct a.teacher_id, a.organization_id, p.teacher_id as person from " + SERVED, appointed).rows(CoverDuties::offices);
        var away = Reading.all(absences.statements(PEOPLE).map(it -> between(about(it, appointed), from).ofTeachers(Whereabouts::read)).toList())
            .and(calendar.reading(), (answers, working) -> Absences.days(answers, from, last(from), working).stream().collect(Collectors.groupingBy(Away::teacher)));
        var said = between(about(SAID, appointed), from).ofTeachers(CoverDuties::said);
        return offices.and(away.and(said, Known::new), CoverDuties::duties);
    }

    private static Query about(String sql, Set<TeacherId> appointed) {
        return Query.of(sql).param("teachers", TeacherId.array(appointed)).param("keepers", CoverScope.KEEPERS);
    }

    private static Query between(Query query, LocalDate from) {
        return query.param("from", from).param("to", last(from));
    }

    private static Map<TeacherId, List<Duty>> duties(Map<Office, Set<TeacherId>> offices, Known known) {
        var found = new HashMap<TeacherId, List<Duty>>();
        offices.forEach((office, people) -> duty(office.unit, known.open(people)).ifPresent(it -> found.computeIfAbsent(office.holder, _ -> new ArrayList<>()).add(it)));
        return found;
    }

    private static Optional<Duty> duty(UUID unit, List<LocalDate> open) {
        return open.stream().min(LocalDate::compareTo).map(first -> new Duty("cover.duty", List.of(open.size(), DAYS), "cover.duty.about", "clock", WorkingDays.endOf(first),
            CoverView.PAGE + "?organization=" + unit + "&week=" + first));
    }

    private static Map<Office, Set<TeacherId>> offices(ResultSet rows) throws SQLException {
        var found = new HashMap<Office, Set<TeacherId>>();
        while (rows.next()) {
            found.computeIfAbsent(new Office(new TeacherId(rows.getObject("teacher_id", UUID.class)), rows.getObject("organization_id", UUID.class)), _ -> new HashSet<>())
                .add(new TeacherId(rows.getObject("person", UUID.class)));
        }
        return found;
    }

    private static Said said(ResultSet row) throws SQLException {
        var cover = row.getObject("covered_by", UUID.class);
        return new Said(row.getObject("day", LocalDate.class), row.getString("cause"), cover == null ? null : new TeacherId(cover),
            List.of((String[]) row.getArray("accepted").getArray()));
    }
}
