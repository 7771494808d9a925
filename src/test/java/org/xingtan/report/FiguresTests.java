package org.xingtan.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.xingtan.tally.Measure;

class FiguresTests {

    @Test
    void theRateShowsNumeratorDenominatorAndWhoIsLeftOut() {
        var rate = Figures.of(Map.of(Measure.IN_SERVICE, 40L, Measure.ELIGIBLE, 33L, Measure.COMPLETED, 14L)).completion();
        assertThat(rate).isEqualTo(new Rate(14, 33, java.util.List.of(new Rate.Excluded("NOT_IN_AUDIENCE", 7)), "0.4242"));
    }

    @Test
    void theRateIsRoundedDownSoThatOneMeansAll() {
        assertThat(Rate.of(99_999, 100_000, 0).value()).isEqualTo("0.9999");
        assertThat(Rate.of(3, 3, 0).value()).isEqualTo("1.0000");
    }

    @Test
    void withoutADenominatorThereIsNoValue() {
        assertThat(Figures.NONE.completion().value()).isNull();
        assertThat(Figures.NONE.completion().excluded()).isEmpty();
    }

    @Test
    void headsThatAreNotCountedYetExcludeNobody() {
        assertThat(Figures.of(Map.of(Measure.ELIGIBLE, 5L)).completion().excluded()).isEmpty();
    }
}
