package org.xingtan.course;

import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.catalog.QuestionDefinition;
import org.xingtan.platform.Actor;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.platform.persistence.Json;

/** Use cases: a question comes into a lesson's bank, is put differently, goes. */
@Service
public class EditBank {

    static final int MOST = 500;

    private final Changes changes;
    private final Lessons lessons;
    private final JdbcClient db;

    EditBank(Changes changes, Lessons lessons, JdbcClient db) {
        this.changes = changes;
        this.lessons = lessons;
        this.db = db;
    }

    /**
     * Puts a question in, or in the place of the one that has this id.
     *
     * @throws Refused when the lesson has this very question, or asks another one at that second
     */
    @Transactional
    public void put(Actor actor, DraftId id, LessonId lesson, DraftLesson.Item question) {
        var draft = changes.open(actor, id);
        var now = lessons.find(id, lesson);
        var before = now.questions().stream().filter(it -> it.id().equals(question.id())).findFirst();
        if (before.filter(question::equals).isPresent()) {
            return;
        }
        refuse(now, question);
        write(lesson, question);
        changes.record(actor, draft, "course.question.put", before.map(it -> facts(now, it)).orElse(null), facts(now, question));
    }

    private static void refuse(DraftLesson lesson, DraftLesson.Item question) {
        var others = lesson.questions().stream().filter(it -> !it.id().equals(question.id())).toList();
        if (others.size() >= MOST) {
            throw new Problem(409, "course.question.most", MOST);
        }
        if (others.stream().anyMatch(it -> isSame(it.definition(), question.definition()))) {
            throw new Refused("course.question.once");
        }
        if (question.second() != null && others.stream().anyMatch(it -> question.second().equals(it.second()))) {
            throw new Refused("course.question.second.free", question.second());
        }
    }

    /** Whether a bank would ask the same twice. */
    static boolean isSame(QuestionDefinition one, QuestionDefinition other) {
        return one.kind() == other.kind() && one.text().equals(other.text());
    }

    /** Writes it behind the others, or over what has its id. */
    void write(LessonId lesson, DraftLesson.Item question) {
        var definition = question.definition();
        db.sql("""
                insert into course.question (id, lesson_id, position, kind, text, options, targets, key, explanation, asked_at)
                select :id, :lesson, coalesce(max(position), 0) + 1, :kind, :text, :options, :targets, :key, :explanation, :second::int
                  from course.question where lesson_id = :lesson
                on conflict (id) do update
                   set kind = excluded.kind, text = excluded.text, options = excluded.options, targets = excluded.targets, key = excluded.key,
                       explanation = excluded.explanation, asked_at = excluded.asked_at
                 where question.lesson_id = excluded.lesson_id
                """)
            .param("id", question.id()).param("lesson", lesson.value()).param("kind", definition.kind().name()).param("text", definition.text())
            .param("options", Json.jsonb(definition.options())).param("targets", Json.jsonb(definition.targets()))
            .param("key", Json.jsonb(definition.key())).param("explanation", definition.explanation()).param("second", question.second()).update();
    }

    @Transactional
    void remove(Actor actor, DraftId id, LessonId lesson, UUID question) {
        var draft = changes.open(actor, id);
        var now = lessons.find(id, lesson);
        now.questions().stream().filter(it -> it.id().equals(question)).findFirst().ifPresent(gone -> {
            db.sql("delete from course.question where id = :id and lesson_id = :lesson").param("id", question).param("lesson", lesson.value()).update();
            changes.record(actor, draft, "course.question.remove", facts(now, gone), null);
        });
    }

    private static Map<String, Object> facts(DraftLesson lesson, DraftLesson.Item question) {
        var definition = question.definition();
        return Map.of("lesson", lesson.title(), "kind", definition.kind(), "question", definition.text(),
            "options", definition.options().stream().map(it -> it.id() + " " + it.text()).toList(), "answer", definition.key());
    }
}
