package org.xingtan.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.catalog.Marking;
import org.xingtan.catalog.Question;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.persistence.Json;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** Marks every submitted attempt again, from the answers and the key it was drawn with. */
@Component
class AttemptMarksAudit implements AuditCheck {

    private final JdbcTemplate jdbc;

    AttemptMarksAudit(JdbcTemplate jdbc) {
        this.jdbc = new JdbcTemplate(java.util.Objects.requireNonNull(jdbc.getDataSource()));
        this.jdbc.setFetchSize(1_000);
    }

    @Override
    public String name() {
        return "learning.attempt-marks";
    }

    @Override
    @Transactional(readOnly = true)
    public List<String> findings(boolean repair) {
        var findings = new ArrayList<String>();
        jdbc.query("""
            select a.id, a.score, a.questions,
                   coalesce((select jsonb_object_agg(w.question_id, w.answer) from learning.answer w
                              where w.teacher_id = a.teacher_id and w.attempt_id = a.id), '{}') as answers
              from learning.attempt a
             where a.submitted_at is not null
            """, rs -> {
            var score = score(rs.getString("questions"), rs.getString("answers"));
            if (score != rs.getInt("score")) {
                findings.add("attempt %s says %d points, its answers make %d".formatted(rs.getObject("id", UUID.class), rs.getInt("score"), score));
            }
        });
        return findings;
    }

    private static int score(String questions, String answers) {
        var given = Json.read(answers, JsonNode.class);
        var drawn = Json.read(questions, new TypeReference<List<Question>>() {});
        var right = drawn.stream().filter(question -> {
            var answer = given.get(question.id().toString());
            return answer != null && Marking.isCorrect(question, answer);
        }).count();
        return (int) Math.floor(100.0 * right / drawn.size());
    }
}
