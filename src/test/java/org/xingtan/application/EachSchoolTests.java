package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.application.ReviewApplication.Decision;
import org.xingtan.platform.Condition;
import org.xingtan.platform.Localized;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** A city lets each school have one place, and the district divides what it has got: neither a form nor a statement past it lifts that. */
@XingtanTest
class EachSchoolTests {

    @Autowired Called called;
    @Autowired DefineCall define;
    @Autowired KeepQuotas quotas;
    @Autowired ReviewApplication review;
    @Autowired ApplicationAudit audit;
    @Autowired JdbcClient db;

    private Called.Town town;
    private ProgramId program;

    @BeforeEach
    void callForOneOfEachSchool() {
        town = called.town();
        program = called.call(town.city(), 10, 0);
        called.quota(program, town.county(), 6);
        define.divide(program, List.of(new DefineCall.Places(town.city().id(), null, true, 1)));
    }

    @Test
    void aDistrictGivesNoSchoolMoreAndIsToldBothNumbersAndWhoseTheyAre() {
        var refused = catchThrowableOfType(Refused.class, () -> quotas.save(town.countyOffice(), program, line(town.school(), 2))).verdict().unmet();

        assertThat(refused).extracting(Condition::code).containsExactly("application.quota.cap");
        assertThat(refused.getFirst().arguments()).element(1).isEqualTo(2);
        assertThat(refused.getFirst().arguments()).element(2).isEqualTo(1);
        assertThat(((Localized) refused.getFirst().arguments().getLast()).chinese()).isEqualTo(town.city().name());
        assertThatThrownBy(() -> write(town.school(), 2)).isInstanceOf(DataAccessException.class)
            .hasMessageContaining("2 places of " + town.school().code() + ", where each school has 1");
        quotas.save(town.countyOffice(), program, line(town.school(), 1));
        assertThatThrownBy(() -> db.sql("update application.quota set places = 2 where program_id = :p and organization_id = :o").param("p", program.value())
            .param("o", town.school().id().value()).update()).isInstanceOf(DataAccessException.class);
    }

    @Test
    void aSchoolThatTheDistrictHasGivenItsPlaceStaysOneOfThem() {
        quotas.save(town.countyOffice(), program, line(town.school(), 1));
        called.admitted(town, program, called.teacher(town.school()));
        var second = second();

        assertThat(refusal(() -> called.approve(town.countyOffice(), second))).containsExactly("application.room.each");
        review.review(town.countyOffice(), second, Decision.RESERVE, "");
        assertThat(refusal(() -> called.approve(town.cityOffice(), second))).contains("application.room.each");
        assertThatThrownBy(() -> db.sql("update application.application set state = 'ADMITTED', settled_at = now() where id = :id").param("id", second).update())
            .isInstanceOf(DataAccessException.class).hasMessageContaining("2 people of one school on 1 places for each");
        assertThat(findings()).isEmpty();
    }

    /** Whoever has set it may name a school; the district divides below that, and back up to it. */
    @Test
    void theCityItselfGivesASchoolMore() {
        called.admitted(town, program, called.teacher(town.school()));
        var second = second();
        quotas.save(town.cityOffice(), program, line(town.school(), 2));
        quotas.save(town.countyOffice(), program, line(town.school(), 1));
        quotas.save(town.countyOffice(), program, line(town.school(), 2));

        assertThat(refusal(() -> quotas.save(town.countyOffice(), program, line(town.school(), 3)))).containsExactly("application.quota.cap");
        called.approve(town.countyOffice(), second);
        called.approve(town.cityOffice(), second);
        assertThat(called.state(second)).isEqualTo("ADMITTED");
        assertThat(findings()).isEmpty();
    }

    /** Nor does a district that had divided before: the city is told which line is in the way. */
    @Test
    void whoeverSetsItLaterIsToldWhatADistrictHasGiven() {
        quotas.remove(town.cityOffice(), program, town.city().id(), null, true);
        quotas.save(town.countyOffice(), program, line(town.school(), 2));

        assertThat(refusal(() -> quotas.save(town.cityOffice(), program, new KeepQuotas.Line(town.city().code(), "", "true", "1")))).containsExactly("application.quota.cap");
        assertThatThrownBy(() -> db.sql("insert into application.quota (program_id, organization_id, each_school, places) values (:p, :o, true, 1)")
            .param("p", program.value()).param("o", town.city().id().value()).update()).isInstanceOf(DataAccessException.class).hasMessageContaining("where each school has 1");
    }

    private UUID second() {
        var second = called.apply(called.teacher(town.school()), program);
        review.review(town.principal(), second, Decision.RESERVE, "");
        return second;
    }

    private void write(Cast.Place unit, int places) {
        db.sql("insert into application.quota (program_id, organization_id, places) values (:p, :o, :n)").param("p", program.value()).param("o", unit.id().value())
            .param("n", places).update();
    }

    private static KeepQuotas.Line line(Cast.Place unit, int places) {
        return new KeepQuotas.Line(unit.code(), "", "", String.valueOf(places));
    }

    private static List<String> refusal(ThrowingCallable act) {
        return catchThrowableOfType(Refused.class, act).verdict().unmet().stream().map(Condition::code).toList();
    }

    private List<String> findings() {
        return audit.findings(false).stream().filter(it -> it.contains(program.toString())).toList();
    }
}
