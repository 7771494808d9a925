package org.xingtan.fee;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.OneRead;
import org.xingtan.selection.OfferProgram;
import org.xingtan.selection.OfferingId;
import org.xingtan.selection.ReviseOffering;
import org.xingtan.selection.TermId;
import org.xingtan.testing.Cast;
import org.xingtan.testing.XingtanTest;

/** From the payers of an authority to what goes back: by the forms of the console, as those concerned see them. */
@XingtanTest
class FeeModuleTests {

    @Autowired FeeDesk desk;
    @Autowired Charged charged;
    @Autowired Cast cast;
    @Autowired JdbcClient db;
    @Autowired Reconcile reconcile;
    @Autowired FeeAudit audit;
    @Autowired FeeDuties duties;
    @Autowired OneRead read;
    @Autowired ReviseOffering offerings;
    @Autowired OfferProgram offer;
    @Autowired org.xingtan.selection.KeepTerm terms;

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
        assertThat(desk.get(finance, at)).hasStatusOk().bodyText().contains("还没有规定由谁付费");
        assertThat(desk.post(finance, at + "/" + city.id(), "since", "2022-01-01", "days", "30", "remittance", "中心账户", "category", "PROFESSIONAL", "payer", "UNIT", "basis", ""))
            .hasStatus(422).bodyText().contains("每个类别写明文件依据");
        assertThat(desk.post(finance, at + "/" + city.id(), "since", "", "category", "PROFESSIONAL", "payer", "", "basis", "")).hasStatus(422);
        assertThat(desk.post(finance, at + "/" + city.id(), "since", "2022-01-01", "category", "PROFESSIONAL", "payer", "NOBODY", "basis", "某文")).hasStatus(404);
        charged.rules(finance, city, "PROFESSIONAL", "UNIT", "COMMON", "PROVINCE");
        charged.rules(finance, city, "PROFESSIONAL", "UNIT", "COMMON", "PROVINCE");
        assertThat(db.sql("select count(*) from fee.payer_rule where authority_id = :city").param("city", city.id().value()).query(Integer.class).single()).isOne();
        charged.rules(finance, city, "PROFESSIONAL", "CITY");
        assertThat(desk.get(finance, at)).hasStatusOk().bodyText().contains("第 2 版", "第 1 版", "粤人社规〔2018〕11号");
        assertThat(desk.get(administrator, at)).hasStatus(404);
        assertThat(desk.post(administrator, at + "/" + school.id(), "since", "2022-01-01")).hasStatus(404);
        assertThat(desk.post(cast.actor(cast.staff(cast.city(), Role.FINANCE)), at + "/" + city.id(), "since", "2022-01-01")).hasStatus(404);
    }

    @Test
    void statementsAreIssuedForAllAtOnceAndNobodyIsBilledTwice() {
        var second = cast.teacher(other);
        charged.choose(course, teacher, second, cast.teacher(school));
        assertThat(desk.post(finance, "/console/fee/terms/" + term + "/issues")).hasStatus(422).bodyText().contains("这些类别没有规定付费方");
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        assertThat(desk.get(finance, "/console/fee/terms/" + term)).hasStatusOk().bodyText().contains("90.00", "为全部单位出账单");
        assertThat(desk.post(finance, "/console/fee/terms/" + term + "/issues")).hasStatus3xxRedirection();
        assertThat(desk.post(finance, "/console/fee/terms/" + term + "/issues")).hasStatus3xxRedirection();
        charged.finish(term);
        assertThat(totals()).containsExactlyInAnyOrderEntriesOf(Map.of(school.name(), "60.00", other.name(), "30.00"));
        issueNow();
        assertThat(totals()).hasSize(2);
        assertThat(db.sql("select count(*) from fee.issue where term_id = :term").param("term", term.value()).query(Integer.class).single()).isBetween(2, 3);
        var statement = charged.statement(term, school);
        assertThat(desk.get(administrator, "/console/fee")).hasStatusOk().bodyText().contains("60.00").doesNotContain(other.name());
        assertThat(desk.get(administrator, "/console/fee/statements/" + statement)).hasStatusOk().bodyText().contains("赵小满", "30.00", "收款单位：中心");
        assertThat(desk.get(administrator, "/console/fee/statements/" + charged.statement(term, other))).hasStatus(404);
        cast.appoint(administrator.teacher(), Role.FINANCE, school);
        charged.rules(finance, city, "PROFESSIONAL", "TEACHER");
        assertThat(desk.get(cast.actor(teacher), "/fees")).bodyText().contains("由所在单位支付").doesNotContain("由您个人支付");
        assertThat(read.of(duties.ofOffices(Set.of(administrator.teacher()))).get(administrator.teacher())).singleElement().satisfies(duty ->
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
            assertThat(desk.get(finance, "/console/fee" + found)).as(found).hasStatusOk().bodyText().contains("/console/fee/statements/" + charged.statement(term, school));
        }
        assertThat(desk.get(finance, "/console/fee?payer=CITY")).hasStatusOk().bodyText().contains("还没有账单");
        for (var wrong : List.of("?term=x", "?payer=NOBODY", "?after=%25", "?q=" + "x".repeat(101))) {
            assertThat(desk.get(finance, "/console/fee" + wrong)).as(wrong).hasStatus(400);
        }
        assertThat(desk.get(cast.actor(teacher), "/console/fee")).hasStatus(404);
        var due = java.time.YearMonth.from(LocalDate.now(org.xingtan.platform.Window.ZONE).plusDays(30));
        assertThat(desk.get(administrator, "/console/deadlines?view=list&month=" + due)).hasStatusOk().bodyText().contains("有账单未缴清，共 30.00 元");
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
        assertThat(desk.get(theirs, "/console/fee/statements/" + charged.statement(term, province))).hasStatusOk().bodyText().contains("赵**").doesNotContain("赵小满");
        assertThat(desk.get(administrator, "/console/fee/statements/" + charged.statement(term, province))).hasStatus(404);
        assertThat(desk.get(cast.actor(teacher), "/fees")).hasStatusOk().bodyText().contains("由省财政支付", "由您个人支付，单位代收", "8.50 元", "粤人社规〔2018〕11号", "已列入账单");
        assertThat(desk.get(cast.actor(teacher), "/selection/offerings/" + course)).hasStatusOk().bodyText().contains("由您个人支付，单位代收");
        assertThat(desk.get(cast.actor(cast.teacher(school)), "/fees")).hasStatusOk().bodyText().contains("您没有收费的课程");
    }

    @Test
    void nothingIsIssuedWhilePlacesMayStillChange() {
        charged.choose(course, teacher);
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        charged.makeup(term, true);
        assertThat(desk.post(finance, "/console/fee/terms/" + term + "/issues")).hasStatus(422).bodyText().contains("才结束");
        assertThat(desk.post(administrator, "/console/fee/terms/" + term + "/issues")).hasStatus(404);
        assertThat(desk.post(cast.actor(cast.staff(cast.city(), Role.FINANCE)), "/console/fee/terms/" + term + "/issues")).hasStatus(404);
    }

    @Test
    void whatIsGivenBackAndWhoMovesUpStandOnAFurtherStatement() {
        charged.learn(term);
        var next = cast.teacher(other);
        var full = charged.course(term, city, "PROFESSIONAL", "12.34", 1, 1);
        charged.choose(full, teacher, next);
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        issueNow();
        var first = charged.statement(term, school);
        assertThat(desk.post(finance, "/console/fee/statements/" + first + "/payments", FeeDesk.payment("12.34", "V-1"))).hasStatus3xxRedirection();
        assertThat(desk.get(finance, "/console/fee/terms/" + term)).bodyText().contains("上次生成账单以后没有增减");
        charged.makeup(term, true);
        assertThat(desk.post(cast.actor(teacher), "/selection/offerings/" + full + "/selection/removal")).hasStatus3xxRedirection();
        charged.choose(course, teacher);
        charged.makeup(term, false);
        assertThat(desk.get(cast.actor(teacher), "/fees")).as("what becomes of it").bodyText().contains("；您已退选，下一次出账时冲减");
        assertThat(desk.get(finance, "/console/fee/terms/" + term)).bodyText().contains("新增 2 个名额待补收，退出 1 个名额待冲减");
        issueNow();
        assertThat(desk.get(finance, "/console/fee/terms/" + term)).bodyText().contains("上次生成账单以后没有增减");
        assertThat(totals()).containsExactlyInAnyOrderEntriesOf(Map.of(school.name(), "17.66", other.name(), "12.34"));
        assertThat(db.sql("select total from fee.statement where id = :id").param("id", first).query(String.class).single()).isEqualTo("12.34");
        assertThat(desk.get(cast.actor(teacher), "/fees")).bodyText().contains("退选后已冲减");
        assertThat(audit.findings(false)).isEmpty();
    }

    /** A statement of which a part was given back is paid with the rest: later ones are due on their own days. */
    @Test
    void whatIsOwedIsDueWhenTheStatementThatStillAsksForItIs() {
        var leaving = cast.teacher(school);
        charged.choose(course, teacher, leaving);
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        issueNow();
        var first = charged.statement(term, school);
        charged.makeup(term, true);
        assertThat(desk.post(cast.actor(leaving), "/selection/offerings/" + course + "/selection/removal")).hasStatus3xxRedirection();
        charged.makeup(term, false);
        issueNow();
        assertThat(due()).isEqualTo("30.00 in 30 days");
        assertThat(desk.post(finance, "/console/fee/statements/" + first + "/payments", FeeDesk.payment("30.00", "V-1"))).hasStatus3xxRedirection();
        assertThat(read.of(duties.ofOffices(Set.of(administrator.teacher())))).doesNotContainKey(administrator.teacher());

        paidWithin(60);
        charged.choose(course, cast.teacher(school));
        issueNow();
        assertThat(due()).isEqualTo("30.00 in 60 days");
    }

    /** Whatever its own day says: what is still owed was asked for by the one before. */
    @Test
    void whatOnlyGivesBackNamesNoDayByWhichToPay() {
        var leaving = cast.teacher(school);
        charged.choose(course, teacher, leaving);
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        paidWithin(60);
        issueNow();
        assertThat(due()).isEqualTo("60.00 in 60 days");
        paidWithin(30);
        charged.makeup(term, true);
        assertThat(desk.post(cast.actor(leaving), "/selection/offerings/" + course + "/selection/removal")).hasStatus3xxRedirection();
        charged.makeup(term, false);
        issueNow();

        assertThat(due()).isEqualTo("30.00 in 60 days");
    }

    private void paidWithin(int days) {
        assertThat(desk.post(finance, "/console/fee/rules/" + city.id(), "since", "2022-01-01", "days", Integer.toString(days), "remittance", "", "category", "PROFESSIONAL", "payer",
            "UNIT", "basis", "某文")).hasStatus3xxRedirection();
    }

    private String due() {
        var duty = read.of(duties.ofOffices(Set.of(administrator.teacher()))).get(administrator.teacher()).getFirst();
        var day = LocalDate.ofInstant(java.util.Objects.requireNonNull(duty.due()).minusMillis(1), org.xingtan.platform.Window.ZONE);
        return duty.arguments().get(1) + " in " + java.time.temporal.ChronoUnit.DAYS.between(LocalDate.now(org.xingtan.platform.Window.ZONE), day) + " days";
    }

    @Test
    void itAddsUpFromTheCityDownToTheSchool() {
        var common = charged.course(term, city, "COMMON", "8.50", 5, 0);
        charged.choose(common, teacher);
        charged.choose(course, teacher, cast.teacher(other));
        charged.rules(finance, city, "COMMON", "PROVINCE", "PROFESSIONAL", "UNIT");
        issueNow();
        assertThat(desk.post(finance, "/console/fee/statements/" + charged.statement(term, school) + "/payments", FeeDesk.payment("31.00", "V"))).hasStatus3xxRedirection();

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
        assertThat(desk.get(administrator, "/console/fee/terms/" + term + "/reconciliation")).hasStatusOk().bodyText().contains(school.name()).doesNotContain(other.name());
        assertThat(desk.get(administrator, "/console/fee/terms/" + term + "/reconciliation?unit=" + other.id())).hasStatus(404);
        assertThat(desk.get(cast.administrator(cast.school()), "/console/fee/terms/" + term + "/reconciliation")).hasStatus(404);
        var export = "/console/fee/terms/" + term + "/reconciliation/export";
        assertThat(desk.post(finance, export, "reason", "", "confirmed", "true")).hasStatus(422);
        assertThat(desk.post(finance, export, "reason", "向财政局报送", "confirmed", "true")).hasStatusOk();
        assertThat(db.sql("select count(*) from audit.entry where target = :target and act in ('fee.export', 'fee.exported')").param("target", "term:" + term)
            .query(Integer.class).single()).isEqualTo(2);
    }

    @Test
    void aSchoolIsToldOfThoseWhoCountInItWherePeopleMoveAndWhereTheyDoNotTakePartYet() {
        var moved = cast.teacher(school);
        var behind = cast.teacher(school);
        charged.choose(course, teacher, moved, behind, cast.teacher(other));
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        issueNow();
        db.sql("update directory.employment set organization_id = :to where teacher_id = :t").param("to", other.id().value()).param("t", moved.value()).update();
        db.sql("delete from enrollment.participation where teacher_id = :t").param("t", behind.value()).update();

        assertThat(reconcile.of(administrator, term.value(), null).units()).singleElement().satisfies(it -> assertThat(it.places() + " " + it.due()).isEqualTo("3 90.00"));
        assertThat(reconcile.of(cast.administrator(other), term.value(), null).due()).isEqualTo(Money.of("30.00"));
        assertThat(reconcile.of(finance, term.value(), null).due()).isEqualTo(Money.of("120.00"));
        db.sql("delete from directory.employment where teacher_id = :t").param("t", behind.value()).update();
        assertThat(reconcile.of(finance, term.value(), null).due()).isEqualTo(Money.of("90.00"));
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
        var bytes = desk.get(administrator, at + "/pdf").getResponse().getContentAsByteArray();
        try (var pdf = Loader.loadPDF(bytes)) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(2);
            assertThat(new PDFTextStripper().getText(pdf)).contains("继续教育课程费用账单", school.name(), "450.00", "收款单位：中心");
        }
        assertThat(desk.get(administrator, at)).hasStatusOk().bodyText().contains("45");
        assertThat(desk.get(cast.administrator(other), at + "/pdf")).hasStatus(404);
        assertThat(desk.post(administrator, at + "/export", "reason", "x", "confirmed", "true")).hasStatus(422);
        assertThat(desk.post(administrator, at + "/export", "reason", "报销附件", "confirmed", "true")).hasStatusOk()
            .headers().hasValue("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    }

    @Test
    void whatWasBilledStaysWhatItWasWhenTheCourseIsOfferedAgainForAnotherPrice() {
        var office = cast.administrator(city);
        var again = terms.require(office, course);
        offerings.revise(office, course, new ReviseOffering.Revised("Called so in this term", null, again.hours(), again.price(), again.meetings()));
        charged.choose(course, teacher);
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        issueNow();
        assertThat(desk.get(administrator, "/console/fee/statements/" + charged.statement(term, school))).bodyText().contains("Called so in this term", "30.00");

        offerings.withdraw(office, course, "The lecturer is ill");
        for (var price : List.of("45.00", "0.00")) {
            offer.offer(OfferProgram.Definition.online(term, again.program(), "PROFESSIONAL", again.hours(), new BigDecimal(price), 5, 1));
            assertThat(desk.get(cast.actor(teacher), "/fees")).bodyText().contains("Called so in this term", "30.00").doesNotContain("45.00");
            offerings.withdraw(office, course, "The lecturer is ill again");
        }
        offer.offer(OfferProgram.Definition.online(term, again.program(), "PROFESSIONAL", again.hours(), new BigDecimal("45.00"), 5, 1));
        charged.choose(course, teacher);
        issueNow();

        assertThat(desk.get(cast.actor(teacher), "/fees")).bodyText().contains("30.00", "45.00");
        assertThat(db.sql("select kind || ' ' || amount || ' ' || course from fee.line where teacher_id = :t order by amount").param("t", teacher.value()).query(String.class).list())
            .startsWith("CREDIT -30.00 Called so in this term", "CHARGE 30.00 Called so in this term").hasSize(3);
        assertThat(audit.findings(false)).isEmpty();
    }

    @Test
    void aWithdrawnCourseCostsNothingAlsoForWhoHasBegunItAndSaysWhy() {
        var begun = cast.aPerson().name("钱大寒").at(school).save();
        charged.choose(course, teacher, begun);
        charged.rules(finance, city, "PROFESSIONAL", "UNIT");
        issueNow();
        var office = cast.administrator(city);
        var again = terms.require(office, course);
        db.sql("update enrollment.participation set started_at = now() where teacher_id = :t and program_id = :p").param("t", begun.value())
            .param("p", again.program().value()).update();

        offerings.withdraw(office, course, "The lecturer is ill");
        offer.offer(OfferProgram.Definition.online(term, again.program(), "PROFESSIONAL", again.hours(), new BigDecimal("45.00"), 5, 1));
        assertThat(desk.get(cast.actor(begun), "/fees")).bodyText().contains("停开的课程不收费", "The lecturer is ill", "下一次出账时冲减").doesNotContain("已退选");
        issueNow();

        assertThat(totals()).containsExactlyInAnyOrderEntriesOf(Map.of(school.name(), "-60.00"));
        assertThat(db.sql("select teacher_id || ' ' || withdrawn from fee.line where offering_id = :o and kind = 'CREDIT'").param("o", course.value()).query(String.class).list())
            .containsExactlyInAnyOrder(teacher + " The lecturer is ill", begun + " The lecturer is ill");
        assertThat(desk.get(cast.actor(begun), "/fees")).bodyText().contains("因课程停开已冲减", "The lecturer is ill").doesNotContain("退选");
        assertThat(desk.get(administrator, "/console/fee/statements/" + charged.statement(term, school))).bodyText().contains("停开原因：The lecturer is ill").doesNotContain("已退选");
        assertThat(db.sql("select count(*) from enrollment.participation where teacher_id = :t and program_id = :p").param("t", begun.value())
            .param("p", again.program().value()).query(Integer.class).single()).isOne();
        assertThat(audit.findings(false)).isEmpty();
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
}
