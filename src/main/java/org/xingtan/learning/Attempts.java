package org.xingtan.learning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.catalog.Question;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Json;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** Attempts and their answers in the database. */
@Repository
class Attempts {

    private static final String COLUMNS = """
        teacher_id, id, program_id, lesson_id, number, opened_at, closes_at, questions, pass_mark, submitted_at, score, results
        """;

    private final JdbcClient db;

    Attempts(JdbcClient db) {
        this.db = db;
    }

    Optional<Attempt> find(TeacherId teacher, UUID id) {
        return db.sql("select " + COLUMNS + " from learning.attempt where teacher_id = :teacher and id = :id")
            .param("teacher", teacher.value()).param("id", id).query(Attempts::read).optional();
    }

    /** The same, locked until the transaction ends: answers wait, a second submission too. */
    Optional<Attempt> lock(TeacherId teacher, UUID id) {
        return db.sql("select " + COLUMNS + " from learning.attempt where teacher_id = :teacher and id = :id for update")
            .param("teacher", teacher.value()).param("id", id).query(Attempts::read).optional();
    }

    /** All attempts of a person at a lesson's quiz in a program, the newest first. */
    List<Attempt> of(TeacherId teacher, ProgramId program, LessonId lesson) {
        return db.sql("select " + COLUMNS + """
                  from learning.attempt
                 where teacher_id = :teacher and program_id = :program and lesson_id = :lesson
                 order by number desc
                """)
            .param("teacher", teacher.value()).param("program", program.value()).param("lesson", lesson.value())
            .query(Attempts::read).list();
    }

    /** @return false when another attempt is open or has this number: somebody was faster */
    boolean insert(Attempt attempt) {
        return db.sql("""
                insert into learning.attempt (teacher_id, id, program_id, lesson_id, number, opened_at, closes_at, questions, pass_mark)
                values (:teacher, :id, :program, :lesson, :number, :opened, :closes, :questions, :passMark)
                    on conflict do nothing
                """)
            .param("teacher", attempt.teacher().value()).param("id", attempt.id()).param("program", attempt.program().value())
            .param("lesson", attempt.lesson().value()).param("number", attempt.number())
            .param("opened", attempt.openedAt().atOffset(ZoneOffset.UTC)).param("closes", attempt.closesAt().atOffset(ZoneOffset.UTC))
            .param("questions", Json.jsonb(attempt.questions())).param("passMark", attempt.passMark())
            .update() > 0;
    }

    /** Saves an answer while the attempt is open. @return false when it is over */
    boolean save(Attempt attempt, UUID question, JsonNode answer, Instant now) {
        return db.sql("""
                insert into learning.answer (teacher_id, attempt_id, question_id, answer, answered_at)
                select a.teacher_id, a.id, :question, :answer, :now
                  from learning.attempt a
                 where a.teacher_id = :teacher and a.id = :attempt and a.submitted_at is null and a.closes_at >= :now
                   for share
                    on conflict (teacher_id, attempt_id, question_id)
                    do update set answer = excluded.answer, answered_at = excluded.answered_at
                """)
            .param("teacher", attempt.teacher().value()).param("attempt", attempt.id()).param("question", question)
            .param("answer", Json.jsonb(answer)).param("now", now.atOffset(ZoneOffset.UTC)).update() > 0;
    }

    Map<UUID, JsonNode> answers(Attempt attempt) {
        var answers = new HashMap<UUID, JsonNode>();
        db.sql("select question_id, answer from learning.answer where teacher_id = :teacher and attempt_id = :attempt")
            .param("teacher", attempt.teacher().value()).param("attempt", attempt.id())
            .query(rs -> {
                answers.put(rs.getObject(1, UUID.class), Json.read(rs.getString(2), JsonNode.class));
            });
        return answers;
    }

    void close(Attempt attempt, Instant at, int score, Map<String, Boolean> results) {
        db.sql("""
                update learning.attempt set submitted_at = :at, score = :score, results = :results
                 where teacher_id = :teacher and id = :id and submitted_at is null
                """)
            .param("at", at.atOffset(ZoneOffset.UTC)).param("score", score).param("results", Json.jsonb(results))
            .param("teacher", attempt.teacher().value()).param("id", attempt.id()).update();
    }

    private static Attempt read(ResultSet rs, int row) throws SQLException {
        var submitted = rs.getObject("submitted_at", OffsetDateTime.class);
        var results = rs.getString("results");
        return new Attempt(new TeacherId(rs.getObject("teacher_id", UUID.class)), rs.getObject("id", UUID.class),
            new ProgramId(rs.getObject("program_id", UUID.class)), new LessonId(rs.getObject("lesson_id", UUID.class)), rs.getInt("number"),
            rs.getObject("opened_at", OffsetDateTime.class).toInstant(), rs.getObject("closes_at", OffsetDateTime.class).toInstant(),
            Json.read(rs.getString("questions"), new TypeReference<List<Question>>() {}), rs.getInt("pass_mark"),
            submitted == null ? null : submitted.toInstant(), rs.getObject("score", Integer.class),
            results == null ? null : Json.read(results, new TypeReference<Map<String, Boolean>>() {}));
    }
}
