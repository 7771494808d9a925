package org.xingtan.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.xingtan.platform.CreditHours;
import org.xingtan.program.CreditRule.Cap;

class CapsTests {

    @Test
    void creditsAllWithoutACap() {
        assertThat(Caps.limit(CreditHours.of("0.42"), List.of())).isEqualTo(new Caps.Limited(CreditHours.of("0.42"), null));
    }

    @Test
    void creditsWhatIsLeftAndNamesTheCap() {
        var cap = new Cap(Cap.Scope.PROGRAM, CreditHours.of("6"));

        assertThat(Caps.limit(CreditHours.of("0.50"), List.of(Caps.Room.of(cap, CreditHours.of("5.60")))))
            .isEqualTo(new Caps.Limited(CreditHours.of("0.40"), new Receipt.Limit("PROGRAM", "PROGRAM", cap.max())));
    }

    @Test
    void namesNoCapThatExactlyFits() {
        var cap = new Cap(Cap.Scope.PROGRAM, CreditHours.of("6"));

        assertThat(Caps.limit(CreditHours.of("0.50"), List.of(Caps.Room.of(cap, CreditHours.of("5.50")))).by()).isNull();
    }

    @Test
    void creditsNothingWhereALaterVersionLoweredTheCapBelowWhatIsCredited() {
        var cap = new Cap(Cap.Scope.YEAR, CreditHours.of("4"));

        assertThat(Caps.limit(CreditHours.of("0.50"), List.of(Caps.Room.of(cap, CreditHours.of("5")))))
            .isEqualTo(new Caps.Limited(CreditHours.ZERO, new Receipt.Limit(cap.scope().name(), cap.scope().name(), cap.max())));
    }

    @Property
    void neverExceedsWhatIsEarnedNorWhatAnyCapLeaves(@ForAll @LongRange(min = 0, max = 100_00) long earned,
                                                     @ForAll("rooms") List<Caps.Room> rooms) {
        var limited = Caps.limit(CreditHours.ofHundredths(earned), rooms);

        assertThat(limited.credited().hundredths()).isBetween(0L, earned);
        assertThat(rooms).allSatisfy(room -> assertThat(limited.credited()).isLessThanOrEqualTo(room.left()));
        assertThat(limited.by() != null).isEqualTo(limited.credited().hundredths() < earned);
    }

    @Property
    void doesNotDependOnTheOrderOfTheCaps(@ForAll @LongRange(min = 0, max = 100_00) long earned,
                                          @ForAll("rooms") List<Caps.Room> rooms, @ForAll long seed) {
        var shuffled = new ArrayList<>(rooms);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(Caps.limit(CreditHours.ofHundredths(earned), shuffled)).isEqualTo(Caps.limit(CreditHours.ofHundredths(earned), rooms));
    }

    @Property
    void theTotalOfManyPostsIsTheSameInEveryOrderAndExact(@ForAll @Size(min = 1, max = 30) List<@LongRange(min = 0, max = 5_00) Long> earnings,
                                                          @ForAll @LongRange(min = 0, max = 60_00) long max, @ForAll long seed) {
        var shuffled = new ArrayList<>(earnings);
        Collections.shuffle(shuffled, new Random(seed));
        var sum = earnings.stream().mapToLong(Long::longValue).sum();

        assertThat(total(earnings, max)).isEqualTo(total(shuffled, max)).isEqualTo(CreditHours.ofHundredths(Math.min(sum, max)));
    }

    private static CreditHours total(List<Long> earnings, long max) {
        var cap = new Cap(Cap.Scope.PROGRAM, CreditHours.ofHundredths(max));
        var used = CreditHours.ZERO;
        for (var earned : earnings) {
            used = used.plus(Caps.limit(CreditHours.ofHundredths(earned), List.of(Caps.Room.of(cap, used))).credited());
        }
        return used;
    }

    @Property
    void noScopeOverflowsWhateverIsPosted(@ForAll @Size(max = 40) List<@LongRange(min = 0, max = 3_00) Long> earnings,
                                          @ForAll @LongRange(min = 0, max = 20_00) long day, @ForAll @LongRange(min = 0, max = 20_00) long year) {
        Map<Cap.Scope, CreditHours> used = new EnumMap<>(Cap.Scope.class);
        var caps = List.of(new Cap(Cap.Scope.DAY, CreditHours.ofHundredths(day)), new Cap(Cap.Scope.YEAR, CreditHours.ofHundredths(year)));
        for (var earned : earnings) {
            var rooms = caps.stream().map(cap -> Caps.Room.of(cap, used.getOrDefault(cap.scope(), CreditHours.ZERO))).toList();
            var credited = Caps.limit(CreditHours.ofHundredths(earned), rooms).credited();
            caps.forEach(cap -> used.merge(cap.scope(), credited, CreditHours::plus));
        }
        assertThat(caps).allSatisfy(cap -> assertThat(used.getOrDefault(cap.scope(), CreditHours.ZERO)).isLessThanOrEqualTo(cap.max()));
    }

    @Provide
    Arbitrary<List<Caps.Room>> rooms() {
        var hours = Arbitraries.longs().between(0, 100_00).map(CreditHours::ofHundredths);
        return Combinators.combine(Arbitraries.of(Cap.Scope.class), hours, hours)
            .as((scope, max, used) -> Caps.Room.of(new Cap(scope, max), used)).list().ofMaxSize(6);
    }
}
