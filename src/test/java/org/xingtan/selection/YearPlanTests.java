package org.xingtan.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.xingtan.standing.Forecast;
import org.xingtan.standing.Standing;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Uuids;

class YearPlanTests {

    private static final Localized NAME = new Localized("A", null);

    @Test
    void fillsTheCategoryThatLacksMostFirst() {
        var plan = plan(line("COMMON", "30.00", "26.00"), line("ELECTIVE", "18.00", "8.00"));

        assertThat(YearPlan.proposal(plan, List.of(offering("COMMON", "4.00"), offering("ELECTIVE", "6.00"), offering("ELECTIVE", "8.00")), 6))
            .extracting(Offering::category, it -> it.hours().toString())
            .containsExactly(org.assertj.core.groups.Tuple.tuple("ELECTIVE", "8.00"), org.assertj.core.groups.Tuple.tuple("COMMON", "4.00"),
                org.assertj.core.groups.Tuple.tuple("ELECTIVE", "6.00"));
    }

    @Test
    void proposesNothingThatIsNotMissingNorMoreThanMayBeChosenNorTwoAtTheSameTime() {
        var plan = plan(line("COMMON", "30.00", "30.00"), line("ELECTIVE", "18.00", "0.00"));
        var meeting = new Meetings(List.of(new Meetings.Meeting(Instant.EPOCH, Instant.EPOCH.plusSeconds(60))));
        var at = List.of(offering("ELECTIVE", "6.00", meeting), offering("ELECTIVE", "4.00", meeting), offering("COMMON", "4.00"), offering("ELECTIVE", "2.00"));

        assertThat(YearPlan.proposal(plan, at, 6)).containsExactly(at.get(0), at.get(3));
        assertThat(YearPlan.proposal(plan, at, 1)).containsExactly(at.get(0));
        assertThat(YearPlan.proposal(plan, at, 0)).isEmpty();
    }

    @Test
    void theLastOneThatMayBeChosenClosesTheGapWhereItCan() {
        var plan = plan(line("COMMON", "30.00", "24.00"));
        var at = List.of(offering("COMMON", "4.00"), offering("COMMON", "10.00"), offering("COMMON", "8.00"));

        assertThat(YearPlan.proposal(plan, at, 1)).containsExactly(at.get(2));
        assertThat(YearPlan.proposal(plan, at, 2)).containsExactly(at.get(0), at.get(2));
        assertThat(YearPlan.proposal(plan, at.subList(0, 1), 1)).containsExactly(at.get(0));
    }

    @Test
    void whatOnlyTheTotalLacksMayComeFromAnyCategory() {
        var plan = plan(line("COMMON", "30.00", "28.00"), line("TOTAL", "90.00", "80.00"));
        var at = List.of(offering("COMMON", "2.00"), offering("ELECTIVE", "6.00"), offering("ELECTIVE", "9.00"), offering("OTHER", "2.00"));

        assertThat(YearPlan.proposal(plan, at, 6)).containsExactly(at.get(0), at.get(1), at.get(3));
        assertThat(YearPlan.proposal(plan, at, 1)).containsExactly(at.get(0));
    }

    /** What the total lacks is what a category lacks, and no other category fills that one. */
    @Test
    void whatOneCategoryLacksIsNotBoughtInAnother() {
        var plan = plan(line("COMMON", "30.00", "20.00"), line("PROFESSIONAL", "42.00", "42.00"), line("TOTAL", "90.00", "80.00"));

        assertThat(YearPlan.proposal(plan, List.of(offering("PROFESSIONAL", "6.00"), offering("PROFESSIONAL", "4.00")), 6)).isEmpty();
    }

    @Test
    void whatTheTotalLacksBeyondTheCategoriesIsFilledAndNoMore() {
        var plan = plan(line("COMMON", "30.00", "26.00"), line("PROFESSIONAL", "42.00", "42.00"), line("TOTAL", "90.00", "80.00"));
        var at = List.of(offering("PROFESSIONAL", "6.00"), offering("PROFESSIONAL", "6.00"));
        var longer = List.of(offering("COMMON", "7.00"), offering("PROFESSIONAL", "3.00"), offering("PROFESSIONAL", "3.00"));

        assertThat(YearPlan.proposal(plan, at, 6)).as("nothing of what a category lacks").containsExactly(at.getFirst());
        assertThat(YearPlan.proposal(plan, longer, 6)).as("three hours of the first one are beyond its category").containsExactly(longer.get(0), longer.get(1));
    }

