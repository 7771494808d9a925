package org.xingtan.platform.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.testing.XingtanTest;

/** Deadlines in working days, over the holidays as they were announced. */
@XingtanTest
class WorkingCalendarTests {

    @Autowired
    private WorkingCalendar calendar;

    @Autowired
    private JdbcClient db;

    /** The notices' "within 15 working days after the end", then what spans holidays and days worked instead. */
    @ParameterizedTest
    @CsvSource({"2023-02-28, 15, 2023-03-21", "2026-02-13, 1, 2026-02-14", "2026-02-14, 1, 2026-02-24", "2026-02-14, 5, 2026-02-28",
        "2026-09-30, 1, 2026-10-08", "2026-10-08, 2, 2026-10-10", "2025-09-26, 4, 2025-10-09", "2025-12-31, 1, 2026-01-04"})
    void countsOverHolidaysAndDaysWorkedInstead(LocalDate end, int days, LocalDate last) {
        assertThat(calendar.days().after(end, days)).isEqualTo(last);
    }

    @Test
    void everyAnnouncedYearHasItsOfficialNumberOfDays() {
        assertThat(calendar.all().stream().filter(it -> it.day().getYear() == 2026)).hasSize(33 + 6);
        assertThat(calendar.all().stream().filter(it -> it.day().getYear() == 2025)).hasSize(28 + 5);
    }

    @Test
    void aDeadlineIsTheLastSecondOfItsDayInShanghai() {
        assertThat(calendar.days().deadline(Instant.parse("2023-02-28T15:59:59Z"), 15)).isEqualTo(Instant.parse("2023-03-21T15:59:59Z"));
        assertThat(calendar.days().deadline(Instant.parse("2023-02-28T16:00:00Z"), 15)).isEqualTo(Instant.parse("2023-03-22T15:59:59Z"));
    }

    @Test
    void saysWhichYearsAreAnnounced() {
        assertThat(calendar.days().knows(Year.of(2026))).isTrue();
        assertThat(calendar.days().knows(Year.of(2031))).isFalse();
    }

    @Test
    void countsNoFewerThanOneDay() {
        assertThatThrownBy(() -> new WorkingDays(Map.of()).after(LocalDate.of(2026, 1, 1), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noWeekdayIsWorkedInstead() {
        assertThatThrownBy(() -> db.sql("insert into platform.special_day (day, kind, name, source) values ('2031-01-01', 'WORKDAY', 'x', 'x')").update())
            .isInstanceOf(DataAccessException.class);
    }
}
