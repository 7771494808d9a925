package org.xingtan.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
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

/** By one voucher of a bank several refunds may be paid, and nothing twice; a number typed wrongly is put right. */
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
    private UUID statement;

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
        statement = charged.statement(term, school);
        account = paid(statement);
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

    @Test
    void aVoucherTypedWronglyIsPutRightAndWhatStoodThereStays() {
        var refund = approved(account, "10.00");
        assertThat(correct(finance, refund, "TH-71", "0")).as("not paid out").hasStatus(422).bodyText().contains("已经登记付款");
        assertThat(pay(refund, "TH-70")).hasStatus3xxRedirection();
        assertThat(correct(finance, refund, " TH-70 ", "0")).as("the same").hasStatus(422).bodyText().contains("凭证号或日期与现在的不同");
        var form = form("TH-71", "0");
        assertThat(desk.post(finance, corrections(refund), without(form, "reason"))).hasStatus(422).bodyText().contains("写明理由");
        for (var i = 0; i < 2; i++) {
            assertThat(desk.post(finance, corrections(refund), form)).hasStatus3xxRedirection();
        }
        assertThat(desk.post(finance, corrections(refund), "key", form[1], "shown", "1", "voucher", "TH-72", "paidOn", FeeDesk.today(), "reason", "抄错了一位")).as("the key for something else").hasStatus(409);
        assertThat(correct(finance, refund, "TH-72", "0")).as("who has not seen it").hasStatus(409).bodyText().contains("刚才有人更正过");
        assertThat(correct(finance, refund, "th-71", "1")).as("the letters alone").hasStatus3xxRedirection();

        assertThat(desk.get(finance, page(refund))).hasStatusOk().bodyText().contains("凭证号 th-71", "由“TH-70”更正为“TH-71”，理由：抄错了一位", "由“TH-71”更正为“th-71”", finance.personName());
        assertThat(desk.get(cast.administrator(school), page(refund))).hasStatusOk().bodyText().contains("由“TH-70”更正为“TH-71”").doesNotContain("正确的凭证号");
        assertThat(desk.get(cast.administrator(school), "/console/fee/statements/" + statement)).hasStatusOk().bodyText().contains("凭证号 th-71", "凭证已更正");
        assertThat(refunded(account)).isEqualTo("10.00");
        assertThat(db.sql("select before ->> 'voucher' || ' ' || (after ->> 'voucher') || ' ' || (after ->> 'reason') from audit.entry where act = 'fee.refund.correct' and target = :target order by at, id")
            .param("target", "account:" + account).query(String.class).list()).containsExactly("TH-70 TH-71 抄错了一位", "TH-71 th-71 抄错了一位");
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void soIsItsDay() {
        var refund = approved(account, "10.00");
        assertThat(pay(refund, "TH-84")).hasStatus3xxRedirection();
        for (var wrong : List.of("", "gestern", LocalDate.parse(FeeDesk.today()).plusDays(1).toString())) {
            assertThat(desk.post(finance, corrections(refund), on(wrong))).as(wrong).hasStatus(422).bodyText().contains("写明日期，且不晚于今天");
        }
        assertThat(desk.post(finance, corrections(refund), without(on("2024-03-04"), "paidOn"))).hasStatus(422);
        var form = on("2024-03-04");
        for (var i = 0; i < 2; i++) {
            assertThat(desk.post(finance, corrections(refund), form)).hasStatus3xxRedirection();
        }
        form[form.length - 3] = "2024-03-05";
        assertThat(desk.post(finance, corrections(refund), form)).as("the key for something else").hasStatus(409);

        assertThat(desk.get(finance, page(refund))).hasStatusOk().bodyText().contains("由“TH-84 · ", "”更正为“TH-84 · 2024年3月4日”", "value=\"2024-03-04\"");
        assertThat(db.sql("select paid_on::text from fee.refund where id = :id").param("id", refund).query(String.class).single()).isEqualTo("2024-03-04");
        assertThat(audit.findings(false)).isEmpty();
    }

    private static String[] on(String day) {
        var form = form("TH-84", "0");
        form[form.length - 3] = day;
        return form;
    }

    @Test
    void onlyWhoSettlesAndHasNotApprovedPutsItRight() {
        var refund = approved(account, "10.00");
        assertThat(pay(refund, "TH-73")).hasStatus3xxRedirection();
        assertThat(correct(cast.actor(cast.staff(cast.city(), Role.FINANCE)), refund, "TH-74", "0")).hasStatus(404);
        assertThat(correct(cast.administrator(school), refund, "TH-74", "0")).hasStatus(404);
        assertThat(correct(second, refund, "TH-74", "0")).hasStatus(422).bodyText().contains("由审批人以外的人更正");
        assertThat(desk.get(second, page(refund))).hasStatusOk().bodyText().doesNotContain("正确的凭证号");
        assertThat(desk.get(finance, page(refund))).hasStatusOk().bodyText().contains("正确的凭证号", "value=\"TH-73\"");
        assertThat(correct(cast.actor(cast.staff(city, Role.FINANCE)), refund, "TH-74", "0")).as("a third one").hasStatus3xxRedirection();
    }

    @Test
    void whatIsPutRightStaysTheOnlyOneOfItsSum() {
        var first = approved(account, "10.00");
        assertThat(pay(first, "TH-75")).hasStatus3xxRedirection();
        var refund = approved(account, "10.00");
        assertThat(pay(refund, "TH-76")).hasStatus3xxRedirection();
        assertThat(correct(finance, refund, "th-75", "0")).hasStatus(422).bodyText().contains("这个账户没有用凭证号", "10.00");
        var other = approved(elsewhere, "10.00");
        assertThat(pay(other, "TH-77")).hasStatus3xxRedirection();
        var form = form("TH-77", "0");
        assertThat(desk.post(finance, corrections(refund), form)).hasStatus(422).bodyText()
            .contains("凭证号 TH-77 已经登记过", page(other), "确认是另一笔，更正", form[1], "value=\"TH-77\"", "抄错了一位");
        var confirmed = new ArrayList<>(List.of(form));
        confirmed.addAll(List.of("confirmed", other.toString()));
        assertThat(desk.post(finance, corrections(refund), confirmed.toArray(String[]::new))).hasStatus3xxRedirection();
        assertThat(correct(finance, first, "TH-76", "0")).as("the number is free again").hasStatus3xxRedirection();
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void ofTwoThatArePutRightAtTheSameMomentOneIsToldToLookAgain() throws Exception {
        var refund = approved(account, "10.00");
        assertThat(pay(refund, "TH-78")).hasStatus3xxRedirection();
        var sent = List.of("TH-79", "TH-80").stream().<Callable<Integer>>map(voucher -> () -> correct(finance, refund, voucher, "0").getResponse().getStatus()).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(sent).stream().map(Future::resultNow)).containsExactlyInAnyOrder(302, 409);
        }
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void theDatabaseKeepsWhatStoodThereAndTheAuditNamesWhatDoesNotFollow() {
        var refund = approved(account, "10.00");
        assertThat(pay(refund, "TH-81")).hasStatus3xxRedirection();
        assertThat(correct(finance, refund, "TH-82", "0")).hasStatus3xxRedirection();
        var insert = """
            insert into fee.voucher_correction (id, refund_id, n, was, was_on, becomes, becomes_on, reason, corrected_at, corrected_by, corrected_by_name)
            select gen_random_uuid(), id, 2, %s, 'TH-83', %s, 'reason', now(), %s, 'x' from fee.refund where id = '""" + refund + "'";
        var here = " where refund_id = '" + refund + "'";
        for (var attack : List.of("update fee.refund set voucher = 'TH-83' where id = '" + refund + "'", insert.formatted("'TH-81', paid_on", "paid_on", "paid_by"),
            insert.formatted("voucher, paid_on", "paid_on", "decided_by"), insert.formatted("'TH-83', paid_on", "paid_on", "paid_by"),
            insert.formatted("voucher, paid_on - 1", "paid_on", "paid_by"), insert.formatted("voucher, paid_on", "null", "paid_by"),
            insert.formatted("voucher, paid_on", "paid_on + 2", "paid_by"), "update fee.refund set paid_on = paid_on - 1 where id = '" + refund + "'", "delete from fee.voucher_correction" + here,
            "update fee.voucher_correction set reason = 'another'" + here, "truncate fee.voucher_correction")) {
            assertThatThrownBy(() -> db.sql(attack).update()).as(attack).isInstanceOf(DataAccessException.class);
        }
        transaction.executeWithoutResult(change -> {
            db.sql("alter table fee.refund disable trigger refund_is_kept").update();
            db.sql("update fee.refund set voucher = 'TH-83' where id = :id").param("id", refund).update();
            assertThat(audit.findings(false)).singleElement().asString().contains("refund " + refund + " was paid by voucher TH-83", "its last correction says TH-82");
            change.setRollbackOnly();
        });
    }

    private MvcTestResult correct(Actor actor, UUID refund, String voucher, String shown) {
        return desk.post(actor, corrections(refund), form(voucher, shown));
    }

    private static String[] form(String voucher, String shown) {
        return new String[] {"key", Uuids.next().toString(), "shown", shown, "voucher", voucher, "paidOn", FeeDesk.today(), "reason", "抄错了一位"};
    }

    private static String[] without(String[] form, String field) {
        var kept = new ArrayList<>(List.of(form));
        var at = kept.indexOf(field);
        kept.subList(at, at + 2).clear();
        return kept.toArray(String[]::new);
    }

    private static String corrections(UUID refund) {
        return page(refund) + "/voucher/correction";
    }

    private static String page(UUID refund) {
        return "/console/fee/refunds/" + refund;
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
        var fields = new ArrayList<>(List.of("paidOn", FeeDesk.today(), "voucher", voucher));
        fields.addAll(List.of(more));
        return desk.post(finance, at(refund), fields.toArray(String[]::new));
    }

    private static String at(UUID refund) {
        return page(refund) + "/payment";
    }

    private String refunded(UUID of) {
        return db.sql("select refunded::numeric(12, 2)::text from fee.account where id = :id").param("id", of).query(String.class).single();
    }
}
