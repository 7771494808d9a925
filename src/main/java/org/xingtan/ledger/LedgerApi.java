package org.xingtan.ledger;

import java.time.Clock;
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

/** A person's own receipts and standing. */
@RestController
@RequestMapping("/api/v1/me")
class LedgerApi {

    private final Receipts receipts;
    private final Standings standings;
    private final Texts texts;
    private final Clock clock;

    LedgerApi(Receipts receipts, Standings standings, Texts texts, Clock clock) {
        this.receipts = receipts;
        this.standings = standings;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/receipts")
    Page<ReceiptJson> receipts(Actor actor, @RequestParam(required = false) @Nullable String program,
                               @RequestParam(required = false) @Nullable String cursor,
                               @RequestParam(required = false) @Nullable Integer limit, Locale locale) {
        return receipts.ofTeacher(actor.teacher(), program == null ? null : ProgramId.of(program), cursor, limit)
            .map(receipt -> ReceiptJson.of(receipt, texts, locale));
    }

    @GetMapping("/standing")
    StandingJson standing(Actor actor, @RequestParam(required = false) @Nullable Integer year, Locale locale) {
        return StandingJson.of(standings.of(actor.teacher(), Years.of(year, clock)), texts, locale);
    }
}
