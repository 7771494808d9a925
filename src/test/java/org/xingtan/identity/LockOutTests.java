package org.xingtan.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockOutTests {

    private static final Instant NOW = Instant.parse("2026-01-09T08:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "4, 0", "5, 30", "6, 60", "7, 120", "8, 240", "9, 480", "10, 900", "11, 900", "1000, 900"})
    void locksLongerAfterEachWrongOneButNeverForEver(int failures, long seconds) {
        assertThat(new LockOut(failures, NOW).left(NOW, LockOut.FREE_HERE)).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(new LockOut(failures + 45, NOW).left(NOW, LockOut.FREE_IN_ALL)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void countsAndEnds() {
        var lock = LockOut.NONE;
        for (var i = 0; i < 5; i++) {
            lock = lock.failedAt(NOW);
        }
        assertThat(lock.left(NOW.plusSeconds(29), LockOut.FREE_HERE)).isEqualTo(Duration.ofSeconds(1));
        assertThat(lock.left(NOW.plusSeconds(30), LockOut.FREE_HERE)).isZero();
        assertThat(lock.left(NOW.plusSeconds(3000), LockOut.FREE_HERE)).isZero();
    }

    @Test
    void forgetsAfterAnHour() {
        var lock = new LockOut(9, NOW);
        assertThat(lock.failedAt(NOW.plusSeconds(3600)).failures()).isEqualTo(10);
        assertThat(lock.failedAt(NOW.plusSeconds(3601)).failures()).isEqualTo(1);
    }
}
