package org.xingtan.quiz;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.platform.AuditCheck;

/** Whoever is said to be failing a quiz is whose newest attempt has failed, and nobody else. */
@Component
class FailingAudit implements AuditCheck {

    private final JdbcClient db;
    private final LoadAttempts attempts;

    FailingAudit(JdbcClient db, LoadAttempts attempts) {
        this.db = db;
        this.attempts = attempts;
    }

    @Override
    public String name() {
        return "quiz.failing";
    }

    @Override
    @Transactional
    public List<String> findings(boolean repair) {
        var findings = db.sql("""
                -- all teachers: each of them
                select coalesce(said.teacher_id, made.teacher_id) || ' in lesson ' || coalesce(said.lesson_id, made.lesson_id) || ' is '
                       || case when said.teacher_id is null then 'not ' else '' end || 'said to be failing'
                  from quiz.failing said
                  full join quiz.failing_by_attempts made
                    on made.teacher_id = said.teacher_id and made.program_id = said.program_id and made.lesson_id = said.lesson_id
                   and made.attempt_id = said.attempt_id
                 where said.teacher_id is null or made.teacher_id is null
                """)
            .query(String.class).list();
        if (repair && !findings.isEmpty()) {
            attempts.settle();
        }
        return findings;
    }
}
