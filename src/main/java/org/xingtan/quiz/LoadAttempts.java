package org.xingtan.quiz;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.catalog.Question;
import org.xingtan.catalog.Questions;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.CopyIn;
import org.xingtan.platform.persistence.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Fills attempts by the million; whoever loads keeps the laws, the checks of the database see to it. */
@Component
public class LoadAttempts {

    private static final Duration A_DAY = Duration.ofDays(1);

    private final CopyIn copy;
    private final JdbcClient db;

    LoadAttempts(CopyIn copy, JdbcClient db) {
        this.copy = copy;
        this.db = db;
    }

    /** What was drawn for an attempt and answered, marked, as it is stored. Many people may have handed in the same. */
    public record Paper(String questions, String answers, int passMark, int score, String results) {

        public static Paper of(List<Question> questions, Map<UUID, JsonNode> given, int passMark) {
            var answers = JsonNodeFactory.instance.arrayNode();
            questions.forEach(question -> answers.add(given.get(question.id())));
            var marks = Marks.of(questions, answers);
            return new Paper(array(questions.stream().map(Question::id)), Json.write(answers), passMark, marks.score(), array(marks.results().stream()));
        }

        private static String array(Stream<?> elements) {
            return elements.map(Object::toString).collect(Collectors.joining(",", "{", "}"));
        }
    }

    /** A submitted attempt. */
    public record Answered(TeacherId teacher, UUID id, ProgramId program, LessonId lesson, int number, Instant openedAt,
                           Instant submittedAt, Paper paper) {}

    /** A question that was asked inside a lesson, answered rightly. */
    public record InLesson(TeacherId teacher, ProgramId program, LessonId lesson, Questions.Asked asked, Instant at) {}

    public long lessonAnswers(Stream<InLesson> answers) {
        return copy.copy("quiz.lesson_answer (teacher_id, program_id, lesson_id, second, question_id, answer, correct, answered_at)", rows ->
            answers.forEach(it -> rows.add(it.teacher(), it.program(), it.lesson(), it.asked().second(), it.asked().question().id(),
                Json.write(it.asked().question().key()), true, it.at())));
    }

    public long load(Stream<Answered> attempts) {
        return copy.copy("quiz.attempt (teacher_id, id, program_id, lesson_id, number, opened_at, closes_at, questions, answers, pass_mark, "
            + "submitted_at, score, results)", rows -> attempts.forEach(it -> rows.add(it.teacher(), it.id(), it.program(), it.lesson(),
                it.number(), it.openedAt(), it.openedAt().plus(A_DAY), it.paper().questions(), it.paper().answers(), it.paper().passMark(),
                it.submittedAt(), it.paper().score(), it.paper().results())));
    }

    /** Says who is failing, by the attempts: for those that were loaded without the database looking at each. */
    @Transactional
    public void settle() {
        db.sql("""
                -- all teachers: each of them
                delete from quiz.failing f
                 where not exists (select from quiz.failing_by_attempts a
                                    where a.teacher_id = f.teacher_id and a.program_id = f.program_id and a.lesson_id = f.lesson_id)
                """).update();
        db.sql("""
                -- all teachers: each of them
                insert into quiz.failing (teacher_id, program_id, lesson_id, attempt_id)
                select teacher_id, program_id, lesson_id, attempt_id from quiz.failing_by_attempts
                    on conflict (teacher_id, program_id, lesson_id) do update set attempt_id = excluded.attempt_id
                """).update();
    }
}
