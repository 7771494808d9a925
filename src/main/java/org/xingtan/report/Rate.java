package org.xingtan.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A share that shows what it is made of.
 *
 * @param excluded who is in the unit but not in the denominator, by reason
 * @param value    four decimals, rounded down so that 1.0000 means all; null without a denominator
 */
public record Rate(long numerator, long denominator, List<Excluded> excluded, @Nullable String value) {

    /** The audience of the program leaves these people out. */
    static final String NOT_IN_AUDIENCE = "NOT_IN_AUDIENCE";

    public record Excluded(String reason, long count) {}

    static Rate of(long numerator, long denominator, long notInAudience) {
        return new Rate(numerator, denominator,
            notInAudience == 0 ? List.of() : List.of(new Excluded(NOT_IN_AUDIENCE, notInAudience)),
            denominator == 0 ? null
                : BigDecimal.valueOf(numerator).divide(BigDecimal.valueOf(denominator), 4, RoundingMode.DOWN).toPlainString());
    }
}
