package org.xingtan.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.AnnualRequirement.NewHires;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.ledger.Requirements;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.persistence.Json;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;
import tools.jackson.databind.JsonNode;

/** Versions of requirements grow with every word above; what is read and what is written does not grow with them. */
@XingtanTest
class NewestVersionsTests {

    @Autowired Cast cast;
    @Autowired DefineRequirement define;
    @Autowired Requirements requirements;
    @Autowired Years years;
    @Autowired JdbcClient db;

    private Cast.Place city;
    private int year;

    @BeforeEach
    void plant() {
        city = cast.city();
        year = years.current();
    }

    /** Fifty counties with twenty versions each: one is asked, and the newest version is taken. */
    @Test
    void whoeverPostsHoursReadsWhatIsAskedWhereHeIs() {
        var counties = IntStream.range(0, 50).mapToObj(_ -> cast.under(city, "COUNTY")).toList();
        db.sql("""
                insert into ledger.annual_requirement (jurisdiction, year, version, title, basis, total, categories)
                select c.id, :year, v, '要求', '文件', v, '[]' from directory.organization c cross join generate_series(1, 20) v where c.id = any (:counties)
                """).param("year", year).param("counties", counties.stream().map(it -> it.id().value()).toArray(UUID[]::new)).update();
        var teacher = cast.teacher(cast.school(counties.getFirst()));
        db.sql("insert into standing.state (teacher_id, year) values (:teacher, :year) on conflict do nothing").param("teacher", teacher.value()).param("year", year).update();

        var plan = Json.read(db.sql("explain (analyze, format json) with " + LinesMet.ASKED.stripTrailing().replaceFirst(",$", "") + " select a.version from asked a join need n on n.jurisdiction = a.jurisdiction")
            .params(Map.of("whose", new UUID[] {teacher.value()}, "year", year, "over", false, "afterwards", false)).query(String.class).single(), JsonNode.class);

        assertThat(plan.findParents("Relation Name").stream().filter(it -> it.path("Relation Name").asString().equals("annual_requirement"))
            .mapToLong(it -> Math.round(it.path("Actual Loops").asDouble() * (it.path("Actual Rows").asDouble() + it.path("Rows Removed by Filter").asDouble(0)))).sum())
            .isBetween(1L, 10L);
        assertThat(requirements.inForce(counties.getFirst().path(), year).orElseThrow().version()).isEqualTo(20);
    }

    @Test
    void anotherDocumentAboveIsNoNewVersionBelow() {
        var district = cast.under(city, "COUNTY");
        define.define(asked(district, "50", "区文件"), null);
        define.define(asked(city, "90", "市文件"), null);
        assertThat(requirements.of(district.id())).extracting(AnnualRequirement::version).containsExactly(2, 1);

        define.define(asked(city, "90", "市文件（修订）"), null);
        assertThat(requirements.of(city.id())).extracting(AnnualRequirement::version).containsExactly(2, 1);
        assertThat(requirements.of(district.id())).extracting(AnnualRequirement::version).as("nothing else is asked there").containsExactly(2, 1);

        define.define(asked(city, "91", "市文件（修订）"), null);
        assertThat(requirements.of(district.id())).first().extracting(AnnualRequirement::version, it -> it.total().toString(), AnnualRequirement::basis)
            .containsExactly(3, "91.00", "区文件；市文件（修订）");
    }

    private AnnualRequirement asked(Cast.Place authority, String total, String basis) {
        return new AnnualRequirement(authority.id(), year, 0, "年度要求", basis, CreditHours.of(total), List.of(), List.of(), null, NewHires.FULL_YEAR);
    }
}
