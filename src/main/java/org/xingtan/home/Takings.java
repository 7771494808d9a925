package org.xingtan.home;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.reading.Query;
import org.xingtan.platform.reading.Reading;
import org.xingtan.program.Programs;

/** What people take part in and how far they are, in one statement over what the modules publish. */
@Repository
class Takings {

    private static final String SQL = """
        with learned as materialized (
            select l.teacher_id, l.program_id, l.lesson_id from learning.lesson_completion_card l where l.teacher_id = any (:teachers))
        select p.teacher_id, p.program_id, p.track, done.completed_at, held.id, held.number, held.issued_at,
               complete.lessons, passed.lessons, begun.lessons, begun.seconds, latest.lesson_id, credited.hours
          from enrollment.participation_card p
          left join program.completion_card done on done.teacher_id = p.teacher_id and done.program_id = p.program_id
          left join certificate.certificate_card held
            on held.teacher_id = p.teacher_id and held.program_id = p.program_id and held.state = 'VALID'
          left join (select l.teacher_id, l.program_id, array_agg(l.lesson_id) as lessons
                       from learned l
                      group by l.teacher_id, l.program_id) complete
            on complete.teacher_id = p.teacher_id and complete.program_id = p.program_id
          left join (select a.teacher_id, a.program_id, array_agg(a.lesson_id) as lessons
                       from quiz.attempt_card a
                      where a.teacher_id = any (:teachers) and a.passed
                      group by a.teacher_id, a.program_id) passed
            on passed.teacher_id = p.teacher_id and passed.program_id = p.program_id
          left join (select b.teacher_id, b.program_id, array_agg(b.lesson_id) as lessons,
                            array_agg((select coalesce(sum(upper(r) - lower(r)), 0)::int from unnest(b.covered) r)) as seconds
                       from (select s.teacher_id, s.program_id, s.lesson_id,
                                    range_agg(s.covered) * int4multirange(int4range(0, (
                                        select min(q.second) from catalog.lesson_question_card q
                                         where q.lesson_id = s.lesson_id
                                           and not exists (select from quiz.lesson_answer_card w
                                                            where w.teacher_id = s.teacher_id and w.program_id = s.program_id
                                                              and w.lesson_id = s.lesson_id and w.second = q.second)))) as covered
                               from learning.session_card s
                              where s.teacher_id = any (:teachers)
                                and not exists (select from learned l
                                                 where l.teacher_id = s.teacher_id and l.program_id = s.program_id and l.lesson_id = s.lesson_id)
                              group by s.teacher_id, s.program_id, s.lesson_id) b
                      group by b.teacher_id, b.program_id) begun
            on begun.teacher_id = p.teacher_id and begun.program_id = p.program_id
          left join (select distinct on (s.teacher_id, s.program_id) s.teacher_id, s.program_id, s.lesson_id
                       from learning.session_card s
                      where s.teacher_id = any (:teachers)
                      order by s.teacher_id, s.program_id, s.opened_at desc) latest
            on latest.teacher_id = p.teacher_id and latest.program_id = p.program_id
          left join (select e.teacher_id, e.program_id, sum(e.credited) as hours
                       from ledger.entry_card e
                      where e.teacher_id = any (:teachers)
                      group by e.teacher_id, e.program_id) credited
            on credited.teacher_id = p.teacher_id and credited.program_id = p.program_id
         where p.teacher_id = any (:teachers)
         order by p.joined_at desc, p.id desc
        """;

    private static final UUID[] NONE = {};

    private final Programs programs;

    Takings(Programs programs) {
        this.programs = programs;
    }

    /** Of each person, the newest first. Seconds are summed in place: a function of the database would be planned anew each time. */
    Reading<Map<TeacherId, List<Taking>>> of(Set<TeacherId> teachers) {
        return Query.of(SQL).param("teachers", TeacherId.array(teachers)).ofTeachers(Takings::taking).as(found -> {
            var takings = new HashMap<TeacherId, List<Taking>>();
            found.forEach((teacher, his) -> takings.put(teacher, his.stream().map(it -> it.apply(programs)).toList()));
            return takings;
        });
    }

    /** A participation, once the program is looked up that it is in: what somebody has joined stays published. */
    private static Function<Programs, Taking> taking(ResultSet row) throws SQLException {
        var program = new ProgramId(row.getObject(2, UUID.class));
        var track = row.getString(3);
        var completedAt = instant(row, 4);
        var done = Set.of(ids(row, 8));
        var passed = Set.copyOf(Arrays.asList(ids(row, 9)));
        var covered = seconds(row);
        var latest = row.getObject(12, UUID.class);
        var hours = row.getBigDecimal(13);
        var credited = hours == null ? CreditHours.ZERO : new CreditHours(hours);
        var certificate = certificate(row);
        return programs -> new Taking(programs.find(program), track, completedAt, done, passed, covered, latest, credited, certificate);
    }

    private static Taking.@Nullable Held certificate(ResultSet row) throws SQLException {
        var issued = instant(row, 7);
        return issued == null ? null : new Taking.Held(row.getObject(5, UUID.class), row.getString(6), issued);
    }

    private static UUID[] ids(ResultSet row, int column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? NONE : (UUID[]) array.getArray();
    }

    private static Map<UUID, Integer> seconds(ResultSet row) throws SQLException {
        var lessons = ids(row, 10);
        if (lessons.length == 0) {
            return Map.of();
        }
        var seconds = (Integer[]) row.getArray(11).getArray();
        var result = new HashMap<UUID, Integer>();
        for (var i = 0; i < lessons.length; i++) {
            result.put(lessons[i], seconds[i]);
        }
        return result;
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
