package org.xingtan.catalog;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.LessonId;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.Json;

/**
 * Use case: a question of a bank gets another wording, key or explanation. It is a new question that takes the old one's place;
 * attempts that drew the old one are marked by the old one.
 */
@Service
public class ReviseQuestion {

    private final JdbcClient db;
    private final Questions questions;
    private final Clock clock;

    ReviseQuestion(JdbcClient db, Questions questions, Clock clock) {
        this.db = db;
        this.questions = questions;
        this.clock = clock;
    }

    /**
     * Puts the new question into the old one's place.
     *
     * @return its id
     * @throws NotFound when there is no such question, or it has been revised already
     */
    @Transactional
    public UUID revise(UUID question, QuestionDefinition revised) {
        var retired = db.sql("update catalog.question set retired_at = :now where id = :id and retired_at is null")
            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("id", question).update();
        if (retired == 0) {
            throw new NotFound(question);
        }
        var id = Uuids.next();
        var lesson = db.sql("""
                insert into catalog.question (id, lesson_id, position, kind, text, options, targets, key, explanation, replaces, asked_at)
                select :id, q.lesson_id, q.position, :kind, :text, :options, :targets, :key, :explanation, q.id, q.asked_at
                  from catalog.question q
                 where q.id = :replaces
                returning lesson_id
                """)
            .param("id", id).param("kind", revised.kind().name()).param("text", revised.text())
            .param("options", Json.jsonb(revised.options())).param("targets", Json.jsonb(revised.targets()))
            .param("key", Json.jsonb(revised.key())).param("explanation", revised.explanation()).param("replaces", question)
            .query(UUID.class).single();
        questions.forget(new LessonId(lesson));
        return id;
    }
}
