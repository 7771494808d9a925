package org.xingtan.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.Role;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.selection.OfferingId;
import org.xingtan.selection.TermId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** Money that comes in and goes back, and the invoices for it, by the forms of the console. */
@XingtanTest
class MoneyConsoleTests {

    @Autowired MockMvcTester mvc;
    @Autowired FeeDesk desk;
    @Autowired Charged charged;
    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired RecordPayment record;
    @Autowired FeeAudit audit;
    @Autowired FeeDuties duties;
    @Autowired Refunds refunds;
    @Autowired Access access;
    @Autowired OneRead read;
    @Autowired Organizations organizations;
    @Autowired TransactionTemplate transactions;

    private Cast.Place city;
    private Cast.Place county;
    private Cast.Place school;
    private Cast.Place other;
    private Actor finance;
    private Actor administrator;
    private TeacherId teacher;
    private TermId term;
    private OfferingId course;

    @BeforeEach
    void plant() {
        city = cast.city();
        county = cast.under(city, "COUNTY");
        school = cast.school(county);
        other = cast.school(county);
        finance = cast.actor(cast.staff(city, Role.FINANCE));
        administrator = cast.administrator(school);
        teacher = cast.aPerson().name("赵小满").at(school).save();
        term = charged.term(city);
        course = charged.course(term, city, "PROFESSIONAL", "30.00", 5, 1);
    }

    @Test
    void whatWasPaidTooMuchGoesBackByThreeHands() {
        charged.choose(course, teacher);
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        issueNow();
        var first = charged.statement(term, school);
        assertThat(desk.post(finance, "/console/fee/statements/" + first + "/payments", FeeDesk.payment("42.34", "V-1"))).hasStatus3xxRedirection();
        var account = db.sql("select account_id from fee.statement where id = :id").param("id", first).query(UUID.class).single();
        var refund = Uuids.next();
        var at = "/console/fee/refunds/" + refund;
        assertThat(desk.get(finance, "/console/fee/refunds")).hasStatusOk().bodyText().contains("多缴了、还没有提出退费的", school.name(), "12.34 元");
        assertThat(desk.get(administrator, "/console/fee/refunds")).hasStatusOk().bodyText().doesNotContain("多缴了、还没有提出退费的");
        assertThat(desk.post(finance, "/console/fee/accounts/" + account + "/refunds", "refund", refund.toString(), "amount", "12.35", "reason", "退选")).hasStatus(422);
        assertThat(desk.post(finance, "/console/fee/accounts/" + account + "/refunds", "refund", refund.toString(), "amount", "12.34", "reason", "😀")).as("one character, not two").hasStatus(422);
        for (var i = 0; i < 2; i++) {
            assertThat(desk.post(finance, "/console/fee/accounts/" + account + "/refunds", "refund", refund.toString(), "amount", "12.34", "reason", "退选")).hasStatus3xxRedirection();
        }
        assertThat(desk.post(finance, "/console/fee/accounts/" + account + "/refunds", "refund", Uuids.next().toString(), "amount", "1", "reason", "退选")).hasStatus(409);
        assertThat(desk.post(finance, at + "/approval")).hasStatus(422).bodyText().contains("由提出人以外的人审批");
        var second = cast.actor(cast.staff(city, Role.FINANCE));
        assertThat(desk.post(administrator, at + "/approval")).hasStatus(404);
        assertThat(desk.get(second, at)).bodyText().contains("批准以后由另一位财务人员付款", "12.34 元");
        assertThat(desk.post(second, at + "/approval")).hasStatus3xxRedirection();
        assertThat(desk.get(second, at)).bodyText().contains("请另一位财务人员付款").doesNotContain("name=\"voucher\"");
        assertThat(desk.post(second, at + "/approval")).hasStatus(409);
        assertThat(desk.post(second, at + "/payment", "paidOn", FeeDesk.today(), "voucher", "R-1")).hasStatus(422).bodyText().contains("由审批人以外的人登记付款");
        assertThat(desk.post(finance, at + "/payment", "paidOn", "2999-01-01", "voucher", "")).hasStatus(422);
        assertThat(desk.post(finance, at + "/payment", "paidOn", FeeDesk.today(), "voucher", "R-1")).hasStatus3xxRedirection();
        assertThat(desk.post(finance, at + "/payment", "paidOn", FeeDesk.today(), "voucher", "R-1")).hasStatus(409);
        assertThat(desk.get(administrator, at)).hasStatusOk().bodyText().contains("已退", "R-1");
        assertThat(audit.findings(false)).isEmpty();
    }

