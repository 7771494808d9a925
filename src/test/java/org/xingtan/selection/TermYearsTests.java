package org.xingtan.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Window;

/** In which years the hours of a term count: where they are learned, in what is left of its time. */
class TermYearsTests {

    @Test
    void aTermOverNewYearCountsInBothYearsUntilTheFirstIsOver() {
        var term = term("2026-12-30", "2027-01-20");

        assertThat(term.years(at("2026-11-28T08:00:00+08:00"))).containsExactly(2026, 2027);
        assertThat(term.years(at("2026-12-31T23:59:59+08:00"))).containsExactly(2026, 2027);
        assertThat(term.years(at("2027-01-01T00:00:00+08:00"))).containsExactly(2027);
        assertThat(term.years(at("2028-03-01T00:00:00+08:00"))).as("over").containsExactly(2027);
    }

    @Test
    void aTermUntilTheLastDayOfAYearCountsInThatYearAlone() {
        assertThat(term("2026-03-01", "2026-12-31").years(at("2026-02-01T08:00:00+08:00"))).containsExactly(2026);
    }

    @Test
    void withoutATimeToLearnTheYearIsThisOne() {
        assertThat(term().years(at("2026-12-31T16:30:00Z"))).containsExactly(2027);
        assertThat(term().mostlyIn(at("2026-12-31T16:30:00Z"))).isEqualTo(2027);
    }

    @Test
    void coursesAreProposedForTheYearInWhichMostOfTheTimeLies() {
        assertThat(term("2026-12-30", "2027-01-20").mostlyIn(at("2026-11-28T08:00:00+08:00"))).isEqualTo(2027);
        assertThat(term("2026-09-01", "2027-01-20").mostlyIn(at("2026-09-01T08:00:00+08:00"))).isEqualTo(2026);
        assertThat(term("2026-09-01", "2027-01-20").mostlyIn(at("2026-12-20T08:00:00+08:00"))).isEqualTo(2027);
        assertThat(term("2026-09-01", "2027-01-20").mostlyIn(at("2027-05-01T08:00:00+08:00"))).isEqualTo(2027);
    }

    private static Term term(String first, String last) {
        return term(Window.ofDays(Window.Kind.LEARN, LocalDate.parse(first), LocalDate.parse(last)));
    }

    private static Term term(Window... windows) {
        return new Term(TermId.next(), OrganizationId.next(), "a", new Localized("市", "City"), "2601", new Localized("学期", "Term"), null, 3, List.of(windows), true);
    }

    private static Instant at(String moment) {
        return java.time.OffsetDateTime.parse(moment).toInstant();
    }
}
