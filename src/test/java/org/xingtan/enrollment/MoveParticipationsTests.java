package org.xingtan.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Statements;
import org.xingtan.testing.XingtanTest;

/** What it costs that people move while there are many programs. */
@XingtanTest
class MoveParticipationsTests {

    @Autowired MoveParticipations move;
    @Autowired Curriculum curriculum;
    @Autowired Cast cast;
    @Autowired TransactionTemplate transaction;

    /** A list that is older than a second is read anew with some ten statements. */
    @Test
    void howManyProgramsThereAreIsNotHowOftenTheDatabaseIsAsked() {
        var city = cast.city();
        for (var i = 0; i < 20; i++) {
            curriculum.aProgram(city.id()).publish();
        }

        assertThat(Statements.of(() -> transaction.executeWithoutResult(_ -> move.before(new UUID[0])))).hasSizeLessThan(15);
    }
}
