package org.xingtan.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xingtan.testing.XingtanTest;

/** One time for all nodes. */
@XingtanTest
class DatabaseClockTests {

    @Autowired Clock clock;
    @Autowired JdbcClient db;

    @Test
    void neverGoesBackByWhatAReadingIsUncertain() {
        assertThat(DatabaseClock.next(1_000_000, 999_000)).isEqualTo(1_000_000);
        assertThat(DatabaseClock.next(1_000_000, 1_000_001)).isEqualTo(1_000_001);
        assertThat(DatabaseClock.next(Long.MIN_VALUE, 7)).isEqualTo(7);
    }

    @Test
    void followsADatabaseWhoseClockWasSetBack() {
        assertThat(DatabaseClock.next(3_600_000_000L, 1_000_000)).isEqualTo(1_000_000);
    }

    @Test
    void isTheDatabases() {
        var before = clock.instant();
        var there = db.sql("select clock_timestamp()").query(java.time.OffsetDateTime.class).single().toInstant();

        assertThat(there).isBetween(before.minusSeconds(2), Instant.from(clock.instant()).plusSeconds(2));
    }
}
