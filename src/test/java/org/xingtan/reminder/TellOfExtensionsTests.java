package org.xingtan.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.enrollment.JoinProgram;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.program.ExtendWindow;
import org.xingtan.program.ProgramDetail;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class TellOfExtensionsTests {

    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired JoinProgram join;
    @Autowired ExtendWindow extend;
    @Autowired TellOfExtensions tell;
    @Autowired TransactionTemplate transactions;
    @Autowired JdbcClient db;

    private Cast.Place county;
    private Actor administrator;
    private ProgramDetail program;
    private List<TeacherId> people;

    @BeforeEach
    void plant() {
        county = cast.county();
        administrator = cast.administrator(county);
        program = curriculum.aProgram(county.id()).publish();
        people = IntStream.range(0, 5).mapToObj(_ -> cast.teacher(cast.school(county))).toList();
        people.forEach(it -> join.join(cast.actor(it), program.id(), null));
        cast.teacher(county);
    }

    @Test
    void tellsEverybodyWhoTakesPartOnceHoweverManyNodesDoIt() throws Exception {
        extend(1);
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            nodes.invokeAll(IntStream.range(0, 4).<Callable<Boolean>>mapToObj(_ -> () -> {
                tell.goOn();
                return true;
            }).toList());
        }
        finish();
        assertThat(told()).containsExactlyInAnyOrderElementsOf(people);

        extend(2);
        finish();
        assertThat(told()).hasSize(10);
    }

    @Test
    void whoHasCompletedHasNoUseForMoreTime() {
        db.sql("insert into program.completion (teacher_id, program_id, track, completed_at, rule_version) values (:t, :p, 'PARTICIPANT', now(), 1)")
            .param("t", people.getFirst().value()).param("p", program.id().value()).update();
        extend(1);
        finish();

        assertThat(told()).containsExactlyInAnyOrderElementsOf(people.subList(1, 5));
    }

    @Test
    void whatWasNotExtendedIsToldToNobody() {
        transactions.executeWithoutResult(status -> {
            extend(1);
            status.setRollbackOnly();
        });
        finish();

        assertThat(told()).isEmpty();
    }

    private void extend(int days) {
        Instant closes = program.windows().getFirst().closes().plus(Duration.ofDays(days));
        extend.extend(program.id(), null, null, Window.Kind.LEARN, closes, "雪灾停电", administrator);
    }

    private void finish() {
        while (db.sql("select exists (select from reminder.extension where program_id = :p and finished_at is null)").param("p", program.id().value())
            .query(Boolean.class).single()) {
            tell.step();
        }
    }

    private List<TeacherId> told() {
        return db.sql("select teacher_id from messaging.message where rule = 'reminder.extension' and link = :link")
            .param("link", "/programs/" + program.id()).query((row, _) -> new TeacherId(row.getObject(1, UUID.class))).list();
    }
}
