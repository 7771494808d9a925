package org.xingtan.ledger;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.xingtan.platform.Actor;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Window;
import org.xingtan.platform.web.Texts;

/** Why it is 5.4 hours and not 6. */
@Controller
class LedgerPages {

    private static final int RECEIPTS_ON_A_PAGE = 30;

    private final Receipts receipts;
    private final Credits credits;
    private final CategoryNames categories;
    private final Texts texts;
    private final Clock clock;

    LedgerPages(Receipts receipts, Credits credits, CategoryNames categories, Texts texts, Clock clock) {
        this.receipts = receipts;
        this.credits = credits;
        this.categories = categories;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/receipts")
    String receipts(Actor actor, @RequestParam(required = false) @Nullable String program, @RequestParam(required = false) @Nullable String after,
                    Locale locale, Model model) {
        var chosen = program == null || program.isEmpty() ? null : ProgramId.of(program);
        var page = receipts.ofTeacher(actor.teacher(), chosen, after, RECEIPTS_ON_A_PAGE);
        var programs = receipts.programs(actor.teacher());
        model.addAttribute("receipts", page.map(it -> new ReceiptRow(it, ReceiptText.of(it, texts, locale), categories.of(it.category()))));
        model.addAttribute("programs", programs);
        model.addAttribute("chosen", chosen == null ? null : chosen.value());
        model.addAttribute("hours", programs.stream().filter(it -> chosen == null || chosen.value().equals(it.program()))
            .map(Receipts.OfProgram::hours).reduce(Hours.NONE, Hours::plus));
        model.addAttribute("conversion", credits.ruleOf(actor.teacher(), today()).orElse(null));
        return "ledger/receipts";
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Window.ZONE);
    }
}
