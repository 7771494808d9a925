package org.xingtan.guangzhou;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.xingtan.guangzhou.GuangzhouRecognitions.Held;

/** Whatever day somebody tries the demo out on, its trainings and events are such as could have been attended. */
class GuangzhouDaysTests {

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
        assertThat(years(LocalDate.of(2027, 1, 20))).isEqualTo("2026 2026 2026");
        assertThat(years(LocalDate.of(2027, 2, 6))).isEqualTo("2026 2026 2026");
        assertThat(years(LocalDate.of(2027, 11, 20))).isEqualTo("2026 2026 2026 2027 2027 2027");
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