    /** Whoever settles reads so on his start page, and finds each of them however many there are. */
    @Test
    void whatWasPaidTooMuchAsksForARefundUntilOneIsProposed() {
        charged.choose(course, teacher, cast.teacher(other));
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        issueNow();
        assertThat(asked()).isEmpty();
        assertThat(desk.post(finance, "/console/fee/statements/" + charged.statement(term, school) + "/payments", FeeDesk.payment("31.00", "V-1"))).hasStatus3xxRedirection();
        assertThat(desk.post(finance, "/console/fee/statements/" + charged.statement(term, other) + "/payments", FeeDesk.payment("32.50", "V-2"))).hasStatus3xxRedirection();

        assertThat(asked()).containsExactly("fee.duty.credits 2 3.50");
        var first = refunds.credits(access.scope(finance, Task.SETTLE_FEES), null, 1);
        assertThat(first.items()).hasSize(1);
        var mine = first.items().getFirst().account();
        assertThat(desk.get(finance, "/console/fee/refunds?credit=" + first.next())).hasStatusOk().bodyText()
            .contains(mine.debtor().equals(school.id()) ? other.name() : school.name()).doesNotContain(mine.debtorName().chinese());
        assertThat(desk.get(finance, "/console/fee/refunds?credit=eA")).hasStatus(400);
        assertThat(desk.post(finance, "/console/fee/accounts/" + mine.id() + "/refunds", "refund", Uuids.next().toString(), "amount", mine.credit().toString(), "reason", "多缴"))
            .hasStatus3xxRedirection();
        assertThat(asked()).containsExactlyInAnyOrder("fee.duty.refunds 1 " + mine.credit(), "fee.duty.credits 1 " + Money.of("3.50").minus(mine.credit()));
    }

    private List<String> asked() {
        return read.of(duties.ofOffices(Set.of(finance.teacher()))).getOrDefault(finance.teacher(), List.of()).stream()
            .map(it -> it.text() + " " + it.arguments().get(0) + " " + it.arguments().get(1)).toList();
    }

    /** The account that the authority has laid down may be its center's; where there is none, the authority is meant itself. */
    @Test
    void onePayeeIsNamed() {
        charged.choose(course, teacher);
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        issueNow();
        assertThat(desk.get(administrator, "/console/fee/statements/" + charged.statement(term, school))).hasStatusOk().bodyText()
            .contains("转到下列账户", "收款单位：中心").doesNotContain("转账给" + city.name());
        assertThat(desk.post(finance, "/console/fee/rules/" + city.id(), "since", "2022-01-02", "days", "30", "remittance", "", "category", "PROFESSIONAL", "payer", "UNIT",
            "basis", "某文")).hasStatus3xxRedirection();
        charged.choose(course, cast.teacher(other));
        issueNow();
        assertThat(desk.get(finance, "/console/fee/statements/" + charged.statement(term, other))).hasStatusOk().bodyText()
            .contains("转账给" + city.name()).doesNotContain("下列账户");
    }

    /** Whatever unit a statement, a refund or a request for an invoice is about. */
    @Test
    void theTopBarNamesTheUnitForWhichSomebodyActs() {
        charged.choose(course, teacher);
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        issueNow();
        var statement = charged.statement(term, school);
        assertThat(desk.post(finance, "/console/fee/statements/" + statement + "/payments", FeeDesk.payment("31.00", "V-30"))).hasStatus3xxRedirection();
        var account = db.sql("select account_id from fee.statement where id = :id").param("id", statement).query(UUID.class).single();
        var refund = Uuids.next();
        assertThat(desk.post(finance, "/console/fee/accounts/" + account + "/refunds", "refund", refund.toString(), "amount", "1.00", "reason", "多缴")).hasStatus3xxRedirection();
        var invoice = Uuids.next();
        assertThat(desk.post(administrator, "/console/fee/statements/" + statement + "/invoices", FeeDesk.invoice(invoice, "20.00", "91350100M000100Y43"))).hasStatus3xxRedirection();
        for (var page : List.of("statements/" + statement, "refunds/" + refund, "invoices/" + invoice)) {
            assertThat(desk.get(finance, "/console/fee/" + page)).as(page).hasStatusOk().bodyText().contains("<p class=\"acting\">" + city.name() + "</p>");
            assertThat(desk.get(administrator, "/console/fee/" + page)).as(page).hasStatusOk().bodyText().contains("<p class=\"acting\">" + school.name() + "</p>");
            assertThat(desk.get(cast.administrator(county), "/console/fee/" + page)).as(page).hasStatusOk().bodyText().contains("<p class=\"acting\">" + county.name() + "</p>");
        }
    }

