package org.xingtan.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.xingtan.platform.CreditHours;

/**
 * What somebody is credited, by the days it is of: one, or several in a row. Hours of several days lie on whichever of them has room, so
 * nothing is held back that could be placed, and no days together hold more than they may. One day is several days with one of them.
 */
public final class HoursOfDays {

    /** Days in a row, both ends among them. */
    public record Days(LocalDate first, LocalDate last) {

        public Days {
            if (last.isBefore(first)) {
                throw new IllegalArgumentException("Days end before they begin: " + first + ", " + last);
            }
        }

        /** So many days, of which this is the last. */
        public static Days until(LocalDate last, int count) {
            return new Days(last.minusDays(count - 1L), last);
        }

        boolean meet(Days other) {
            return !other.first.isAfter(last) && !other.last.isBefore(first);
        }

        long count() {
            return ChronoUnit.DAYS.between(first, last) + 1;
        }
    }

    /** Hours that are still to be placed. */
    private static final class Load {

        private final Days days;
        private long left;

        Load(Days days, long hundredths) {
            this.days = days;
            this.left = hundredths;
        }
    }

    private final Map<Days, Long> held = new HashMap<>();

    /** @param credited less than nothing for what is taken back */
    public void add(Days days, BigDecimal credited) {
        held.merge(days, credited.movePointRight(2).longValueExact(), Long::sum);
    }

    /** @param most how many hours one day holds */
    public CreditHours left(Days days, CreditHours most) {
        var before = placed(held, most.hundredths());
        var full = new HashMap<>(held);
        full.merge(days, days.count() * most.hundredths(), Long::sum);
        return CreditHours.ofHundredths(placed(full, most.hundredths()) - before);
    }

    /** How much of all can lie on its days: each day takes first what has to be placed soonest. */
    private static long placed(Map<Days, Long> all, long most) {
        var coming = all.entrySet().stream().filter(it -> it.getValue() > 0).map(it -> new Load(it.getKey(), it.getValue()))
            .sorted(Comparator.comparing((Load it) -> it.days.first)).toList();
        var waiting = new PriorityQueue<Load>(Comparator.comparing((Load it) -> it.days.last));
        var placed = 0L;
        var next = 0;
        var day = LocalDate.MIN;
        while (next < coming.size() || !waiting.isEmpty()) {
            day = waiting.isEmpty() ? coming.get(next).days.first : day.plusDays(1);
            next = open(coming, next, day, waiting);
            placed += place(waiting, day, most);
        }
        return placed;
    }

    private static int open(List<Load> coming, int from, LocalDate day, PriorityQueue<Load> waiting) {
        var next = from;
        while (next < coming.size() && !coming.get(next).days.first.isAfter(day)) {
            waiting.add(coming.get(next++));
        }
        return next;
    }

    private static long place(PriorityQueue<Load> waiting, LocalDate day, long most) {
        var left = most;
        for (var load = waiting.peek(); load != null && (left > 0 || load.days.last.isBefore(day)); load = waiting.peek()) {
            var taken = load.days.last.isBefore(day) ? 0 : Math.min(left, load.left);
            left -= taken;
            load.left -= taken;
            if (load.left == 0 || load.days.last.isBefore(day)) {
                waiting.remove();
            }
        }
        return most - left;
    }
}
