package org.xingtan.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;

/**
 * One entry of the ledger as its owner reads it: what was earned, what counts, and which cap holds back the rest.
 *
 * @param programTitle null for hours from outside
 * @param earned       two places; negative in a reversal
 * @param credited     what counts of it; negative in a reversal
 * @param reverses     the entry this one takes back
 */
public record Receipt(UUID id, Instant at, @Nullable UUID program, @Nullable String programTitle, String source, String reference,
                      String title, String category, LocalDate earnedOn, BigDecimal earned, BigDecimal credited,
                      @Nullable Limit limitedBy, int ruleVersion, @Nullable UUID reverses, @Nullable String reason) {

    /** What was earned and does not count. */
    public BigDecimal notCounted() {
        return earned.subtract(credited);
    }

    /**
     * The cap that held hours back.
     *
     * @param cap   what the cap is called: the key {@code ledger.cap.<cap>} of its name
     * @param scope see {@code CreditRule.Cap.Scope}
     */
    public record Limit(String cap, String scope, CreditHours max) {}
}
