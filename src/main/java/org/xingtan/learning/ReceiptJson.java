package org.xingtan.learning;

import java.util.UUID;
import org.xingtan.ledger.Receipt;

/** What a beat or a quiz has just brought, in short; the whole receipt is in {@code /me/receipts}. */
record ReceiptJson(UUID id, String source, String reference, String title, String earned, String credited, int ruleVersion) {

    static ReceiptJson of(Receipt receipt) {
        return new ReceiptJson(receipt.id(), receipt.source(), receipt.reference(), receipt.title(), receipt.earned().toString(),
            receipt.credited().toString(), receipt.ruleVersion());
    }
}
