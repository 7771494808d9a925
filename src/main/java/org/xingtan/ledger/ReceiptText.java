package org.xingtan.ledger;

import java.util.Locale;
import org.xingtan.platform.web.Texts;

/** A receipt in one sentence: what was earned, what counts, and why the rest does not. */
public final class ReceiptText {

    private ReceiptText() {}

    public static String of(Receipt receipt, Texts texts, Locale locale) {
        var counted = counted(receipt, texts, locale);
        return receipt.source().equals(CorrectEntry.SOURCE) && receipt.reason() != null
            ? texts.get("ledger.receipt.corrected", locale, counted, receipt.reason()) : counted;
    }

    private static String counted(Receipt receipt, Texts texts, Locale locale) {
        var limit = receipt.limitedBy();
        if (receipt.reverses() != null) {
            return texts.get("ledger.receipt.reversed", locale, receipt.credited().negate().toPlainString(), String.valueOf(receipt.reason()));
        }
        if (limit == null) {
            return texts.get("ledger.receipt.counted", locale, receipt.earned().toPlainString());
        }
        return texts.get(receipt.credited().signum() == 0 ? "ledger.receipt.nothing" : "ledger.receipt.limited", locale,
            receipt.earned().toPlainString(), receipt.credited().toPlainString(), receipt.notCounted().toPlainString(),
            cap(limit, texts, locale), limit.max());
    }

    /** What the cap is called. */
    public static String cap(Receipt.Limit limit, Texts texts, Locale locale) {
        return texts.get("ledger.cap." + limit.cap(), locale);
    }
}
