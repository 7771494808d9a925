package org.xingtan.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.xingtan.platform.ProgramId;
import org.xingtan.tally.Measure;

class TrendTests {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private final Trend.Known known = new Trend.Known();
    private final ProgramId program = ProgramId.next();

    @Test
    void aDayWithoutAFigureIsAsTheDayBefore() {
        known.add(program, Measure.ENROLLED, DAY.minusDays(3), 4);
        known.add(program, Measure.ENROLLED, DAY.plusDays(2), 9);

        assertThat(enrolled(Trend.of(DAY, DAY.plusDays(4), known, of(Measure.ENROLLED, 11)))).containsExactly(4L, 4L, 9L, 9L, 11L);
    }

    @Test
    void programsAddUpEachWithItsOwnLastFigure() {
        known.add(program, Measure.ENROLLED, DAY, 5);
        known.add(ProgramId.next(), Measure.ENROLLED, DAY.plusDays(1), 7);

        assertThat(enrolled(Trend.of(DAY, DAY.plusDays(2), known, of(Measure.ENROLLED, 12)))).containsExactly(5L, 12L, 12L);
    }

    @Test
    void aLineRunsFromTheGroundToTheTop() {
        known.add(program, Measure.ENROLLED, DAY, 0);
        var trend = Trend.of(DAY, DAY.plusDays(2), known, of(Measure.ENROLLED, 8));

        assertThat(trend.points(line(trend))).isEqualTo("0,200 300,200 600,0");
        assertThat(line(trend).gained()).isEqualTo(8);
        assertThat(trend.isDrawable()).isTrue();
    }

    @Test
    void nothingIsDrawnWhereNothingHappened() {
        assertThat(Trend.of(DAY, DAY.plusDays(2), known, of(Measure.ELIGIBLE, 30)).isDrawable()).isFalse();
        assertThat(Trend.of(DAY, DAY, known, of(Measure.ENROLLED, 30)).isDrawable()).isFalse();
    }

    private static Figures of(Measure measure, long n) {
        return Figures.of(Map.of(measure, n));
    }

    private static Trend.Line line(Trend trend) {
        return trend.drawn().stream().filter(it -> it.measure() == Measure.ENROLLED).findFirst().orElseThrow();
    }

    private static List<Long> enrolled(Trend trend) {
        return line(trend).counts();
    }
}
