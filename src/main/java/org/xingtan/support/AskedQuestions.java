package org.xingtan.support;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/** Questions and what was said about them. */
@Repository
class AskedQuestions implements Organizations.Heir {

    private static final String SELECT = """
        select q.teacher_id, q.id, q.kind, q.title, q.unit_id, q.organization_id, q.state, q.asked_at, q.moved_at, q.due_on
          from support.question q
         where q.teacher_id = :teacher
        """;

    private final JdbcClient db;

    AskedQuestions(JdbcClient db) {
        this.db = db;
    }

    /** Whoever a unit goes up in answers what lies there; who has asked may go on. */
    @Override
    public void inherit(OrganizationId unit, OrganizationId into) {
        db.sql("""
                -- all teachers: those whose questions lie there
                update support.question set organization_id = :into where organization_id = :unit and state <> 'CLOSED'
                """)
            .param("unit", unit.value()).param("into", into.value()).update();
    }

    /** The one that moved last first. */
    List<Question> of(TeacherId teacher) {
        return db.sql(SELECT + " order by q.moved_at desc, q.id desc").param("teacher", teacher.value()).query(AskedQuestions::question).list();
    }

    Optional<Question> find(TeacherId teacher, UUID id) {
        return db.sql(SELECT + " and q.id = :id").param("teacher", teacher.value()).param("id", id).query(AskedQuestions::question).optional();
    }

    /** The same, locked until the transaction ends: what is said comes one after another. */
    Optional<Question> lock(TeacherId teacher, UUID id) {
        return db.sql(SELECT + " and q.id = :id for update").param("teacher", teacher.value()).param("id", id).query(AskedQuestions::question).optional();
    }

    /** @return false when there is one with this id */
    boolean add(Question question) {
        return db.sql("""
                insert into support.question (teacher_id, id, kind, title, unit_id, organization_id, asked_at, moved_at, due_on)
                values (:teacher, :id, :kind, :title, :unit, :lies, :at, :at, :due)
                on conflict do nothing
                """)
            .param("teacher", question.teacher().value()).param("id", question.id()).param("kind", question.kind().name())
            .param("title", question.title()).param("unit", question.unit().value()).param("lies", question.lies().value())
            .param("at", question.askedAt().atOffset(ZoneOffset.UTC)).param("due", question.dueOn()).update() == 1;
    }

    void move(Question question, Question.State state, OrganizationId lies, LocalDate due, Instant at) {
        db.sql("""
                update support.question set state = :state, organization_id = :lies, due_on = :due, moved_at = :at
                 where teacher_id = :teacher and id = :id
                """)
            .param("state", state.name()).param("lies", lies.value()).param("due", due).param("at", at.atOffset(ZoneOffset.UTC))
            .param("teacher", question.teacher().value()).param("id", question.id()).update();
    }

    void say(Question question, Question.Act act, Actor by, String text, Instant at) {
        db.sql("""
                insert into support.message (teacher_id, question_id, n, act, at, by, by_name, unit_id, text)
                select :teacher, :question, count(*) + 1, :act, :at, :by, :name, :unit, :text
                  from support.message where teacher_id = :teacher and question_id = :question
                """)
            .param("teacher", question.teacher().value()).param("question", question.id()).param("act", act.name())
            .param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.teacher().value()).param("name", by.personName())
            .param("unit", question.lies().value()).param("text", text).update();
    }

    List<Question.Message> messages(TeacherId teacher, UUID question) {
        return db.sql("""
                select act, at, by, by_name, unit_id, text from support.message
                 where teacher_id = :teacher and question_id = :question
                 order by n
                """)
            .param("teacher", teacher.value()).param("question", question)
            .query((row, _) -> new Question.Message(Question.Act.valueOf(row.getString("act")), row.getObject("at", OffsetDateTime.class).toInstant(),
                new TeacherId(row.getObject("by", UUID.class)), row.getString("by_name"), new OrganizationId(row.getObject("unit_id", UUID.class)),
                row.getString("text"))).list();
    }

    static Question question(ResultSet row, int number) throws SQLException {
        return new Question(new TeacherId(row.getObject("teacher_id", UUID.class)), row.getObject("id", UUID.class),
            Question.Kind.valueOf(row.getString("kind")), row.getString("title"), new OrganizationId(row.getObject("unit_id", UUID.class)),
            new OrganizationId(row.getObject("organization_id", UUID.class)), Question.State.valueOf(row.getString("state")),
            row.getObject("asked_at", OffsetDateTime.class).toInstant(), row.getObject("moved_at", OffsetDateTime.class).toInstant(),
            row.getObject("due_on", LocalDate.class));
    }
}
