package org.xingtan.ledger;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Page;
import org.xingtan.platform.web.Texts;

/** A person's own receipts. */
@RestController
@RequestMapping("/api/v1/me")
class LedgerApi {

    /**
     * A receipt as the JSON contract writes it.
     *
     * @param text the receipt in one sentence
     */
    record ReceiptJson(UUID id, String at, @Nullable UUID program, @Nullable String programTitle, String source, String reference,
                       String title, String category, String earned, String credited, @Nullable LimitJson limitedBy,
                       int ruleVersion, @Nullable UUID reverses, @Nullable String reason, String text) {

        /** @param cap what the cap is called in the reader's language */
        record LimitJson(String cap, String scope, String max) {}

        static ReceiptJson of(Receipt receipt, Texts texts, Locale locale) {
            var limit = receipt.limitedBy();
            return new ReceiptJson(receipt.id(), Dates.rfc3339(receipt.at()), receipt.program(), receipt.programTitle(), receipt.source(),
                receipt.reference(), receipt.title(), receipt.category(), receipt.earned().toPlainString(), receipt.credited().toPlainString(),
                limit == null ? null : new LimitJson(ReceiptText.cap(limit, texts, locale), limit.scope(), limit.max().toString()),
                receipt.ruleVersion(), receipt.reverses(), receipt.reason(), ReceiptText.of(receipt, texts, locale));
        }
    }

    private final Receipts receipts;
    private final Texts texts;

    LedgerApi(Receipts receipts, Texts texts) {
        this.receipts = receipts;
        this.texts = texts;
    }

    @GetMapping("/receipts")
    Page<ReceiptJson> receipts(Actor actor, @RequestParam(required = false) @Nullable String program,
                               @RequestParam(required = false) @Nullable String cursor,
                               @RequestParam(required = false) @Nullable Integer limit, Locale locale) {
        return receipts.ofTeacher(actor.teacher(), program == null ? null : ProgramId.of(program), cursor, limit)
            .map(receipt -> ReceiptJson.of(receipt, texts, locale));
    }
}
