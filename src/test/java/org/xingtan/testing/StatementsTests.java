package org.xingtan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@XingtanTest
class StatementsTests {

    @Autowired JdbcTemplate db;

    @Test
    void whatOthersAskMeanwhileIsNotHeard() {
        var heard = Statements.of(() -> {
            ask("select 1 + ?");
            elsewhere(() -> ask("select 2 + ?"));
        });

        assertThat(heard).singleElement().asString().contains("select 1");
    }

    @Test
    void onlyWhatIsAskedAgainAndAgainIsAskedOftener() {
        assertThat(Statements.oftener(List.of("a", "b", "b", "c", "d", "d"), List.of("a", "a", "b", "d", "d"))).containsExactly("b");
    }

    private void ask(String sql) {
        db.queryForObject(sql, Integer.class, 1);
    }

    private static void elsewhere(Runnable work) {
        try {
            Thread.ofVirtual().start(work).join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