    @Test
    void paymentsComeInPartAndTooMuchOnceEachAndAreReversed() {
        charged.choose(course, teacher);
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        issueNow();
        var statement = charged.statement(term, school);
        var at = "/console/fee/statements/" + statement;
        for (var wrong : List.of("-5", "0", "1.005", "abc", "")) {
            assertThat(desk.post(finance, at + "/payments", FeeDesk.payment(wrong, "V"))).as(wrong).hasStatus(422).bodyText().contains("金额大于 0");
        }
        var form = FeeDesk.payment("10.00", "V-10");
        assertThat(desk.post(finance, at + "/payments", form)).hasStatus3xxRedirection();
        assertThat(desk.post(finance, at + "/payments", form)).hasStatus3xxRedirection();
        assertThat(balance(statement)).isEqualTo("20.00");
        assertThat(desk.post(finance, at + "/payments", "key", form[1], "amount", "11.00", "paidOn", FeeDesk.today(), "voucher", "V-10")).hasStatus(409);
        assertThat(desk.post(finance, at + "/payments", "key", form[1], "amount", "10.00", "paidOn", FeeDesk.today(), "voucher", "V-12")).as("another one of the same amount").hasStatus(409);
        assertThat(desk.post(finance, at + "/payments", FeeDesk.payment("25.00", "V-11"))).hasStatus3xxRedirection();
        assertThat(balance(statement)).isEqualTo("-5.00");
        assertThat(desk.get(finance, at)).hasStatusOk().bodyText().contains("多缴", "V-11");
        var paid = db.sql("select id from fee.payment where statement_id = :id and voucher = 'V-11'").param("id", statement).query(UUID.class).single();
        assertThat(desk.post(finance, "/console/fee/payments/" + paid + "/reversal", "statement", statement.toString(), "reason", "")).hasStatus(422);
        assertThat(desk.post(finance, "/console/fee/payments/" + paid + "/reversal", "statement", statement.toString(), "reason", "记错了单位")).hasStatus3xxRedirection();
        assertThat(desk.post(finance, "/console/fee/payments/" + paid + "/reversal", "statement", statement.toString(), "reason", "记错了单位")).hasStatus(409);
        assertThat(balance(statement)).isEqualTo("20.00");
        var stranger = cast.actor(cast.staff(cast.city(), Role.FINANCE));
        assertThat(desk.post(stranger, at + "/payments", FeeDesk.payment("1", "V"))).hasStatus(404);
        assertThat(desk.post(administrator, at + "/payments", FeeDesk.payment("1", "V"))).hasStatus(404);
        assertThat(desk.post(stranger, "/console/fee/payments/" + paid + "/reversal", "statement", statement.toString(), "reason", "不是我的")).hasStatus(404);
        assertThat(db.sql("select act from audit.entry where target = :target order by at, id").param("target", "statement:" + statement).query(String.class).list())
            .containsExactly("fee.payment", "fee.payment", "fee.reversal");
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void whatAUnitOwesPassesToTheOneItGoesUpIn() {
        charged.choose(course, teacher);
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        issueNow();
        var at = "/console/fee/statements/" + charged.statement(term, school);
        var heir = cast.administrator(other);
        assertThat(desk.get(heir, at)).hasStatus(404);
        transactions.executeWithoutResult(_ -> {
            organizations.hold();
            organizations.merge(school.id(), other.id());
        });
        assertThat(desk.get(heir, at)).hasStatusOk().bodyText().contains(school.name(), "30.00");
        assertThat(read.of(duties.ofOffices(Set.of(heir.teacher())))).containsKey(heir.teacher());
        assertThat(read.of(duties.ofOffices(Set.of(administrator.teacher())))).isEmpty();
        assertThat(audit.findings(false)).isEmpty();
    }

    /** Of terms that are over: what is owed for one is asked for by whoever the authority goes up in, what is settled stays. */
    @Test
    void whatIsStillToBeSettledIsSettledByWhoeverTheAuthorityGoesUpIn() {
        var heir = cast.under(city, "COUNTY");
        var theirs = cast.actor(cast.staff(heir, Role.FINANCE));
        var owing = charged.term(county);
        var unbilled = charged.term(county);
        var settled = charged.term(county);
        charged.rules(cast.actor(cast.staff(county, Role.FINANCE)), county, "PROFESSIONAL", "UNIT");
        for (var one : List.of(owing, unbilled, settled)) {
            charged.choose(charged.course(one, county, "PROFESSIONAL", "30.00", 5, 1), teacher);
        }
        charged.issue(finance, owing);
        charged.issue(finance, settled);
        var statement = charged.statement(owing, school);
        assertThat(desk.post(finance, "/console/fee/statements/" + charged.statement(settled, school) + "/payments", FeeDesk.payment("30.00", "V-20"))).hasStatus3xxRedirection();
        assertThat(desk.get(theirs, "/console/fee/statements/" + statement)).hasStatus(404);

        transactions.executeWithoutResult(_ -> {
            organizations.hold();
            organizations.merge(county.id(), heir.id());
        });

        assertThat(desk.post(theirs, "/console/fee/statements/" + statement + "/payments", FeeDesk.payment("30.00", "V-21"))).hasStatus3xxRedirection();
        charged.rules(theirs, heir, "PROFESSIONAL", "UNIT");
        charged.issue(theirs, unbilled);
        assertThat(desk.get(theirs, "/console/fee/statements/" + charged.statement(unbilled, school))).hasStatusOk().bodyText().contains("30.00");
        assertThat(db.sql("select owner_id from selection.term where id = :id").param("id", settled.value()).query(UUID.class).single()).isEqualTo(county.id().value());
        assertThat(audit.findings(false)).isEmpty();
    }

    /** As it was called when it was billed; what had no English name then has the one it has now. */
    @Test
    void whoPaysIsNamedInTheReadersLanguage() throws Exception {
        charged.choose(course, teacher, cast.teacher(other));
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        inEnglish(school, "Sunrise School");
        inEnglish(other, "");
        issueNow();
        inEnglish(school, "Sunset School");
        inEnglish(other, "Riverside School");
        var statement = charged.statement(term, school);
        var at = "/console/fee/statements/" + statement;

        assertThat(english(finance, "/console/fee")).hasStatusOk().bodyText().contains("Sunrise School", "Riverside School").doesNotContain(school.name(), other.name());
        assertThat(english(finance, "/console/fee?q=sunrise")).hasStatusOk().bodyText().contains("Sunrise School").doesNotContain("Riverside School");
        assertThat(english(finance, "/console/fee?q=riverside")).as("found by what is shown").hasStatusOk().bodyText().contains("Riverside School").doesNotContain("Sunrise School");
        assertThat(english(finance, at)).hasStatusOk().bodyText().contains("Sunrise School").doesNotContain("<td class=\"wraps\" data-label=\"Unit\">" + school.name());
        assertThat(desk.get(finance, at)).hasStatusOk().bodyText().contains(school.name()).doesNotContain("Sunrise School");
        try (var pdf = Loader.loadPDF(english(finance, at + "/pdf").getResponse().getContentAsByteArray())) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("Sunrise School").doesNotContain(school.name());
        }
        var sheet = mvc.post().uri(at + "/export").header("Accept-Language", "en").with(Cast.as(finance)).with(Cast.csrf()).param("reason", "for the books")
            .param("confirmed", "true").exchange();
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(sheet.getResponse().getContentAsByteArray())); var rows = workbook.getFirstSheet().openStream()) {
            assertThat(rows.flatMap(Row::stream).filter(Objects::nonNull).map(Cell::getText)).contains("Sunrise School").doesNotContain(school.name());
        }
        var invoice = Uuids.next();
        assertThat(desk.post(administrator, at + "/invoices", FeeDesk.invoice(invoice, "20.00", "91350100M000100Y43"))).hasStatus3xxRedirection();
        assertThat(english(administrator, "/console/fee/invoices/" + invoice)).hasStatusOk().bodyText().contains("Sunrise School");
    }

    private void inEnglish(Cast.Place unit, String name) {
        db.sql("update directory.organization set name_en = nullif(:name, '') where id = :id").param("name", name).param("id", unit.id().value()).update();
    }

    private MvcTestResult english(Actor actor, String address) {
        return mvc.get().uri(address).header("Accept-Language", "en").with(Cast.as(actor)).exchange();
    }

    @Test
    void aChannelsMessageCountsOnce() {
        charged.choose(course, teacher);
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        issueNow();
        var statement = charged.statement(term, school);
        var key = Uuids.next().toString();
        var receipt = new PaymentGateway.Receipt("BANKDIRECT", key, statement, 1250, LocalDate.now(), "B-1", "");
        assertThat(record.take(receipt)).isTrue();
        assertThat(record.take(receipt)).isFalse();
        assertThat(balance(statement)).isEqualTo("17.50");
        assertThatThrownBy(() -> record.take(new PaymentGateway.Receipt("BANKDIRECT", key, statement, 1251, LocalDate.now(), "B-1", ""))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> record.take(new PaymentGateway.Receipt("BANKDIRECT", "x" + key, statement, -1, LocalDate.now(), "B-1", "")))
            .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void invoicesAreAskedForWithTaxDataAndIssuedOrRejected() {
        charged.choose(course, teacher);
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        issueNow();
        var statement = charged.statement(term, school);
        var at = "/console/fee/statements/" + statement + "/invoices";
        var id = Uuids.next();
        assertThat(desk.post(administrator, at, FeeDesk.invoice(id, "30.00", "91350100M000100Y44"))).hasStatus(422).bodyText().contains("统一社会信用代码校验");
        assertThat(desk.post(administrator, at, FeeDesk.invoice(id, "30.01", "91350100M000100Y43"))).hasStatus(422).bodyText().contains("30.00");
        assertThat(desk.post(cast.actor(cast.staff(school, Role.PRINCIPAL)), at, FeeDesk.invoice(id, "30.00", "91350100M000100Y43"))).hasStatus(403);
        assertThat(desk.post(cast.administrator(other), at, FeeDesk.invoice(id, "30.00", "91350100M000100Y43"))).hasStatus(404);
        for (var i = 0; i < 2; i++) {
            assertThat(desk.post(administrator, at, FeeDesk.invoice(id, "20.00", "91350100M000100Y43"))).hasStatus3xxRedirection();
        }
        assertThat(desk.post(administrator, at, FeeDesk.invoice(Uuids.next(), "10.01", "91350100M000100Y43"))).hasStatus(422);
        var page = "/console/fee/invoices/" + id;
        assertThat(desk.get(administrator, page)).hasStatusOk().bodyText().contains("待开具", "91350100M000100Y43");
        assertThat(desk.get(cast.administrator(other), page)).hasStatus(404);
        assertThat(desk.get(finance, "/console/fee/invoices")).hasStatusOk().bodyText().contains("某中学");
        assertThat(desk.post(administrator, page + "/rejection", "reason", "自己退")).hasStatus(404);
        assertThat(desk.post(finance, page + "/number", "number", "12")).hasStatus(422);
        var number = Long.toString(Math.abs(Uuids.next().getLeastSignificantBits())) + "0";
        var file = new MockMultipartFile("file", "发票.pdf", "application/pdf", ("%PDF-1.7 " + id).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(mvc.post().uri(page + "/number").multipart().contentType("multipart/form-data; boundary=b").file(file).param("number", number).with(Cast.as(finance)).with(Cast.csrf()).exchange()).hasStatus3xxRedirection();
        assertThat(desk.post(finance, page + "/rejection", "reason", "又退")).hasStatus(409);
        assertThat(desk.get(administrator, page)).hasStatusOk().bodyText().contains("已开具", number);
        assertThat(desk.get(administrator, page + "/file")).hasStatusOk().headers().hasValue("Content-Type", "application/pdf");
        assertThat(desk.get(cast.administrator(other), page + "/file")).hasStatus(404);
    }

    @Test
    void aRejectedRequestSaysWhyAndIsAskedAnew() {
        charged.choose(course, teacher);
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        issueNow();
        var at = "/console/fee/statements/" + charged.statement(term, school) + "/invoices";
        var rejected = Uuids.next();
        assertThat(desk.post(administrator, at, FeeDesk.invoice(rejected, "30.00", "91350100M000100Y43"))).hasStatus3xxRedirection();
        assertThat(desk.post(finance, "/console/fee/invoices/" + rejected + "/rejection", "reason", "抬头有误")).hasStatus3xxRedirection();
        assertThat(desk.get(administrator, "/console/fee/invoices/" + rejected)).bodyText().contains("已退回", "抬头有误");
        assertThat(desk.get(administrator, "/console/fee/invoices/" + rejected + "/file")).hasStatus(404);
        assertThat(desk.post(administrator, at, FeeDesk.invoice(Uuids.next(), "30.00", "91350100M000100Y43"))).hasStatus3xxRedirection();
    }

    private void issueNow() {
        charged.issue(finance, term);
    }

    private String balance(UUID statement) {
        return db.sql("select (a.billed - a.paid + a.refunded)::text from fee.account a join fee.statement s on s.account_id = a.id where s.id = :id")
            .param("id", statement).query(String.class).single();
    }
}
