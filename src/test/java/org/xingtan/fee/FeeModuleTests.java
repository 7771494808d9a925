package org.xingtan.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.selection.OfferingId;
import org.xingtan.selection.TermId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** From the payers of an authority to what goes back: by the forms of the console, as those concerned see them. */
@XingtanTest
@Import(Charged.class)
class FeeModuleTests {

    @Autowired MockMvcTester mvc;
    @Autowired Charged charged;
    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired RecordPayment record;
    @Autowired Reconcile reconcile;
    @Autowired FeeAudit audit;
    @Autowired FeeDuties duties;

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
    void thePayersAreLaidDownInVersionsWithTheirBasis() {
        var at = "/console/fee/rules";
        assertThat(get(finance, at)).hasStatusOk().bodyText().contains("还没有规定由谁付费");
        assertThat(post(finance, at + "/" + city.id(), "since", "2022-01-01", "days", "30", "remittance", "中心账户", "category", "PROFESSIONAL", "payer", "UNIT", "basis", ""))
            .hasStatus(422).bodyText().contains("每个类别写明文件依据");
        assertThat(post(finance, at + "/" + city.id(), "since", "", "category", "PROFESSIONAL", "payer", "", "basis", "")).hasStatus(422);
        assertThat(post(finance, at + "/" + city.id(), "since", "2022-01-01", "category", "PROFESSIONAL", "payer", "NOBODY", "basis", "某文")).hasStatus(404);
        charged.rules(finance, city, "PROFESSIONAL", "UNIT", "COMMON", "PROVINCE");
        charged.rules(finance, city, "PROFESSIONAL", "UNIT", "COMMON", "PROVINCE");
        assertThat(db.sql("select count(*) from fee.payer_rule where authority_id = :city").param("city", city.id().value()).query(Integer.class).single()).isOne();
        charged.rules(finance, city, "PROFESSIONAL", "CITY");
        assertThat(get(finance, at)).hasStatusOk().bodyText().contains("第 2 版", "第 1 版", "粤人社规〔2018〕11号");
        assertThat(get(administrator, at)).hasStatus(404);
        assertThat(post(administrator, at + "/" + school.id(), "since", "2022-01-01")).hasStatus(404);
        assertThat(post(cast.actor(cast.staff(cast.city(), Role.FINANCE)), at + "/" + city.id(), "since", "2022-01-01")).hasStatus(404);
    }

