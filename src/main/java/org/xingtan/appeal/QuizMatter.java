package org.xingtan.appeal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.quiz.AcceptAttempt;

/** A quiz that was not passed. Granted, the attempt counts as passed, and what waited for it follows. */
@Component
class QuizMatter implements Matter {

    private static final String SELECT = """
        select a.id, a.program_id, l.title, a.number, a.score, a.pass_mark, a.submitted_at, a.passed
          from quiz.attempt_card a
          join program.lesson_card l on l.program_id = a.program_id and l.lesson_id = a.lesson_id
         where a.teacher_id = :teacher and a.submitted_at is not null
        """;

    private final JdbcClient db;
    private final AcceptAttempt accept;

    QuizMatter(JdbcClient db, AcceptAttempt accept) {
        this.db = db;
        this.accept = accept;
    }

    @Override
    public Appeal.Kind kind() {
        return Appeal.Kind.QUIZ;
    }

    @Override
    public List<Subject> of(TeacherId teacher) {
        return db.sql(SELECT + """
                   and not exists (select from quiz.attempt_card p where p.teacher_id = a.teacher_id and p.program_id = a.program_id
                                       and p.lesson_id = a.lesson_id and p.passed)
                 order by a.submitted_at desc, a.id desc
                 limit :limit
                """)
            .param("teacher", teacher.value()).param("limit", OFFERED).query(QuizMatter::subject).list();
    }

    @Override
    public Optional<Subject> find(TeacherId teacher, UUID reference) {
        return db.sql(SELECT + " and a.id = :id limit 1").param("teacher", teacher.value()).param("id", reference)
            .query(QuizMatter::subject).optional();
    }

    /** All attempts at one quiz. */
    @Override
    public Set<UUID> same(TeacherId teacher, UUID reference) {
        return db.sql("""
                select b.id from quiz.attempt_card a
                  join quiz.attempt_card b on b.teacher_id = a.teacher_id and b.program_id = a.program_id and b.lesson_id = a.lesson_id
                 where a.teacher_id = :teacher and a.id = :id
                """)
            .param("teacher", teacher.value()).param("id", reference).query(UUID.class).set();
    }

    @Override
    public void grant(Actor actor, Appeal appeal, Remedy remedy) {
        accept.accept(actor, appeal.teacher(), appeal.reference(), remedy.reason());
    }

    private static Subject subject(ResultSet row, int number) throws SQLException {
        return new Subject(Appeal.Kind.QUIZ, row.getObject("id", UUID.class), new ProgramId(row.getObject("program_id", UUID.class)),
            row.getString("title"), List.of(row.getInt("number"), row.getInt("score"), row.getInt("pass_mark")),
            row.getObject("submitted_at", OffsetDateTime.class).toInstant(), null, null, !row.getBoolean("passed"));
    }
}
