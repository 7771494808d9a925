package org.xingtan.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.as;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Organizations;
import org.xingtan.ledger.AnnualRequirement;
import org.xingtan.ledger.AnnualRequirement.NewHires;
import org.xingtan.ledger.DefineRequirement;
import org.xingtan.ledger.Earning;
import org.xingtan.ledger.Ledger;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.CreditRule;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** A year that is over belongs to the units in which it has counted people, wherever they are since. */
@XingtanTest
class PastYearTests {

    @Autowired Ledger ledger;
    @Autowired DefineRequirement define;
    @Autowired Standings standings;
    @Autowired ExemptTeacher exempt;
    @Autowired Exemptions exemptions;
    @Autowired Years years;
    @Autowired FollowStandings follow;
    @Autowired Cast cast;
    @Autowired StandingAudit audit;
    @Autowired Organizations organizations;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient db;
    @Autowired MockMvcTester mvc;

    private Cast.Place city;
    private Cast.Place school;
    private Cast.Place elsewhere;
    private int past;

    @BeforeEach
    void cast() {
        city = cast.city();
        school = cast.school(cast.under(city, "COUNTY"));
        elsewhere = cast.school(cast.county());
        past = years.current() - 1;
    }

    @Test
    void aDayOfHiringThatIsPutRightAfterwardsIsReckonedWithAndNobodyIsAskedAnew() {
        define(city, "90", NewHires.BY_MONTH);
        var teacher = cast.teacher(school);
        earn(teacher, "30");
        var stranger = cast.teacher(school);
        assertThat(standings.of(teacher, past).months()).isEqualTo(12);

        transaction.executeWithoutResult(_ -> {
            var after = follow.before(new UUID[] {teacher.value(), stranger.value()});
            db.sql("update directory.teacher set hired_on = :day where teacher_id = :id").param("day", LocalDate.of(past, 9, 15)).param("id", teacher.value()).update();
            after.run();
        });

        assertThat(standings.of(teacher, past)).satisfies(it -> {
            assertThat(it.months()).isEqualTo(4);
            assertThat(it.verdict().met()).isTrue();
        });
        assertThat(db.sql("select count(*) from standing.state where teacher_id = :t and year = :y").param("t", stranger.value()).param("y", past).query(Long.class).single()).isZero();
    }

    @Test
    void whoHasLeftStillCountsWhereHeCountedAndForAsManyMonths() {
        var teacher = cast.aPerson().at(school).hiredOn(LocalDate.of(past, 9, 15)).save();
        define(city, "90", NewHires.BY_MONTH);
        assertThat(standings.of(teacher, past).months()).isEqualTo(4);
        leaves(teacher);

        earn(teacher, "30");

        assertThat(standings.of(teacher, past)).satisfies(it -> {
            assertThat(it.months()).isEqualTo(4);
            assertThat(it.verdict().met()).isTrue();
        });
        assertThat(figure(school, "ASKED")).isEqualTo(1);
        assertThat(figure(school, "MET")).isEqualTo(1);
    }

    @Test
    void whoHasGoneElsewhereIsJudgedByTheAuthorityThatAskedHim() {
        var teacher = cast.teacher(school);
        define(city, "10", NewHires.FULL_YEAR);
        define(elsewhere.parent(), "90", NewHires.FULL_YEAR);
        moves(teacher);

        earn(teacher, "10");

        assertThat(standings.of(teacher, past).total().need()).isEqualTo(CreditHours.of("10"));
        assertThat(figure(school, "MET")).isEqualTo(1);
        assertThat(figure(elsewhere, "ASKED")).isZero();
    }

    /** Who had left before the year ended, and works elsewhere by now. */
    @Test
    void whomTheYearHasCountedNowhereItDoesNotCountAfterwards() {
        var teacher = cast.teacher(elsewhere);
        db.sql("insert into standing.state (teacher_id, year) values (:teacher, :year)").param("teacher", teacher.value()).param("year", past).update();
        define(elsewhere.parent(), "10", NewHires.FULL_YEAR);

        earn(teacher, "10");

        assertThat(figure(elsewhere, "ASKED")).isZero();
        assertThat(figure(elsewhere, "MET")).isZero();
        assertThat(standings.of(teacher, past).total().need()).isNull();
    }

