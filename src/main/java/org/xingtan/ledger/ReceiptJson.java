package org.xingtan.ledger;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Texts;

/**
 * A receipt as the JSON contract writes it.
 *
 * @param text the receipt in one sentence
 */
public record ReceiptJson(UUID id, String at, @Nullable UUID program, @Nullable String programTitle, String source, String reference,
                          String title, String category, String earned, String credited, @Nullable LimitJson limitedBy,
                          int ruleVersion, @Nullable UUID reverses, @Nullable String reason, String text) {

    /** @param cap what the cap is called in the reader's language */
    public record LimitJson(String cap, String scope, String max) {}

    public static ReceiptJson of(Receipt receipt, Texts texts, Locale locale) {
        var limit = receipt.limitedBy();
        return new ReceiptJson(receipt.id(), Dates.rfc3339(receipt.at()), receipt.program(), receipt.programTitle(), receipt.source(),
            receipt.reference(), receipt.title(), receipt.category(), receipt.earned().toPlainString(), receipt.credited().toPlainString(),
            limit == null ? null : new LimitJson(ReceiptText.cap(limit, texts, locale), limit.scope(), limit.max().toString()),
            receipt.ruleVersion(), receipt.reverses(), receipt.reason(), ReceiptText.of(receipt, texts, locale));
    }
}
