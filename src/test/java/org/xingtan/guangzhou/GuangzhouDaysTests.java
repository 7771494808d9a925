package org.xingtan.guangzhou;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.xingtan.application.Application.Level;
import org.xingtan.demo.DemoResources;
import org.xingtan.guangzhou.GuangzhouRecognitions.Held;
import org.xingtan.platform.Window;

/** Whatever day somebody tries the demo out on, its trainings and events are such as could have been attended. */
class GuangzhouDaysTests {

    /** Those of the notice of 2022: choosing 03-15 to 03-29 with its second stage, learning 04-20 to 06-20; 03-14, 03-18, 03-25, 03-30. */
    @Test
    void termsAndCallsHaveTheDaysOfTheNotice() {
        assertThat(new GuangzhouTerms.Days(LocalDate.of(2022, 3, 15)).windows()).containsExactly(
            Window.ofDays(Window.Kind.SELECT, LocalDate.of(2022, 3, 15), LocalDate.of(2022, 3, 25)),
            Window.ofDays(Window.Kind.MAKEUP, LocalDate.of(2022, 3, 26), LocalDate.of(2022, 3, 29)),
            Window.ofDays(Window.Kind.LEARN, LocalDate.of(2022, 4, 20), LocalDate.of(2022, 6, 20)));
        var days = new GuangzhouCalls.Days(LocalDate.of(2022, 3, 14));
        assertThat(days.closes()).isEqualTo(LocalDate.of(2022, 3, 17));
        assertThat(days.deadlines()).isEqualTo(Map.of(Level.SCHOOL, LocalDate.of(2022, 3, 18), Level.COUNTY, LocalDate.of(2022, 3, 25), Level.CITY, LocalDate.of(2022, 3, 30)));
    }

    @Test
    void classesAreOnWorkdaysAndMeetingsOnSaturdaysOfTheTerm() {
        var met = DemoResources.table("offerings.tsv").stream().filter(row -> row.has("meets")).toList();
        assertThat(met).hasSizeGreaterThan(2);
        for (var today = LocalDate.of(2027, 1, 1); today.getYear() < 2029; today = today.plusDays(1)) {
            var held = new GuangzhouCalls.Days(today).training(16).days().getFirst();
            assertThat(held.first().getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
            assertThat(held.last().getDayOfWeek()).isEqualTo(DayOfWeek.FRIDAY);
            var term = new GuangzhouTerms.Days(today);
            assertThat(met).allSatisfy(row -> assertThat(GuangzhouOfferings.meetings(row, term).meetings()).isNotEmpty().allSatisfy(meeting -> {
                var day = LocalDate.ofInstant(meeting.from(), Window.ZONE);
                assertThat(day.getDayOfWeek()).isEqualTo(DayOfWeek.SATURDAY);
                assertThat(day).isBetween(term.learn(), term.ends());
            }));
        }
    }

    @Test
    void onWhateverDayEachTrainingIsHeldOnceAndNobodyIsAtTwoOfThem() {
        for (var today = LocalDate.of(2027, 1, 1); today.getYear() < 2029; today = today.plusDays(1)) {
            var held = GuangzhouRecognitions.held(today);
            var day = today;

            assertThat(held).as("%s", today).extracting(Held::title).doesNotHaveDuplicates();
            assertThat(held).as("%s", today).allSatisfy(one -> {
                assertThat(one.from().getYear()).isEqualTo(one.to().getYear());
                assertThat(one.filed().plusDays(6)).isBefore(day);
            });
            var days = held.stream().flatMap(one -> one.from().datesUntil(one.to().plusDays(1))).toList();
            assertThat(days).as("%s", today).doesNotHaveDuplicates();
        }
    }

    @Test
    void lastYearIsCompleteAndThisYearAsFarAsItHasCome() {
        assertThat(years(LocalDate.of(2027, 1, 20))).isEqualTo("2026 2026 2026 2026");
        assertThat(years(LocalDate.of(2027, 2, 6))).isEqualTo("2026 2026 2026 2026");
        assertThat(years(LocalDate.of(2027, 11, 20))).isEqualTo("2026 2026 2026 2026 2027 2027 2027 2027");
    }

    @Test
    void schoolsStudyOnDaysOfSchoolOneAfterTheOther() {
        for (var today = LocalDate.of(2027, 1, 1); today.getYear() < 2029; today = today.plusDays(1)) {
            var monday = GuangzhouStudies.monday(today);
            assertThat(monday.getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
            assertThat(monday.plusDays(4).getYear()).as("%s", today).isEqualTo(monday.getYear());
            assertThat(GuangzhouStudies.schoolDay(today.plusDays(5))).isAfter(today).satisfies(day -> assertThat(day.getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));
        }
    }

    private static String years(LocalDate today) {
        return GuangzhouRecognitions.held(today).stream().map(one -> String.valueOf(one.from().getYear())).collect(Collectors.joining(" "));
    }
}
