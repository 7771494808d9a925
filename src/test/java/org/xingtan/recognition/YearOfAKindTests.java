package org.xingtan.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.xingtan.ledger.Receipt;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Refused;
import org.xingtan.testing.XingtanTest;

/** A kind of which twenty hours count in a year: it is filled by what counts, whatever was reversed and put right meanwhile. */
@XingtanTest
class YearOfAKindTests extends ClaimSteps {

    @Autowired Kinds kinds;
    @Autowired Clock clock;

    @BeforeEach
    void twenty() {
        holds(2, "20");
    }

    private void holds(int version, String hours) {
        var kind = kinds.get(claimed.kinds(school), "OTHER_PLATFORM", 1);
        kinds.add(new Kind(kind.jurisdiction(), kind.code(), version, kind.position(), kind.title(), kind.measure(), kind.hours(), CreditHours.of(hours), kind.categories(),
            kind.evidenceFiles(), kind.evidence(), kind.sharesEvidence(), kind.needsPresence(), kind.needsCounty(), kind.basis(), false), null, clock.instant());
    }

    @Test
    void whatTheLedgerHasReversedFillsItNoMore() {
        reverse(approved("OTHER_PLATFORM", "16", 9, 8));

        assertThat(entries(approved("OTHER_PLATFORM", "16", 7, 6))).containsExactly("recognition 16.00 16.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void aYearThatWasFullIsNotFullWhenItsHoursAreReversed() {
        var first = approved("OTHER_PLATFORM", "16", 9, 8);
        var rest = approved("OTHER_PLATFORM", "4", 11, 11);
        reverse(first);
        reverse(rest);

        assertThat(entries(approved("OTHER_PLATFORM", "16", 7, 6))).containsExactly("recognition 16.00 16.00");
        assertThat(findings()).isEmpty();
    }

    /** Of the second nothing counts, since its days are full, until they are free. */
    @Test
    void whatIsPutRightFillsIt() {
        var day = approved("OFFLINE_TRAINING", "16", 3, 2);
        var held = approved("OTHER_PLATFORM", "16", 3, 2);
        assertThat(entries(held)).containsExactly("recognition 16.00 0.00");
        reverse(day);
        assertThat(correct(entry(held), "16").credited()).isEqualByComparingTo("16");

        assertThat(entries(approved("OTHER_PLATFORM", "16", 9, 8))).containsExactly("recognition 4.00 4.00");
        assertThat(credited()).isEqualTo("20.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void whatIsPutRightTakesNoMoreThanIsLeft() {
        var first = approved("OTHER_PLATFORM", "16", 9, 8);
        reverse(first);
        var second = approved("OTHER_PLATFORM", "16", 7, 6);

        assertThatThrownBy(() -> correct(entry(first), "16")).isInstanceOfSatisfying(Refused.class, it ->
            assertThat(it.verdict().unmet()).extracting(Condition::code, Condition::arguments)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("ledger.no-more-than-left", List.of("4.00"))));
        var back = correct(entry(first), "4");
        assertThat(credited()).isEqualTo("20.00");

        assertThatThrownBy(() -> correct(back, "5")).isInstanceOf(Refused.class);
        var fewer = correct(entry(second), "10");
        assertThat(correct(back, "10").credited()).isEqualByComparingTo("10");
        assertThatThrownBy(() -> correct(fewer, "11")).isInstanceOf(Refused.class);
        assertThat(credited()).isEqualTo("20.00");
        assertThat(findings()).isEmpty();
    }

    /** What came by a later version has filled more than the earlier one holds. */
    @Test
    void toLessOneMayAlwaysBePutRight() {
        var first = approved("OTHER_PLATFORM", "16", 9, 8);
        holds(3, "30");
        approved("OTHER_PLATFORM", "14", 7, 6);
        assertThat(findings()).isEmpty();

        assertThat(correct(entry(first), "12").credited()).isEqualByComparingTo("12");
        assertThat(credited()).isEqualTo("26.00");
        assertThat(findings()).isEmpty();
    }

    @Test
    void whatIsPutRightAndWhatIsApprovedAtOnceStayWithinIt() throws Exception {
        var first = approved("OTHER_PLATFORM", "16", 9, 8);
        var entry = entry(first);
        reverse(first);
        var second = claimed.file(teacher, Claimed.wanted("OTHER_PLATFORM", "16", 7, 6));
        approve(principal, second);

        together(List.of(() -> outcome(() -> approve(county, second)), () -> outcome(() -> correct(entry, "16"))));

        assertThat(new BigDecimal(credited())).isIn(new BigDecimal("16.00"), new BigDecimal("20.00"));
        assertThat(findings()).isEmpty();
    }

    @Test
    void theAuditNamesAYearThatCountsMore() {
        var first = approved("OTHER_PLATFORM", "16", 9, 8);
        reverse(first);
        approved("OTHER_PLATFORM", "16", 7, 6);
        db.sql("""
                insert into ledger.entry (teacher_id, id, jurisdiction, category, year, earned_on, days, earned, credited, rule_version, source, reference, title, posted_at)
                select teacher_id, :n, jurisdiction, category, year, earned_on, days, earned, credited, rule_version, 'correction', id::text, title, now()
                  from ledger.entry where teacher_id = :t and id = :id
                """)
            .param("n", UUID.randomUUID()).param("t", teacher.teacher().value()).param("id", entry(first).id()).update();

        assertThat(findings()).singleElement().asString().contains("OTHER_PLATFORM", "count 32.00 hours", "which holds 20.00");
    }

    private Receipt entry(UUID claim) {
        return look.one(teacher.teacher(), claim).receipt();
    }

    private void reverse(UUID claim) {
        reversal.reverse(county, teacher.teacher(), entry(claim).id(), "查实有误");
    }

    private Receipt correct(Receipt entry, String hours) {
        return correction.correct(county, teacher.teacher(), entry.id(), CreditHours.of(hours), "更正");
    }
}
