package org.xingtan.testing;

import java.util.Collections;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.enrollment.JoinProgram;
import org.xingtan.enrollment.LessonPlaces;
import org.xingtan.platform.Actor;
import org.xingtan.platform.persistence.Json;
import org.xingtan.program.ProgramDetail;
import org.xingtan.quiz.LessonAdvanced;

/** What people of a test have learned: as after honest learning, without the time it takes. */
@Fixture
public class Learning {

    private final JdbcClient db;
    private final JoinProgram join;
    private final LessonPlaces places;
    private final LessonAdvanced advanced;
    private final TransactionTemplate transaction;

    Learning(JdbcClient db, JoinProgram join, LessonPlaces places, LessonAdvanced advanced, TransactionTemplate transaction) {
        this.db = db;
        this.join = join;
        this.places = places;
        this.advanced = advanced;
        this.transaction = transaction;
    }

    public void join(Actor teacher, ProgramDetail program) {
        join.join(teacher, program.id(), null);
    }

    /** Joined, and every lesson played whole; quizzes are left to be passed. */
    public void complete(Actor teacher, ProgramDetail program) {
        join(teacher, program);
        for (var n = 0; n < program.lessons().size(); n++) {
            play(teacher, program, n);
        }
    }

    /** Played whole an hour ago, and judged. */
    public void play(Actor teacher, ProgramDetail program, int n) {
        watch(teacher, program, n);
        var place = places.find(program.id(), program.lessons().get(n).lesson().id());
        transaction.executeWithoutResult(_ -> advanced.lessonAdvanced(places.participation(teacher.teacher(), place), place));
    }

    /** Played whole, and judged by nobody, as by a page that is still open when somebody takes part no more. */
    public void watch(Actor teacher, ProgramDetail program, int n) {
        var lesson = program.lessons().get(n).lesson();
        db.sql("""
                insert into learning.session (teacher_id, id, program_id, lesson_id, opened_at, last_beat_at, ended_at, device, max_rate, covered)
                values (:teacher, :id, :program, :lesson, now() - interval '2 hours', now() - interval '1 hour', now() - interval '1 hour', 'Firefox', 1,
                        int4multirange(int4range(0, :seconds)))
                """)
            .param("teacher", teacher.teacher().value()).param("id", UUID.randomUUID()).param("program", program.id().value())
            .param("lesson", lesson.id().value()).param("seconds", lesson.duration()).update();
    }

    /** An attempt that left every question out. */
    public UUID fail(Actor teacher, ProgramDetail program, int n) {
        var lesson = program.lessons().get(n).lesson().id().value();
        var questions = db.sql("select id from catalog.question where lesson_id = :lesson order by id").param("lesson", lesson).query(UUID.class).list();
        var id = UUID.randomUUID();
        db.sql("""
                insert into quiz.attempt (teacher_id, id, program_id, lesson_id, number, opened_at, closes_at, questions, answers, pass_mark, submitted_at, score, results)
                select :teacher, :id, :program, :lesson, count(*) + 1, now() - interval '10 minutes', now(), :questions, :answers, 60, now(), 0, :results
                  from quiz.attempt where teacher_id = :teacher and program_id = :program and lesson_id = :lesson
                """)
            .param("teacher", teacher.teacher().value()).param("id", id).param("program", program.id().value()).param("lesson", lesson)
            .param("questions", questions.toArray(UUID[]::new)).param("answers", Json.raw(Collections.nCopies(questions.size(), "null").toString()))
            .param("results", Collections.nCopies(questions.size(), false).toArray(Boolean[]::new)).update();
        return id;
    }
}
