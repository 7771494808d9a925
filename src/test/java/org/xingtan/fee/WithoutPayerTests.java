package org.xingtan.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Window;
import org.xingtan.selection.OfferingId;
import org.xingtan.selection.TermId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** Nobody's place goes unbilled without being told: before, by the issue, and until somebody pays. */
@XingtanTest
class WithoutPayerTests {

    @Autowired MockMvcTester mvc;
    @Autowired Cast cast;
    @Autowired Charged charged;
    @Autowired FeeDesk desk;
    @Autowired FeesInCharge inCharge;
    @Autowired FeeTerms terms;
    @Autowired IssueStatements.Acts acts;
    @Autowired FeeAudit audit;
    @Autowired Organizations organizations;
    @Autowired TransactionTemplate transactions;
    @Autowired Clock clock;
    @Autowired JdbcClient db;

    private Cast.Place city;
    private Cast.Place school;
    private Cast.Place direct;
    private Actor finance;
    private TeacherId teacher;
    private TermId term;
    private OfferingId course;

    @BeforeEach
    void plant() {
        city = cast.city();
        var province = Objects.requireNonNull(city.parent());
        school = cast.school(city);
        direct = cast.school(province);
        finance = cast.actor(cast.staff(province, Role.FINANCE));
        teacher = cast.teacher(direct);
        term = charged.term(province);
        course = charged.course(term, province, "PROFESSIONAL", "30.00", 9, 1);
        charged.choose(course, teacher, cast.teacher(school));
        charged.rules(finance, province, "PROFESSIONAL", "CITY");
    }

