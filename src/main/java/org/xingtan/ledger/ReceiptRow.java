package org.xingtan.ledger;

import org.xingtan.platform.Localized;

/** A receipt as the page shows it. */
public record ReceiptRow(Receipt receipt, String sentence, Localized category) {

    /** {@code good} when all counts, {@code apricot} when a cap held some back, {@code bad} when it was taken back. */
    public String tone() {
        return receipt.reverses() != null ? "bad" : receipt.limitedBy() != null ? "apricot" : "good";
    }
}
