package org.xingtan.course;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.catalog.LessonCard;
import org.xingtan.catalog.Question;
import org.xingtan.catalog.QuestionDefinition;
import org.xingtan.catalog.QuestionKind;
import org.xingtan.document.DocumentCard;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.persistence.Json;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** Reads the lessons of a course in the making, with their files and questions. */
@Repository
class Lessons {

    private static final TypeReference<List<Question.Choice>> CHOICES = new TypeReference<>() {};

    private record OfLesson(UUID lesson, DraftLesson.Item question) {}

    private record InSlot(UUID lesson, Slot slot, DocumentCard file) {}

    private final JdbcClient db;

    Lessons(JdbcClient db) {
        this.db = db;
    }

    /** In their order. */
    List<DraftLesson> of(DraftId draft) {
        var questions = questions(draft);
        var files = files(draft);
        return db.sql("""
                select id, position, title, summary, kind, seconds, measured, required, body, draw, pass_mark, time_limit, max_attempts, revision
                  from course.lesson
                 where draft_id = :draft
                 order by position, id
                """)
            .param("draft", draft.value()).query((row, _) -> lesson(row, files, questions)).list();
    }

    private Map<UUID, List<DraftLesson.Item>> questions(DraftId draft) {
        return db.sql("""
                select q.id, q.lesson_id, q.kind, q.text, q.options, q.targets, q.key, q.explanation, q.asked_at
                  from course.question q
                  join course.lesson l on l.id = q.lesson_id
                 where l.draft_id = :draft
                 order by q.lesson_id, q.position, q.id
                """)
            .param("draft", draft.value()).query((row, _) -> question(row)).list().stream()
            .collect(Collectors.groupingBy(OfLesson::lesson, Collectors.mapping(OfLesson::question, Collectors.toList())));
    }

    private Map<UUID, Map<Slot, DocumentCard>> files(DraftId draft) {
        return db.sql("""
                select f.lesson_id, f.slot, d.id, d.name, d.media_type, d.size, d.sha256, d.state, d.signature
                  from course.file f
                  join course.lesson l on l.id = f.lesson_id
                  join document.document_card d on d.id = f.document_id
                 where l.draft_id = :draft
                 order by f.lesson_id, f.slot
                """)
            .param("draft", draft.value())
            .query((row, _) -> new InSlot(row.getObject("lesson_id", UUID.class), Slot.valueOf(row.getString("slot")),
                DocumentCard.read(row)))
            .list().stream().collect(Collectors.groupingBy(InSlot::lesson, Collectors.toMap(InSlot::slot, InSlot::file)));
    }

    /** @throws NotFound when the draft has no such lesson */
    DraftLesson find(DraftId draft, LessonId lesson) {
        return of(draft).stream().filter(it -> it.id().equals(lesson)).findFirst().orElseThrow(() -> new NotFound(lesson));
    }

    private static DraftLesson lesson(ResultSet row, Map<UUID, Map<Slot, DocumentCard>> files, Map<UUID, List<DraftLesson.Item>> questions)
            throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new DraftLesson(new LessonId(id), row.getInt("position"), row.getString("title"), row.getString("summary"),
            LessonCard.Kind.valueOf(row.getString("kind")), row.getObject("seconds", Integer.class),
            row.getObject("measured", Integer.class), row.getInt("required"), row.getString("body"), files.getOrDefault(id, Map.of()),
            new DraftLesson.QuizRule(row.getObject("draw", Integer.class), row.getInt("pass_mark"), row.getObject("time_limit", Integer.class),
                row.getObject("max_attempts", Integer.class)),
            questions.getOrDefault(id, List.of()), row.getInt("revision"));
    }

    private static OfLesson question(ResultSet row) throws SQLException {
        var definition = new QuestionDefinition(QuestionKind.valueOf(row.getString("kind")), row.getString("text"),
            Json.read(row.getString("options"), CHOICES), Json.read(row.getString("targets"), CHOICES),
            Json.read(row.getString("key"), JsonNode.class), row.getString("explanation"));
        return new OfLesson(row.getObject("lesson_id", UUID.class),
            new DraftLesson.Item(row.getObject("id", UUID.class), definition, row.getObject("asked_at", Integer.class)));
    }
}