    @Test
    void theUnitThatCountedHimSeesThatYearOfHimAndNothingNewer() {
        var teacher = cast.aPerson().name("离职者").at(school).save();
        define(city, "10", NewHires.FULL_YEAR);
        exempted(teacher, past, "旧事由");
        exempted(teacher, years.current(), "新事由");
        leaves(teacher);
        var county = cast.administrator(school.parent());

        assertThat(page(county, teacher, past)).contains("离职者", "旧事由").doesNotContain("新事由", "?year=" + years.current(), "/console/teachers/" + teacher);
        for (var year : new Integer[] {null, years.current(), past - 1}) {
            assertThat(mvc.get().uri(address(teacher, year)).with(as(county))).hasStatus(404);
        }
        for (var other : List.of(cast.administrator(elsewhere), cast.administrator(cast.school(school.parent())), cast.actor(cast.teacher(school)))) {
            assertThat(mvc.get().uri(address(teacher, past)).with(as(other))).hasStatus(404);
        }
    }

    @Test
    void theUnitHeHasGoneToSeesTheYearsSinceAndNotTheOneBefore() {
        var teacher = cast.teacher(school);
        define(city, "10", NewHires.FULL_YEAR);
        moves(teacher);

        assertThat(page(cast.administrator(school), teacher, past)).doesNotContain("?year=" + years.current());
        assertThat(mvc.get().uri(address(teacher, years.current())).with(as(cast.administrator(school)))).hasStatus(404);
        assertThat(page(cast.administrator(elsewhere), teacher, years.current())).doesNotContain("?year=" + past);
        assertThat(mvc.get().uri(address(teacher, past)).with(as(cast.administrator(elsewhere)))).hasStatus(404);
    }

    @Test
    void theAuthorityAboveTheUnitOfTheYearDecidesOnItsExemptions() {
        var teacher = cast.teacher(school);
        define(city, "12", NewHires.FULL_YEAR);
        moves(teacher);
        var form = new ExemptTeacher.Form(String.valueOf(past), "1", "6", "PARENTAL", "产假");

        assertThatThrownBy(() -> exempt.grant(cast.administrator(elsewhere.parent()), teacher, form)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> exempt.grant(cast.administrator(school), teacher, form)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> exempt.grant(cast.administrator(school.parent()), teacher, new ExemptTeacher.Form(String.valueOf(years.current()), "1", "6", "PARENTAL", "产假")))
            .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> exempt.grant(cast.administrator(elsewhere.parent()), teacher, new ExemptTeacher.Form("19", "1", "6", "PARENTAL", "产假")))
            .isInstanceOf(Refused.class);
        exempt.grant(cast.administrator(school.parent()), teacher, form);

