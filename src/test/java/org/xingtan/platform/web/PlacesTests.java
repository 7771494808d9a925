package org.xingtan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which entry of a navigation lights up. */
class PlacesTests {

    @ParameterizedTest
    @CsvSource({
        "/, front", "/home, home", "/programs/7/lessons/8, programs", "/notices/1, programs", "/receipts, me", "/standing, me",
        "/console, console", "/console/, console", "/console/monitoring/stuck, statistics", "/console/teachers/7, organizations",
        "/console/certificates, certificates", "/certificates, me", "//, front"
    })
    void knowsTheEntryOfAnAddress(String path, String entry) {
        assertThat(Places.of(path)).isEqualTo(entry);
    }
}
