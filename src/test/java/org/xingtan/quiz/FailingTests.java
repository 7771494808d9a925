package org.xingtan.quiz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.testing.Crossing;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class FailingTests {

    private final UUID teacher = UUID.randomUUID();
    private final UUID program = UUID.randomUUID();
    private final UUID lesson = UUID.randomUUID();

    @Autowired JdbcClient db;
    @Autowired FailingAudit audit;
    @Autowired Crossing crossing;

    @AfterEach
    void forget() {
        db.sql("delete from quiz.attempt where teacher_id = :t").param("t", teacher).update();
    }

    @Test
    void theNewestSubmittedAttemptSaysIt() {
        var first = open(1);
        assertThat(failing()).isEmpty();
        submit(first, 40);
        assertThat(failing()).containsExactly(first);
        var second = open(2);
        assertThat(failing()).containsExactly(first);
        submit(second, 20);
        assertThat(failing()).containsExactly(second);
        accept(first);
        assertThat(failing()).containsExactly(second);
        submit(open(3), 60);
        assertThat(failing()).isEmpty();
        assertThat(findings()).isEmpty();
    }

    @Test
    void whoIsAcceptedFailsNoMore() {
        var attempt = open(1);
        submit(attempt, 40);
        accept(attempt);
        assertThat(failing()).isEmpty();
    }

    @Test
    void anOlderOneIsAcceptedWhileANewerOneIsHandedIn() throws Exception {
        submit(open(1), 40);
        var first = failing().getFirst();
        var second = open(2);
        crossing.of(() -> submit(second, 20), () -> accept(first));
        assertThat(failing()).containsExactly(second);
    }

    @Test
    void theAuditFindsWhoeverIsForgottenOrMadeUp() {
        var attempt = open(1);
        submit(attempt, 40);
        db.sql("delete from quiz.failing where teacher_id = :t").param("t", teacher).update();
        assertThat(findings()).singleElement().asString().contains("is not said");
        db.sql("insert into quiz.failing values (:t, :p, gen_random_uuid(), :id), (:t, :p, :l, :id)")
            .param("t", teacher).param("p", program).param("l", lesson).param("id", attempt).update();
        assertThat(findings()).singleElement().asString().contains("is said");
        audit.findings(true);
        assertThat(failing()).containsExactly(attempt);
        assertThat(findings()).isEmpty();
    }

    private List<String> findings() {
        return audit.findings(false).stream().filter(finding -> finding.contains(teacher.toString())).toList();
    }

    private List<UUID> failing() {
        return db.sql("select attempt_id from quiz.failing where teacher_id = :t").param("t", teacher).query(UUID.class).list();
    }

    private UUID open(int number) {
        var id = UUID.randomUUID();
        db.sql("""
                insert into quiz.attempt (teacher_id, id, program_id, lesson_id, opened_at, closes_at, number, pass_mark, questions, answers)
                values (:t, :id, :p, :l, now(), now(), :number, 60, array[gen_random_uuid()], '[null]')
                """)
            .param("t", teacher).param("id", id).param("p", program).param("l", lesson).param("number", number).update();
        return id;
    }

    private void submit(UUID attempt, int score) {
        db.sql("update quiz.attempt set submitted_at = now(), score = :score, results = '{f}' where teacher_id = :t and id = :id")
            .param("t", teacher).param("id", attempt).param("score", score).update();
    }

    private void accept(UUID attempt) {
        db.sql("update quiz.attempt set accepted_at = now(), accepted_by = gen_random_uuid(), accepted_reason = 'a faulty question' where teacher_id = :t and id = :id")
            .param("t", teacher).param("id", attempt).update();
    }
}
