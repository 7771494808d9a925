package org.xingtan.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.enrollment.LessonPlaces;
import org.xingtan.enrollment.Participations;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;

/**
 * Proves that every completed lesson rests on coverage, or on a decision, and a passed quiz, and that every lesson that has both is complete.
 * The second is repaired: it is what a crash between a beat's commit and what follows from it leaves behind.
 */
@Component
class LessonEvidenceAudit implements AuditCheck {

    private record Row(UUID teacher, UUID program, UUID lesson) {}

    private final JdbcClient db;
    private final LessonPlaces places;
    private final Participations participations;
    private final CompleteLesson complete;

    LessonEvidenceAudit(JdbcClient db, LessonPlaces places, Participations participations, CompleteLesson complete) {
        this.db = db;
        this.places = places;
        this.participations = participations;
        this.complete = complete;
    }

    @Override
    public String name() {
        return "learning.lesson-evidence";
    }

    @Override
    public List<String> findings(boolean repair) {
        var findings = new ArrayList<String>();
        query(UNFOUNDED).forEach(row -> findings.add("lesson %s of program %s is complete for %s without the coverage or quiz it needs"
            .formatted(row.lesson, row.program, row.teacher)));
        for (var row : query(UNFINISHED)) {
            if (repair && finish(row)) {
                continue;
            }
            findings.add("lesson %s of program %s is played and passed by %s but not complete".formatted(row.lesson, row.program, row.teacher));
        }
        return findings;
    }

    private boolean finish(Row row) {
        var place = places.find(new ProgramId(row.program), new LessonId(row.lesson));
        var participation = participations.find(new TeacherId(row.teacher), new ProgramId(row.program));
        return participation.isPresent() && complete.run(participation.get(), place).complete();
    }

    private List<Row> query(String sql) {
        return db.sql(sql).query((rs, _) -> new Row(rs.getObject(1, UUID.class), rs.getObject(2, UUID.class), rs.getObject(3, UUID.class))).list();
    }

    private static final String PLAYED = """
        with measured as (
            select s.teacher_id, s.program_id, s.lesson_id, %s as covered
              from learning.session s
             where s.covered <> '{}'
             group by s.teacher_id, s.program_id, s.lesson_id),
        played as (
            select e.teacher_id, e.program_id, e.lesson_id, max(e.covered) as covered
              from (select teacher_id, program_id, lesson_id, covered from measured
                     union all
                    select a.teacher_id, a.program_id, a.lesson_id, ceil(l.duration * l.required)::int
                      from learning.accepted_lesson a
                      join catalog.lesson_card l on l.id = a.lesson_id) e
             group by e.teacher_id, e.program_id, e.lesson_id)
        """.formatted(ProgressQueries.COUNTED);

    private static final String PASSED = """
        exists (select from quiz.attempt_card a
                 where a.teacher_id = %1$s.teacher_id and a.program_id = %1$s.program_id and a.lesson_id = %1$s.lesson_id and a.passed)
        """;

    private static final String UNFOUNDED = PLAYED + """
        select c.teacher_id, c.program_id, c.lesson_id
          from learning.lesson_completion c
          join catalog.lesson_card l on l.id = c.lesson_id
          left join played p on p.teacher_id = c.teacher_id and p.program_id = c.program_id and p.lesson_id = c.lesson_id
         where coalesce(p.covered, 0) < c.verified_seconds
            or c.verified_seconds < ceil(l.duration * l.required)
            or (l.quiz_questions is not null and not
        """ + PASSED.formatted("c") + ")";

    private static final String UNFINISHED = PLAYED + """
        select p.teacher_id, p.program_id, p.lesson_id
          from played p
          join catalog.lesson_card l on l.id = p.lesson_id
          left join learning.lesson_completion c
            on c.teacher_id = p.teacher_id and c.program_id = p.program_id and c.lesson_id = p.lesson_id
          -- Whoever takes part no more finishes nothing.
          join enrollment.participation_card e on e.teacher_id = p.teacher_id and e.program_id = p.program_id
         where c.teacher_id is null and p.covered >= ceil(l.duration * l.required)
           and (l.quiz_questions is null or
        """ + PASSED.formatted("p") + ")";
}
