package org.xingtan.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Uuids;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** By one voucher of a bank several refunds may be paid, and nothing twice. */
@XingtanTest
class RefundVoucherTests {

    @Autowired FeeDesk desk;
    @Autowired Charged charged;
    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired FeeAudit audit;
    @Autowired TransactionTemplate transaction;

    private Cast.Place city;
    private Cast.Place school;
    private Cast.Place other;
    private Actor finance;
    private Actor second;
    private UUID account;
    private UUID elsewhere;

    @BeforeEach
    void plant() {
        city = cast.city();
        var county = cast.under(city, "COUNTY");
        school = cast.school(county);
        other = cast.school(county);
        finance = cast.actor(cast.staff(city, Role.FINANCE));
        second = cast.actor(cast.staff(city, Role.FINANCE));
        var term = charged.term(city);
        charged.choose(charged.course(term, city, "PROFESSIONAL", "30.00", 5, 1), cast.teacher(school), cast.teacher(other));
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        charged.issue(finance, term);
        account = paid(charged.statement(term, school));
        elsewhere = paid(charged.statement(term, other));
    }

    @Test
    void theSameSumDoesNotGoBackTwiceByOneVoucher() {
        assertThat(pay(approved(account, "10.00"), "TH-1")).hasStatus3xxRedirection();
        var next = approved(account, "10.00");
        for (var again : List.of("TH-1", "th-1", " TH-1 ")) {
            assertThat(pay(next, again)).as(again).hasStatus(422).bodyText().contains("这个账户没有用凭证号", "10.00");
        }
        assertThat(refunded(account)).isEqualTo("10.00");
        assertThat(pay(next, "TH-2")).as("another voucher").hasStatus3xxRedirection();
        assertThat(refunded(account)).isEqualTo("20.00");
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void whatElseWentBackByAVoucherIsNamedAndConfirmed() {
        var first = approved(elsewhere, "10.00");
        assertThat(pay(first, "TH-3")).hasStatus3xxRedirection();
        var refund = approved(account, "10.00");
        assertThat(desk.post(finance, at(refund), "paidOn", "2024-03-04", "voucher", "th-3")).hasStatus(422).bodyText()
            .contains("凭证号 th-3 已经登记过", "/console/fee/refunds/" + first, other.name(), "确认是另一笔", "value=\"2024-03-04\"", "value=\"th-3\"");
        assertThat(refunded(account)).isEqualTo("0.00");
        assertThat(pay(refund, "TH-3", "confirmed", Uuids.next().toString())).as("what was confirmed is something else").hasStatus(422);

        assertThat(pay(refund, "TH-3", "confirmed", first.toString())).hasStatus3xxRedirection();
        assertThat(pay(refund, "TH-3", "confirmed", first.toString())).as("sent again").hasStatus(409);
        assertThat(refunded(account)).isEqualTo("10.00");
        assertThat(pay(approved(account, "5.00"), "TH-3")).as("another sum").hasStatus(422).bodyText().contains("已经登记过", other.name(), school.name());
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void theBooksOfAnotherAuthorityAreTheirOwn() {
        assertThat(pay(approved(account, "10.00"), "TH-4")).hasStatus3xxRedirection();
        plant();
        assertThat(pay(approved(account, "10.00"), "TH-4")).hasStatus3xxRedirection();
    }

    /** Each at an account of its own: the voucher is what they have in common. */
    @Test
    void ofTwoAtTheSameMomentOneIsPaidAndTheOtherIsTold() throws Exception {
        for (var round = 0; round < 5; round++) {
            var voucher = "TH-5-" + round;
            var sent = List.of(approved(account, "1.00"), approved(elsewhere, "1.00")).stream()
                .<Callable<Integer>>map(refund -> () -> pay(refund, voucher).getResponse().getStatus()).toList();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                assertThat(threads.invokeAll(sent).stream().map(Future::resultNow)).as("round %s", round).containsExactlyInAnyOrder(302, 422);
            }
            db.sql("update fee.refund set state = 'REJECTED', decision = 'x' where account_id in (:one, :other) and state = 'APPROVED'")
                .param("one", account).param("other", elsewhere).update();
        }
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void theDatabaseHoldsItAndTheAuditNamesWhatWasRecordedBefore() {
        assertThat(pay(approved(account, "10.00"), "TH-6")).hasStatus3xxRedirection();
        var next = approved(account, "10.00");
        var twice = "update fee.refund set state = 'PAID', paid_on = '2024-03-04', paid_at = now(), paid_by = proposed_by, paid_by_name = 'x', voucher = 'th-6' where id = '" + next + "'";
        assertThatThrownBy(() -> db.sql(twice).update()).isInstanceOf(DataAccessException.class).hasMessageContaining("went back to this account already");
        transaction.executeWithoutResult(change -> {
            db.sql("alter table fee.refund disable trigger refund_goes_back_once").update();
            db.sql(twice).update();
            assertThat(audit.findings(false)).singleElement().asString().contains("account " + account + " got back 10.00", "recorded 2 times");
            change.setRollbackOnly();
        });
    }

    /** Twenty more than is owed. */
    private UUID paid(UUID statement) {
        assertThat(desk.post(finance, "/console/fee/statements/" + statement + "/payments", FeeDesk.payment("50.00", "SK " + statement))).hasStatus3xxRedirection();
        return db.sql("select account_id from fee.statement where id = :id").param("id", statement).query(UUID.class).single();
    }

    private UUID approved(UUID of, String amount) {
        var refund = Uuids.next();
        assertThat(desk.post(finance, "/console/fee/accounts/" + of + "/refunds", "refund", refund.toString(), "amount", amount, "reason", "多缴退回")).hasStatus3xxRedirection();
        assertThat(desk.post(second, "/console/fee/refunds/" + refund + "/approval")).hasStatus3xxRedirection();
        return refund;
    }

    private MvcTestResult pay(UUID refund, String voucher, String... more) {
        var fields = new java.util.ArrayList<>(List.of("paidOn", FeeDesk.today(), "voucher", voucher));
        fields.addAll(List.of(more));
        return desk.post(finance, at(refund), fields.toArray(String[]::new));
    }

    private static String at(UUID refund) {
        return "/console/fee/refunds/" + refund + "/payment";
    }

    private String refunded(UUID of) {
        return db.sql("select refunded::numeric(12, 2)::text from fee.account where id = :id").param("id", of).query(String.class).single();
    }
}