        assertThat(standings.of(teacher, past).total().need()).isEqualTo(CreditHours.of("6"));
        var granted = exemptions.inForce(teacher, past).getFirst();
        assertThatThrownBy(() -> exempt.end(cast.administrator(elsewhere.parent()), teacher, granted.id(), "取消")).isInstanceOf(NotFound.class);
        exempt.end(cast.administrator(city), teacher, granted.id(), "取消");
        assertThat(standings.of(teacher, past).months()).isEqualTo(12);
    }

    /** In January the school goes over to another county, which asks for more. */
    @Test
    void aYearThatIsOverStaysWithTheAuthorityThatAskedWhereverTheUnitLiesSince() {
        var teacher = cast.teacher(school);
        define(city, "10", NewHires.FULL_YEAR);
        define(elsewhere.parent(), "90", NewHires.FULL_YEAR);
        var before = cast.administrator(city);
        var after = cast.administrator(elsewhere.parent());
        goesOver(school, elsewhere.parent());

        earn(teacher, "10");

        assertThat(authority(teacher)).isEqualTo(city.id().value());
        assertThat(standings.of(teacher, past)).satisfies(it -> {
            assertThat(it.total().need()).isEqualTo(CreditHours.of("10"));
            assertThat(it.verdict().met()).isTrue();
        });
        assertThat(figure(school, "MET")).isEqualTo(1);
        var form = new ExemptTeacher.Form(String.valueOf(past), "1", "6", "PARENTAL", "产假");
        assertThatThrownBy(() -> exempt.grant(after, teacher, form)).isInstanceOf(Forbidden.class);
        assertThat(page(before, teacher, past)).contains("name=\"first\"");
        exempt.grant(before, teacher, form);
        assertThat(authority(teacher)).isEqualTo(city.id().value());
        assertThat(standings.of(teacher, past).total().need()).isEqualTo(CreditHours.of("5"));
    }

    @Test
    void whomNobodyAskedInAYearThatIsOverTheNextAuthorityDoesNotAskForIt() {
        var teacher = cast.teacher(school);
        earn(teacher, "1");
        define(elsewhere.parent(), "90", NewHires.FULL_YEAR);
        goesOver(school, elsewhere.parent());

        earn(teacher, "2");

        assertThat(authority(teacher)).isNull();
        assertThat(standings.of(teacher, past).total().need()).isNull();
        assertThat(figure(school, "ASKED")).isZero();
    }

    /** Whatever has made it wrong. */
    @Test
    void theAuditPutsStatesRightInThisYearAndTheOneBefore() {
        var teacher = cast.teacher(school);
        define(city, "10", NewHires.FULL_YEAR);
        define.define(new AnnualRequirement(city.id(), years.current(), 0, "年度要求", "文件", CreditHours.of("0"), List.of()), null);
        earn(teacher, "10");
        assertThat(findings(teacher)).isEmpty();
        db.sql("update standing.state set met = '{}' where teacher_id = :teacher").param("teacher", teacher.value()).update();
        assertThat(findings(teacher)).hasSize(2);

        audit.findings(true);

        assertThat(findings(teacher)).isEmpty();
        assertThat(figure(school, "MET")).isEqualTo(1);
    }

    @Test
    void theAuditSeesWhoIsNotJudgedByTheNewestVersionOfAYearThatIsOver() {
        var teacher = cast.teacher(school);
        define(city, "10", NewHires.FULL_YEAR);
        db.sql("update standing.state set policy = 0 where teacher_id = :teacher").param("teacher", teacher.value()).update();
        assertThat(findings(teacher)).hasSize(1);

        audit.findings(true);

        assertThat(findings(teacher)).isEmpty();
    }

    private List<String> findings(TeacherId teacher) {
        return audit.findings(false).stream().filter(it -> it.contains(teacher.toString())).toList();
    }

    private UUID authority(TeacherId teacher) {
        return db.sql("select jurisdiction from standing.state where teacher_id = :teacher and year = :year").param("teacher", teacher.value()).param("year", past)
            .query((row, _) -> Optional.ofNullable(row.getObject(1, UUID.class))).single().orElse(null);
    }

    private void goesOver(Cast.Place unit, Cast.Place to) {
        transaction.executeWithoutResult(_ -> {
            organizations.hold();
            var after = organizations.changing(List.of(unit.id()));
            organizations.move(unit.id(), to.id());
            after.run();
        });
    }

    private static String address(TeacherId teacher, Integer year) {
        return "/console/standing/teachers/" + teacher + (year == null ? "" : "?year=" + year);
    }

    private String page(Actor actor, TeacherId teacher, int year) {
        var answer = mvc.get().uri(address(teacher, year)).with(as(actor)).exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private void leaves(TeacherId teacher) {
        db.sql("delete from directory.employment where teacher_id = :teacher").param("teacher", teacher.value()).update();
    }

    private void moves(TeacherId teacher) {
        db.sql("update directory.employment set organization_id = :to where teacher_id = :teacher").param("to", elsewhere.id().value())
            .param("teacher", teacher.value()).update();
    }

    private void exempted(TeacherId teacher, int year, String reason) {
        exempt.grant(cast.administrator(city), teacher, new ExemptTeacher.Form(String.valueOf(year), "1", "2", "ILLNESS", reason));
    }

    private void define(Cast.Place authority, String total, NewHires newHires) {
        define.define(new AnnualRequirement(authority.id(), past, 0, "年度要求", "文件", CreditHours.of(total), List.of(), List.of(), null, newHires), null);
    }

    private void earn(TeacherId teacher, String hours) {
        ledger.post(new Earning(teacher, school.id(), school.path(), null, Earning.Place.NOWHERE,
            new CreditRule("COMMON", new CreditRule.Fixed(CreditHours.of(hours)), List.of()), 1, List.of(), CreditHours.of(hours), "test",
            UUID.randomUUID().toString(), "Course", Map.of(), LocalDate.of(past, 5, 4)));
    }

    private long figure(Cast.Place unit, String measure) {
        return db.sql("""
                select coalesce(sum(f.n), 0) from tally.figure_card f join standing.counted_line l on l.id = f.program_id
                 where l.year = :year and l.code = 'ALL' and f.measure = :measure and f.organization_id = :unit
                """)
            .param("year", past).param("measure", measure).param("unit", unit.id().value()).query(Long.class).single();
    }
}
