package org.xingtan.monitoring;

/** What lists ask about one learner {@code x.teacher_id} in program {@code :program}, always with the teacher fixed. */
public final class LearnerSql {

    /** The newest sign of work: a beat, a submitted quiz, a completed lesson. */
    public static final String LAST_ACTIVITY = """
        (select max(activity.at) as at
           from (select s.last_beat_at as at from learning.session_card s
                  where s.teacher_id = x.teacher_id and s.program_id = :program
                  union all
                 select a.submitted_at from quiz.attempt_card a
                  where a.teacher_id = x.teacher_id and a.program_id = :program
                  union all
                 select l.completed_at from learning.lesson_completion_card l
                  where l.teacher_id = x.teacher_id and l.program_id = :program) activity)
        """;

    /** Whether there has been none since {@code :before}. */
    public static final String NO_ACTIVITY = """
        (not exists (select from learning.session_card s
                      where s.teacher_id = x.teacher_id and s.program_id = :program and s.last_beat_at >= :before)
         and not exists (select from quiz.attempt_card a
                          where a.teacher_id = x.teacher_id and a.program_id = :program and a.submitted_at >= :before)
         and not exists (select from learning.lesson_completion_card l
                          where l.teacher_id = x.teacher_id and l.program_id = :program and l.completed_at >= :before))
        """;

    /** The lessons whose newest attempt has failed and which are not complete by another one. */
    public static final String FAILED_QUIZZES = """
        (select newest.lesson_id, newest.score, newest.pass_mark, newest.submitted_at
           from (select distinct on (a.lesson_id) a.lesson_id, a.score, a.pass_mark, a.submitted_at, a.passed
                   from quiz.attempt_card a
                  where a.teacher_id = x.teacher_id and a.program_id = :program and a.submitted_at is not null
                  order by a.lesson_id, a.number desc) newest
          where not newest.passed
            and not exists (select from learning.lesson_completion_card l
                             where l.teacher_id = x.teacher_id and l.program_id = :program and l.lesson_id = newest.lesson_id))
        """;

    private LearnerSql() {}
}
