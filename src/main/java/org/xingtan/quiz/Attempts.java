package org.xingtan.quiz;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Json;
import tools.jackson.databind.JsonNode;

/** Attempts in the database. Every change is one statement that holds its own conditions, so that no lock is needed before it. */
@Repository
class Attempts {

    private static final String COLUMNS = """
        teacher_id, id, program_id, lesson_id, number, opened_at, closes_at, questions, answers, pass_mark, submitted_at, score, results, accepted_reason
        """;

    private final JdbcClient db;

    Attempts(JdbcClient db) {
        this.db = db;
    }

    Optional<Attempt> find(TeacherId teacher, UUID id) {
        return db.sql("select " + COLUMNS + " from quiz.attempt where teacher_id = :teacher and id = :id")
            .param("teacher", teacher.value()).param("id", id).query(Attempts::read).optional();
    }

    /** All attempts of a person at a lesson's quiz in a program, the newest first. */
    List<Attempt> of(TeacherId teacher, ProgramId program, LessonId lesson) {
        return db.sql("select " + COLUMNS + """
                  from quiz.attempt
                 where teacher_id = :teacher and program_id = :program and lesson_id = :lesson
                 order by number desc
                """)
            .param("teacher", teacher.value()).param("program", program.value()).param("lesson", lesson.value())
            .query(Attempts::read).list();
    }

    /**
     * Begins a new attempt if that may be: the person takes part, no attempt is open or passed, one is left.
     *
     * @return its number; empty when it may not be, or somebody was faster
     */
    Optional<Integer> begin(Attempt drawn, @Nullable Integer most) {
        return db.sql("""
                insert into quiz.attempt (teacher_id, id, program_id, lesson_id, number, opened_at, closes_at, questions, answers, pass_mark)
                select :teacher, :id, :program, :lesson, coalesce(max(a.number), 0) + 1, :opened, :closes, :questions::uuid[], :answers, :passMark
                  from quiz.attempt a
                 where a.teacher_id = :teacher and a.program_id = :program and a.lesson_id = :lesson
                having coalesce(bool_and(a.submitted_at is not null and a.score < a.pass_mark and a.accepted_at is null), true)
                   and (:most::int is null or coalesce(max(a.number), 0) < :most)
                   and exists (select from enrollment.participation_card p where p.teacher_id = :teacher and p.program_id = :program)
                    on conflict do nothing
                returning number
                """)
            .param("teacher", drawn.teacher().value()).param("id", drawn.id()).param("program", drawn.program().value())
            .param("lesson", drawn.lesson().value()).param("opened", drawn.openedAt().atOffset(ZoneOffset.UTC))
            .param("closes", drawn.closesAt().atOffset(ZoneOffset.UTC)).param("questions", drawn.questions().toArray(UUID[]::new))
            .param("answers", Json.raw(drawn.answers())).param("passMark", drawn.passMark()).param("most", most)
            .query(Integer.class).optional();
    }

    /** Saves an answer while the attempt is open and in time. @return false when it is not, or did not draw the question */
    boolean save(TeacherId teacher, UUID attempt, UUID question, JsonNode answer, Instant now) {
        return db.sql("""
                update quiz.attempt set answers = jsonb_set(answers, array[(array_position(questions, :question) - 1)::text], :answer)
                 where teacher_id = :teacher and id = :attempt and submitted_at is null and closes_at >= :now and :question = any (questions)
                """)
            .param("teacher", teacher.value()).param("attempt", attempt).param("question", question)
            .param("answer", Json.jsonb(answer)).param("now", now.atOffset(ZoneOffset.UTC)).update() > 0;
    }

    /** Replaces all answers of an attempt that is open, in time, and as it was read. */
    boolean save(Attempt attempt, JsonNode answers, Instant now) {
        return db.sql("""
                update quiz.attempt set answers = :answers
                 where teacher_id = :teacher and id = :id and submitted_at is null and closes_at >= :now and answers = :before
                """)
            .param("answers", Json.jsonb(answers)).param("teacher", attempt.teacher().value()).param("id", attempt.id())
            .param("now", now.atOffset(ZoneOffset.UTC)).param("before", Json.raw(attempt.answers())).update() > 0;
    }

    /** Closes the attempt if it is open still and its answers are those that were marked. */
    boolean submit(Attempt marked, Instant at, Marks marks) {
        return db.sql("""
                update quiz.attempt set submitted_at = :at, score = :score, results = :results::boolean[]
                 where teacher_id = :teacher and id = :id and submitted_at is null and answers = :answers
                """)
            .param("at", at.atOffset(ZoneOffset.UTC)).param("score", marks.score()).param("results", marks.results().toArray(Boolean[]::new))
            .param("teacher", marked.teacher().value()).param("id", marked.id()).param("answers", Json.raw(marked.answers())).update() > 0;
    }

    /** @return false when somebody has accepted it already */
    boolean accept(Attempt closed, TeacherId by, String reason, Instant at) {
        return db.sql("""
                update quiz.attempt set accepted_at = :at, accepted_by = :by, accepted_reason = :reason
                 where teacher_id = :teacher and id = :id and submitted_at is not null and accepted_at is null
                """)
            .param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.value()).param("reason", reason)
            .param("teacher", closed.teacher().value()).param("id", closed.id()).update() > 0;
    }

    private static Attempt read(ResultSet rs, int row) throws SQLException {
        var submitted = rs.getObject("submitted_at", OffsetDateTime.class);
        var results = rs.getArray("results");
        return new Attempt(new TeacherId(rs.getObject("teacher_id", UUID.class)), rs.getObject("id", UUID.class),
            new ProgramId(rs.getObject("program_id", UUID.class)), new LessonId(rs.getObject("lesson_id", UUID.class)), rs.getInt("number"),
            rs.getObject("opened_at", OffsetDateTime.class).toInstant(), rs.getObject("closes_at", OffsetDateTime.class).toInstant(),
            List.of((UUID[]) rs.getArray("questions").getArray()), rs.getString("answers"), rs.getInt("pass_mark"),
            submitted == null ? null : submitted.toInstant(), rs.getObject("score", Integer.class),
            results == null ? null : List.of((Boolean[]) results.getArray()), rs.getString("accepted_reason"));
    }
}
