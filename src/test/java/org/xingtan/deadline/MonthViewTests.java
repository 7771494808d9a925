package org.xingtan.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.xingtan.platform.calendar.WorkingDays;

class MonthViewTests {

    private static final Instant NOW = Instant.parse("2022-03-16T02:00:00Z");

    @Test
    void weeksBeginOnMondayAndHoldTheWholeMonth() {
        for (var month = YearMonth.of(2020, 1); month.isBefore(YearMonth.of(2025, 1)); month = month.plusMonths(1)) {
            var here = month;
            var view = view(month, List.of());
            assertThat(view.weeks()).allSatisfy(week -> {
                assertThat(week).hasSize(7);
                assertThat(week.getFirst().day().getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
                assertThat(week).anyMatch(MonthView.Day::inMonth);
            });
            assertThat(view.weeks().stream().flatMap(List::stream).filter(MonthView.Day::inMonth)).hasSize(here.lengthOfMonth());
        }
    }

    /** The notice of the city: chosen from 15 to 29 March, by the clock of Shanghai. */
    @Test
    void aWindowOpensAndClosesOnItsDaysAndIsOpenBetween() {
        var select = new Entry("a", "选课", "2201期", Instant.parse("2022-03-14T16:00:00Z"), Instant.parse("2022-03-29T15:59:59Z"), "/", null, 1, null);
        var days = view(YearMonth.of(2022, 3), List.of(select)).weeks().stream().flatMap(List::stream).filter(MonthView.Day::inMonth).toList();
        assertThat(days.get(14).opens()).containsExactly(select);
        assertThat(days.get(28).closes()).containsExactly(select);
        assertThat(days.get(13).isEmpty()).isTrue();
        assertThat(days.get(13).open()).isZero();
        assertThat(days.get(20).open()).isOne();
        assertThat(days.get(15).isToday()).isTrue();
        assertThat(view(YearMonth.of(2022, 3), List.of(select)).entries()).containsExactly(select);
        assertThat(view(YearMonth.of(2022, 4), List.of(select)).entries()).isEmpty();
    }

    @Test
    void aDeadlineOnlyCloses() {
        var due = new Entry("a", "待办截止", "报告", NOW, NOW, "/", null, 1, null);
        var day = view(YearMonth.of(2022, 3), List.of(due)).weeks().stream().flatMap(List::stream).filter(MonthView.Day::isToday).findFirst().orElseThrow();
        assertThat(day.opens()).isEmpty();
        assertThat(day.closes()).containsExactly(due);
    }

    private static MonthView view(YearMonth month, List<Entry> entries) {
        return MonthView.of(month, NOW, false, "/calendar", entries, new WorkingDays(Map.of()));
    }
}
