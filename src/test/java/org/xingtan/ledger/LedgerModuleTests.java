package org.xingtan.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.CreditRule;
import org.xingtan.program.CreditRule.Cap;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class LedgerModuleTests {

    private static final LocalDate DAY = LocalDate.of(2023, 1, 20);

    @Autowired Ledger ledger;
    @Autowired JdbcClient db;

    private final TeacherId teacher = TeacherId.next();
    private final ProgramId program = ProgramId.next();
    private Tree tree;

    @BeforeEach
    void plantTree() {
        tree = Tree.plant(db);
    }

    @Test
    void postingTwentyTimesIsPostingOnce() {
        var first = ledger.post(lesson("l-1", "0.50"));

        for (var i = 0; i < 20; i++) {
            assertThat(ledger.post(lesson("l-1", "0.50"))).isEqualTo(first);
        }
        assertThat(ledger.hours(teacher, program)).isEqualTo(new Hours(CreditHours.of("0.50"), CreditHours.of("0.50")));
        assertThat(figure()).isEqualTo(50);
    }

    @Test
    void thirteenHalfHoursAgainstSixCreditSixAndTheReceiptNamesTheCap() {
        var receipts = IntStream.rangeClosed(1, 13).mapToObj(i -> ledger.post(lesson("l-" + i, "0.50", cap(Cap.Scope.PROGRAM, "6")))).toList();

        assertThat(receipts.subList(0, 12)).allSatisfy(receipt -> assertThat(receipt.limitedBy()).isNull());
        assertThat(receipts.getLast().credited()).isEqualByComparingTo("0.00");
        assertThat(receipts.getLast().notCounted()).isEqualByComparingTo("0.50");
        assertThat(receipts.getLast().limitedBy()).isEqualTo(new Receipt.Limit("PROGRAM", "PROGRAM", CreditHours.of("6")));
        assertThat(ledger.hours(teacher, program).capped()).isEqualTo(CreditHours.of("0.50"));
        assertThat(figure()).isEqualTo(600);
    }

    /** Of a reversal the entry says how many days it is of; the rest of it has to be the opposite. */
    @Test
    void theDatabaseHoldsThatAReversalIsTheOppositeOfItsEntry() {
        ledger.post(lesson("l-1", "0.50"));
        db.sql("""
                insert into ledger.entry (teacher_id, id, jurisdiction, category, year, earned_on, days, earned, credited, rule_version, source, reference, title, posted_at)
                select teacher_id, gen_random_uuid(), jurisdiction, 'COMMON', 2023, :day, 3, 12, 12, 1, 'x', 'three', 'x', now() from ledger.entry where teacher_id = :teacher
                """).param("teacher", teacher.value()).param("day", DAY).update();

        for (var wrong : List.of("-11, -12", "-12, -11", "-13, -13")) {
            assertThatThrownBy(() -> reverse(wrong, "COMMON")).isInstanceOf(DataAccessException.class);
        }
        assertThatThrownBy(() -> reverse("-12, -12", "ELECTIVE")).isInstanceOf(DataAccessException.class);
        reverse("-12, -12", "COMMON");

        assertThat(db.sql("select days from ledger.entry where teacher_id = :teacher and reverses is not null").param("teacher", teacher.value()).query(Integer.class).single())
            .isEqualTo(3);
    }

    /** As a node of before does it, which knows of no days. */
    private void reverse(String hours, String category) {
        db.sql("""
                insert into ledger.entry (teacher_id, id, jurisdiction, category, year, earned_on, earned, credited, rule_version, source, reference, title, posted_at, reverses, reason)
                select teacher_id, gen_random_uuid(), jurisdiction, :category, year, earned_on, %s, 1, 'reversal', id::text, title, now(), id, 'x'
                  from ledger.entry where teacher_id = :teacher and reference = 'three'
                """.formatted(hours)).param("teacher", teacher.value()).param("category", category).update();
    }

    @Test
    void capHoldsWhenTwentyThreadsPostAtOnce() throws Exception {
        together(20, i -> ledger.post(lesson("l-" + i, "0.50", cap(Cap.Scope.PROGRAM, "6.00"))));

        assertThat(ledger.hours(teacher, program)).isEqualTo(new Hours(CreditHours.of("10.00"), CreditHours.of("6.00")));
        assertThat(figure()).isEqualTo(600);
    }

    @Test
    void theSameEarningFromTwentyThreadsIsOneEntry() throws Exception {
        var receipts = together(20, _ -> ledger.post(lesson("same", "0.50")));

        assertThat(receipts).containsOnly(receipts.getFirst());
        assertThat(ledger.hours(teacher, program).credited()).isEqualTo(CreditHours.of("0.50"));
    }

    @Test
    void capHoldsWhenTheFirstAccountsOfTwoJurisdictionsAreOpenedAtOnce() throws Exception {
        var other = Tree.plant(db);
        var family = List.of(program.value());

        together(20, i -> ledger.post(new Earning(teacher, tree.school(), i % 2 == 0 ? tree.path() : other.path(), program,
            Earning.Place.NOWHERE, new CreditRule("COMMON", new CreditRule.Fixed(CreditHours.of("0.50")), cap(Cap.Scope.YEAR, "2.00")),
            1, family, CreditHours.of("0.50"), "lesson", "l-" + i, "Lesson", Map.of(), DAY)));

        assertThat(ledger.hours(teacher, program).credited()).isEqualTo(CreditHours.of("2.00"));
    }

    @Test
    void everyScopeCapsItsOwn() {
        var lesson = UUID.randomUUID();
        var phase = UUID.randomUUID();
        var place = new Earning.Place(phase, UUID.randomUUID(), lesson);

        assertThat(credited(at(place, "a", "0.80", Cap.Scope.LESSON, "0.50"))).isEqualTo("0.50");
        assertThat(credited(at(new Earning.Place(phase, null, UUID.randomUUID()), "b", "0.80", Cap.Scope.LESSON, "0.50"))).isEqualTo("0.50");
        assertThat(credited(at(place, "c", "0.80", Cap.Scope.PHASE, "1.25"))).isEqualTo("0.25");
        assertThat(credited(at(place, "d", "2.00", Cap.Scope.DAY, "2.00"))).isEqualTo("0.75");
        assertThat(credited(at(place, "e", "2.00", Cap.Scope.CATEGORY, "2.50"))).isEqualTo("0.50");
        assertThat(credited(at(Earning.Place.NOWHERE, "f", "2.00", Cap.Scope.COURSE, "0.10"))).isEqualTo("2.00");
    }

    @Test
    void parentCapCountsTheWholeFamily() {
        var child = ProgramId.next();
        var family = List.of(program.value(), child.value());
        ledger.post(inFamily(program, family, "p", "4.00"));

        assertThat(ledger.post(inFamily(child, family, "c", "4.00")).credited()).isEqualByComparingTo("2.00");
    }

    @Test
    void yearIsTheYearOfTheDayItWasEarned() {
        assertThat(credited(on(LocalDate.of(2022, 12, 31), "a"))).isEqualTo("4.00");
        assertThat(credited(on(LocalDate.of(2023, 1, 1), "b"))).isEqualTo("4.00");
        assertThat(credited(on(LocalDate.of(2023, 12, 31), "c"))).isEqualTo("1.00");
    }

    @Test
    void accountBelongsToTheProvinceWhereNobodyNearerAsksForHours() {
        ledger.post(lesson("l-1", "0.50"));

        assertThat(jurisdictions()).containsExactly(tree.province().value());
    }

    @Test
    void accountBelongsToTheNearestAuthorityThatAsksForHours() {
        db.sql("insert into ledger.annual_requirement values (:city, 2023, 1, 't', 'b', 90, '[]')").param("city", tree.city().value()).update();
        ledger.post(lesson("l-1", "0.50"));

        assertThat(jurisdictions()).containsExactly(tree.city().value());
    }

    @Test
    void historyCannotBeRewritten() {
        ledger.post(lesson("l-1", "0.50"));

        for (var attack : List.of("update ledger.entry set credited = 99, earned = 99 where teacher_id = :teacher",
                "update ledger.entry set reason = 'x' where teacher_id = :teacher", "delete from ledger.entry where teacher_id = :teacher")) {
            assertThatThrownBy(() -> db.sql(attack).param("teacher", teacher.value()).update())
                .isInstanceOf(DataAccessException.class).hasMessageContaining("append-only");
        }
        assertThatThrownBy(() -> db.sql("truncate ledger.entry cascade").update()).isInstanceOf(DataAccessException.class)
            .hasMessageContaining("append-only");
    }

    @Test
    void entryWithoutReversalIsNeverNegativeNorCreditedAboveWhatIsEarned() {
        ledger.post(lesson("l-1", "0.50"));

        for (var values : List.of("-1, -1", "1, 2")) {
            assertThatThrownBy(() -> db.sql("""
                    insert into ledger.entry (teacher_id, id, jurisdiction, category, year, earned_on, earned, credited, rule_version, source,
                           reference, title, posted_at)
                    select teacher_id, gen_random_uuid(), jurisdiction, category, year, earned_on, %s, 1, source, 'forged', title, posted_at
                      from ledger.entry where teacher_id = :teacher
                    """.formatted(values)).param("teacher", teacher.value()).update())
                .isInstanceOf(DataAccessException.class);
        }
    }

    private Earning lesson(String reference, String hours) {
        return lesson(reference, hours, List.of());
    }

    private Earning lesson(String reference, String hours, List<Cap> caps) {
        return new Earning(teacher, tree.school(), tree.path(), program, Earning.Place.NOWHERE,
            new CreditRule("COMMON", new CreditRule.Fixed(CreditHours.of(hours)), caps), 2, List.of(program.value()),
            CreditHours.of(hours), "lesson", reference, "Lesson", Map.of("seconds", 40), DAY);
    }

    private Earning at(Earning.Place place, String reference, String hours, Cap.Scope scope, String max) {
        return new Earning(teacher, tree.school(), tree.path(), program, place,
            new CreditRule("COMMON", new CreditRule.Fixed(CreditHours.of(hours)), cap(scope, max)), 2, List.of(program.value()),
            CreditHours.of(hours), "lesson", reference, "Lesson", Map.of(), DAY);
    }

    private Earning inFamily(ProgramId of, List<UUID> family, String reference, String hours) {
        return new Earning(teacher, tree.school(), tree.path(), of, Earning.Place.NOWHERE,
            new CreditRule("COMMON", new CreditRule.Fixed(CreditHours.of(hours)), cap(Cap.Scope.PARENT, "6.00")), 2, family,
            CreditHours.of(hours), "lesson", reference, "Lesson", Map.of(), DAY);
    }

    private Earning on(LocalDate day, String reference) {
        return new Earning(teacher, tree.school(), tree.path(), program, Earning.Place.NOWHERE,
            new CreditRule("COMMON", new CreditRule.Fixed(CreditHours.of("4")), cap(Cap.Scope.YEAR, "5.00")), 2, List.of(),
            CreditHours.of("4.00"), "lesson", reference, "Lesson", Map.of(), day);
    }

    private static List<Cap> cap(Cap.Scope scope, String max) {
        return List.of(new Cap(scope, CreditHours.of(max)));
    }

    private String credited(Earning earning) {
        return ledger.post(earning).credited().toPlainString();
    }

    private long figure() {
        return db.sql("""
                select coalesce(sum(n), 0) from tally.figure_card
                 where program_id = :program and organization_id = :school and measure = 'HOURS'
                """)
            .param("program", program.value()).param("school", tree.school().value()).query(Long.class).single();
    }

    private List<UUID> jurisdictions() {
        return db.sql("select jurisdiction from ledger.account where teacher_id = :teacher").param("teacher", teacher.value())
            .query(UUID.class).list();
    }

    private interface Job<T> {

        T run(int i);
    }

    private static <T> List<T> together(int n, Job<T> job) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(n)) {
            var jobs = new ArrayList<Callable<T>>();
            for (var i = 0; i < n; i++) {
                var number = i;
                jobs.add(() -> job.run(number));
            }
            Collections.shuffle(jobs);
            var results = new ArrayList<T>();
            for (var future : threads.invokeAll(jobs)) {
                results.add(future.get());
            }
            return results;
        }
    }

    /** A nation, a province, a city, a county and a school of its own. */
    record Tree(OrganizationId province, OrganizationId city, OrganizationId school, String path) {

        static Tree plant(JdbcClient db) {
            var label = "t" + UUID.randomUUID().toString().substring(0, 8);
            var ids = Collections.nCopies(5, 0).stream().map(_ -> OrganizationId.next()).toList();
            var kinds = List.of("NATION", "PROVINCE", "CITY", "COUNTY", "SCHOOL");
            var path = "";
            for (var i = 0; i < 5; i++) {
                path = i == 0 ? label : path + "." + label + i;
                db.sql("""
                        insert into directory.organization (id, code, name, kind, parent_id, path)
                        values (:id, :code, :name, :kind, cast(:parent as uuid), cast(:path as public.ltree))
                        """)
                    .param("id", ids.get(i).value()).param("code", label + "-" + i).param("name", kinds.get(i)).param("kind", kinds.get(i))
                    .param("parent", i == 0 ? null : ids.get(i - 1).toString()).param("path", path).update();
            }
            return new Tree(ids.get(1), ids.get(2), ids.get(4), path);
        }
    }
}
