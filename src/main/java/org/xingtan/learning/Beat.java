package org.xingtan.learning;

import java.util.ArrayList;
import java.util.List;
import org.xingtan.platform.Problem;

/**
 * What a player reports: the ranges it played since its last acknowledged report. A claim, not a fact.
 *
 * @param seq    identifies the beat within its session; beats may come late and in any order
 * @param ranges {@code [[from, to], …]} in seconds of the lesson; may be empty: a question about the state
 */
record Beat(Integer seq, List<List<Double>> ranges, @org.jspecify.annotations.Nullable Double position,
            @org.jspecify.annotations.Nullable Double rate) {

    private static final int MOST_RANGES = 500;

    /** @throws Problem 400 unless every number makes sense as what it claims to be */
    Beat {
        if (seq == null || seq < 0 || seq == Integer.MAX_VALUE || ranges == null || ranges.size() > MOST_RANGES
            || !sensible(position, 0) || !sensible(rate, 0)) {
            throw new Problem(400, "learning.beat-malformed");
        }
        for (var range : ranges) {
            if (range == null || range.size() != 2 || range.get(0) == null || range.get(1) == null
                || !sensible(range.get(0), 0) || !sensible(range.get(1), range.get(0))) {
                throw new Problem(400, "learning.beat-malformed");
            }
        }
    }

    private static boolean sensible(@org.jspecify.annotations.Nullable Double number, double least) {
        return number == null || Double.isFinite(number) && number >= least;
    }

    /** The whole seconds that were passed over, cut at the lesson's end. */
    Coverage played(int duration) {
        var seconds = new ArrayList<Coverage.Range>(ranges.size());
        for (var range : ranges) {
            var from = (int) Math.min(duration, Math.floor(range.get(0)));
            var to = range.get(1) >= duration - 0.5 ? duration : (int) Math.floor(range.get(1));
            seconds.add(new Coverage.Range(from, to));
        }
        return Coverage.of(seconds);
    }

    /** What was claimed beyond the end. */
    List<Coverage.Range> beyond(int duration) {
        return ranges.stream().filter(range -> range.get(1) >= duration + 1)
            .map(range -> new Coverage.Range((int) Math.max(duration, Math.min(Integer.MAX_VALUE - 1, Math.floor(range.get(0)))),
                (int) Math.min(Integer.MAX_VALUE, Math.floor(range.get(1)))))
            .filter(range -> range.from() < range.to()).toList();
    }
}
