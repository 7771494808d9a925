package org.xingtan.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AddressTests {

    private static final Instant NOW = Instant.parse("2026-01-09T08:00:00Z");

    @Test
    void isSlowAfterThirtyWrongOnesAtOnce() {
        var address = new Addresses.Address();
        for (var i = 0; i < 29; i++) {
            address.wrong(NOW);
        }
        assertThat(address.isSlow(NOW)).isFalse();
        address.wrong(NOW);
        assertThat(address.isSlow(NOW)).isTrue();
        assertThat(address.secondsUntilFree(NOW)).isEqualTo(2);
    }

    @Test
    void forgetsThirtyAMinute() {
        var address = new Addresses.Address();
        for (var i = 0; i < 60; i++) {
            address.wrong(NOW);
        }
        assertThat(address.isSlow(NOW.plusSeconds(59))).isTrue();
        assertThat(address.isSlow(NOW.plusSeconds(61))).isFalse();
    }

    @Test
    void neverSlowsAtThirtyAMinute() {
        var address = new Addresses.Address();
        for (var i = 0; i < 300; i++) {
            address.wrong(NOW.plusSeconds(2L * i));
        }
        assertThat(address.isSlow(NOW.plusSeconds(600))).isFalse();
    }

    @Test
    void takesAnIpv6NetworkAsOne() {
        var addresses = new Addresses();
        assertThat(addresses.of("2001:db8:1:2:3:4:5:6")).isSameAs(addresses.of("2001:db8:1:2:ffff:0:0:1"));
        assertThat(addresses.of("2001:db8:1:2:3:4:5:6")).isNotSameAs(addresses.of("2001:db8:1:3:3:4:5:6"));
        assertThat(addresses.of("192.0.2.1")).isNotSameAs(addresses.of("192.0.2.2"));
    }
}
