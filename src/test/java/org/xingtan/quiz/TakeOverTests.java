package org.xingtan.quiz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.Uuids;
import org.xingtan.testing.XingtanTest;

/** The statement of the migration that takes over attempts which kept their questions' texts; every test is rolled back. */
@XingtanTest
@Transactional
class TakeOverTests {

    private static final UUID FIRST = Uuids.next();
    private static final UUID SECOND = Uuids.next();
    private static final String QUESTIONS = """
        [{"id": "%s", "kind": "MULTIPLE", "text": "second", "options": [], "key": ["a"]}, {"id": "%s", "kind": "FILL", "text": "first", "key": ["x"]}]
        """.formatted(SECOND, FIRST);

    @Autowired JdbcClient db;
    @Autowired Attempts attempts;

    private final org.xingtan.platform.TeacherId teacher = new org.xingtan.platform.TeacherId(Uuids.next());

    @BeforeEach
    void attemptsAsTheyWereKept() throws IOException {
        db.sql("create schema once").update();
        db.sql("""
            create table once.attempt (teacher_id uuid, id uuid, program_id uuid, lesson_id uuid, number int, opened_at timestamptz, closes_at timestamptz,
                questions jsonb, pass_mark int, submitted_at timestamptz, score int, results jsonb)
            """).update();
        db.sql("create table once.answer (teacher_id uuid, attempt_id uuid, question_id uuid, answer jsonb, answered_at timestamptz)").update();
        var migration = Files.readString(Path.of("src/main/resources/db/migration/quiz/V1__quiz.sql"));
        db.sql(migration.substring(migration.indexOf("create function quiz.take_over"))).update();
    }

    @Test
    void keepsOrderAnswersMarksAndWhatIsOpen() {
        var closed = insert(1, "now()", "50", "{\"%s\": true, \"%s\": false}".formatted(FIRST, SECOND));
        var open = insert(2, "null", "null", null);
        answer(closed, FIRST, "\"x\"");
        answer(open, SECOND, "[\"a\"]");

        assertThat(db.sql("select quiz.take_over('once.attempt', 'once.answer')").query(Long.class).single()).isEqualTo(2);

        var taken = attempts.find(teacher, closed).orElseThrow();
        assertThat(taken.questions()).containsExactly(SECOND, FIRST);
        assertThat(taken.answers()).isEqualTo("[null, \"x\"]");
        assertThat(taken.results()).isEqualTo(List.of(false, true));
        assertThat(taken.score()).isEqualTo(50);
        var still = attempts.find(teacher, open).orElseThrow();
        assertThat(still.isOpen()).isTrue();
        assertThat(still.results()).isNull();
        assertThat(still.answers()).isEqualTo("[[\"a\"], null]");
    }

    private UUID insert(int number, String submitted, String score, String results) {
        var id = Uuids.next();
        db.sql("insert into once.attempt values (:teacher, :id, :program, :program, :number, now(), now(), :questions::jsonb, 60, "
                + submitted + ", " + score + ", :results::jsonb)")
            .param("teacher", teacher.value()).param("id", id).param("program", teacher.value()).param("number", number)
            .param("questions", QUESTIONS).param("results", results).update();
        return id;
    }

    private void answer(UUID attempt, UUID question, String answer) {
        db.sql("insert into once.answer values (:teacher, :attempt, :question, :answer::jsonb, now())")
            .param("teacher", teacher.value()).param("attempt", attempt).param("question", question).param("answer", answer).update();
    }
}
