package org.xingtan.selection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.xingtan.ledger.Receipts;
import org.xingtan.ledger.Standing;
import org.xingtan.ledger.Standings;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;

/** Adds what somebody has chosen to where he stands, and proposes what would close the gap. */
@Component
class YearPlans {

    private final Standings standings;
    private final Receipts receipts;

    YearPlans(Standings standings, Receipts receipts) {
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

    private static YearPlan.Line line(Standing.Line line, Map<String, CreditHours> coming) {
        return new YearPlan.Line(line.code(), line.title(), need(line), line.have(), coming.getOrDefault(line.code(), CreditHours.ZERO));
    }

    private static YearPlan.Line total(Standing.Line line, Map<String, CreditHours> coming) {
        return new YearPlan.Line(line.code(), line.title(), need(line), line.have(), coming.values().stream().reduce(CreditHours.ZERO, CreditHours::plus));
    }

    private static CreditHours need(Standing.Line line) {
        return line.need() == null ? CreditHours.ZERO : line.need();
    }

    /**
     * Courses that would close the gap, as far as they can: category by category the longest that is not more than what is missing,
     * else the shortest that closes it.
     *
     * @param free what he could have now, none of them twice
     * @param most how many more he may choose
     */
    static List<Offering> proposal(YearPlan plan, List<Offering> free, int most) {
        var left = new ArrayList<>(free);
        var chosen = new ArrayList<Offering>();
        for (var line : plan.lines()) {
            var missing = plan.missing(line.code());
            for (var next = next(left, line.code(), missing); next != null && chosen.size() < most; next = next(left, line.code(), missing)) {
                chosen.add(next);
                missing = missing.minus(next.hours());
                var taken = next;
                left.removeIf(it -> it.equals(taken) || it.meetings().overlap(taken.meetings()));
            }
        }
        return chosen;
    }

    private static @org.jspecify.annotations.Nullable Offering next(List<Offering> left, String category, CreditHours missing) {
        if (missing.hundredths() <= 0) {
            return null;
        }
        var fitting = left.stream().filter(it -> it.category().equals(category)).toList();
        return fitting.stream().filter(it -> it.hours().compareTo(missing) <= 0)
            .max(java.util.Comparator.comparing(Offering::hours).thenComparing(Offering::price, java.util.Comparator.reverseOrder()))
            .or(() -> fitting.stream().min(java.util.Comparator.comparing(Offering::hours).thenComparing(Offering::price))).orElse(null);
    }
}
