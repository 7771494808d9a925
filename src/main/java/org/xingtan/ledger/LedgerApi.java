package org.xingtan.ledger;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.web.Page;
import org.xingtan.platform.web.Texts;

/** A person's own receipts. */
@RestController
@RequestMapping("/api/v1/me")
class LedgerApi {

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
