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
        (select f.lesson_id, f.score, f.pass_mark, f.submitted_at
           from quiz.failing_card f
          where f.teacher_id = x.teacher_id and f.program_id = :program
            and not exists (select from learning.lesson_completion_card l
                             where l.teacher_id = x.teacher_id and l.program_id = :program and l.lesson_id = f.lesson_id))
        """;

    private LearnerSql() {}
}
