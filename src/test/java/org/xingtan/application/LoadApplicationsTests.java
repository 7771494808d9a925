package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.application.Application.Level;
import org.xingtan.application.Call.TrainingDays;
import org.xingtan.application.ReviewApplication.Decision;
import org.xingtan.enrollment.Participations;
import org.xingtan.platform.Refused;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** What happened before: decided as it would have been then. */
@XingtanTest
class LoadApplicationsTests {

    @Autowired Called called;
    @Autowired Cast cast;
    @Autowired LoadApplications load;
    @Autowired DefineCall define;
    @Autowired Participations participations;
    @Autowired ApplicationAudit audit;
    @Autowired TransactionTemplate transaction;
    @Autowired Clock clock;

    @Test
    void aCallThatIsOverIsLoadedWithItsListAndWhoDidNotCome() {
        var town = called.town();
        var plain = called.definition(town.city(), 1, 1);
        var today = called.today();
        var deadlines = new EnumMap<>(Map.of(Level.SCHOOL, today.minusDays(20), Level.COUNTY, today.minusDays(15), Level.CITY, today.minusDays(10)));
        define.define(new DefineCall.Definition(plain.program(), null, "principals", null, 1, 1, TrainingDays.of(today.minusDays(3), today.minusDays(1)), 3, true,
            today.minusDays(30), today.minusDays(25), deadlines));
        var program = plain.program();
        var first = cast.teacher(town.school());
        var second = cast.teacher(town.school());
        var then = clock.instant().minus(Duration.ofDays(27));

        var ids = transaction.execute(_ -> {
            load.publish(program, then.minus(Duration.ofDays(1)));
            var made = List.of(load.submit(first, program, Called.STATEMENT, then), load.submit(second, program, Called.STATEMENT, then));
            for (var id : made) {
                load.review(town.principal().teacher(), id, Decision.APPROVE, "", then.plus(Duration.ofDays(3)));
                load.review(town.countyOffice().teacher(), id, Decision.APPROVE, "", then.plus(Duration.ofDays(8)));
            }
            load.review(town.cityOffice().teacher(), made.get(0), Decision.APPROVE, "", then.plus(Duration.ofDays(12)));
            load.review(town.cityOffice().teacher(), made.get(1), Decision.RESERVE, "", then.plus(Duration.ofDays(12)));
            load.list(town.cityOffice().teacher(), program, then.plus(Duration.ofDays(14)));
            load.absent(town.cityOffice().teacher(), made.get(0), "not there", then.plus(Duration.ofDays(25)));
            load.replace(town.cityOffice().teacher(), program, then.plus(Duration.ofDays(26)));
            return made;
        });

        assertThat(ids).extracting(called::state).containsExactly("ABSENT", "ADMITTED");
        assertThat(participations.find(first, program)).isEmpty();
        assertThat(participations.find(second, program)).isPresent();
        assertThat(audit.findings(false)).noneMatch(it -> it.contains(program.toString()) || ids.stream().anyMatch(id -> it.contains(id.toString())));
    }

    @Test
    void whatWasNotAllowedThenIsRefused() {
        var town = called.town();
        var program = called.call(town.city(), 1, 0);
        var teacher = cast.teacher(town.school());

        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> load.submit(teacher, program, Called.STATEMENT, clock.instant().minus(Duration.ofDays(9))))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> load.submit(teacher, program, Called.STATEMENT, clock.instant())).isInstanceOf(IllegalTransactionStateException.class);
    }
}
