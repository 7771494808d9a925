package org.xingtan.fee;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.platform.Window;
import org.xingtan.selection.TermId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Crossing;
import org.xingtan.testing.XingtanTest;

/** Whoever a unit has gone up in is asked for what is billed for its people afterwards, or at the same moment. */
@XingtanTest
class MergedPayerTests {

    @Autowired Cast cast;
    @Autowired Charged charged;
    @Autowired FeeDesk desk;
    @Autowired FeeDuties duties;
    @Autowired OneRead read;
    @Autowired FeeAudit audit;
    @Autowired IssueStatements issue;
    @Autowired Organizations organizations;
    @Autowired TransactionTemplate transactions;
    @Autowired Crossing crossing;
    @Autowired JdbcClient db;

    private Cast.Place county;
    private Cast.Place school;
    private Cast.Place other;
    private Actor finance;
    private TermId term;

    @BeforeEach
    void plant() {
        var city = cast.city();
        county = cast.under(city, "COUNTY");
        school = cast.school(county);
        other = cast.school(county);
        finance = cast.actor(cast.staff(city, Role.FINANCE));
        term = charged.term(city);
        charged.choose(charged.course(term, city, "PROFESSIONAL", "30.00", 5, 1), cast.teacher(school));
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
    }

    @Test
    void whatIsBilledAfterwardsIsAskedOfTheLastThatItWentUpIn() {
        var last = cast.school(county);
        var heir = cast.administrator(last);
        transactions.executeWithoutResult(_ -> merge(school, other));
        transactions.executeWithoutResult(_ -> merge(other, last));
        charged.issue(finance, term);

        assertThat(keeper()).isEqualTo(last.id().value());
        assertThat(desk.get(heir, "/console/fee/statements/" + charged.statement(term, school))).hasStatusOk().bodyText().contains(school.name(), "30.00");
        assertThat(read.of(duties.ofOffices(Set.of(heir.teacher()))).get(heir.teacher())).singleElement()
            .satisfies(duty -> assertThat(duty.arguments()).containsExactly(1, Money.of("30.00")));
        assertThat(audit.findings(false)).isEmpty();
    }

    /** Whoever opens a unit again is told that what went over stays there. */
    @Test
    void whoOpensTheUnitAgainIsToldWhoAnswersForItsAccounts() {
        var office = cast.administrator(county);
        var units = "/console/units?organization=";
        charged.issue(finance, term);
        assertThat(desk.get(office, units + school.id())).hasStatusOk().bodyText().doesNotContain("已由其他单位负责");
        transactions.executeWithoutResult(_ -> {
            merge(school, other);
            organizations.close(school.id(), LocalDate.now(Window.ZONE));
        });

        assertThat(desk.get(office, units + school.id())).hasStatusOk().bodyText().contains("恢复单位", "已由其他单位负责", "恢复本单位之后不会自动转回",
            "学期的账户（应付余额 30.00 元），由" + other.name() + "负责");
        assertThat(desk.get(office, units + other.id())).hasStatusOk().bodyText().doesNotContain("已由其他单位负责");
        transactions.executeWithoutResult(_ -> {
            organizations.hold();
            organizations.close(school.id(), null);
        });
        assertThat(keeper()).isEqualTo(other.id().value());
        assertThat(desk.get(office, units + school.id())).hasStatusOk().bodyText().contains("本单位恢复之后没有转回", "由" + other.name() + "负责").doesNotContain("恢复单位");
    }

    @Test
    void whoBillsWhileAUnitGoesUpInAnotherWaitsForIt() throws Exception {
        crossing.of(() -> merge(school, other), this::issue);
        assertThat(keeper()).isEqualTo(other.id().value());
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void whatIsBilledInTheMomentBeforePassesOnAsWell() throws Exception {
        crossing.of(this::issue, () -> transactions.executeWithoutResult(_ -> merge(school, other)));
        assertThat(keeper()).isEqualTo(other.id().value());
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void theAuditFindsWhatNobodyAnswersFor() {
        charged.issue(finance, term);
        transactions.executeWithoutResult(status -> {
            db.sql("update directory.organization set closed_on = current_date where id = :id").param("id", school.id().value()).update();
            assertThat(audit.findings(false)).singleElement().asString().contains("answered for by " + school.id(), "closed");
            status.setRollbackOnly();
        });
        transactions.executeWithoutResult(status -> {
            merge(school, other);
            db.sql("update fee.account set keeper_id = debtor_id where term_id = :term").param("term", term.value()).update();
            assertThat(audit.findings(false)).singleElement().asString().contains("answered for by " + school.id(), "closed");
            status.setRollbackOnly();
        });
    }

    /** From being asked for to its end in one transaction, so that no job takes part. */
    private void issue() {
        transactions.executeWithoutResult(_ -> {
            issue.ask(finance, term.value());
            issue.goOn();
        });
    }

    private void merge(Cast.Place unit, Cast.Place into) {
        organizations.hold();
        organizations.merge(unit.id(), into.id());
    }

    private UUID keeper() {
        return db.sql("select keeper_id from fee.account where term_id = :term").param("term", term.value()).query(UUID.class).single();
    }
}