    @Test
    void namesWhatIsLeftAndTheTotalOnlyWhereItLacksMoreThanTheCategories() {
        var common = line("COMMON", "30.00", "20.00");
        var enough = line("PROFESSIONAL", "42.00", "42.00");

        assertThat(plan(common, enough, line("TOTAL", "90.00", "80.00")).left()).extracting(Forecast.Line::code).containsExactly("COMMON");
        assertThat(plan(common, enough, line("TOTAL", "90.00", "79.00")).left()).extracting(Forecast.Line::code).containsExactly("COMMON", "TOTAL");
        assertThat(plan(enough, line("TOTAL", "90.00", "80.00")).left()).extracting(Forecast.Line::code).containsExactly("TOTAL");
        assertThat(plan(enough, line("TOTAL", "90.00", "90.00")).left()).isEmpty();
    }

    /** Hours of a theme count in a category as well: nothing is bought twice. */
    @Test
    void whatAThemeLacksComesFirstAndWhereACategoryLacksSomethingToo() {
        var at = List.of(offering("COMMON", "6.00"), offering("ELECTIVE", "4.00"), offering("COMMON", "4.00"), offering("COMMON", "4.00"));
        var ethics = theme("4.00", "0.00", at.get(1), at.get(2));
        var plan = plan(line("COMMON", "30.00", "20.00"), line("ELECTIVE", "18.00", "18.00"), ethics);

        assertThat(YearPlan.proposal(plan, at, 6)).containsExactly(at.get(2), at.get(0));
        assertThat(YearPlan.proposal(plan, at, 1)).containsExactly(at.get(2));
        assertThat(plan.isReached()).isFalse();
        assertThat(plan.left()).extracting(Forecast.Line::code).containsExactly("COMMON", "ETHICS");
    }

    @Test
    void aThemeAloneIsEnoughToProposeACourse() {
        var at = List.of(offering("ELECTIVE", "4.00"), offering("ELECTIVE", "6.00"), offering("ELECTIVE", "4.00"));
        var plan = plan(line("ELECTIVE", "18.00", "18.00"), line("TOTAL", "18.00", "18.00"), theme("5.00", "1.00", at.get(1), at.get(2)));

        assertThat(YearPlan.proposal(plan, at, 6)).containsExactly(at.get(2));
        assertThat(YearPlan.proposal(plan, at.subList(0, 1), 6)).isEmpty();
        assertThat(plan(line("ELECTIVE", "18.00", "18.00"), theme("5.00", "5.00")).isReached()).isTrue();
    }

    private static Forecast plan(Forecast.Line... lines) {
        return new Forecast(new Standing(2026, null, 12, new Standing.Line("TOTAL", NAME, null, CreditHours.ZERO), List.of(), List.of()), List.of(lines),
            new Forecast.Chosen(CreditHours.ZERO, List.of()));
    }

    private static Forecast.Line line(String code, String need, String have) {
        return new Forecast.Line(code.equals("TOTAL") ? Forecast.Kind.TOTAL : Forecast.Kind.CATEGORY, code, NAME, CreditHours.of(need), CreditHours.of(have), CreditHours.ZERO, Set.of());
    }

    private static Forecast.Line theme(String need, String have, Offering... filling) {
        return new Forecast.Line(Forecast.Kind.THEME, "ETHICS", NAME, CreditHours.of(need), CreditHours.of(have), CreditHours.ZERO,
            Stream.of(filling).map(it -> it.program().value()).collect(Collectors.toSet()));
    }

    private static Offering offering(String category, String hours) {
        return offering(category, hours, Meetings.NONE);
    }

    private static Offering offering(String category, String hours, Meetings meetings) {
        return new Offering(OfferingId.next(), TermId.next(), new ProgramId(Uuids.next()), "T", null, category, CreditHours.of(hours), BigDecimal.ZERO, 0, meetings,
            new Offering.Seats(5, 0, 0, 0));
    }
}
