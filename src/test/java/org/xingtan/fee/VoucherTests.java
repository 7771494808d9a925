package org.xingtan.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
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
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** One voucher of a bank may pay several statements, and nothing twice. */
@XingtanTest
class VoucherTests {

    @Autowired FeeDesk desk;
    @Autowired Charged charged;
    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired FeeAudit audit;

    private Cast.Place city;
    private Cast.Place school;
    private Cast.Place other;
    private Actor finance;
    private UUID statement;
    private UUID elsewhere;

    @BeforeEach
    void plant() {
        city = cast.city();
        var county = cast.under(city, "COUNTY");
        school = cast.school(county);
        other = cast.school(county);
        finance = cast.actor(cast.staff(city, Role.FINANCE));
        var term = charged.term(city);
        charged.choose(charged.course(term, city, "PROFESSIONAL", "30.00", 5, 1), cast.teacher(school), cast.teacher(other));
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        charged.issue(finance, term);
        statement = charged.statement(term, school);
        elsewhere = charged.statement(term, other);
    }

    @Test
    void theSameSumOfAStatementIsNotRecordedTwiceUnderOneVoucher() {
        assertThat(desk.post(finance, payments(statement), FeeDesk.payment("10.00", "YH-7"))).hasStatus3xxRedirection();
        for (var again : List.of("YH-7", "yh-7", " YH-7 ")) {
            assertThat(desk.post(finance, payments(statement), FeeDesk.payment("10.00", again))).as(again).hasStatus(422).bodyText()
                .contains("这张账单没有用凭证号", "10.00");
        }
        assertThat(paid(statement)).isEqualTo("10.00");
        var first = db.sql("select id from fee.payment where statement_id = :id").param("id", statement).query(UUID.class).single();
        assertThat(desk.post(finance, "/console/fee/payments/" + first + "/reversal", "statement", statement.toString(), "reason", "记错了日期")).hasStatus3xxRedirection();
        assertThat(desk.post(finance, payments(statement), FeeDesk.payment("10.00", "YH-7"))).as("what was reversed counts no more").hasStatus3xxRedirection();
        assertThat(paid(statement)).isEqualTo("10.00");
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void whatElseAVoucherHasPaidIsNamedAndConfirmed() {
        assertThat(desk.post(finance, payments(elsewhere), FeeDesk.payment("30.00", "YH-8"))).hasStatus3xxRedirection();
        var form = FeeDesk.payment("30.00", "YH-8");
        form[9] = "两校合并转账";
        assertThat(desk.post(finance, payments(statement), form)).hasStatus(422).bodyText()
            .contains("凭证号 YH-8 已经登记过", "/console/fee/statements/" + elsewhere, other.name(), "确认是另一笔", "两校合并转账", form[1]);
        assertThat(paid(statement)).isEqualTo("0.00");
        var known = db.sql("select id::text from fee.payment where statement_id = :id").param("id", elsewhere).query(String.class).single();
        var confirmed = new ArrayList<>(Arrays.asList(form));
        confirmed.addAll(List.of("confirmed", known));
        for (var i = 0; i < 2; i++) {
            assertThat(desk.post(finance, payments(statement), confirmed.toArray(String[]::new))).hasStatus3xxRedirection();
        }
        assertThat(paid(statement)).isEqualTo("30.00");
        assertThat(desk.post(finance, payments(statement), form)).as("sent again as it was").hasStatus3xxRedirection();
        assertThat(desk.post(finance, payments(statement), FeeDesk.payment("5.00", "YH-8"))).as("another sum").hasStatus(422).bodyText()
            .contains("已经登记过", other.name(), school.name());
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void theBooksOfAnotherAuthorityAreTheirOwn() {
        var strange = cast.city();
        var theirs = cast.actor(cast.staff(strange, Role.FINANCE));
        var place = cast.school(cast.under(strange, "COUNTY"));
        var term = charged.term(strange);
        charged.choose(charged.course(term, strange, "PROFESSIONAL", "30.00", 5, 1), cast.teacher(place));
        charged.rules(theirs, strange, "PROFESSIONAL", "UNIT");
        charged.issue(theirs, term);
        assertThat(desk.post(finance, payments(statement), FeeDesk.payment("30.00", "YH-9"))).hasStatus3xxRedirection();
        assertThat(desk.post(theirs, payments(charged.statement(term, place)), FeeDesk.payment("30.00", "YH-9"))).hasStatus3xxRedirection();
    }

    @Test
    void ofTwoRecordsAtTheSameMomentOneIsTaken() throws Exception {
        List<Callable<Integer>> both = List.of(this::send, this::send, this::send);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(both).stream().map(Future::resultNow)).containsExactlyInAnyOrder(302, 422, 422);
        }
        assertThat(paid(statement)).isEqualTo("12.00");
    }

    private int send() {
        return desk.post(finance, payments(statement), FeeDesk.payment("12.00", "YH-10")).getResponse().getStatus();
    }

    @Test
    void theDatabaseHoldsItAsWell() {
        assertThat(desk.post(finance, payments(statement), FeeDesk.payment("10.00", "YH-11"))).hasStatus3xxRedirection();
        assertThatThrownBy(() -> db.sql("""
                insert into fee.payment (id, statement_id, channel, key, amount, paid_on, voucher, note, recorded_at)
                select gen_random_uuid(), statement_id, channel, 'twice ' || id, amount, paid_on, lower(voucher), '', now() from fee.payment where statement_id = :id
                """).param("id", statement).update()).isInstanceOf(DataAccessException.class).hasMessageContaining("with the same sum already");
    }

    private static String payments(UUID statement) {
        return "/console/fee/statements/" + statement + "/payments";
    }

    private String paid(UUID statement) {
        return db.sql("select coalesce(sum(amount), 0)::numeric(12, 2)::text from fee.payment where statement_id = :id").param("id", statement)
            .query(String.class).single();
    }
}
