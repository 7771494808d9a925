package org.xingtan.learning;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.ledger.Hours;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.Achievement;
import org.xingtan.program.ProgramDetail;
import org.xingtan.quiz.LessonQuestions;

/** What pages and rules read about a person's learning. */
@Repository
public class ProgressQueries {

    /**
     * What is played beyond a question that is asked inside the lesson and not answered is kept, and does not count yet. Seconds
     * are summed in place: a function of the database would be planned anew each time.
     */
    static final String COUNTED = """
        (select coalesce(sum(upper(r) - lower(r)), 0)::int
           from unnest(range_agg(s.covered) * int4multirange(int4range(0, (
                select min(q.second) from catalog.lesson_question_card q
                 where q.lesson_id = s.lesson_id
                   and not exists (select from quiz.lesson_answer_card w
                                    where w.teacher_id = s.teacher_id and w.program_id = s.program_id and w.lesson_id = s.lesson_id
                                      and w.second = q.second))))) r)
        """;

    private final JdbcClient db;
    private final LessonQuestions questions;

    ProgressQueries(JdbcClient db, LessonQuestions questions) {
        this.db = db;
        this.questions = questions;
    }

    /** Progress of a person in a program by lesson; lessons not touched yet are missing. One round trip. */
    public Map<UUID, LessonProgress> of(TeacherId teacher, ProgramId program) {
        var progress = new HashMap<UUID, LessonProgress>();
        db.sql("""
                select coalesce(s.lesson_id, a.lesson_id) as lesson_id, coalesce(s.covered, 0) as covered,
                       coalesce(a.attempts, 0) as attempts, coalesce(a.passed, false) as passed, a.last_score,
                       c.completed_at is not null and c.voided_at is null as complete, c.voided_at is not null as voided, coalesce(c.verified_seconds, 0) as verified
                  from (select s.lesson_id, %s as covered
                          from learning.session s
                         where s.teacher_id = :teacher and s.program_id = :program
                         group by s.teacher_id, s.program_id, s.lesson_id) s
                  full join (select lesson_id, count(*)::int as attempts,
                                    bool_or(passed) as passed,
                                    (array_agg(score order by number desc) filter (where score is not null))[1] as last_score
                               from quiz.attempt_card
                              where teacher_id = :teacher and program_id = :program
                              group by lesson_id) a on a.lesson_id = s.lesson_id
                  left join learning.lesson_completion c
                    on c.teacher_id = :teacher and c.program_id = :program and c.lesson_id = coalesce(s.lesson_id, a.lesson_id)
                """.formatted(COUNTED))
            .param("teacher", teacher.value()).param("program", program.value())
            .query(rs -> {
                var lesson = rs.getObject("lesson_id", UUID.class);
                progress.put(lesson, new LessonProgress(lesson, rs.getInt("covered"), rs.getBoolean("complete"), rs.getBoolean("passed"),
                    rs.getInt("attempts"), rs.getObject("last_score", Integer.class), rs.getInt("verified"),
                    rs.getBoolean("voided")));
            });
        return progress;
    }

    /** Everything of a lesson in a program that has been played and counts, over all sessions. */
    Coverage coverage(TeacherId teacher, ProgramId program, LessonId lesson) {
        return Coverage.parse(db.sql("""
                select coalesce(range_agg(covered), '{}') from learning.session
                 where teacher_id = :teacher and program_id = :program and lesson_id = :lesson
                """)
            .param("teacher", teacher.value()).param("program", program.value()).param("lesson", lesson.value())
            .query(String.class).single()).before(questions.openFrom(teacher, program, lesson));
    }

    /**
     * When the last was done that a complete lesson rests on: it was played, what it asks was answered, its quiz was passed. That is before now
     * where a last step was repaired, or somebody has decided about it since. What a session is told after its end was played before its end, and one
     * that has played nothing is no learning where another one has.
     */
    Instant learned(TeacherId teacher, ProgramId program, LessonId lesson, Instant now) {
        return db.sql("""
                select least(:now, greatest(
                       (select coalesce(max(least(s.last_beat_at, s.ended_at)) filter (where s.covered <> '{}'), max(least(s.last_beat_at, s.ended_at)))
                          from learning.session s
                         where s.teacher_id = :teacher and s.program_id = :program and s.lesson_id = :lesson),
                       (select max(w.answered_at) from quiz.lesson_answer_card w
                         where w.teacher_id = :teacher and w.program_id = :program and w.lesson_id = :lesson),
                       (select min(a.submitted_at) from quiz.attempt_card a
                         where a.teacher_id = :teacher and a.program_id = :program and a.lesson_id = :lesson and a.passed)))
                """)
            .param("teacher", teacher.value()).param("program", program.value()).param("lesson", lesson.value())
            .param("now", now.atOffset(ZoneOffset.UTC))
            .query(OffsetDateTime.class).single().toInstant();
    }

    /** The facts that completion rules look at. */
    static Achievement achievement(ProgramDetail program, Map<UUID, LessonProgress> progress, Hours hours) {
        var complete = new HashSet<UUID>();
        var passed = new HashSet<UUID>();
        progress.values().forEach(it -> {
            if (it.complete()) {
                complete.add(it.lesson());
            }
            if (it.passed()) {
                passed.add(it.lesson());
            }
        });
        return new Achievement(program, complete, passed, hours.credited());
    }
}
