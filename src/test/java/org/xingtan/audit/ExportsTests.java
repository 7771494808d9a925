package org.xingtan.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class ExportsTests {

    private static final Export.Why WHY = new Export.Why("年度检查", true);

    @Autowired Cast cast;
    @Autowired Exports exports;
    @Autowired JdbcClient db;

    private Actor actor;
    private Export.Of of;

    @BeforeEach
    void plant() {
        var county = cast.county();
        actor = cast.administrator(county);
        of = new Export.Of("monitoring", "organization:" + county.id(), county.path(), Map.of("list", "stuck"));
    }

    @Test
    void aReasonIsAskedFor() {
        for (var reason : new String[] {null, "", " 查 ", "x".repeat(201), "年度\u0000检查"}) {
            assertRefused(422, "audit.export.reason", 1, new Export.Why(reason, true));
        }
        assertThat(exports.begin(actor, of, 1, new Export.Why(" 年度检查 ", false)).reason()).isEqualTo("年度检查");
    }

    @Test
    void manyRowsAreConfirmedAndTooManyRefused() {
        assertRefused(422, "audit.export.unconfirmed", Exports.UNCONFIRMED + 1, new Export.Why("年度检查", false));
        assertRefused(422, "audit.export.most", Exports.MOST + 1, WHY);
        exports.begin(actor, of, Exports.MOST, WHY);
    }

    @Test
    void smallExportsAddUpToTheLimitOfADayWhateverComesAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(IntStream.range(0, 20).<Callable<Boolean>>mapToObj(_ -> () -> {
                try {
                    exports.begin(actor, of, 40_000, WHY);
                    return true;
                } catch (Problem e) {
                    assertThat(e.status()).isEqualTo(429);
                    return false;
                }
            }).toList());
            var passed = 0;
            for (var answer : answers) {
                passed += answer.get() ? 1 : 0;
            }
            assertThat(passed).isEqualTo(7);
        }
        exports.begin(actor, of, 20_000, WHY);
        assertRefused(429, "audit.export.day", 1, WHY);
    }

    @Test
    void theTrailTellsReasonFilterAndCount() {
        var export = exports.begin(actor, of, 3, WHY);
        exports.end(export, 3);

        assertThat(exports.mark(export, Locale.CHINA)).contains("年度检查");
        assertThat(db.sql("select act, after ->> 'reason' || ' ' || (after ->> 'list') || ' ' || coalesce(after ->> 'count', '-') as told from audit.entry"
            + " where actor = :actor and act like 'monitoring.export%' order by at, id").param("actor", actor.teacher().value()).query().listOfRows())
            .extracting(row -> row.get("act") + " " + row.get("told"))
            .containsExactly("monitoring.export 年度检查 stuck -", "monitoring.exported 年度检查 stuck 3");
        assertThatThrownBy(() -> db.sql("delete from audit.taking where teacher_id = :actor").param("actor", actor.teacher().value()).update())
            .isInstanceOf(DataAccessException.class);
    }

    private void assertRefused(int status, String code, long rows, Export.Why why) {
        assertThatThrownBy(() -> exports.begin(actor, of, rows, why)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status()).isEqualTo(status);
            assertThat(problem.code()).isEqualTo(code);
        });
    }
}