    @Test
    void aUnitRightUnderTheProvinceIsNamedBeforeAndAfterwards() {
        assertThat(desk.get(finance, page())).hasStatusOk().bodyText().contains("现在出账单，有 1 个名额没有付费方", direct.name() + "：规定由市财政付费", "30.00 元")
            .doesNotContain(school.name(), "查不到单位");
        charged.issue(finance, term);
        assertThat(desk.get(finance, page())).hasStatusOk().bodyText().contains("1 个名额没有付费方，没有计入账单", direct.name() + "：规定由市财政付费")
            .doesNotContain(school.name(), "查不到单位");
        assertThat(mvc.get().uri(page()).header("Accept-Language", "en").with(Cast.as(finance)).exchange()).hasStatusOk().bodyText()
            .contains("Nothing has changed since the last statements.", "One place billed to nobody", "Unit " + direct.code() + " (payer: The city): none stands above this unit. One place, CNY 30.00");
        assertThat(billed()).containsExactly(city.id() + " 30.00");
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void itIsBilledAsSoonAsSomebodyPays() {
        charged.issue(finance, term);
        transactions.executeWithoutResult(_ -> {
            organizations.hold();
            organizations.move(direct.id(), city.id());
        });
        assertThat(desk.get(finance, page())).hasStatusOk().bodyText().doesNotContain("现在出账单，有");
        charged.issue(finance, term);
        assertThat(billed()).containsExactly(city.id() + " 60.00");
        assertThat(told()).as("stays as it was").containsExactly("1 CITY " + direct.name() + " 1 30.00");
        assertThat(audit.findings(false)).isEmpty();
    }

    /** Where people count by now says nothing of what an issue could bill; more than it has told of is a finding. */
    @Test
    void whoMovesAfterwardsIsNoFinding() {
        var later = new IssueStatements(inCharge, terms, new Issues(db, 100), acts, Clock.offset(clock, Duration.ofMinutes(5)));
        transactions.executeWithoutResult(_ -> later.ask(finance, term.value()));
        charged.finish(term);
        db.sql("update enrollment.participation set organization_id = :o where teacher_id = :t").param("o", school.id().value()).param("t", teacher.value()).update();
        assertThat(audit.findings(false)).isEmpty();

        transactions.executeWithoutResult(attempt -> {
            db.sql("set local session_replication_role = replica").update();
            db.sql("delete from fee.without_payer where issue_id in (select id from fee.issue where term_id = :t)").param("t", term.value()).update();
            assertThat(audit.findings(false)).singleElement(STRING).endsWith("costs 30.00, 0 is billed");
            attempt.setRollbackOnly();
        });
    }

    @Test
    void peopleOfWhomNobodyKnowsTheUnitAreToldOfTheSameWay() {
        var gone = cast.teacher(school);
        charged.choose(course, gone);
        db.sql("delete from enrollment.participation where teacher_id = :t").param("t", gone.value()).update();
        worksNowhere(gone);
        assertThat(desk.get(finance, page())).hasStatusOk().bodyText().contains("有 2 个名额没有付费方", "查不到单位的教师：1 个名额，30.00 元", direct.name());
        charged.issue(finance, term);
        assertThat(told()).containsExactly("1 CITY " + direct.name() + " 1 30.00", "1 CITY null 1 30.00");
    }

    @Test
    void whatItsStepsMeetIsOneFigureThatStays() {
        charged.choose(charged.course(term, Objects.requireNonNull(city.parent()), "PROFESSIONAL", "12.50", 5, 0), teacher);
        var steps = new IssueStatements(inCharge, terms, new Issues(db, 1), acts, clock);
        transactions.executeWithoutResult(_ -> {
            steps.ask(finance, term.value());
            steps.goOn();
        });
        assertThat(told()).containsExactly("1 CITY " + direct.name() + " 2 42.50");
        assertThat(db.sql("select without_payer from fee.issue where term_id = :term").param("term", term.value()).query(Integer.class).single()).isEqualTo(2);
        for (var attack : List.of("update fee.without_payer set places = 1", "delete from fee.without_payer", "truncate fee.without_payer",
            """
            insert into fee.without_payer (issue_id, payer, places, amount) select id, 'CITY', 1, 1 from fee.issue where finished_at is not null limit 1
            """)) {
            assertThatThrownBy(() -> db.sql(attack).update()).as(attack).isInstanceOf(DataAccessException.class);
        }
    }

    /** Of many units those with most places are named, the rest is counted. */
    @Test
    void theFirstFiftyUnitsAreNamed() {
        var rest = charged.course(term, Objects.requireNonNull(city.parent()), "PROFESSIONAL", "1.00", 99, 0);
        for (var i = 0; i < Issues.WithoutPayer.MOST; i++) {
            charged.choose(rest, cast.teacher(cast.school(Objects.requireNonNull(city.parent()))));
        }
        charged.choose(rest, teacher);
        assertThat(desk.get(finance, page())).hasStatusOk().bodyText().contains("有 52 个名额没有付费方", direct.name() + "：规定由市财政付费", "其他单位：1 个名额");
        charged.issue(finance, term);
        assertThat(desk.get(finance, page())).hasStatusOk().bodyText().contains("52 个名额没有付费方，没有计入账单", direct.name(), "其他单位：1 个名额");
    }

    /** Looked up from the units for which nobody pays, it is what an issue that goes by every place would tell of. */
    @Test
    void whatThePageSaysIsWhatTheIssueThenTellsOf() {
        var province = Objects.requireNonNull(city.parent());
        charged.rules(finance, province, "PROFESSIONAL", "CITY", "COMMON", "UNIT", "ELECTIVE", "PROVINCE");
        var second = charged.course(term, province, "PROFESSIONAL", "12.50", 9, 1);
        var unit = charged.course(term, province, "COMMON", "1.00", 9, 1);
        var whole = charged.course(term, province, "ELECTIVE", "2.00", 9, 1);
        var free = charged.course(term, province, "PROFESSIONAL", "0.00", 9, 1);
        var nowhere = cast.teacher(school);
        var back = cast.teacher(direct);
        var moved = cast.teacher(school);
        var billed = cast.teacher(cast.under(province, "UNIVERSITY"));
        charged.choose(course, billed);
        charged.issue(finance, term);
        charged.choose(second, teacher, nowhere, back, moved, cast.teacher(school), billed);
        charged.choose(unit, teacher, nowhere, back);
        charged.choose(whole, nowhere, billed);
        charged.choose(free, teacher);
        for (var gone : List.of(nowhere, back)) {
            db.sql("delete from enrollment.participation where teacher_id = :t").param("t", gone.value()).update();
        }
        worksNowhere(nowhere);
        db.sql("update enrollment.participation set organization_id = :o where teacher_id = :t").param("o", direct.id().value()).param("t", moved.value()).update();

        var said = said();
        charged.issue(finance, term);

        var issues = new Issues(db, 100).of(term.value());
        var told = new Issues(db, 100).withoutPayer(issues).get(issues.getFirst().id());
        assertThat(said.places()).isEqualTo(told.places()).isEqualTo(9);
        assertThat(said.rows()).isEqualTo(told.rows()).hasSize(5);
        worksNowhere(back);
    }

    /** Whoever works somewhere and has a place without taking part would be a finding for all who look later. */
    private void worksNowhere(TeacherId teacher) {
        db.sql("delete from directory.employment where teacher_id = :t").param("t", teacher.value()).update();
    }

    private Issues.WithoutPayer said() {
        var of = terms.find(term.value()).orElseThrow();
        return acts.lines().withoutPayer(of, acts.book().inForce(of.ownerPath(), LocalDate.now(Window.ZONE)).orElseThrow());
    }

    private String page() {
        return "/console/fee/terms/" + term;
    }

    private List<String> billed() {
        return db.sql("select debtor_id || ' ' || billed from fee.account where term_id = :term").param("term", term.value()).query(String.class).list();
    }

    private List<String> told() {
        return db.sql("""
                select concat_ws(' ', i.n, w.payer, coalesce(w.unit, 'null'), w.places, w.amount)
                  from fee.without_payer w join fee.issue i on i.id = w.issue_id
                 where i.term_id = :term and i.n = 1 order by w.unit
                """).param("term", term.value()).query(String.class).list();
    }
}
