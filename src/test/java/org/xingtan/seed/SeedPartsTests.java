package org.xingtan.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.demo.DemoUnit;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class SeedPartsTests {

    /** Nobody else of the tests has a username as high. */
    private static final int FIRST = 1_990_001;

    @Autowired SeedParts parts;
    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    /** The units are there before, and are counted meanwhile where the machine is slow. */
    @Test
    void whoCountsThePeopleOfUnitsLearnsThatTheyHaveCome() {
        var school = cast.school();
        var part = new SeedPart(FIRST, List.of(new SeedPart.School(new DemoUnit(school.id(), "9990001", "学校", "SCHOOL", List.of("PRIMARY"), ""), 3)));

        transaction.executeWithoutResult(status -> {
            db.sql("set local session_replication_role = replica").update();

            assertThat(parts.people(part)).hasSize(3);

            assertThat(db.sql("select count(*) from qualification.stale where organization_id = :school").param("school", school.id().value()).query(Integer.class).single()).isPositive();
            assertThat(db.sql("show session_replication_role").query(String.class).single()).isEqualTo("replica");
            status.setRollbackOnly();
        });
    }
}
