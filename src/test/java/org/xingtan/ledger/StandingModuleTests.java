package org.xingtan.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.enrollment.JoinProgram;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.CreditRule;
import org.xingtan.program.CreditRule.Cap;
import org.xingtan.standing.Standing;
import org.xingtan.standing.Standings;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class StandingModuleTests {

    private static final LocalDate DAY = LocalDate.of(2022, 5, 4);

    @Autowired Ledger ledger;
    @Autowired ReverseEntry reversal;
    @Autowired Standings standings;
    @Autowired DefineRequirement defineRequirement;
    @Autowired Credits credits;
    @Autowired LoadEntries load;
    @Autowired Receipts receipts;
    @Autowired LedgerAudit audit;
    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired JoinProgram join;
    @Autowired JdbcClient db;

    private ProgramId program = ProgramId.next();
    private Cast.Place city;
    private Cast.Place school;
    private TeacherId teacher;

    @BeforeEach
    void cast() {
        city = cast.city();
        school = cast.school(cast.under(city, "COUNTY"));
        teacher = cast.teacher(school);
    }

    @Test
    void surplusOfOneCategoryFillsNoOther() {
        guangzhou();
        earn("COMMON", "48");
        earn("PROFESSIONAL", "42");

        var verdict = standings.of(teacher, 2022).verdict();

        assertThat(verdict.met()).isFalse();
        assertThat(verdict.unmet()).singleElement().satisfies(condition -> {
            assertThat(condition.code()).isEqualTo("standing.category");
            assertThat(condition.need()).isEqualTo("18.00");
            assertThat(condition.have()).isEqualTo("0.00");
            assertThat(condition.source()).isEqualTo("穗教发〔2022〕1号");
        });
    }

    @Test
    void ninetyIsThirtyAndFortyTwoAndEighteen() {
        guangzhou();
        earn("COMMON", "30");
        earn("PROFESSIONAL", "42");
        earn("ELECTIVE", "17.99");
        assertThat(standings.of(teacher, 2022).verdict().unmet()).extracting(Condition::code).containsExactly("standing.total", "standing.category");

        earn("ELECTIVE", "0.01");

        var standing = standings.of(teacher, 2022);
        assertThat(standing.verdict().met()).isTrue();
        assertThat(standing.total().have()).isEqualTo(CreditHours.of("90"));
        assertThat(standings.of(teacher, 2023).total().have()).isEqualTo(CreditHours.ZERO);
    }

    @Test
    void withoutARequirementThereAreSumsOnly() {
        earn("COMMON", "2.50");
        earn("SAFETY", "0.10");

        var standing = standings.of(teacher, 2022);

        assertThat(standing.requirement()).isNull();
        assertThat(standing.total()).extracting(Standing.Line::have, Standing.Line::need).containsExactly(CreditHours.of("2.60"), null);
        assertThat(standing.categories()).extracting(Standing.Line::code).containsExactly("COMMON", "SAFETY");
        assertThat(standing.verdict().met()).isTrue();
    }

    @Test
    void definingTheSameRequirementAgainChangesNothingAndAnotherIsANewVersion() {
        assertThat(guangzhou().version()).isEqualTo(1);
        assertThat(guangzhou().version()).isEqualTo(1);
        assertThat(defineRequirement.define(city.id(), 2022, "新要求", "修订", CreditHours.of("72"), List.of()).version()).isEqualTo(2);
        assertThat(standings.of(teacher, 2022).total().need()).isEqualTo(CreditHours.of("72"));
    }

    @Test
    void creditsFollowTheRuleInForceThatDay() {
        var old = new Conversion(city.id(), LocalDate.of(2020, 1, 1), new BigDecimal("16.00"), "旧办法", "市教育局");
        var current = new Conversion(city.id(), LocalDate.of(2022, 1, 1), new BigDecimal("10.00"), "新办法", "市教育局");
        credits.define(old);
        credits.define(old);
        credits.define(current);

        assertThat(credits.ruleOf(teacher, LocalDate.of(2021, 12, 31))).contains(old);
        assertThat(credits.ruleOf(teacher, LocalDate.of(2022, 1, 1))).contains(current);
        assertThat(credits.ruleOf(teacher, LocalDate.of(2019, 12, 31))).isEmpty();
        assertThat(old.credits(CreditHours.of("0.99"))).isEqualByComparingTo("0.06");
        assertThatThrownBy(() -> credits.define(new Conversion(city.id(), current.fromOn(), BigDecimal.ONE, "x", "x")))
            .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void reversalGivesBackExactlyWhatTheEntryTookAndFreesTheCap() {
        program = curriculum.aProgram(city.id()).publish().id();
        join.join(cast.actor(teacher), program, null);
        var first = ledger.post(earning("a", "COMMON", "4.00", "6.00"));
        ledger.post(earning("b", "COMMON", "4.00", "6.00"));
        var reversed = reverse(first, "重复登记");

        assertThat(reversed.credited()).isEqualByComparingTo("-4.00");
        assertThat(reversed.reverses()).isEqualTo(first.id());
        assertThat(reverse(first, "again")).isEqualTo(reversed);
        assertThat(ledger.hours(teacher, program).credited()).isEqualTo(CreditHours.of("2.00"));
        assertThat(ledger.post(earning("c", "COMMON", "5.00", "6.00")).credited()).isEqualByComparingTo("4.00");
        assertThat(figure()).isEqualTo(600);
        assertThat(standings.of(teacher, 2022).total().have()).isEqualTo(CreditHours.of("6.00"));
    }

    @Test
    void reversalNeedsAReasonAndCannotBeReversed() {
        var first = ledger.post(earning("a", "COMMON", "4.00", "6.00"));

        assertThatThrownBy(() -> reverse(first, " ")).isInstanceOf(Refused.class);
        var reversed = reverse(first, "重复登记");
        assertThatThrownBy(() -> reverse(reversed, "x")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> reversal.reverse(cast.actor(teacher), TeacherId.next(), first.id(), "x"))
            .isInstanceOf(NotFound.class);
    }

    @Test
    void receiptsComeNewestFirstInPartsAndPerProgram() {
        for (var i = 0; i < 5; i++) {
            ledger.post(earning("l-" + i, "COMMON", "0.50", "6.00"));
        }
        var first = receipts.ofTeacher(teacher, program, null, 2);
        var second = receipts.ofTeacher(teacher, null, first.next(), 200);

        assertThat(Stream.concat(first.items().stream(), second.items().stream()).map(Receipt::reference))
            .containsExactly("l-4", "l-3", "l-2", "l-1", "l-0");
        assertThat(second.next()).isNull();
        assertThat(receipts.ofTeacher(teacher, ProgramId.next(), null, 50).items()).isEmpty();
        assertThat(receipts.programs(teacher)).singleElement().extracting(it -> it.hours().credited()).isEqualTo(CreditHours.of("2.50"));
    }

    @Test
    void loadedEntriesCountLikePostedOnes() {
        var jurisdiction = load.jurisdiction(school.path());
        load.accounts(Stream.of(new LoadEntries.Account(teacher, jurisdiction, Instant.EPOCH)));
        load.entries(Stream.of(new LoadEntries.Entry(teacher, jurisdiction, program, new Earning.Place(UUID.randomUUID(), null, null), "COMMON", DAY,
            CreditHours.of("5.75"), CreditHours.of("5.50"), new Receipt.Limit("PROGRAM", "PROGRAM", CreditHours.of("5.50")), 1, "lesson", "seed",
            "Lesson\twith\\tab", Instant.EPOCH)));

        assertThat(ledger.post(earning("a", "COMMON", "4.00", "6.00")).credited()).isEqualByComparingTo("0.50");
        assertThat(ledger.hours(teacher, program).capped()).isEqualTo(CreditHours.of("3.75"));
    }

    @Test
    void auditNamesAnEntryThatNamesNoCap() {
        ledger.post(earning("a", "COMMON", "4.00", "6.00"));
        assertThat(audit.findings(false)).noneMatch(finding -> finding.contains(teacher.toString()));
        db.sql("""
                insert into ledger.entry (teacher_id, id, jurisdiction, category, year, earned_on, earned, credited, rule_version, source,
                       reference, title, posted_at)
                select teacher_id, gen_random_uuid(), jurisdiction, category, year, earned_on, 3, 1, 1, source, 'forged', title, posted_at
                  from ledger.entry where teacher_id = :teacher
                """).param("teacher", teacher.value()).update();

        assertThat(audit.findings(false)).anyMatch(finding -> finding.contains(teacher.toString()));
    }

    private AnnualRequirement guangzhou() {
        return defineRequirement.define(city.id(), 2022, "2022年度继续教育学时要求", "穗教发〔2022〕1号", CreditHours.of("90"), List.of(
            new AnnualRequirement.Category("COMMON", "公需科目", "Common", CreditHours.of("30")),
            new AnnualRequirement.Category("PROFESSIONAL", "专业科目", "Professional", CreditHours.of("42")),
            new AnnualRequirement.Category("ELECTIVE", "选修科目", "Elective", CreditHours.of("18"))));
    }

    private void earn(String category, String hours) {
        ledger.post(earning(UUID.randomUUID().toString(), category, hours, "1000"));
    }

    private Earning earning(String reference, String category, String hours, String cap) {
        return new Earning(teacher, school.id(), school.path(), program, Earning.Place.NOWHERE,
            new CreditRule(category, new CreditRule.Fixed(CreditHours.of(hours)), List.of(new Cap(Cap.Scope.PROGRAM, CreditHours.of(cap)))),
            1, List.of(program.value()), CreditHours.of(hours), "lesson", reference, "Lesson", Map.of(), DAY);
    }

    private Receipt reverse(Receipt entry, String reason) {
        return reversal.reverse(cast.administrator(school), teacher, entry.id(), reason);
    }

    private long figure() {
        return db.sql("select coalesce(sum(n), 0) from tally.figure_card where program_id = :program and measure = 'HOURS'")
            .param("program", program.value()).query(Long.class).single();
    }
}
