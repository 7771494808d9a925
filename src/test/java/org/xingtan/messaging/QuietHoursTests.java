package org.xingtan.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.xingtan.platform.Window;

class QuietHoursTests {

    @Test
    void waitsForTheMorning() {
        assertThat(QuietHours.USUAL.after(at("2026-03-01T21:00"))).isEqualTo(at("2026-03-02T07:00"));
        assertThat(QuietHours.USUAL.after(at("2026-03-02T06:59"))).isEqualTo(at("2026-03-02T07:00"));
        assertThat(QuietHours.USUAL.after(at("2026-03-02T07:00"))).isEqualTo(at("2026-03-02T07:00"));
        assertThat(QuietHours.USUAL.after(at("2026-03-02T20:59"))).isEqualTo(at("2026-03-02T20:59"));
    }

    @Test
    void theSameTimeTwiceIsNoQuietAtAll() {
        var none = new QuietHours(LocalTime.NOON, LocalTime.NOON);
        assertThat(none.after(at("2026-03-01T12:00"))).isEqualTo(at("2026-03-01T12:00"));
    }

    /** Whatever hours somebody chooses, nothing comes in them, and nothing waits longer than a day. */
    @Property
    void nothingComesInQuietHoursAndNothingWaitsLong(@ForAll @IntRange(max = 1439) int from, @ForAll @IntRange(max = 1439) int to,
                                                     @ForAll @LongRange(min = 1_700_000_000L, max = 1_900_000_000L) long second) {
        var quiet = new QuietHours(LocalTime.ofSecondOfDay(from * 60L), LocalTime.ofSecondOfDay(to * 60L));
        var due = Instant.ofEpochSecond(second);

        var slot = quiet.after(due);

        assertThat(quiet.contains(slot.atZone(Window.ZONE).toLocalTime())).isFalse();
        assertThat(Duration.between(due, slot)).isBetween(Duration.ZERO, Duration.ofDays(1));
    }

    @Test
    void theMailOfTheDayGoesOutAtFive() {
        assertThat(Setting.Mail.DAILY.slot(at("2026-03-01T16:59"))).contains(at("2026-03-01T17:00"));
        assertThat(Setting.Mail.DAILY.slot(at("2026-03-01T17:00"))).contains(at("2026-03-02T17:00"));
        assertThat(Setting.Mail.NEVER.slot(at("2026-03-01T17:00"))).isEqualTo(Optional.empty());
    }

    private static Instant at(String local) {
        return java.time.LocalDateTime.parse(local).atZone(Window.ZONE).toInstant();
    }
}
