package org.xingtan.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Organizations;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.ledger.Earning;
import org.xingtan.ledger.Ledger;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.CreditRule;
import org.xingtan.standing.CountAfterwards;
import org.xingtan.standing.EverybodyCounted;
import org.xingtan.standing.Years;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** A year that is over stays with the units that counted people in it and with the authority that asked, wherever units lie since. */
@XingtanTest
class PastComplianceTests {

    @Autowired Cast cast;
    @Autowired DefineRequirement define;
    @Autowired Ledger ledger;
    @Autowired LookAtCompliance look;
    @Autowired EverybodyCounted everybody;
    @Autowired Years years;
    @Autowired Organizations organizations;
    @Autowired CountAfterwards afterwards;
    @Autowired MockMvcTester mvc;
    @Autowired JdbcClient db;
    @Autowired TransactionTemplate transaction;

    private Cast.Place city;
    private Cast.Place district;
    private Cast.Place school;
    private Cast.Place next;
    private TeacherId first;
    private TeacherId second;

    /** Two cities that ask, the other one with somebody of its own. */
    @BeforeEach
    void people() {
        city = cast.city();
        district = cast.under(city, "COUNTY");
        school = cast.school(district);
        first = cast.aPerson().name("=甲").at(school).save();
        second = cast.teacher(school);
        cast.teacher(district);
        cast.teacher(cast.school(cast.under(city, "COUNTY")));
        next = cast.under(city.parent(), "CITY");
        cast.teacher(cast.school(cast.under(next, "COUNTY")));
        requires(city, past(), "Common");
        requires(city, years.current(), "Common");
        requires(next, past(), "Other");
    }

    /** In January the school goes over to another city, which asks for more: the year before stays with the one that asked. */
    @Test
    void aYearThatIsOverStaysWithTheAuthorityThatAsked() {
        var county = cast.under(next, "COUNTY");
        var before = counts(city.parent(), past());
        moves(school, county);

        assertThat(at(city, past())).satisfies(it -> {
            assertThat(it.met().asked()).isEqualTo(4);
            assertThat(it.elsewhere().asked()).isEqualTo(2);
            assertThat(it.children()).extracting(part -> part.met().asked()).containsExactly(1L, 1L);
        });
        assertThat(at(next, past()).met().asked()).isEqualTo(1);
        assertThat(at(next, past()).elsewhere()).isNull();
        assertThat(at(school, past())).satisfies(it -> {
            assertThat(it.met().asked()).as("the school still sees its own").isEqualTo(2);
            assertThat(it.lines()).extracting(line -> line.title().english()).contains("Common");
        });
        assertThat(at(district, past()).met().asked()).as("its administrator is left").isEqualTo(1);
        assertThat(counts(city.parent(), past())).isEqualTo(before);
        assertThat(mvc.get().uri("/console/compliance?organization={o}&year={y}", city.id(), past()).with(as(cast.administrator(city)))).hasStatusOk().bodyText()
            .contains("年度结束后划出的单位");
        assertThat(mvc.get().uri("/api/v1/organizations/{o}/compliance?year={y}", city.id(), past()).with(as(cast.administrator(city)))).hasStatusOk().bodyJson()
            .extractingPath("$.elsewhere.asked.ALL").isEqualTo(2);
    }

    @Test
    void whoLacksWhatInAYearThatIsOverIsListedByTheAuthorityThatAsked() throws Exception {
        moves(school, next);
        var newcomer = cast.aPerson().name("新来者").at(school).save();
        everybody.follow();

        assertThat(lacking(city, past())).contains(first, second).doesNotContain(newcomer).hasSize(4);
        assertThat(lacking(next, past())).hasSize(1).doesNotContain(first, second);
        assertThat(lacking(school, past())).containsExactlyInAnyOrder(first, second);
        assertThat(lacking(city, years.current())).as("this year follows").doesNotContain(first, second);
        assertThat(taken(cast.administrator(city), city, past())).hasSize(4).anyMatch(row -> row.contains("=甲"));
        assertThat(taken(cast.administrator(next), next, past())).hasSize(1).noneMatch(row -> row.contains("=甲"));
        assertThat(mvc.get().uri("/console/standing/teachers/{t}?year={y}", first, past()).with(as(cast.administrator(city)))).hasStatusOk();
    }

