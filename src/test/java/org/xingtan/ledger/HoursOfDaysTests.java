package org.xingtan.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.xingtan.ledger.HoursOfDays.Days;
import org.xingtan.platform.CreditHours;

/** Hours of several days take what their days leave, and leave what they do not need. */
class HoursOfDaysTests {

    private static final LocalDate FIRST = LocalDate.of(2026, 5, 28);
    private static final CreditHours DAY = CreditHours.of("8");

    /** Hours that are credited already. */
    private record Held(int from, int to, long hundredths) {

        Days days() {
            return new Days(FIRST.plusDays(from), FIRST.plusDays(to));
        }
    }

    @Test
    void threeDaysOfTwelveHoursLeaveTwelve() {
        var held = new HoursOfDays();
        held.add(days(0, 2), new BigDecimal("12.00"));

        assertThat(held.left(days(2, 2), DAY)).isEqualTo(DAY);
        assertThat(held.left(days(0, 2), DAY)).isEqualTo(CreditHours.of("12"));
        held.add(days(2, 2), new BigDecimal("8.00"));
        assertThat(held.left(days(0, 1), DAY)).isEqualTo(CreditHours.of("4"));
        assertThat(held.left(days(2, 2), DAY)).isEqualTo(CreditHours.ZERO);
        assertThat(held.left(days(3, 3), DAY)).isEqualTo(DAY);
    }

    @Test
    void whatNoCapHeldOnOneDayTakesNothingFromItsNeighbor() {
        var held = new HoursOfDays();
        held.add(days(1, 1), new BigDecimal("20.00"));

        assertThat(held.left(days(0, 0), DAY)).isEqualTo(DAY);
        assertThat(held.left(days(0, 1), DAY)).isEqualTo(DAY);
    }

    @Test
    void whatIsTakenBackIsFreeAgain() {
        var held = new HoursOfDays();
        held.add(days(0, 1), new BigDecimal("16.00"));
        held.add(days(0, 1), new BigDecimal("-16.00"));

        assertThat(held.left(days(1, 1), DAY)).isEqualTo(DAY);
    }

    @Property
    void aDayAmongSingleDaysHoldsItsMaximumLessWhatIsOnIt(@ForAll @Size(max = 12) List<@LongRange(min = 0, max = 10_00) Long> hours, @ForAll @LongRange(min = 1, max = 12_00) long most) {
        var held = new HoursOfDays();
        for (var i = 0; i < hours.size(); i++) {
            held.add(days(i % 4, i % 4), BigDecimal.valueOf(hours.get(i), 2));
        }
        for (var day = 0; day < 4; day++) {
            var on = 0L;
            for (var i = day; i < hours.size(); i += 4) {
                on += hours.get(i);
            }
            assertThat(held.left(days(day, day), CreditHours.ofHundredths(most)).hundredths()).isEqualTo(Math.max(0, most - on));
        }
    }

    /** Whatever is credited one after the other, as much as its days leave: no days in a row hold more than they may, and nothing is held back that fits. */
    @Property
    void noDaysInARowHoldMoreThanTheyMayAndNothingIsHeldBackThatFits(@ForAll("wanted") List<Held> wanted, @ForAll @LongRange(min = 1, max = 8_00) long most) {
        var held = new HoursOfDays();
        var credited = new ArrayList<Held>();
        for (var one : wanted) {
            var left = held.left(one.days(), CreditHours.ofHundredths(most)).hundredths();
            assertThat(left).isEqualTo(room(credited, one, most));
            var taken = Math.min(left, one.hundredths);
            held.add(one.days(), BigDecimal.valueOf(taken, 2));
            credited.add(new Held(one.from, one.to, taken));
        }
        for (var from = 0; from < 8; from++) {
            for (var to = from; to < 8; to++) {
                assertThat(inside(credited, from, to)).isLessThanOrEqualTo(most * (to - from + 1));
            }
        }
    }

    /** By the theorem on systems of representatives: what is left is what the tightest days around it leave. */
    private static long room(List<Held> credited, Held one, long most) {
        var room = Long.MAX_VALUE;
        for (var from = 0; from <= one.from; from++) {
            for (var to = one.to; to < 8; to++) {
                room = Math.min(room, most * (to - from + 1) - inside(credited, from, to));
            }
        }
        return room;
    }

    private static long inside(List<Held> credited, int from, int to) {
        return credited.stream().filter(it -> it.from >= from && it.to <= to).mapToLong(Held::hundredths).sum();
    }

    private static Days days(int from, int to) {
        return new Days(FIRST.plusDays(from), FIRST.plusDays(to));
    }

    @Provide
    Arbitrary<List<Held>> wanted() {
        var day = Arbitraries.integers().between(0, 7);
        return Combinators.combine(day, day, Arbitraries.longs().between(0, 30_00)).as((one, other, hundredths) -> new Held(Math.min(one, other), Math.max(one, other), hundredths))
            .list().ofMaxSize(12);
    }
}
