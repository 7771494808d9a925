package org.xingtan.catalog;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.document.Documents;
import org.xingtan.platform.CourseId;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.Json;

/**
 * Use case: a course comes into the catalog, whole. A code that is there already stays as it is: what people have learned
 * does not change behind them; a better course gets a new code.
 */
@Service
public class DefineCourse {

    private final JdbcClient db;
    private final Documents documents;

    DefineCourse(JdbcClient db, Documents documents) {
        this.db = db;
        this.documents = documents;
    }

    @Transactional
    public CourseId define(CourseDefinition course) {
        var id = CourseId.next();
        var inserted = db.sql("""
                insert into catalog.course (id, code, title, summary, owner_id, stages)
                values (:id, :code, :title, :summary, :owner, :stages::text[])
                on conflict (code) do nothing
                """)
            .param("id", id.value())
            .param("code", course.code())
            .param("title", course.title())
            .param("summary", course.summary())
            .param("owner", course.owner().value())
            .param("stages", course.stages().toArray(String[]::new))
            .update();
        if (inserted == 0) {
            return find(course.code()).orElseThrow();
        }
        var position = 0;
        for (var lesson : course.lessons()) {
            check(lesson);
            insert(id, ++position, lesson);
        }
        return id;
    }

    private void check(CourseDefinition.Lesson lesson) {
        if (lesson.playlist() != null) {
            Playlist.check(documents.text(lesson.playlist()));
        }
    }

    Optional<CourseId> find(String code) {
        return db.sql("select id from catalog.course where code = :code").param("code", code)
            .query((row, _) -> new CourseId(row.getObject(1, java.util.UUID.class))).optional();
    }

    private void insert(CourseId course, int position, CourseDefinition.Lesson lesson) {
        var id = LessonId.next();
        db.sql("""
                insert into catalog.lesson
                    (id, course_id, position, title, summary, kind, duration, required, media_id, playlist_id, poster_id, captions, body)
                values (:id, :course, :position, :title, :summary, :kind, :duration, :required, :media::uuid, :playlist::uuid, :poster::uuid, :captions, :body)
                """)
            .param("id", id.value())
            .param("course", course.value())
            .param("position", position)
            .param("title", lesson.title())
            .param("summary", lesson.summary())
            .param("kind", lesson.kind().name())
            .param("duration", lesson.duration())
            .param("required", java.math.BigDecimal.valueOf(lesson.required()))
            .param("media", lesson.media() == null ? null : lesson.media().value())
            .param("playlist", lesson.playlist() == null ? null : lesson.playlist().value())
            .param("poster", lesson.poster() == null ? null : lesson.poster().value())
            .param("captions", Json.jsonb(Captions.toJson(lesson.captions())))
            .param("body", lesson.body())
            .update();
        if (lesson.quiz() != null) {
            insert(id, lesson.quiz());
        }
        var n = lesson.quiz() == null ? 0 : lesson.quiz().questions().size();
        for (var asked : lesson.asked()) {
            insert(id, ++n, asked.question(), asked.second());
        }
    }

    private void insert(LessonId lesson, CourseDefinition.Quiz quiz) {
        db.sql("""
                insert into catalog.quiz (lesson_id, draw, pass_mark, time_limit, max_attempts)
                values (:lesson, :draw, :passMark, :timeLimit, :maxAttempts)
                """)
            .param("lesson", lesson.value())
            .param("draw", quiz.draw())
            .param("passMark", quiz.passMark())
            .param("timeLimit", quiz.timeLimit())
            .param("maxAttempts", quiz.maxAttempts())
            .update();
        var position = 0;
        for (var question : quiz.questions()) {
            insert(lesson, ++position, question, null);
        }
    }

    private void insert(LessonId lesson, int position, QuestionDefinition question, @Nullable Integer askedAt) {
        db.sql("""
                insert into catalog.question (id, lesson_id, position, kind, text, options, targets, key, explanation, asked_at)
                values (:id, :lesson, :position, :kind, :text, :options, :targets, :key, :explanation, :askedAt)
                """)
            .param("id", Uuids.next())
            .param("lesson", lesson.value())
            .param("position", position)
            .param("kind", question.kind().name())
            .param("text", question.text())
            .param("options", Json.jsonb(question.options()))
            .param("targets", Json.jsonb(question.targets()))
            .param("key", Json.jsonb(question.key()))
            .param("explanation", question.explanation())
            .param("askedAt", askedAt)
            .update();
    }
}
