package org.xingtan.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Coverage is a set of seconds; every operation is held to the plain set it stands for. */
class CoverageTests {

    @Property
    void isTheUnionOfItsRanges(@ForAll("ranges") List<Coverage.Range> ranges) {
        var coverage = Coverage.of(ranges);

        assertThat(seconds(coverage)).isEqualTo(seconds(ranges));
        assertThat(coverage.seconds()).isEqualTo(seconds(ranges).size());
    }

    @Property
    void addsAndSubtractsLikeSets(@ForAll("ranges") List<Coverage.Range> one, @ForAll("ranges") List<Coverage.Range> other) {
        var sum = new HashSet<>(seconds(one));
        sum.addAll(seconds(other));
        var difference = new HashSet<>(seconds(one));
        difference.removeAll(seconds(other));

        assertThat(seconds(Coverage.of(one).plus(Coverage.of(other)))).isEqualTo(sum);
        assertThat(seconds(Coverage.of(one).minus(Coverage.of(other)))).isEqualTo(difference);
    }

    @Property
    void goesOnWhereItEndedOrElsewhere(@ForAll("ranges") List<Coverage.Range> ranges, @ForAll("few") int later, @ForAll("few") int most) {
        var coverage = Coverage.of(ranges);
        var from = (coverage.isEmpty() ? 0 : coverage.ranges().getLast().to()) + later % 3;
        var all = new HashSet<>(seconds(coverage));
        all.addAll(seconds(List.of(new Coverage.Range(from, from + most))));

        assertThat(coverage.plus(Coverage.of(from, from + most))).isEqualTo(Coverage.of(joined(ranges, new Coverage.Range(from, from + most))));
        assertThat(seconds(coverage.plus(Coverage.of(from, from + most)))).isEqualTo(all);
    }

    @Property
    void takesItsFirstSecondsInOrder(@ForAll("ranges") List<Coverage.Range> ranges, @ForAll("few") int most) {
        var all = seconds(ranges).stream().sorted().limit(most).toList();

        assertThat(seconds(Coverage.of(ranges).first(most))).containsExactlyInAnyOrderElementsOf(all);
    }

    @Property
    void comesBackFromItsText(@ForAll("ranges") List<Coverage.Range> ranges) {
        var coverage = Coverage.of(ranges);

        assertThat(Coverage.parse(coverage.toString())).isEqualTo(coverage);
    }

    @Test
    void goesOnAtTheFirstGap() {
        assertThat(Coverage.NONE.firstGap(40)).isZero();
        assertThat(Coverage.of(0, 12).firstGap(40)).isEqualTo(12);
        assertThat(Coverage.of(5, 12).firstGap(40)).isZero();
        assertThat(Coverage.of(0, 40).firstGap(40)).isZero();
    }

    @Provide
    Arbitrary<List<Coverage.Range>> ranges() {
        var second = Arbitraries.integers().between(0, 60);
        return Combinators.combine(second, second).as((from, to) -> new Coverage.Range(Math.min(from, to), Math.max(from, to)))
            .list().ofMaxSize(8);
    }

    @Provide
    Arbitrary<Integer> few() {
        return Arbitraries.integers().between(0, 70);
    }

    private static List<Coverage.Range> joined(List<Coverage.Range> ranges, Coverage.Range last) {
        return java.util.stream.Stream.concat(ranges.stream(), java.util.stream.Stream.of(last)).toList();
    }

    private static Set<Integer> seconds(Coverage coverage) {
        return seconds(coverage.ranges());
    }

    private static Set<Integer> seconds(List<Coverage.Range> ranges) {
        var seconds = new HashSet<Integer>();
        ranges.forEach(range -> {
            for (var second = range.from(); second < range.to(); second++) {
                seconds.add(second);
            }
        });
        return seconds;
    }
}
