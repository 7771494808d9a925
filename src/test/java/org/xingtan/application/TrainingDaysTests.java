package org.xingtan.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.xingtan.application.Call.TrainingDays;

class TrainingDaysTests {

    private static final LocalDate APRIL_20 = LocalDate.of(2022, 4, 20);

    @Test
    void areReadAsPeopleTypeThem() {
        assertThat(TrainingDays.typed("2022-05-11\uFF0C2022-04-20 ~ 2022-04-24")).get().extracting(TrainingDays::days).isEqualTo(
            List.of(new TrainingDays.Days(APRIL_20, APRIL_20.plusDays(4)), new TrainingDays.Days(LocalDate.of(2022, 5, 11), LocalDate.of(2022, 5, 11))));
        assertThat(TrainingDays.typed(" ")).contains(TrainingDays.NONE);
        assertThat(TrainingDays.typed(null)).contains(TrainingDays.NONE);
    }

    @Test
    void whatIsNoDayIsNotGuessed() {
        for (var typed : List.of("soon", "2022-04-24~2022-04-20", "2022-04-31", "2022-04-20~", "1999-01-01", "2022-04-20~2022-04-21~2022-04-22", "2022-01-01 ".repeat(21))) {
            assertThat(TrainingDays.typed(typed)).as(typed).isEmpty();
        }
    }

    @Test
    void comeBackFromTheDatabaseAsTheyWere() {
        var days = new TrainingDays(List.of(new TrainingDays.Days(APRIL_20, APRIL_20.plusDays(4)), new TrainingDays.Days(LocalDate.of(2022, 12, 31), LocalDate.of(2022, 12, 31))));

        assertThat(days.toString()).isEqualTo("{[2022-04-20,2022-04-25),[2022-12-31,2023-01-01)}");
        assertThat(TrainingDays.parse(days.toString())).isEqualTo(days);
        assertThat(TrainingDays.parse("{}")).isEqualTo(TrainingDays.NONE);
        assertThat(TrainingDays.typed(days.written())).contains(days);
    }

    @Test
    void areCalledAsPeopleCallDays() {
        var days = new TrainingDays(List.of(new TrainingDays.Days(APRIL_20, APRIL_20.plusDays(4)), new TrainingDays.Days(LocalDate.of(2022, 12, 31), LocalDate.of(2022, 12, 31))));

        assertThat(days.named()).extracting(it -> it.in(Locale.SIMPLIFIED_CHINESE)).containsExactly("2022年4月20日 – 2022年4月24日", "2022年12月31日");
        assertThat(days.named()).extracting(it -> it.in(Locale.ENGLISH)).containsExactly("20 Apr 2022 – 24 Apr 2022", "31 Dec 2022");
    }

    @Test
    void lastWholeDaysOfShanghai() {
        assertThat(TrainingDays.of(APRIL_20, APRIL_20).hours()).isEqualTo("{[2022-04-19T16:00:00Z,2022-04-20T16:00:00Z)}");
    }
}