    @Test
    void statementsAreIssuedForAllAtOnceAndNobodyIsBilledTwice() {
        var second = cast.teacher(other);
        charged.choose(course, teacher, second, cast.teacher(school));
        assertThat(post(finance, "/console/fee/terms/" + term + "/issues")).hasStatus(422).bodyText().contains("这些类别没有规定付费方");
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        assertThat(get(finance, "/console/fee/terms/" + term)).hasStatusOk().bodyText().contains("90.00", "为全部单位出账单");
        assertThat(post(finance, "/console/fee/terms/" + term + "/issues")).hasStatus3xxRedirection();
        assertThat(post(finance, "/console/fee/terms/" + term + "/issues")).hasStatus3xxRedirection();
        charged.finish(term);
        assertThat(totals()).containsExactlyInAnyOrderEntriesOf(Map.of(school.name(), "60.00", other.name(), "30.00"));
        issueNow();
        assertThat(totals()).hasSize(2);
        assertThat(db.sql("select count(*) from fee.issue where term_id = :term").param("term", term.value()).query(Integer.class).single()).isBetween(2, 3);
        var statement = charged.statement(term, school);
        assertThat(get(administrator, "/console/fee")).hasStatusOk().bodyText().contains("60.00").doesNotContain(other.name());
        assertThat(get(administrator, "/console/fee/statements/" + statement)).hasStatusOk().bodyText().contains("赵小满", "30.00", "收款单位：中心");
        assertThat(get(administrator, "/console/fee/statements/" + charged.statement(term, other))).hasStatus(404);
        assertThat(duties.ofOffices(Set.of(administrator.teacher())).get(administrator.teacher())).singleElement().satisfies(duty ->
            {
                assertThat(duty.arguments()).containsExactly(1, Money.of("60.00"));
                assertThat(duty.due()).isEqualTo(org.xingtan.platform.calendar.WorkingDays.endOf(LocalDate.now(org.xingtan.platform.Window.ZONE).plusDays(30)));
            });
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void statementsAreFoundByTermPayerAndWhoPays() {
        charged.choose(course, teacher);
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        issueNow();
        for (var found : List.of("?open=true&payer=UNIT&term=" + term, "?q=" + school.name())) {
            assertThat(get(finance, "/console/fee" + found)).as(found).hasStatusOk().bodyText().contains("/console/fee/statements/" + charged.statement(term, school));
        }
        assertThat(get(finance, "/console/fee?payer=CITY")).hasStatusOk().bodyText().contains("还没有账单");
        for (var wrong : List.of("?term=x", "?payer=NOBODY", "?after=%25", "?q=" + "x".repeat(101))) {
            assertThat(get(finance, "/console/fee" + wrong)).as(wrong).hasStatus(400);
        }
        assertThat(get(cast.actor(teacher), "/console/fee")).hasStatus(404);
        var due = java.time.YearMonth.from(LocalDate.now(org.xingtan.platform.Window.ZONE).plusDays(30));
        assertThat(get(administrator, "/console/deadlines?view=list&month=" + due)).hasStatusOk().bodyText().contains("有账单未缴清，共 30.00 元");
    }

    @Test
    void whoStandsAboveTheUnitPaysOnOneStatementThatNamesNobody() {
        var common = charged.course(term, city, "COMMON", "8.50", 5, 0);
        charged.choose(common, teacher, cast.teacher(other));
        charged.choose(course, teacher);
        charged.rules(finance, city, "COMMON", "PROVINCE", "PROFESSIONAL", "TEACHER");
        issueNow();
        var province = java.util.Objects.requireNonNull(city.parent());
        assertThat(totals()).containsExactlyInAnyOrderEntriesOf(Map.of(province.name(), "17.00", school.name(), "30.00"));
        var theirs = cast.administrator(province);
        assertThat(get(theirs, "/console/fee/statements/" + charged.statement(term, province))).hasStatusOk().bodyText().contains("赵**").doesNotContain("赵小满");
        assertThat(get(administrator, "/console/fee/statements/" + charged.statement(term, province))).hasStatus(404);
        assertThat(get(cast.actor(teacher), "/fees")).hasStatusOk().bodyText().contains("由省财政支付", "由您个人支付，单位代收", "8.50 元", "粤人社规〔2018〕11号", "已列入账单");
        assertThat(get(cast.actor(teacher), "/selection/offerings/" + course)).hasStatusOk().bodyText().contains("由您个人支付，单位代收");
        assertThat(get(cast.actor(cast.teacher(school)), "/fees")).hasStatusOk().bodyText().contains("您没有收费的课程");
    }

    @Test
    void nothingIsIssuedWhilePlacesMayStillChange() {
        charged.choose(course, teacher);
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        charged.makeup(term, true);
        assertThat(post(finance, "/console/fee/terms/" + term + "/issues")).hasStatus(422).bodyText().contains("才结束");
        assertThat(post(administrator, "/console/fee/terms/" + term + "/issues")).hasStatus(404);
        assertThat(post(cast.actor(cast.staff(cast.city(), Role.FINANCE)), "/console/fee/terms/" + term + "/issues")).hasStatus(404);
    }

    @Test
    void whatIsGivenBackAndWhoMovesUpStandOnAFurtherStatement() {
        var next = cast.teacher(other);
        var full = charged.course(term, city, "PROFESSIONAL", "12.34", 1, 1);
        charged.choose(full, teacher, next);
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        issueNow();
        var first = charged.statement(term, school);
        assertThat(post(finance, "/console/fee/statements/" + first + "/payments", payment("12.34", "V-1"))).hasStatus3xxRedirection();
        charged.makeup(term, true);
        assertThat(post(cast.actor(teacher), "/selection/offerings/" + full + "/selection/removal")).hasStatus3xxRedirection();
        charged.makeup(term, false);
        issueNow();
        assertThat(totals()).containsExactlyInAnyOrderEntriesOf(Map.of(school.name(), "-12.34", other.name(), "12.34"));
        assertThat(db.sql("select total from fee.statement where id = :id").param("id", first).query(String.class).single()).isEqualTo("12.34");
        assertThat(get(cast.actor(teacher), "/fees")).bodyText().contains("退选后已冲减");
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void whatWasPaidTooMuchGoesBackByThreeHands() {
        charged.choose(course, teacher);
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        issueNow();
        var first = charged.statement(term, school);
        assertThat(post(finance, "/console/fee/statements/" + first + "/payments", payment("42.34", "V-1"))).hasStatus3xxRedirection();
        var account = db.sql("select account_id from fee.statement where id = :id").param("id", first).query(UUID.class).single();
        var refund = Uuids.next();
        var at = "/console/fee/refunds/" + refund;
        assertThat(post(finance, "/console/fee/accounts/" + account + "/refunds", "refund", refund.toString(), "amount", "12.35", "reason", "退选")).hasStatus(422);
        for (var i = 0; i < 2; i++) {
            assertThat(post(finance, "/console/fee/accounts/" + account + "/refunds", "refund", refund.toString(), "amount", "12.34", "reason", "退选")).hasStatus3xxRedirection();
        }
        assertThat(post(finance, "/console/fee/accounts/" + account + "/refunds", "refund", Uuids.next().toString(), "amount", "1", "reason", "退选")).hasStatus(409);
        assertThat(post(finance, at + "/approval")).hasStatus(422).bodyText().contains("由提出人以外的人审批");
        var second = cast.actor(cast.staff(city, Role.FINANCE));
        assertThat(post(administrator, at + "/approval")).hasStatus(404);
        assertThat(post(second, at + "/approval")).hasStatus3xxRedirection();
        assertThat(post(second, at + "/approval")).hasStatus(409);
        assertThat(post(second, at + "/payment", "paidOn", today(), "voucher", "R-1")).hasStatus(422).bodyText().contains("由审批人以外的人登记付款");
        assertThat(post(finance, at + "/payment", "paidOn", "2999-01-01", "voucher", "")).hasStatus(422);
        assertThat(post(finance, at + "/payment", "paidOn", today(), "voucher", "R-1")).hasStatus3xxRedirection();
        assertThat(post(finance, at + "/payment", "paidOn", today(), "voucher", "R-1")).hasStatus(409);
        assertThat(get(administrator, at)).hasStatusOk().bodyText().contains("已退", "R-1");
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void paymentsComeInPartAndTooMuchOnceEachAndAreReversed() {
        charged.choose(course, teacher);
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        issueNow();
        var statement = charged.statement(term, school);
        var at = "/console/fee/statements/" + statement;
        for (var wrong : List.of("-5", "0", "1.005", "abc", "")) {
            assertThat(post(finance, at + "/payments", payment(wrong, "V"))).as(wrong).hasStatus(422).bodyText().contains("金额大于 0");
        }
        var form = payment("10.00", "V-10");
        assertThat(post(finance, at + "/payments", form)).hasStatus3xxRedirection();
        assertThat(post(finance, at + "/payments", form)).hasStatus3xxRedirection();
        assertThat(balance(statement)).isEqualTo("20.00");
        assertThat(post(finance, at + "/payments", "key", form[1], "amount", "11.00", "paidOn", today(), "voucher", "V-10")).hasStatus(409);
        assertThat(post(finance, at + "/payments", payment("25.00", "V-11"))).hasStatus3xxRedirection();
        assertThat(balance(statement)).isEqualTo("-5.00");
        assertThat(get(finance, at)).hasStatusOk().bodyText().contains("多缴", "V-11");
        var paid = db.sql("select id from fee.payment where statement_id = :id and voucher = 'V-11'").param("id", statement).query(UUID.class).single();
        assertThat(post(finance, "/console/fee/payments/" + paid + "/reversal", "statement", statement.toString(), "reason", "")).hasStatus(422);
        assertThat(post(finance, "/console/fee/payments/" + paid + "/reversal", "statement", statement.toString(), "reason", "记错了单位")).hasStatus3xxRedirection();
        assertThat(post(finance, "/console/fee/payments/" + paid + "/reversal", "statement", statement.toString(), "reason", "记错了单位")).hasStatus(409);
        assertThat(balance(statement)).isEqualTo("20.00");
        var stranger = cast.actor(cast.staff(cast.city(), Role.FINANCE));
        assertThat(post(stranger, at + "/payments", payment("1", "V"))).hasStatus(404);
        assertThat(post(administrator, at + "/payments", payment("1", "V"))).hasStatus(404);
        assertThat(post(stranger, "/console/fee/payments/" + paid + "/reversal", "statement", statement.toString(), "reason", "不是我的")).hasStatus(404);
        assertThat(db.sql("select act from audit.entry where target = :target order by at, id").param("target", "statement:" + statement).query(String.class).list())
            .containsExactly("fee.payment", "fee.payment", "fee.reversal");
        assertThat(audit.findings(false)).isEmpty();
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
        assertThat(post(administrator, at, invoice(id, "30.00", "91350100M000100Y44"))).hasStatus(422).bodyText().contains("统一社会信用代码校验");
        assertThat(post(administrator, at, invoice(id, "30.01", "91350100M000100Y43"))).hasStatus(422).bodyText().contains("30.00");
        assertThat(post(cast.actor(cast.staff(school, Role.PRINCIPAL)), at, invoice(id, "30.00", "91350100M000100Y43"))).hasStatus(403);
        assertThat(post(cast.administrator(other), at, invoice(id, "30.00", "91350100M000100Y43"))).hasStatus(404);
        for (var i = 0; i < 2; i++) {
            assertThat(post(administrator, at, invoice(id, "20.00", "91350100M000100Y43"))).hasStatus3xxRedirection();
        }
        assertThat(post(administrator, at, invoice(Uuids.next(), "10.01", "91350100M000100Y43"))).hasStatus(422);
        var page = "/console/fee/invoices/" + id;
        assertThat(get(administrator, page)).hasStatusOk().bodyText().contains("待开具", "91350100M000100Y43");
        assertThat(get(cast.administrator(other), page)).hasStatus(404);
        assertThat(get(finance, "/console/fee/invoices")).hasStatusOk().bodyText().contains("某中学");
        assertThat(post(administrator, page + "/rejection", "reason", "自己退")).hasStatus(404);
        assertThat(post(finance, page + "/number", "number", "12")).hasStatus(422);
        var number = Long.toString(Math.abs(Uuids.next().getLeastSignificantBits())) + "0";
        var file = new MockMultipartFile("file", "发票.pdf", "application/pdf", ("%PDF-1.7 " + id).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(mvc.post().uri(page + "/number").multipart().contentType("multipart/form-data; boundary=b").file(file).param("number", number).with(Cast.as(finance)).with(Cast.csrf()).exchange()).hasStatus3xxRedirection();
        assertThat(post(finance, page + "/rejection", "reason", "又退")).hasStatus(409);
        assertThat(get(administrator, page)).hasStatusOk().bodyText().contains("已开具", number);
        assertThat(get(administrator, page + "/file")).hasStatusOk().headers().hasValue("Content-Type", "application/pdf");
        assertThat(get(cast.administrator(other), page + "/file")).hasStatus(404);
    }

    @Test
    void aRejectedRequestSaysWhyAndIsAskedAnew() {
        charged.choose(course, teacher);
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        issueNow();
        var at = "/console/fee/statements/" + charged.statement(term, school) + "/invoices";
        var rejected = Uuids.next();
        assertThat(post(administrator, at, invoice(rejected, "30.00", "91350100M000100Y43"))).hasStatus3xxRedirection();
        assertThat(post(finance, "/console/fee/invoices/" + rejected + "/rejection", "reason", "抬头有误")).hasStatus3xxRedirection();
        assertThat(get(administrator, "/console/fee/invoices/" + rejected)).bodyText().contains("已退回", "抬头有误");
        assertThat(get(administrator, "/console/fee/invoices/" + rejected + "/file")).hasStatus(404);
        assertThat(post(administrator, at, invoice(Uuids.next(), "30.00", "91350100M000100Y43"))).hasStatus3xxRedirection();
    }

    @Test
    void itAddsUpFromTheCityDownToTheSchool() {
        var common = charged.course(term, city, "COMMON", "8.50", 5, 0);
        charged.choose(common, teacher);
        charged.choose(course, teacher, cast.teacher(other));
        charged.rules(finance, city, "COMMON", "PROVINCE", "PROFESSIONAL", "UNIT");
        issueNow();
        assertThat(post(finance, "/console/fee/statements/" + charged.statement(term, school) + "/payments", payment("31.00", "V"))).hasStatus3xxRedirection();

        var whole = reconcile.of(finance, term.value(), null);
        assertThat(whole.due()).isEqualTo(Money.of("68.50"));
        assertThat(whole.sums()).satisfies(sums -> assertThat(sums.addsUp()).isTrue())
            .isEqualTo(new Reconcile.Report.Sums(Money.of("68.50"), Money.of("31.00"), Money.ZERO, Money.of("38.50"), Money.of("1.00")));
        assertThat(whole.payers()).extracting(it -> it.payer() + " " + it.due() + " " + it.sums().billed()).containsExactly("PROVINCE 8.50 8.50", "UNIT 60.00 60.00");
        assertThat(whole.categories()).extracting(it -> it.category() + " " + it.places() + " " + it.billed()).containsExactly("COMMON 1 8.50", "PROFESSIONAL 2 60.00");
        var district = reconcile.of(cast.administrator(county), term.value(), null);
        assertThat(district.unit().id()).isEqualTo(county.id());
        assertThat(district.units()).filteredOn(it -> it.unit().id().equals(school.id())).singleElement()
            .satisfies(it -> assertThat(it.billed() + " " + it.own().billed() + " " + it.own().credit()).isEqualTo("38.50 30.00 1.00"));
        assertThat(district.units().stream().map(Reconcile.Report.ByUnit::due).reduce(Money.ZERO, Money::plus)).isEqualTo(Money.of("68.50"));
        assertThat(get(administrator, "/console/fee/terms/" + term + "/reconciliation")).hasStatusOk().bodyText().contains(school.name()).doesNotContain(other.name());
        assertThat(get(administrator, "/console/fee/terms/" + term + "/reconciliation?unit=" + other.id())).hasStatus(404);
        assertThat(get(cast.administrator(cast.school()), "/console/fee/terms/" + term + "/reconciliation")).hasStatus(404);
        var export = "/console/fee/terms/" + term + "/reconciliation/export";
        assertThat(post(finance, export, "reason", "", "confirmed", "true")).hasStatus(422);
        assertThat(post(finance, export, "reason", "向财政局报送", "confirmed", "true")).hasStatusOk();
        assertThat(db.sql("select count(*) from audit.entry where target = :target and act in ('fee.export', 'fee.exported')").param("target", "term:" + term)
            .query(Integer.class).single()).isEqualTo(2);
    }

    @Test
    void aStatementIsPrintedAndTakenAway() throws Exception {
        var many = charged.course(term, city, "PROFESSIONAL", "10.00", 100, 0);
        for (var i = 0; i < 45; i++) {
            charged.choose(many, cast.teacher(school));
        }
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        issueNow();
        var at = "/console/fee/statements/" + charged.statement(term, school);
        var bytes = get(administrator, at + "/pdf").getResponse().getContentAsByteArray();
        try (var pdf = Loader.loadPDF(bytes)) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(2);
            assertThat(new PDFTextStripper().getText(pdf)).contains("继续教育课程费用账单", school.name(), "450.00", "收款单位：中心");
        }
        assertThat(get(administrator, at)).hasStatusOk().bodyText().contains("45");
        assertThat(get(cast.administrator(other), at + "/pdf")).hasStatus(404);
        assertThat(post(administrator, at + "/export", "reason", "x", "confirmed", "true")).hasStatus(422);
        assertThat(post(administrator, at + "/export", "reason", "报销附件", "confirmed", "true")).hasStatusOk()
            .headers().hasValue("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    }

    private void issueNow() {
        charged.issue(finance, term);
    }

    private Map<String, String> totals() {
        var totals = new java.util.HashMap<String, String>();
        db.sql("""
                select distinct on (s.account_id) s.debtor, s.total::text as total from fee.statement s join fee.account a on a.id = s.account_id
                 where a.term_id = :term and s.number is not null order by s.account_id, s.number desc
                """).param("term", term.value()).query(row -> {
                    totals.put(row.getString(1), row.getString(2));
                });
        return totals;
    }

    private String balance(UUID statement) {
        return db.sql("select (a.billed - a.paid + a.refunded)::text from fee.account a join fee.statement s on s.account_id = a.id where s.id = :id")
            .param("id", statement).query(String.class).single();
    }

    private static String today() {
        return LocalDate.now(org.xingtan.platform.Window.ZONE).toString();
    }

    private static String[] payment(String amount, String voucher) {
        return new String[] {"key", Uuids.next().toString(), "amount", amount, "paidOn", today(), "voucher", voucher, "note", ""};
    }

    private static String[] invoice(UUID id, String amount, String taxpayer) {
        return new String[] {"invoice", id.toString(), "amount", amount, "title", "某中学", "taxpayer", taxpayer, "address", "", "bank", "", "email", "a@example.cn"};
    }

    private MvcTestResult get(Actor actor, String address) {
        return mvc.get().uri(address).with(Cast.as(actor)).exchange();
    }

    private MvcTestResult post(Actor actor, String address, String... fields) {
        var request = mvc.post().uri(address).with(Cast.as(actor)).with(Cast.csrf());
        for (var i = 0; i < fields.length; i += 2) {
            request = request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }
}
