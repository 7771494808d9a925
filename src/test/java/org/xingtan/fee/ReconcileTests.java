package org.xingtan.fee;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.Uuids;
import org.xingtan.selection.OfferingId;
import org.xingtan.selection.TermId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** Sums of a term name who was billed, whatever the rules say by now. */
@XingtanTest
class ReconcileTests {

    @Autowired Cast cast;
    @Autowired Charged charged;
    @Autowired FeeDesk desk;
    @Autowired Reconcile reconcile;
    @Autowired Statements statements;

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
        course = charged.course(term, city, "PROFESSIONAL", "30.00", 5, 1);
        charged.choose(course, teacher);
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
    }

    @Test
    void whatIsBilledStaysWithWhoWasBilledAndTheRestIsForWhoPaysToday() {
        charged.issue(finance, term);
        charged.rules(finance, city, "PROFESSIONAL", "CITY");
        charged.choose(course, cast.teacher(school), cast.teacher(school));
        charged.choose(charged.course(term, city, "ELECTIVE", "7.00", 5, 0), teacher);

        assertThat(payers()).containsExactly("CITY 60.00 0.00", "UNIT 30.00 30.00", "null 7.00 0.00");
        assertThat(categories()).containsExactly("ELECTIVE null 1 7.00 0.00", "PROFESSIONAL CITY 2 60.00 0.00", "PROFESSIONAL UNIT 1 30.00 30.00");
        assertThat(reconcile.of(finance, term.value(), null).due()).isEqualTo(Money.of("97.00"));
        assertThat(desk.get(finance, "/console/fee/terms/" + term + "/reconciliation")).hasStatusOk().bodyText().contains("市财政", "所在单位", "尚无付费方", "未出账的按现行规定");

        charged.rules(finance, city, "PROFESSIONAL", "CITY", "ELECTIVE", "PROVINCE");
        charged.issue(finance, term);
        assertThat(payers()).containsExactly("PROVINCE 7.00 7.00", "CITY 60.00 60.00", "UNIT 30.00 30.00");
    }

    @Test
    void whatIsGivenBackIsTakenFromWhoWasBilled() {
        charged.issue(finance, term);
        charged.rules(finance, city, "PROFESSIONAL", "CITY");
        charged.makeup(term, true);
        assertThat(desk.post(cast.actor(teacher), "/selection/offerings/" + course + "/selection/removal")).hasStatus3xxRedirection();
        assertThat(categories()).containsExactly("PROFESSIONAL UNIT 0 0.00 30.00");

        assertThat(desk.post(cast.actor(teacher), "/selection/offerings/" + course + "/selection")).hasStatus3xxRedirection();
        assertThat(categories()).as("a place of its own").containsExactly("PROFESSIONAL CITY 1 30.00 0.00", "PROFESSIONAL UNIT 0 0.00 30.00");

        charged.makeup(term, false);
        charged.issue(finance, term);
        assertThat(categories()).containsExactly("PROFESSIONAL CITY 1 30.00 30.00", "PROFESSIONAL UNIT 0 0.00 0.00");
    }

    /** As the page of the term says before statements are issued, and the statements afterwards. */
    @Test
    void whereNobodyOfThatKindStandsAboveNobodyPays() {
        var province = Objects.requireNonNull(city.parent());
        var accountant = cast.actor(cast.staff(province, Role.FINANCE));
        var wide = charged.term(province);
        var open = charged.course(wide, province, "PROFESSIONAL", "30.00", 5, 0);
        charged.choose(open, cast.teacher(cast.school(province)), teacher);
        charged.rules(accountant, province, "PROFESSIONAL", "CITY");
        assertThat(payers(accountant, wide)).containsExactly("CITY 30.00 0.00", "null 30.00 0.00");
        assertThat(desk.get(accountant, "/console/fee/terms/" + wide)).hasStatusOk().bodyText().contains("现行规定的付费方", "现在出账单，有 1 个名额没有付费方");

        charged.issue(accountant, wide);
        assertThat(payers(accountant, wide)).containsExactly("CITY 30.00 30.00", "null 30.00 0.00");
        charged.rules(accountant, province, "PROFESSIONAL", "PROVINCE");
        assertThat(payers(accountant, wide)).containsExactly("PROVINCE 30.00 0.00", "CITY 30.00 30.00");
    }

    /** Without it what was paid is more than was billed, and nothing says where it is. */
    @Test
    void thePageSaysOfEachUnitWhatWentBack() throws Exception {
        charged.issue(finance, term);
        var statement = charged.statement(term, school);
        assertThat(desk.post(finance, "/console/fee/statements/" + statement + "/payments", FeeDesk.payment("42.34", "V-1"))).hasStatus3xxRedirection();
        var refund = Uuids.next();
        assertThat(desk.post(finance, "/console/fee/accounts/" + statements.find(statement).orElseThrow().account().id() + "/refunds", "refund", refund.toString(),
            "amount", "12.34", "reason", "多缴")).hasStatus3xxRedirection();
        assertThat(desk.post(cast.actor(cast.staff(city, Role.FINANCE)), "/console/fee/refunds/" + refund + "/approval")).hasStatus3xxRedirection();
        assertThat(desk.post(finance, "/console/fee/refunds/" + refund + "/payment", "paidOn", FeeDesk.today(), "voucher", "R-1")).hasStatus3xxRedirection();

        assertThat(reconcile.of(finance, term.value(), null).units()).filteredOn(it -> it.own().paid().isPositive()).singleElement()
            .satisfies(it -> assertThat(it.own().addsUp()).isTrue());
        var page = desk.get(finance, "/console/fee/terms/" + term + "/reconciliation").getResponse();
        assertThat(page.getContentAsString(StandardCharsets.UTF_8).split("<h2 class=\"h4\">")[3]).contains("<td class=\"number\" data-label=\"已缴\">42.34</td>",
            "<td class=\"number\" data-label=\"已退\">12.34</td>");
    }

    @Test
    void theWorkbookSaysTheSame() throws Exception {
        charged.issue(finance, term);
        charged.rules(finance, city, "PROFESSIONAL", "CITY");
        charged.choose(charged.course(term, city, "ELECTIVE", "7.00", 5, 0), teacher);
        var sheet = desk.post(finance, "/console/fee/terms/" + term + "/reconciliation/export", "reason", "向财政局报送", "confirmed", "true");
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(sheet.getResponse().getContentAsByteArray())); var rows = workbook.getFirstSheet().openStream()) {
            var third = rows.map(row -> row.getCellText(0) + " " + row.getCellText(2)).collect(Collectors.toList());
            assertThat(third).contains("按付费方 所在单位", "按付费方 尚无付费方", "按类别 所在单位", "按类别 尚无付费方").doesNotContain("按付费方 市财政", "按类别 市财政");
        }
    }

    private List<String> payers() {
        return payers(finance, term);
    }

    private List<String> payers(Actor actor, TermId of) {
        return reconcile.of(actor, of.value(), null).payers().stream().map(it -> it.payer() + " " + it.due() + " " + it.sums().billed()).toList();
    }

    private List<String> categories() {
        return reconcile.of(finance, term.value(), null).categories().stream()
            .map(it -> it.category() + " " + it.payer() + " " + it.places() + " " + it.due() + " " + it.billed()).toList();
    }
}
