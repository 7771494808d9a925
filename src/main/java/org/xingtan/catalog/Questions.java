package org.xingtan.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.persistence.Json;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** The question banks, keys included: never hand these to a browser as they are. */
@Repository
public class Questions {

    private static final TypeReference<List<Question.Choice>> CHOICES = new TypeReference<>() {};

    private final JdbcClient db;
    private final Cache<LessonId, List<Question>> banks = Caffeine.newBuilder().maximumSize(5_000).build();

    Questions(JdbcClient db) {
        this.db = db;
    }

    /** The whole bank of a lesson in its order; empty when it has no quiz. */
    public List<Question> ofLesson(LessonId lesson) {
        var known = banks.getIfPresent(lesson);
        if (known != null) {
            return known;
        }
        var bank = List.copyOf(db.sql("""
                select id, kind, text, options, targets, key, explanation
                  from catalog.question
                 where lesson_id = :lesson
                 order by position
                """)
            .param("lesson", lesson.value())
            .query((row, _) -> question(row)).list());
        if (!bank.isEmpty()) {
            banks.put(lesson, bank);
        }
        return bank;
    }

    private static Question question(ResultSet row) throws SQLException {
        return new Question(row.getObject("id", UUID.class), QuestionKind.valueOf(row.getString("kind")), row.getString("text"),
            List.copyOf(Json.read(row.getString("options"), CHOICES)), List.copyOf(Json.read(row.getString("targets"), CHOICES)),
            Json.read(row.getString("key"), JsonNode.class), row.getString("explanation"));
    }
}
