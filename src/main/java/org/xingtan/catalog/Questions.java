package org.xingtan.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.persistence.Json;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** The question banks, keys included: never hand these to a browser as they are. A question never changes; a new wording is a new one. */
@Repository
public class Questions {

    private static final TypeReference<List<Question.Choice>> CHOICES = new TypeReference<>() {};

    private static final String SELECT = "select id, kind, text, options, targets, key, explanation from catalog.question ";

    private final JdbcClient db;
    /** What a bank draws from now; another node may have put a new question into it a moment ago. */
    private final Cache<LessonId, List<Question>> banks = Caffeine.newBuilder().maximumSize(5_000).expireAfterWrite(Duration.ofMinutes(1)).build();
    private final Cache<LessonId, List<Asked>> asked = Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(Duration.ofMinutes(1)).build();
    /** A question never changes. */
    private final Cache<UUID, Question> known = Caffeine.newBuilder().maximumSize(50_000).build();

    Questions(JdbcClient db) {
        this.db = db;
    }

    /** The whole bank of a lesson in its order; empty when it has no quiz. */
    public List<Question> ofLesson(LessonId lesson) {
        var bank = banks.getIfPresent(lesson);
        if (bank == null) {
            bank = List.copyOf(db.sql(SELECT + "where lesson_id = :lesson and asked_at is null and retired_at is null order by position")
                .param("lesson", lesson.value()).query((row, _) -> question(row)).list());
            bank.forEach(question -> known.put(question.id(), question));
            if (!bank.isEmpty()) {
                banks.put(lesson, bank);
            }
        }
        return bank;
    }

    /** A question that a lesson asks at one of its seconds. */
    public record Asked(int second, Question question) {}

    /** What a lesson asks while it is played, in its order; nearly always empty. The quiz draws none of these. */
    public List<Asked> askedIn(LessonId lesson) {
        return asked.get(lesson, id -> List.copyOf(db.sql("""
                select id, kind, text, options, targets, key, explanation, asked_at
                  from catalog.question
                 where lesson_id = :lesson and asked_at is not null and retired_at is null
                 order by asked_at
                """)
            .param("lesson", id.value()).query((row, _) -> new Asked(row.getInt("asked_at"), question(row))).list()));
    }

    /** A question by its id, whether it is still in a bank or not. */
    public Optional<Question> find(UUID question) {
        return findAll(List.of(question)).stream().findFirst();
    }

    /** Questions in the order of the ids; those that do not exist are missing. */
    public List<Question> findAll(List<UUID> ids) {
        var found = new HashMap<>(known.getAllPresent(ids));
        if (found.size() < ids.size()) {
            var missing = ids.stream().filter(id -> !found.containsKey(id)).toArray(UUID[]::new);
            db.sql(SELECT + "where id = any (:ids::uuid[])").param("ids", missing)
                .query((row, _) -> question(row)).list().forEach(question -> found.put(question.id(), question));
            known.putAll(found);
        }
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** Told when a bank was changed on this node. */
    void forget(LessonId lesson) {
        banks.invalidate(lesson);
        asked.invalidate(lesson);
    }

    private static Question question(ResultSet row) throws SQLException {
        return new Question(row.getObject("id", UUID.class), QuestionKind.valueOf(row.getString("kind")), row.getString("text"),
            List.copyOf(Json.read(row.getString("options"), CHOICES)), List.copyOf(Json.read(row.getString("targets"), CHOICES)),
            Json.read(row.getString("key"), JsonNode.class), row.getString("explanation"));
    }
}
