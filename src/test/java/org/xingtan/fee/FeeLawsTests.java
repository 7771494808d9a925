package org.xingtan.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.selection.OfferingId;
import org.xingtan.selection.TermId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** What holds about money whoever writes, and however many do so at once. */
@XingtanTest
class FeeLawsTests {

    @Autowired MockMvcTester mvc;
    @Autowired Charged charged;
    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired IssueStatements issue;
    @Autowired FeesInCharge inCharge;
    @Autowired FeeTerms terms;
    @Autowired IssueStatements.Acts acts;
    @Autowired RecordPayment record;
    @Autowired SettleRefund settle;
    @Autowired FeeAudit audit;
    @Autowired TransactionTemplate transactions;
    @Autowired Clock clock;

    private Cast.Place city;
    private Cast.Place school;
    private Actor finance;
    private TeacherId teacher;
    private TermId term;
    private OfferingId course;

    @BeforeEach
    void plant() {
        city = cast.city();
        school = cast.school(cast.under(city, "COUNTY"));
        finance = cast.actor(cast.staff(city, Role.FINANCE));
        teacher = cast.teacher(school);
        term = charged.term(city);
        course = charged.course(term, city, "PROFESSIONAL", "30.00", 50, 0);
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
    }

    @Test
    void whatIsIssuedIsNeverRewritten() {
        var statement = issued();
        for (var attack : List.of("update fee.line set amount = 1", "delete from fee.line", "update fee.payer_rule set since = '2000-01-01'",
            "update fee.payer_of_category set payer = 'CITY'", "delete from fee.payer_of_category",
            "update fee.statement set total = 1 where id = '%s'".formatted(statement), "update fee.statement set debtor = 'x' where id = '%s'".formatted(statement),
            "update fee.statement set number = 'x' where id = '%s'".formatted(statement), "delete from fee.statement where id = '%s'".formatted(statement),
            "update fee.account set paid = 30", "update fee.account set billed = 0", "delete from fee.account", "truncate fee.line cascade",
            """
            insert into fee.line (teacher_id, selection_id, kind, statement_id, offering_id, amount, category, basis, course, person, unit_id, unit)
            select teacher_id, gen_random_uuid(), kind, statement_id, offering_id, amount, category, basis, course, person, unit_id, unit from fee.line
             where statement_id = '%s'
            """.formatted(statement))) {
            assertThatThrownBy(() -> db.sql(attack).update()).as(attack).isInstanceOf(DataAccessException.class);
        }
        assertThat(total(statement)).isEqualTo("30.00");
    }

