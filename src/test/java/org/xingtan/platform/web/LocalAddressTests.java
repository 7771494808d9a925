package org.xingtan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAddressTests {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/home", "/programs/018f?tab=2&x=%2F", "/a//b", "/%E7%A0%94"})
    void followsAPathOnThisHost(String address) {
        assertThat(LocalAddress.of(address)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "https:evil.example", "https://evil.example",
        "javascript:alert(1)", "evil.example", "", " /home", "/home\r\nSet-Cookie: a=b", "/\t/evil.example", "/{x}", "/a b", "/研修", "/<script>", "@evil.example"})
    void neverLeadsAway(String address) {
        assertThat(LocalAddress.of(address)).isEqualTo("/");
    }

    @Test
    void neverFollowsNothing() {
        assertThat(LocalAddress.of(null)).isEqualTo("/");
        assertThat(LocalAddress.of("/" + "a".repeat(500))).isEqualTo("/");
    }
}
