package org.xingtan.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.xingtan.testing.TestClock;

class AddressTests {

    private final TestClock clock = new TestClock(Instant.parse("2026-01-09T08:00:00Z"));
    private final Addresses addresses = new Addresses(clock);
    private final Addresses.Address address = addresses.of("192.0.2.1");

    @Test
    void isSlowAfterThirtyWrongOnesAtOnce() {
        for (var i = 0; i < 29; i++) {
            address.wrong();
        }
        assertThat(address.isSlow()).isFalse();
        address.wrong();
        assertThat(address.isSlow()).isTrue();
        assertThat(address.secondsUntilFree()).isEqualTo(2);
    }

    @Test
    void forgetsThirtyAMinute() {
        for (var i = 0; i < 60; i++) {
            address.wrong();
        }
        clock.forward(Duration.ofSeconds(60));
        assertThat(address.isSlow()).isTrue();
        clock.forward(Duration.ofSeconds(1));
        assertThat(address.isSlow()).isFalse();
    }

    @Test
    void neverSlowsAtThirtyAMinute() {
        for (var i = 0; i < 300; i++) {
            address.wrong();
            clock.forward(Duration.ofSeconds(2));
            assertThat(address.isSlow()).isFalse();
        }
    }

    @Test
    void takesAnIpv6NetworkAsOne() {
        assertThat(addresses.of("2001:db8:1:2:3:4:5:6")).isSameAs(addresses.of("2001:db8:1:2:ffff:0:0:1"));
        assertThat(addresses.of("2001:db8:1:2:3:4:5:6")).isNotSameAs(addresses.of("2001:db8:1:3:3:4:5:6"));
        assertThat(addresses.of("192.0.2.1")).isNotSameAs(addresses.of("192.0.2.2"));
    }
}
