package org.xingtan.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.platform.AuditCheck;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Json;
import org.xingtan.platform.web.Texts;
import org.xingtan.program.CreditRule;
import org.xingtan.program.CreditRule.Cap;
import org.xingtan.testing.XingtanTest;
import tools.jackson.databind.JsonNode;

/** What the year asks of a day holds all hours of it, wherever they come from and whatever their own rules say. */
@XingtanTest
class DayOfTheRequirementTests {

    private static final LocalDate DAY = LocalDate.of(2023, 5, 20);

    @Autowired Ledger ledger;
    @Autowired DefineRequirement define;
    @Autowired LedgerAudit audit;
    @Autowired List<AuditCheck> checks;
    @Autowired Texts texts;
    @Autowired JdbcClient db;

    private final TeacherId teacher = TeacherId.next();
    private LedgerModuleTests.Tree tree;

    @BeforeEach
    void plantTree() {
        tree = LedgerModuleTests.Tree.plant(db);
    }

    @Test
    void hoursOfOneDayAreHeldToItTogetherWhateverTheyAreOf() {
        asks(tree.city(), 2023, "8");

        assertThat(post("lesson", "3", DAY, 1).limitedBy()).isNull();
        assertThat(post("recognition", "4", DAY, 1).limitedBy()).isNull();
        var held = post("study", "3", DAY, 1);

        assertThat(held.credited()).isEqualByComparingTo("1");
        assertThat(held.limitedBy()).isEqualTo(new Receipt.Limit("REQUIRED_DAY", "DAY", CreditHours.of("8")));
        assertThat(ReceiptText.of(held, texts, Locale.SIMPLIFIED_CHINESE)).contains("年度要求的每日上限", "8.00");
        assertThat(post("lesson", "1", DAY, 1).credited()).isEqualByComparingTo("0");
        assertThat(post("lesson", "8", DAY.plusDays(1), 1).credited()).as("the next day").isEqualByComparingTo("8");
        assertThat(post("recognition", "10", DAY, 0).credited()).as("a paper is no work of a day").isEqualByComparingTo("10");
        assertThat(findings()).isEmpty();
    }