    /** Somebody comes to the school after it has gone over, and is given hours of that year: the next city counts him, and nobody else is hidden. */
    @Test
    void oneNewcomerHidesNobodyWhomTheAuthorityBeforeHasAsked() throws Exception {
        moves(school, next);
        var newcomer = cast.teacher(school);
        earn(newcomer, "4");

        assertThat(at(school, past())).satisfies(it -> {
            assertThat(it.met().asked()).isEqualTo(3);
            assertThat(it.met().of("COMMON").numerator()).isEqualTo(1);
            assertThat(it.lines()).extracting(Compliance.Line::code).containsExactly("ALL", "TOTAL", "COMMON");
        });
        assertThat(lacking(school, past())).containsExactlyInAnyOrder(first, second, newcomer);
        assertThat(taken(cast.administrator(school), school, past())).hasSize(3);
        assertThat(mvc.get().uri("/api/v1/organizations/{o}/compliance?year={y}", school.id(), past()).with(as(cast.administrator(school)))).hasStatusOk().bodyJson()
            .extractingPath("$.figures.asked.ALL").isEqualTo(3);
        assertThat(at(next, past()).met().asked()).as("its own, and the newcomer").isEqualTo(2);
        assertThat(at(city, past()).elsewhere().asked()).isEqualTo(2);
        assertThat(lacking(city, past())).hasSize(4).doesNotContain(newcomer);
        assertThat(lacking(next, past())).hasSize(2).contains(newcomer);
    }

    @Test
    void aUnitThatGoesOverWithItsSchoolsShowsThemAsTheyWereAsked() throws Exception {
        var sister = cast.school(district);
        var there = cast.teacher(sister);
        earn(there, "1");
        moves(district, next);
        var newcomer = cast.teacher(sister);
        earn(newcomer, "1");

        assertThat(at(district, past())).satisfies(it -> {
            assertThat(it.met().asked()).isEqualTo(5);
            assertThat(it.own().asked()).isEqualTo(1);
            assertThat(it.elsewhere()).isNull();
            assertThat(it.children()).extracting(part -> part.unit().id() + " " + part.met().asked()).containsExactlyInAnyOrder(school.id() + " 2", sister.id() + " 2");
        });
        assertThat(lacking(district, past())).hasSize(5).contains(first, second, there, newcomer);
        assertThat(taken(cast.administrator(district), district, past())).hasSize(5);
        assertThat(mvc.get().uri("/console/compliance?organization={o}&year={y}", district.id(), past()).with(as(cast.administrator(district)))).hasStatusOk();
        assertThat(at(next, past()).met().asked()).isEqualTo(2);
        saysWhomWasAskedBefore(district, 4, 1);
    }

    /** The city that it lies below now has asked itself, and counts none of them. */
    @Test
    void aCountyBetweenSaysWhomAnotherAuthorityHasAskedBefore() {
        var county = cast.under(next, "COUNTY");
        earn(cast.teacher(cast.school(county)), "1");
        saysWhomWasAskedBefore(county, 0, 1);

        moves(school, county);

        saysWhomWasAskedBefore(county, 2, 1);
        saysWhomWasAskedBefore(school, 2, 0);
        saysWhomWasAskedBefore(next, 0, 2);
    }

    /** @param row those with the authority above it now */
    private void saysWhomWasAskedBefore(Cast.Place unit, long before, long row) {
        var page = mvc.get().uri("/console/compliance?organization={o}&year={y}", unit.id(), past()).with(as(cast.administrator(unit))).exchange();
        var other = mvc.get().uri("/api/v1/organizations/{o}/compliance?year={y}", unit.id(), past()).with(as(cast.administrator(unit))).exchange();
        if (before == 0) {
            assertThat(page).hasStatusOk().bodyText().doesNotContain("在划入之前要求的");
            assertThat(other).hasStatusOk().bodyJson().extractingPath("$.before").isNull();
        } else {
            assertThat(page).hasStatusOk().bodyText().contains("其中由" + city.name() + "在划入之前要求的");
            assertThat(other).hasStatusOk().bodyJson().extractingPath("$.before.asked.ALL").isEqualTo((int) before);
        }
        assertThat(at(unit, past()).met().asked()).isEqualTo(row + before);
        if (!unit.equals(next)) {
            assertThat(at(next, past()).children().stream().filter(it -> it.unit().id().equals(unit.id())).mapToLong(it -> it.met().asked()).sum())
                .isEqualTo(unit.equals(school) ? 0 : row);
        }
    }

