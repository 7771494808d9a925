package org.xingtan.selection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.xingtan.ledger.Receipts;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.TeacherId;
import org.xingtan.standing.Standing;
import org.xingtan.standing.Standings;

/**
 * Where somebody will stand at the end of a year with what he has chosen, if he learns all of it.
 *
 * @param standing as it is now
 */
public record YearPlan(Standing standing, List<Line> lines) {

    /**
     * One category, or the total.
     *
     * @param chosen hours of chosen courses that are not earned yet
     */
    public record Line(String code, Localized title, CreditHours need, CreditHours have, CreditHours chosen) {

        public CreditHours reached() {
            return have.plus(chosen);
        }

        public CreditHours missing() {
            return need.minus(reached());
        }

        public boolean isReached() {
            return reached().compareTo(need) >= 0;
        }
    }

    static final String TOTAL = "TOTAL";

    /** What is still missing of a category, or of the total; nothing where nothing is asked. */
    CreditHours missing(String category) {
        return lines.stream().filter(line -> line.code().equals(category)).map(Line::missing).findFirst().orElse(CreditHours.ZERO);
    }

    /** What a category is called; its code where the year does not ask for it. */
    public Localized title(String category) {
        return lines.stream().filter(line -> line.code().equals(category)).map(Line::title).findFirst().orElseGet(() -> new Localized(category, category));
    }

    public boolean isReached() {
        return lines.stream().allMatch(Line::isReached);
    }

    /** What the total lacks beyond what its categories lack: that may come from any of them, the rest from none but its own. */
    CreditHours beyond() {
        return lines.stream().filter(line -> !line.code().equals(TOTAL)).map(Line::missing).reduce(missing(TOTAL), CreditHours::minus);
    }

    /** What is not reached; the total only where reaching all the others would not reach it. */
    public List<Line> left() {
        return lines.stream().filter(line -> line.code().equals(TOTAL) ? beyond().hundredths() > 0 : !line.isReached()).toList();
    }

    /** Adds what somebody has chosen to where he stands, and proposes what would close the gap. */
    @Component
    static class Plans {

        private final Standings standings;
        private final Receipts receipts;

        Plans(Standings standings, Receipts receipts) {
            this.standings = standings;
            this.receipts = receipts;
        }

        /** @param chosen places he has; who waits for one cannot count on it */
        YearPlan of(TeacherId teacher, int year, List<Offering> chosen) {
            var standing = standings.of(teacher, year);
            var earned = receipts.programs(teacher).stream().filter(it -> it.program() != null)
                .collect(Collectors.toMap(it -> java.util.Objects.requireNonNull(it.program()), it -> it.hours().credited()));
            var coming = new HashMap<String, CreditHours>();
            chosen.forEach(offering -> coming.merge(offering.category(),
                offering.hours().minus(earned.getOrDefault(offering.program().value(), CreditHours.ZERO)), CreditHours::plus));
            var lines = Stream.concat(standing.categories().stream().filter(Standing.Line::isAsked).map(line -> line(line, coming)),
                standing.total().isAsked() ? Stream.of(total(standing.total(), coming)) : Stream.empty()).toList();
            return new YearPlan(standing, lines);
        }

        private static Line line(Standing.Line line, Map<String, CreditHours> coming) {
            return new Line(line.code(), line.title(), need(line), line.have(), coming.getOrDefault(line.code(), CreditHours.ZERO));
        }

        private static Line total(Standing.Line line, Map<String, CreditHours> coming) {
            return new Line(line.code(), line.title(), need(line), line.have(), coming.values().stream().reduce(CreditHours.ZERO, CreditHours::plus));
        }

        private static CreditHours need(Standing.Line line) {
            return line.need() == null ? CreditHours.ZERO : line.need();
        }

        /**
         * Courses that would close the gap, as far as they can: again and again of the category that lacks most the longest that is not more
         * than what is missing, else the shortest that closes it; the last one that may be chosen closes it if it can. What the total lacks
         * beyond the categories may come from any of them, in the end; what a category lacks comes from no other one.
         *
         * @param free what he could have now, none of them twice
         * @param most how many more he may choose
         */
        static List<Offering> proposal(YearPlan plan, List<Offering> free, int most) {
            var left = new ArrayList<>(free);
            var missing = new HashMap<String, CreditHours>();
            free.forEach(it -> missing.putIfAbsent(it.category(), plan.missing(it.category())));
            var total = plan.beyond();
            var chosen = new ArrayList<Offering>();
            while (chosen.size() < most) {
                var isLast = chosen.size() == most - 1;
                var inAll = total;
                var next = missing.entrySet().stream().sorted(Map.Entry.<String, CreditHours>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                    .flatMap(it -> next(left.stream().filter(one -> one.category().equals(it.getKey())).toList(), it.getValue(), isLast).stream()).findFirst()
                    .or(() -> next(left, inAll, isLast));
                if (next.isEmpty()) {
                    return chosen;
                }
                var taken = next.get();
                chosen.add(taken);
                total = total.minus(taken.hours().minus(missing.getOrDefault(taken.category(), CreditHours.ZERO)));
                missing.computeIfPresent(taken.category(), (_, hours) -> hours.minus(taken.hours()));
                left.removeIf(it -> it.equals(taken) || it.meetings().overlap(taken.meetings()));
            }
            return chosen;
        }

        private static Optional<Offering> next(List<Offering> fitting, CreditHours missing, boolean isLast) {
            if (missing.hundredths() <= 0) {
                return Optional.empty();
            }
            var closing = fitting.stream().filter(it -> it.hours().compareTo(missing) >= 0).min(Comparator.comparing(Offering::hours).thenComparing(Offering::price));
            var within = fitting.stream().filter(it -> it.hours().compareTo(missing) <= 0)
                .max(Comparator.comparing(Offering::hours).thenComparing(Offering::price, Comparator.reverseOrder()));
            return isLast ? closing.or(() -> within) : within.or(() -> closing);
        }
    }
}
