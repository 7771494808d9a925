package org.xingtan.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.document.DocumentCard;
import org.xingtan.document.Documents;
import org.xingtan.document.FilmLength;
import org.xingtan.platform.Actor;
import org.xingtan.platform.LessonId;

/** Use cases: a stored file takes its place in a lesson, and leaves it. A film brings its length with it. */
@Service
public class PutFile {

    private final Changes changes;
    private final Lessons lessons;
    private final Documents documents;
    private final JdbcClient db;

    PutFile(Changes changes, Lessons lessons, Documents documents, JdbcClient db) {
        this.changes = changes;
        this.lessons = lessons;
        this.documents = documents;
        this.db = db;
    }

    /** Puts it in, in the place of what was there. */
    @Transactional
    public void put(Actor actor, DraftId id, LessonId lesson, Slot slot, DocumentCard file, @Nullable Integer measured) {
        var draft = changes.open(actor, id);
        var now = lessons.find(id, lesson);
        var before = now.files().get(slot);
        if (before != null && file.id().equals(before.id())) {
            return;
        }
        db.sql("""
                insert into course.file (lesson_id, slot, document_id) values (:lesson, :slot, :document)
                on conflict (lesson_id, slot) do update set document_id = excluded.document_id
                """)
            .param("lesson", lesson.value()).param("slot", slot.name()).param("document", file.id().value()).update();
        measure(lesson, slot, measured);
        changes.record(actor, draft, "course.file.put", before == null ? null : facts(now, slot, before), facts(now, slot, file));
    }

    @Transactional
    void remove(Actor actor, DraftId id, LessonId lesson, Slot slot) {
        var draft = changes.open(actor, id);
        var now = lessons.find(id, lesson);
        var before = now.files().get(slot);
        if (before != null) {
            db.sql("delete from course.file where lesson_id = :lesson and slot = :slot").param("lesson", lesson.value()).param("slot", slot.name()).update();
            measure(lesson, slot, null);
            changes.record(actor, draft, "course.file.remove", facts(now, slot, before), null);
        }
    }

    /** What a film says of its length; outside of any transaction, for a film may be large. */
    public @Nullable Integer measure(Slot slot, DocumentCard file) {
        if (slot != Slot.FILM) {
            return null;
        }
        try (var film = documents.inspect(file.id())) {
            return FilmLength.of(file.mediaType(), film).orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void measure(LessonId lesson, Slot slot, @Nullable Integer measured) {
        if (slot == Slot.FILM) {
            db.sql("update course.lesson set measured = :measured where id = :id").param("measured", measured).param("id", lesson.value()).update();
        }
    }

    private static Map<String, Object> facts(DraftLesson lesson, Slot slot, DocumentCard file) {
        return new HashMap<>(Map.of("lesson", lesson.title(), "kind", slot, "file", file.name(), "size", file.size(), "sha256", file.sha256()));
    }
}
