package org.xingtan.report;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.xingtan.platform.ProgramId;
import org.xingtan.tally.Measure;

/**
 * How the figures of a subtree went from day to day: what each was at the end of a day, and the last one as it is now.
 *
 * @param days  without a gap, oldest first
 * @param lines one per measure, with a count per day
 */
public record Trend(List<LocalDate> days, List<Line> lines) {

    /** What is kept day by day. Hours are read in the ledger. */
    static final List<Measure> KEPT = List.of(Measure.ELIGIBLE, Measure.ENROLLED, Measure.STARTED, Measure.COMPLETED, Measure.CERTIFIED);

    static final int DAYS = 30;

    /** The drawing is that wide and high; the page stretches it. */
    private static final int WIDTH = 600;
    private static final int HEIGHT = 200;

    /** One measure over the days. */
    public record Line(Measure measure, List<Long> counts) {

        public String code() {
            return measure.name().toLowerCase(Locale.ROOT);
        }

        public long last() {
            return counts.getLast();
        }

        /** What the days from the first on have added. */
        public long gained() {
            return last() - counts.getFirst();
        }
    }

    /** The figures that a reader found, by program and measure; a day without one is as the day before it. */
    static final class Known {

        private final Map<ProgramId, Map<Measure, TreeMap<LocalDate, Long>>> found = new HashMap<>();

        void add(ProgramId program, Measure measure, LocalDate day, long n) {
            found.computeIfAbsent(program, _ -> new EnumMap<>(Measure.class)).computeIfAbsent(measure, _ -> new TreeMap<>()).put(day, n);
        }

        private long at(Measure measure, LocalDate day) {
            return found.values().stream().mapToLong(of -> {
                var known = of.getOrDefault(measure, new TreeMap<>()).floorEntry(day);
                return known == null ? 0 : known.getValue();
            }).sum();
        }
    }

    /** @param now what takes the place of the last day */
    static Trend of(LocalDate from, LocalDate today, Known known, Figures now) {
        var days = from.datesUntil(today.plusDays(1)).toList();
        return new Trend(days, KEPT.stream().map(measure -> new Line(measure, days.stream()
            .map(day -> day.equals(today) ? now.of(measure) : known.at(measure, day)).toList())).toList());
    }

    /** Those of people who do something; the denominator would press them to the ground. */
    public List<Line> drawn() {
        return lines.stream().filter(line -> line.measure() != Measure.ELIGIBLE).toList();
    }

    public long top() {
        return drawn().stream().map(Line::counts).flatMap(List::stream).mapToLong(Long::longValue).max().orElse(0);
    }

    /** There is no line through a single day, and nothing to see in one along the ground. */
    public boolean isDrawable() {
        return days.size() > 1 && top() > 0;
    }

    /** The corners of a line, as an SVG polyline has them. */
    public String points(Line line) {
        var top = Math.max(1, top());
        return IntStream.range(0, days.size())
            .mapToObj(i -> i * WIDTH / Math.max(1, days.size() - 1) + "," + (HEIGHT - line.counts().get(i) * HEIGHT / top))
            .collect(Collectors.joining(" "));
    }

    public LongStream counts(int day) {
        return lines.stream().mapToLong(line -> line.counts().get(day));
    }
}
