package org.xingtan.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;
import org.xingtan.program.CreditRule;
import org.xingtan.program.CreditRule.Cap;
import org.xingtan.testing.Statements;
import org.xingtan.testing.XingtanTest;

/** Hours of many that are posted together are those that each would have by himself. */
@XingtanTest
class PostedTogetherTests {

    private static final LocalDate DAY = LocalDate.of(2023, 5, 20);
    private static final List<Cap> CAPS = List.of(new Cap(Cap.Scope.DAY, CreditHours.of("9")), new Cap(Cap.Scope.CATEGORY, CreditHours.of("12")));

    @Autowired Ledger ledger;
    @Autowired DefineRequirement define;
    @Autowired LedgerAudit audit;
    @Autowired JdbcClient db;

    private LedgerModuleTests.Tree tree;
    private LedgerModuleTests.Tree other;

    @BeforeEach
    void plantTrees() {
        tree = LedgerModuleTests.Tree.plant(db);
        other = LedgerModuleTests.Tree.plant(db);
        define.define(new AnnualRequirement(tree.city(), 2023, 0, "年度要求", "文件", CreditHours.of("90"), List.of(), List.of(), CreditHours.of("8"),
            AnnualRequirement.NewHires.FULL_YEAR), null);
    }

    /** By what the year asks of a day where somebody asks, by the rule, and by what each has already. */
    @Test
    void eachIsHeldToWhatHoldsForHim() {
        var together = five();
        var apart = five();
        var receipts = ledger.post(together.stream().map(it -> earning(together, it, "session", "9", DAY)).toList());
        apart.forEach(it -> ledger.post(earning(apart, it, "session", "9", DAY)));

        assertThat(together.stream().map(it -> receipts.get(it).credited().toPlainString())).containsExactly("8.00", "2.00", "6.00", "7.00", "9.00");
        assertThat(together.stream().map(it -> rows(it))).containsExactlyElementsOf(apart.stream().map(this::rows).toList());
        assertThat(audit.findings(false).stream().filter(it -> together.stream().anyMatch(person -> it.contains(person.toString())))).isEmpty();
    }

    @Test
    void whatIsPostedAlreadyStays() {
        var people = five();
        var first = ledger.post(earning(people, people.getFirst(), "session", "4", DAY));
        var receipts = ledger.post(people.stream().map(it -> earning(people, it, "session", "3", DAY)).toList());
        var again = ledger.post(people.stream().map(it -> earning(people, it, "session", "3", DAY)).toList());

        assertThat(receipts).hasSize(5).containsEntry(people.getFirst(), first).isEqualTo(again);
        assertThat(receipts.get(people.getLast()).earned()).isEqualByComparingTo("3");
        assertThat(ledger.post(List.<Earning>of())).isEmpty();
    }

    @Test
    void thousandsAskNoMoreThanTwo() {
        var people = five();
        var two = Statements.of(() -> ledger.post(people.subList(0, 2).stream().map(it -> earning(people, it, "session", "3", DAY)).toList()));
        var many = IntStream.range(0, 60).mapToObj(_ -> TeacherId.next()).toList();
        var sixty = Statements.of(() -> ledger.post(many.stream().map(it -> earning(many, it, "session", "3", DAY)).toList()));

        assertThat(sixty.size()).isLessThanOrEqualTo(two.size() + 2);
    }

    /** The first three under whoever asks for eight hours a day; three of them all have something already. */
    private List<TeacherId> five() {
        var people = IntStream.range(0, 5).mapToObj(_ -> TeacherId.next()).toList();
        ledger.post(earning(people, people.get(1), "before", "6", DAY));
        ledger.post(earning(people, people.get(2), "before", "6", DAY.minusDays(1)));
        ledger.post(earning(people, people.get(3), "before", "5", DAY.minusDays(40)));
        return people;
    }

    private Earning earning(List<TeacherId> people, TeacherId teacher, String reference, String hours, LocalDate day) {
        var in = people.indexOf(teacher) < 3 ? tree : other;
        return new Earning(teacher, in.school(), in.path(), null, Earning.Place.NOWHERE, new CreditRule("COMMON", new CreditRule.Fixed(CreditHours.of(hours)), CAPS), 1, List.of(),
            CreditHours.of(hours), "delivery", reference, "题目\t“一”", Map.of("how", "a\\b"), day, 1, new Earning.By(new TeacherId(in.school().value()), ""));
    }

    /** All that is kept of each entry but whose it is, and when it was posted. */
    private List<String> rows(TeacherId teacher) {
        return db.sql("select (to_jsonb(e) - 'teacher_id' - 'id' - 'posted_at')::text from ledger.entry e where e.teacher_id = :teacher order by e.posted_at, e.id")
            .param("teacher", teacher.value()).query(String.class).list();
    }
}
