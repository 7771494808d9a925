package org.xingtan.selection;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.web.Page;
import org.xingtan.program.RulesInWords;
import org.xingtan.safety.Checklists;
import org.xingtan.safety.OccasionSource;

/** The course supermarket: terms, what is offered, what one has chosen. */
@Controller
@RequestMapping("/selection")
public class SelectionController {

    private final Market market;
    private final TermPages pages;
    private final ChoosePlace choose;
    private final ChoosePlan plan;
    private final Facts facts;

    /** What an offering's page says besides: who pays, for which lines of plans it is meant, whom it is for, and who answers for safety. */
    @Component
    record Facts(ObjectProvider<Offering.Payers> payers, ObjectProvider<Offering.Planned> planned, RulesInWords words, Checklists safety) {}

    /** What is held in person. */
    @Configuration(proxyBeanMethods = false)
    static class Held {

        @Bean
        OccasionSource offeringOccasions() {
            return new OccasionSource("OFFERING", "selection.occasion", "selection.occasion_card");
        }
    }

    SelectionController(Market market, TermPages pages, ChoosePlace choose, ChoosePlan plan, Facts facts) {
        this.market = market;
        this.pages = pages;
        this.choose = choose;
        this.plan = plan;
        this.facts = facts;
    }

    @GetMapping
    ModelAndView terms(Actor actor, @RequestParam(required = false) @Nullable Integer year) {
        return new ModelAndView("selection/terms").addObject("rows", pages.terms(actor, year)).addObject("year", year);
    }

    @GetMapping("/terms/{id}")
    ModelAndView term(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable String q,
                      @RequestParam(required = false) @Nullable String category, @RequestParam(defaultValue = "false") boolean free,
                      @RequestParam(defaultValue = "false") boolean open, @RequestParam(required = false) @Nullable String provider,
                      @RequestParam(required = false) @Nullable Boolean paid, @RequestParam(required = false) @Nullable BigDecimal hours,
                      @RequestParam(required = false) Market.@Nullable Sort sort, @RequestParam(required = false) @Nullable String after,
                      @RequestParam(required = false) @Nullable String year) {
        var question = new Market.Question(q, category, free, provider == null || provider.isBlank() ? null : OrganizationId.of(provider), paid, hours,
            sort == null ? Market.Sort.OPEN : sort);
        return new ModelAndView("selection/term", "view", pages.term(actor, TermId.of(id), question, open, after, Page.number(year)));
    }

    /** As many as a page shows. @param choosing whether places could be chosen when the page was shown @param windows how they stood then */
    @GetMapping("/terms/{id}/seats")
    ModelAndView seats(Actor actor, @PathVariable String id, @RequestParam(defaultValue = "") List<String> offering,
                       @RequestParam(defaultValue = "") List<String> closed, @RequestParam(defaultValue = "true") boolean choosing,
                       @RequestParam(defaultValue = "") String windows, @RequestParam(required = false) @Nullable String year) {
        var open = offering.stream().distinct().map(OfferingId::of).toList();
        return new ModelAndView("selection/term-now", "now", pages.now(actor, TermId.of(id), open, closed.stream().map(OfferingId::of).collect(Collectors.toSet()),
            new TermPages.Shown(choosing, windows, Page.number(year))));
    }

    @GetMapping("/terms/{id}/plan")
    ModelAndView plan(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable String year) {
        var term = market.term(actor, TermId.of(id));
        return new ModelAndView("selection/plan").addObject("term", term).addObject("proposal", pages.proposal(actor, term, Page.number(year))).addObject("outcomes", List.of());
    }

    /** Whatever becomes of one, the page says what became of each. */
    @PostMapping("/terms/{id}/plan")
    ModelAndView choose(Actor actor, @PathVariable String id, @RequestParam(defaultValue = "") List<String> offering, @RequestParam(required = false) @Nullable String year) {
        var term = market.term(actor, TermId.of(id));
        var wanted = offering.stream().distinct().limit(term.most()).map(OfferingId::of).toList();
        var outcomes = plan.choose(actor, term, wanted);
        return new ModelAndView("selection/plan").addObject("term", term).addObject("proposal", pages.chosen(actor, term, Page.number(year))).addObject("outcomes", outcomes);
    }

    /** @param gave what he has just given back */
    @GetMapping("/offerings/{id}")
    ModelAndView offering(Actor actor, @PathVariable String id, @RequestParam(required = false) Choice.@Nullable State gave, Locale locale) {
        var view = pages.offering(actor, OfferingId.of(id));
        var offering = view.row().offering();
        return new ModelAndView("selection/offering", "view", view).addObject("gave", gave).addObject("audience", facts.words.audience(view.program(), offering.track(), locale)).addObject("paid", facts.payers.stream()
            .flatMap(it -> it.of(view.term().ownerPath(), offering.category()).stream()).findFirst().orElse(null))
            .addObject("planned", facts.planned.stream().flatMap(it -> it.of(actor, view.program().id()).stream()).toList())
            .addObject("safety", view.row().mine() == null ? null : facts.safety.state(offering.id().value()).orElse(null));
    }

    /** @param choosing whether places could be chosen when the page was shown @param windows how they stood then */
    @GetMapping("/offerings/{id}/now")
    ModelAndView now(Actor actor, @PathVariable String id, @RequestParam(defaultValue = "true") boolean choosing, @RequestParam(defaultValue = "") String windows) {
        return new ModelAndView("selection/offering-now", "now", pages.now(actor, OfferingId.of(id), new TermPages.Shown(choosing, windows, null)));
    }

    @PostMapping("/offerings/{id}/selection")
    String choose(Actor actor, @PathVariable String id) {
        choose.choose(actor, OfferingId.of(id));
        return "redirect:/selection/offerings/" + id;
    }

    /** Who has something else by now than he saw keeps it and reads so. @param shown what he saw */
    @PostMapping("/offerings/{id}/selection/removal")
    ModelAndView giveBack(Actor actor, @PathVariable String id, @RequestParam(required = false) Choice.@Nullable State shown, Locale locale) {
        if (choose.giveBack(actor, OfferingId.of(id), shown).state() == null) {
            return new ModelAndView(market.isOffered(actor, OfferingId.of(id))
                ? "redirect:/selection/offerings/" + id + (shown == null ? "" : "?gave=" + shown) : "redirect:/selection");
        }
        var now = offering(actor, id, null, locale).addObject("kept", true);
        now.setStatus(HttpStatus.CONFLICT);
        return now;
    }
}