    @Test
    void itHoldsWhenManyArePostedAtOnceUnderTwoAuthorities() throws Exception {
        var other = LedgerModuleTests.Tree.plant(db);
        asks(tree.city(), 2023, "8");
        asks(other.city(), 2023, "8");
        var posts = IntStream.range(0, 20).<Callable<Receipt>>mapToObj(i -> () -> ledger.post(earning(i % 2 == 0 ? tree.path() : other.path(), "lesson", "l" + i, "1", DAY, 1, List.of()))).toList();

        try (var threads = Executors.newFixedThreadPool(20)) {
            for (var done : threads.invokeAll(posts)) {
                done.get();
            }
        }

        assertThat(credited()).isEqualTo("8.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void hoursOfSeveralDaysLieWhereThereIsRoom() {
        asks(tree.city(), 2023, "8");

        assertThat(post("recognition", "12", DAY, 2).credited()).isEqualByComparingTo("12");
        assertThat(post("lesson", "6", DAY, 1).credited()).isEqualByComparingTo("4");
        assertThat(post("lesson", "6", DAY.minusDays(1), 1).credited()).isEqualByComparingTo("0");
        assertThat(findings()).isEmpty();
    }

    @Test
    void theStricterOfTwoHoldsAndOfEqualsTheYearIsNamed() {
        asks(tree.city(), 2023, "8");
        var rule = List.of(new Cap(Cap.Scope.DAY, CreditHours.of("6")));

        assertThat(ledger.post(earning(tree.path(), "lesson", "a", "7", DAY, 1, rule)).limitedBy()).isEqualTo(new Receipt.Limit("DAY", "DAY", CreditHours.of("6")));
        assertThat(post("study", "4", DAY, 1).credited()).isEqualByComparingTo("2");
        assertThat(ledger.post(earning(tree.path(), "lesson", "b", "9", DAY.plusDays(1), 1, List.of(new Cap(Cap.Scope.DAY, CreditHours.of("8"))))).limitedBy())
            .isEqualTo(new Receipt.Limit("REQUIRED_DAY", "DAY", CreditHours.of("8")));
    }

    @Test
    void whatIsSaidLaterHoldsWhatIsPostedLater() {
        post("lesson", "9", DAY, 1);
        asks(tree.city(), 2023, "8");
        post("lesson", "8", DAY.plusDays(1), 1);
        asks(tree.city(), 2023, "6");

        assertThat(post("study", "1", DAY, 1).credited()).as("posted before anybody asked").isEqualByComparingTo("0");
        assertThat(post("study", "1", DAY.plusDays(1), 1).credited()).isEqualByComparingTo("0");
        asks(tree.city(), 2023, "10");
        assertThat(post("study", "3", DAY.plusDays(1), 1).credited()).isEqualByComparingTo("2");
        assertThat(credited()).isEqualTo("19.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void theNearestThatAsksForTheYearOfTheDayIsAsked() {
        asks(tree.province(), 2023, "8");
        asks(tree.city(), 2022, "4");

        assertThat(post("lesson", "9", DAY, 1).credited()).isEqualByComparingTo("8");
        assertThat(post("lesson", "9", LocalDate.of(2022, 12, 31), 1).credited()).isEqualByComparingTo("4");
        assertThat(post("lesson", "9", LocalDate.of(2024, 1, 1), 1).credited()).isEqualByComparingTo("9");
        assertThat(findings()).isEmpty();
    }

    @Test
    void theAuditFindsADayThatHoldsMoreThanItMay() {
        asks(tree.city(), 2023, "8");
        post("lesson", "8", DAY, 1);
        post("recognition", "16", DAY.plusDays(10), 2);
        assertThat(findings()).isEmpty();

        smuggle(DAY, 1, "2", "8");
        smuggle(DAY.plusDays(10), 1, "1", "8");
        smuggle(DAY.plusDays(20), 1, "1", "8.25");
        assertThat(findings()).hasSize(3).anyMatch(it -> it.contains("makes 10.00 hours")).anyMatch(it -> it.contains("does not fit into the 1 days"))
            .anyMatch(it -> it.contains("8.25"));
    }

    /** Whoever posts without asking is found; what was posted before anybody asked, and history that is loaded, is not. */
    @Test
    void theAuditFindsWhatWasPostedWithoutAsking() {
        post("lesson", "9", DAY, 1);
        asks(tree.city(), 2023, "8");
        smuggle(DAY.plusDays(1), 1, "9", null);
        post("lesson", "1", DAY.plusDays(2), 1);
        assertThat(findings()).isEmpty();

        db.sql("""
                insert into ledger.entry (teacher_id, id, jurisdiction, category, year, earned_on, days, earned, credited, rule_version, source, reference, title, posted_at)
                select teacher_id, gen_random_uuid(), :city, category, year, earned_on, 1, 1, 1, 1, source, 'late', title, now() + interval '2 days'
                  from ledger.entry where teacher_id = :teacher limit 1
                """).param("teacher", teacher.value()).param("city", tree.city().value()).update();

        assertThat(findings()).singleElement().asString().contains("is held to no hours a day");
    }

    @Test
    void theDatabaseHoldsThatNoEntryIsMoreThanItsDays() {
        asks(tree.city(), 2023, "8");
        post("lesson", "1", DAY, 1);

        assertThatThrownBy(() -> smuggle(DAY, 1, "9", "8")).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> smuggle(DAY, 0, "1", "8")).isInstanceOf(DataAccessException.class);
        smuggle(DAY.plusDays(9), 3, "24", "8");
    }

    /** What a cap of its rule has cut is computed from the lessons, like everybody's: only where the year has cut is it replayed. */
    @Test
    void theRecomputationReplaysWhereTheYearHasCutAlone() {
        asks(tree.city(), 2023, "8");
        var cut = ledger.post(earning(tree.path(), "lesson", "a", "7", DAY, 1, List.of(new Cap(Cap.Scope.PROGRAM, CreditHours.of("6")))));
        assertThat(cut.limitedBy()).isNotNull().extracting(Receipt.Limit::cap).isEqualTo("PROGRAM");
        assertThat(replayed()).isFalse();

        assertThat(post("lesson", "3", DAY, 1).limitedBy()).isNotNull().extracting(Receipt.Limit::cap).isEqualTo("REQUIRED_DAY");
        assertThat(replayed()).isTrue();
    }

    /** Their programs are not there: a replay says so. */
    private boolean replayed() {
        return checks.stream().filter(it -> it.name().equals("ledger.recomputation")).findFirst().orElseThrow().findings(false).stream()
            .anyMatch(it -> it.startsWith(teacher + " has corrected entries of programs that are not there"));
    }

    /** Many lessons of one day beside some trainings of several: each is looked at once, and not once for each of the others. */
    @Test
    void whatAPostReadsGrowsWithThePersonsEntriesAlone() {
        asks(tree.city(), 2023, "8");
        post("lesson", "1", DAY, 1);
        fill(3_000, 1);
        fill(40, 2);

        var plan = plan(true);

        assertThat(visited(plan)).isBetween(3_000L, 5 * 3_040L);
        assertThat(post("lesson", "8", DAY, 1).credited()).isEqualByComparingTo("7");
    }

    /** A rule without caps, where the year says nothing of a day. */
    @Test
    void nothingIsReadWhereNobodyAsks() {
        post("lesson", "1", DAY, 1);
        fill(50, 1);
        fill(5, 2);

        assertThat(plan(false).findParents("Relation Name")).filteredOn(it -> it.path("Relation Name").asString().equals("entry")).isNotEmpty()
            .allSatisfy(it -> assertThat(visited(it)).isZero());
    }

    /** On days long before: a tenth of an hour each. */
    private void fill(int entries, int days) {
        db.sql("""
                insert into ledger.entry (teacher_id, id, jurisdiction, category, year, earned_on, days, earned, credited, rule_version, source, reference, title, posted_at)
                select a.teacher_id, gen_random_uuid(), a.jurisdiction, 'COMMON', 2010, make_date(2010, 1, 1) + n, :days, 0.1, 0.1, 1, 'x', :days || ' ' || n, 'x', now()
                  from (select * from ledger.account where teacher_id = :teacher limit 1) a
                  cross join generate_series(1, :entries) n
                """).param("days", days).param("entries", entries).param("teacher", teacher.value()).update();
    }

    private JsonNode plan(boolean capped) {
        return Json.read(db.sql("explain (analyze, format json) " + Rooms.STATEMENT).params(new HashMap<>() {{
            put("teacher", teacher.value());
            put("first", DAY);
            put("last", DAY);
            List.of("program", "lesson", "course", "phase").forEach(it -> put(it, UUID.randomUUID()));
            put("family", new UUID[0]);
            put("category", "COMMON");
            put("year", DAY.getYear());
            put("capped", capped);
            put("lineage", Jurisdictions.lineage(tree.path()));
        }}).query(String.class).single(), JsonNode.class);
    }

    /** Rows that were looked at, taken or not, in all parts of a plan. */
    private static long visited(JsonNode plan) {
        return plan.findParents("Actual Loops").stream().mapToLong(it -> Math.round(it.path("Actual Loops").asDouble()
            * (it.path("Actual Rows").asDouble() + it.path("Rows Removed by Filter").asDouble(0) + it.path("Rows Removed by Join Filter").asDouble(0)))).sum();
    }

    /** Behind all that was posted before, also where two clocks differ a little. */
    private void smuggle(LocalDate day, int days, String hours, String most) {
        db.sql("""
                insert into ledger.entry (teacher_id, id, jurisdiction, category, year, earned_on, days, earned, credited, day_max, rule_version, source, reference, title, posted_at)
                select teacher_id, gen_random_uuid(), jurisdiction, 'COMMON', 2023, :day, :days, cast(:hours as numeric), cast(:hours as numeric), cast(:most as numeric), 1, 'x',
                       gen_random_uuid()::text, 'x', now() + interval '1 second'
                  from ledger.account where teacher_id = :teacher limit 1
                """).param("day", day).param("days", days).param("hours", hours).param("most", most).param("teacher", teacher.value()).update();
    }

    private void asks(OrganizationId authority, int year, String day) {
        define.define(new AnnualRequirement(authority, year, 0, "年度要求", "文件", CreditHours.of("90"), List.of(), List.of(), CreditHours.of(day),
            AnnualRequirement.NewHires.FULL_YEAR), null);
    }

    private Receipt post(String source, String hours, LocalDate day, int days) {
        return ledger.post(earning(tree.path(), source, TeacherId.next().toString(), hours, day, days, List.of()));
    }

    private Earning earning(String path, String source, String reference, String hours, LocalDate day, int days, List<Cap> caps) {
        var program = source.equals("lesson") ? ProgramId.next() : null;
        return new Earning(teacher, tree.school(), path, program, Earning.Place.NOWHERE, new CreditRule("COMMON", new CreditRule.Fixed(CreditHours.of(hours)), caps), 1,
            List.of(), CreditHours.of(hours), source, reference, "题目", Map.of(), day, days, null);
    }

    private String credited() {
        return db.sql("select sum(credited)::text from ledger.entry where teacher_id = :teacher").param("teacher", teacher.value()).query(String.class).single();
    }

    private List<String> findings() {
        return audit.findings(false).stream().filter(it -> it.contains(teacher.toString())).toList();
    }
}
