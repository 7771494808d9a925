package org.xingtan.ledger;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Condition;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Verdict;

/**
 * Where one teacher stands in a year: what counts so far, against what his jurisdiction asks for.
 *
 * @param requirement null where nobody on the path asks for hours in that year; then there are sums only
 * @param total       over all categories
 */
public record Standing(int year, @Nullable AnnualRequirement requirement, Line total, List<Line> categories) {

    /**
     * @param code {@code TOTAL}, or the category's
     * @param need null where there is no requirement, zero where this category alone is asked nothing
     */
    public record Line(String code, Localized title, @Nullable CreditHours need, CreditHours have) {

        /** Whether something is asked for. */
        public boolean isAsked() {
            return need != null && need.compareTo(CreditHours.ZERO) > 0;
        }

        public boolean met() {
            return need == null || have.compareTo(need) >= 0;
        }

        /** What is missing; nothing when it is met. */
        public CreditHours missing() {
            return need == null ? CreditHours.ZERO : need.minus(have);
        }
    }

    /** Each category and the total, on its own: a surplus in one fills no other, and no year fills the next. */
    public Verdict verdict() {
        return requirement == null
            ? Verdict.of(Condition.of("standing.no-requirement", true, year))
            : Verdict.of(Stream.concat(Stream.of(condition("standing.total", total)),
                categories.stream().filter(Line::isAsked).map(line -> condition("standing.category", line)))
                .toList()).from(requirement.basis());
    }

    private static Condition condition(String code, Line line) {
        return Condition.of(code, line.met(), line.title(), String.valueOf(line.need()))
            .withNeed(String.valueOf(line.need()), line.have().toString());
    }
}