    @Test
    void aUnitThatBeginsToAskHasTheYearBeforeAllTheSame() {
        moves(district, next);
        requires(district, years.current(), "Own");

        assertThat(at(district, past())).satisfies(it -> {
            assertThat(it.met().asked()).isEqualTo(3);
            assertThat(it.lines()).extracting(line -> line.title().english()).contains("Common");
        });
        assertThat(lacking(district, past())).contains(first, second).hasSize(3);
    }

    /** Both halves of the list by their index; units elsewhere only where there are any. */
    @Test
    void aListIsReadByTheTreeAndLooksElsewhereOnlyWhereThereIsAny() {
        assertThat(ComplianceQueries.everybody(at(city, past()).reach())).doesNotContain("counted_line");

        moves(school, next);

        var reach = at(city, past()).reach();
        var plan = transaction.execute(_ -> {
            db.sql("set local enable_seqscan = off").update();
            return db.sql("explain " + ComplianceQueries.everybody(reach)).param("root", city.path()).param("before", new UUID[0]).param("year", past())
                .param("code", "ALL").param("stage", null).param("limit", 10).query(String.class).list();
        });
        assertThat(plan).anyMatch(it -> it.contains("Append")).noneMatch(it -> it.matches(".*Filter: .*path <@ .* OR .*id.*SubPlan.*"));
    }

    private int past() {
        return years.current() - 1;
    }

    private void requires(Cast.Place authority, int year, String common) {
        define.define(new AnnualRequirement(authority.id(), year, 0, "年度要求", "依据", CreditHours.of("10"), List.of(
            new AnnualRequirement.Category("COMMON", "公需科目", common, CreditHours.of("4")))), null);
    }

    private void earn(TeacherId teacher, String hours) {
        ledger.post(new Earning(teacher, school.id(), school.path(), null, Earning.Place.NOWHERE,
            new CreditRule("COMMON", new CreditRule.Fixed(CreditHours.of(hours)), List.of()), 1, List.of(), CreditHours.of(hours), "test",
            UUID.randomUUID().toString(), "Course", Map.of(), LocalDate.of(past(), 5, 4)));
    }

    /** By the ids of those below. */
    private Map<String, Long> counts(Cast.Place unit, int year) {
        var counts = new HashMap<String, Long>();
        var seen = look.at(cast.administrator(unit), unit.id().toString(), year);
        seen.children().forEach(part -> counts.put(part.unit().id().toString(), part.met().asked()));
        counts.put("all", seen.met().asked());
        return counts;
    }

    private void moves(Cast.Place unit, Cast.Place to) {
        transaction.executeWithoutResult(_ -> {
            organizations.hold();
            var after = organizations.changing(List.of(unit.id()));
            organizations.move(unit.id(), to.id());
            after.run();
        });
        while (db.sql("select exists (select from standing.count_order where year = :year)").param("year", years.current()).query(Boolean.class).single()) {
            afterwards.goOn();
        }
    }

    private Compliance at(Cast.Place unit, Integer year) {
        return look.at(cast.administrator(unit), unit.id().toString(), year);
    }

    /** Page by page. */
    private List<TeacherId> lacking(Cast.Place unit, int year) {
        var people = new ArrayList<TeacherId>();
        String after = null;
        do {
            var page = look.lacking(cast.administrator(unit), unit.id().toString(), year, new LookAtCompliance.Question("ALL", null), after).page();
            page.items().forEach(row -> people.add(row.person().teacher()));
            after = page.next();
        } while (after != null);
        return people;
    }

    private List<String> taken(Actor actor, Cast.Place unit, int year) {
        var answer = mvc.post().uri("/console/compliance/people/export?organization=" + unit.id() + "&line=ALL&year=" + year).param("reason", "核对上年").param("file", "csv")
            .param("confirmed", "true").with(csrf()).with(as(actor)).exchange();
        assertThat(answer).hasStatusOk();
        return Arrays.stream(new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8).split("\r\n")).skip(2).toList();
    }
}