    @Test
    void nothingIsChargedTwiceAndNothingTakenBackThatWasNotAsked() {
        var statement = issued();
        assertThatThrownBy(() -> inNewStatement(statement, "CHARGE", "30.00", "selection_id")).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> inNewStatement(statement, "CREDIT", "-29.99", "selection_id")).isInstanceOf(DataAccessException.class).hasMessageContaining("asked for");
        assertThatThrownBy(() -> inNewStatement(statement, "CREDIT", "-30.00", "gen_random_uuid()")).isInstanceOf(DataAccessException.class).hasMessageContaining("asked for");
        assertThatThrownBy(() -> inNewStatement(statement, "CREDIT", "30.00", "selection_id")).isInstanceOf(DataAccessException.class);
        assertThat(audit.findings(false)).isEmpty();
    }

    /** A further line of an issue in the making. */
    private void inNewStatement(UUID statement, String kind, String amount, String selection) {
        transactions.executeWithoutResult(_ -> {
            var other = Uuids.next();
            db.sql("""
                    with i as (
                        insert into fee.issue (id, term_id, n, authority_id, version, asked_at, asked_by, asked_by_name, offerings, moved_at)
                        select :other, term_id, n + 1, authority_id, version, asked_at, asked_by, asked_by_name, offerings, moved_at from fee.issue
                         where id = (select issue_id from fee.statement where id = :statement)
                        returning id)
                    insert into fee.statement (id, account_id, issue_id, debtor)
                    select :other, s.account_id, i.id, s.debtor from fee.statement s, i where s.id = :statement
                    """).param("other", other).param("statement", statement).update();
            db.sql("""
                    insert into fee.line (teacher_id, selection_id, kind, statement_id, offering_id, amount, category, basis, course, person, unit_id, unit)
                    select teacher_id, %s, :kind, :other, offering_id, cast(:amount as numeric), category, basis, course, person, unit_id, unit from fee.line
                     where statement_id = :statement limit 1
                    """.formatted(selection)).param("kind", kind).param("other", other).param("amount", amount).param("statement", statement).update();
        });
    }

    @Test
    void paymentsAreKeptAsTheyWere() {
        var statement = issued();
        var form = new RecordPayment.Typed(Uuids.next().toString(), "10.00", java.time.LocalDate.now(org.xingtan.platform.Window.ZONE).toString(), "V-1", "", null);
        record.record(finance, statement, form);
        for (var attack : List.of("update fee.payment set amount = 1", "delete from fee.payment", "truncate fee.payment cascade",
            """
            insert into fee.payment (id, statement_id, channel, key, amount, paid_on, voucher, note, reverses, recorded_at)
            select gen_random_uuid(), statement_id, channel, 'r', -9.99, paid_on, voucher, 'wrong', id, now() from fee.payment where statement_id = '%s'
            """.formatted(statement),
            """
            insert into fee.payment (id, statement_id, channel, key, amount, paid_on, voucher, note, recorded_at)
            select gen_random_uuid(), statement_id, channel, 'r', -10, paid_on, voucher, 'wrong', now() from fee.payment where statement_id = '%s'
            """.formatted(statement))) {
            assertThatThrownBy(() -> db.sql(attack).update()).as(attack).isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void aRefundIsNeverMoreThanTheCreditAndNobodyDecidesHisOwn() {
        var statement = issued();
        pay(statement, "40.00");
        var account = account(statement);
        assertThatThrownBy(() -> insertRefund(account, "10.01")).isInstanceOf(DataAccessException.class).hasMessageContaining("too much");
        var refund = Uuids.next();
        settle.propose(finance, account, refund, "10.00", "多缴");
        assertThatThrownBy(() -> insertRefund(account, "0.01")).isInstanceOf(DataAccessException.class);
        var set = "update fee.refund set %s where id = '" + refund + "'";
        for (var attack : List.of("state = 'APPROVED', decided_at = now(), decided_by = proposed_by", "state = 'PAID'", "amount = 11",
            "state = 'APPROVED', decided_at = now()")) {
            assertThatThrownBy(() -> db.sql(set.formatted(attack)).update()).as(attack).isInstanceOf(DataAccessException.class);
        }
        var other = cast.actor(cast.staff(city, Role.FINANCE));
        settle.approve(other, refund);
        assertThatThrownBy(() -> db.sql(set.formatted("state = 'PAID', paid_at = now(), paid_by = decided_by, paid_on = '2022-01-01', voucher = 'x'")).update())
            .isInstanceOf(DataAccessException.class);
        settle.payOut(finance, refund, new SettleRefund.Typed(FeeDesk.today(), "R", null));
        assertThatThrownBy(() -> db.sql(set.formatted("state = 'APPROVED'")).update()).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> db.sql("delete from fee.refund where id = '" + refund + "'").update()).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> insertRefund(account, "0.01")).isInstanceOf(DataAccessException.class);
        assertThat(audit.findings(false)).isEmpty();
    }

    /** New charges have taken up the credit meanwhile: what was approved is rejected, and another one can be proposed later. */
    @Test
    void whatIsApprovedAndNoLongerThereIsNotPaidOut() {
        var statement = issued();
        pay(statement, "40.00");
        var refund = Uuids.next();
        settle.propose(finance, account(statement), refund, "10.00", "多缴");
        settle.approve(cast.actor(cast.staff(city, Role.FINANCE)), refund);
        charged.choose(charged.course(term, city, "PROFESSIONAL", "5.00", 5, 0), teacher);
        charged.issue(finance, term);
        assertThatThrownBy(() -> settle.payOut(finance, refund, new SettleRefund.Typed(FeeDesk.today(), "R", null))).isInstanceOf(org.xingtan.platform.Refused.class);
        settle.reject(finance, refund, "已抵扣新课程");
        assertThatThrownBy(() -> settle.reject(finance, refund, "再退一次")).isInstanceOf(Problem.class);
        settle.propose(finance, account(statement), Uuids.next(), "5.00", "多缴");
        assertThat(audit.findings(false)).isEmpty();
    }

    private void insertRefund(UUID account, String amount) {
        db.sql("""
                insert into fee.refund (id, account_id, amount, reason, proposed_at, proposed_by, proposed_by_name)
                values (gen_random_uuid(), :account, cast(:amount as numeric), 'reason', now(), gen_random_uuid(), 'x')
                """).param("account", account).param("amount", amount).update();
    }

    @Test
    void manyWhoIssueAtOnceIssueOnce() throws Exception {
        for (var i = 0; i < 20; i++) {
            charged.choose(course, cast.teacher(school));
        }
        together(IntStream.range(0, 8).<Callable<Object>>mapToObj(_ -> () -> {
            issue.ask(finance, term.value());
            issue.goOn();
            return true;
        }).toList());
        charged.finish(term);
        assertThat(db.sql("select sum(total)::text from fee.statement s join fee.account a on a.id = s.account_id where a.term_id = :term")
            .param("term", term.value()).query(String.class).single()).isEqualTo("600.00");
        assertThat(db.sql("select count(*) from fee.statement s join fee.account a on a.id = s.account_id where a.term_id = :term and s.total <> 0")
            .param("term", term.value()).query(Integer.class).single()).isOne();
        assertThat(audit.findings(false)).isEmpty();
    }

    /** One offering a step; a step that fails is done again, and none twice. */
    @Autowired org.xingtan.testing.Killing killing;

    /** A node dies while it writes the lines: nothing of the step is there, and whoever comes next bills every place once. */
    @Test
    void anIssueThatIsKilledBillsEveryPlaceOnce() throws Exception {
        var other = cast.school(cast.under(city, "COUNTY"));
        charged.choose(course, teacher, cast.teacher(school), cast.teacher(other));
        java.util.concurrent.CompletableFuture<Void> worker;
        try (var trap = killing.at("select 1 from directory.organization where id = ? for update", other.id().value())) {
            transactions.executeWithoutResult(_ -> issue.ask(finance, term.value()));
            worker = java.util.concurrent.CompletableFuture.runAsync(() -> charged.finish(term));
            trap.kill("fee.");
            assertThat(db.sql("select count(*) from fee.line l join fee.statement s on s.id = l.statement_id join fee.account a on a.id = s.account_id where a.term_id = :term")
                .param("term", term.value()).query(Integer.class).single()).isZero();
        }
        worker.exceptionally(_ -> null).join();
        charged.finish(term);

        assertThat(total(charged.statement(term, school))).isEqualTo("60.00");
        assertThat(total(charged.statement(term, other))).isEqualTo("30.00");
        assertThat(db.sql("select count(*) from fee.statement s join fee.account a on a.id = s.account_id where a.term_id = :term").param("term", term.value())
            .query(Integer.class).single()).isEqualTo(2);
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void anIssueGoesOnWhereItStood() {
        var steps = new IssueStatements(inCharge, terms, new Issues(db, 1), acts, clock);
        var second = charged.course(term, city, "PROFESSIONAL", "5.00", 5, 0);
        var third = charged.course(term, city, "PROFESSIONAL", "0.50", 5, 0);
        for (var offering : List.of(course, second, third)) {
            charged.choose(offering, teacher);
        }
        var part = new TransactionTemplate(java.util.Objects.requireNonNull(transactions.getTransactionManager()));
        part.setPropagationBehavior(TransactionTemplate.PROPAGATION_NESTED);
        // In one transaction, so that no job sees the issue before the end.
        transactions.executeWithoutResult(_ -> {
            steps.ask(finance, term.value());
            steps.step();
            part.executeWithoutResult(status -> {
                steps.step();
                status.setRollbackOnly();
            });
            assertThat(progress()).isEqualTo("1 of 3, 1 lines");
            while (steps.step()) {
                assertThat(progress()).matches("[1-3] of 3, [1-3] lines");
            }
        });
        assertThat(progress()).isEqualTo("3 of 3, 3 lines");
        assertThat(total(charged.statement(term, school))).isEqualTo("35.50");
        assertThat(audit.findings(false)).isEmpty();
    }

    private String progress() {
        return db.sql("select done || ' of ' || offerings || ', ' || lines || ' lines' from fee.issue where term_id = :term").param("term", term.value())
            .query(String.class).single();
    }

    @Test
    void whoGivesBackWhileStatementsAreIssuedIsCreditedByTheNextOne() throws Exception {
        var all = new ArrayList<TeacherId>();
        for (var i = 0; i < 16; i++) {
            all.add(cast.teacher(school));
        }
        charged.choose(course, all.toArray(TeacherId[]::new));
        transactions.executeWithoutResult(_ -> issue.ask(finance, term.value()));
        charged.makeup(term, true);
        var acts = new ArrayList<Callable<Object>>();
        acts.add(() -> {
            issue.goOn();
            return true;
        });
        all.subList(0, 8).forEach(one -> acts.add(() -> mvc.post().uri("/selection/offerings/" + course + "/selection/removal").with(Cast.as(cast.actor(one)))
            .with(Cast.csrf()).exchange().getResponse().getStatus()));
        together(acts);
        charged.makeup(term, false);
        charged.finish(term);
        charged.issue(finance, term);
        var live = db.sql("select count(*) from selection.place_card where offering_id = :offering and state = 'SELECTED'").param("offering", course.value())
            .query(Integer.class).single();
        assertThat(live).isEqualTo(8);
        assertThat(db.sql("select billed::text from fee.account where term_id = :term").param("term", term.value()).query(String.class).single()).isEqualTo("240.00");
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void twoWhoApproveAtOnceApproveOnce() throws Exception {
        var statement = issued();
        pay(statement, "31.00");
        var refund = Uuids.next();
        settle.propose(finance, account(statement), refund, "1.00", "多缴");
        var answers = together(IntStream.range(0, 4).<Callable<Object>>mapToObj(_ -> {
            var one = cast.actor(cast.staff(city, Role.FINANCE));
            return () -> {
                settle.approve(one, refund);
                return true;
            };
        }).toList());
        assertThat(answers).filteredOn(it -> it.equals(true)).hasSize(1);
        assertThat(answers).filteredOn(it -> !it.equals(true)).allSatisfy(it -> assertThat(it).isInstanceOf(Problem.class));
    }

    @Test
    void oneFormSentManyTimesAtOnceIsOnePayment() throws Exception {
        var statement = issued();
        var form = new RecordPayment.Typed(Uuids.next().toString(), "7.00", java.time.LocalDate.now(org.xingtan.platform.Window.ZONE).toString(), "V", "", null);
        var answers = together(IntStream.range(0, 6).<Callable<Object>>mapToObj(_ -> () -> {
            record.record(finance, statement, form);
            return true;
        }).toList());
        assertThat(answers).containsOnly(true);
        assertThat(db.sql("select paid::text from fee.account where id = :id").param("id", account(statement)).query(String.class).single()).isEqualTo("7.00");
    }

    /** What each came to, or failed with. */
    private static List<Object> together(List<Callable<Object>> all) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(all).stream().map(it -> {
                try {
                    return it.get();
                } catch (ExecutionException e) {
                    return e.getCause();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }).toList();
        }
    }

    private UUID issued() {
        charged.choose(course, teacher);
        charged.issue(finance, term);
        return charged.statement(term, school);
    }

    private void pay(UUID statement, String amount) {
        record.record(finance, statement, new RecordPayment.Typed(Uuids.next().toString(), amount,
            java.time.LocalDate.now(org.xingtan.platform.Window.ZONE).toString(), "V " + Uuids.next(), "", null));
    }

    private UUID account(UUID statement) {
        return db.sql("select account_id from fee.statement where id = :id").param("id", statement).query(UUID.class).single();
    }

    private String total(UUID statement) {
        return db.sql("select total::text from fee.statement where id = :id").param("id", statement).query(String.class).single();
    }
}
