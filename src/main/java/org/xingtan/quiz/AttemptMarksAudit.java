package org.xingtan.quiz;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.catalog.Questions;
import org.xingtan.platform.AuditCheck;

/** Marks every submitted attempt again, from its answers and the questions it drew. */
@Component
class AttemptMarksAudit implements AuditCheck {

    private final JdbcTemplate jdbc;
    private final Questions questions;

    AttemptMarksAudit(JdbcTemplate jdbc, Questions questions) {
        this.jdbc = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        this.jdbc.setFetchSize(1_000);
        this.questions = questions;
    }

    @Override
    public String name() {
        return "quiz.attempt-marks";
    }

    @Override
    @Transactional(readOnly = true)
    public List<String> findings(boolean repair) {
        var findings = new ArrayList<String>();
        jdbc.query("select teacher_id, id, score, questions, answers, results from quiz.attempt where submitted_at is not null", rs -> {
            var said = new Marks(rs.getInt("score"), List.of((Boolean[]) rs.getArray("results").getArray()));
            var drawn = List.of((UUID[]) rs.getArray("questions").getArray());
            var found = questions.findAll(drawn);
            if (found.size() < drawn.size()) {
                findings.add("attempt %s drew a question that is not in the catalog".formatted(rs.getObject("id", UUID.class)));
                return;
            }
            var made = Marks.of(found, rs.getString("answers"));
            if (!made.equals(said)) {
                findings.add("attempt %s says %d points %s, its answers make %d %s".formatted(rs.getObject("id", UUID.class), said.score(),
                    said.results(), made.score(), made.results()));
            }
        });
        return findings;
    }
}
