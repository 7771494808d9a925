package org.xingtan.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;

/**
 * One entry of the ledger as its owner reads it: what was earned, what counts, and which cap holds back the rest.
 *
 * @param programTitle null for hours from outside
 * @param reverses     the entry this one takes back; then the hours count negative
 */
public record Receipt(UUID id, Instant at, @Nullable UUID program, @Nullable String programTitle, String source, String reference,
                      String title, String category, CreditHours earned, CreditHours credited, @Nullable Limit limitedBy,
                      int ruleVersion, @Nullable UUID reverses, @Nullable String reason) {

    /**
     * The cap that held hours back.
     *
     * @param cap   what the cap is called, for the sentence: the scope's name
     * @param scope see {@code CreditRule.Cap.Scope}
     */
    public record Limit(String cap, String scope, CreditHours max) {}
}
