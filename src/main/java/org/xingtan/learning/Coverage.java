package org.xingtan.learning;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Which whole seconds of a lesson have been played: disjoint half-open ranges in order, as {@code int4multirange} keeps
 * them. Immutable.
 */
record Coverage(List<Range> ranges) {

    static final Coverage NONE = new Coverage(List.of());

    /** From (inclusive) to (exclusive), never empty. */
    record Range(int from, int to) {

        int seconds() {
            return to - from;
        }
    }

    /** Merges whatever comes: overlapping, touching, in any order; empty ranges vanish. */
    static Coverage of(Collection<Range> some) {
        if (some.size() == 1) {
            var only = some.iterator().next();
            return only.from < only.to ? new Coverage(List.of(only)) : NONE;
        }
        var sorted = some.stream().filter(range -> range.from < range.to)
            .sorted(java.util.Comparator.comparingInt(Range::from)).toList();
        var merged = new ArrayList<Range>(sorted.size());
        for (var range : sorted) {
            if (!merged.isEmpty() && range.from <= merged.getLast().to) {
                merged.set(merged.size() - 1, new Range(merged.getLast().from, Math.max(merged.getLast().to, range.to)));
            } else {
                merged.add(range);
            }
        }
        return new Coverage(List.copyOf(merged));
    }

    static Coverage of(int from, int to) {
        return of(List.of(new Range(from, to)));
    }

    /** Reads PostgreSQL's text form, {@code {[0,10),[12,20)}}. */
    static Coverage parse(String multirange) {
        if (multirange.length() <= 2) {
            return NONE;
        }
        var ranges = new ArrayList<Range>();
        for (var part : multirange.substring(2, multirange.length() - 2).split("\\),\\[")) {
            var comma = part.indexOf(',');
            ranges.add(new Range(Integer.parseInt(part.substring(0, comma)), Integer.parseInt(part.substring(comma + 1))));
        }
        return new Coverage(List.copyOf(ranges));
    }

    /** PostgreSQL's text form. */
    @Override
    public String toString() {
        var text = new StringBuilder("{");
        for (var range : ranges) {
            text.append(text.length() > 1 ? "," : "").append('[').append(range.from).append(',').append(range.to).append(')');
        }
        return text.append('}').toString();
    }

    int seconds() {
        var sum = 0;
        for (var range : ranges) {
            sum += range.seconds();
        }
        return sum;
    }

    /** The part before a second. */
    Coverage before(int second) {
        return ranges.isEmpty() || ranges.getLast().to <= second ? this
            : of(ranges.stream().map(range -> new Range(range.from, Math.min(range.to, second))).toList());
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    boolean contains(int second) {
        for (var range : ranges) {
            if (second < range.to) {
                return second >= range.from;
            }
        }
        return false;
    }

    Coverage plus(Coverage other) {
        if (other.isEmpty()) {
            return this;
        }
        if (isEmpty()) {
            return other;
        }
        if (other.ranges.size() == 1 && other.ranges.getFirst().from == ranges.getLast().to) {
            return longer(other.ranges.getFirst().to);
        }
        var all = new ArrayList<>(ranges);
        all.addAll(other.ranges);
        return of(all);
    }

    /** The last range goes on to there: what nearly every beat of a player does. */
    private Coverage longer(int to) {
        var longer = new ArrayList<>(ranges);
        longer.set(longer.size() - 1, new Range(longer.getLast().from, to));
        return new Coverage(List.copyOf(longer));
    }

    Coverage minus(Coverage other) {
        if (isEmpty() || other.isEmpty()) {
            return this;
        }
        var left = new ArrayList<Range>();
        for (var range : ranges) {
            var from = range.from;
            for (var hole : other.ranges) {
                if (hole.to > from && hole.from < range.to) {
                    if (hole.from > from) {
                        left.add(new Range(from, hole.from));
                    }
                    from = hole.to;
                }
            }
            if (from < range.to) {
                left.add(new Range(from, range.to));
            }
        }
        return new Coverage(List.copyOf(left));
    }

    /** Its first seconds, in order, no more than {@code most}. */
    Coverage first(int most) {
        var taken = new ArrayList<Range>();
        var left = most;
        for (var range : ranges) {
            if (left <= 0) {
                break;
            }
            var length = Math.min(left, range.seconds());
            taken.add(new Range(range.from, range.from + length));
            left -= length;
        }
        return new Coverage(List.copyOf(taken));
    }

    /** Where to go on: the first second not covered; 0 when nothing or everything is. */
    int firstGap(int duration) {
        if (isEmpty() || ranges.getFirst().from > 0 || ranges.getFirst().to >= duration) {
            return 0;
        }
        return ranges.getFirst().to;
    }
}
