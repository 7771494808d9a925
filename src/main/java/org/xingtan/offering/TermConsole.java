package org.xingtan.offering;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.ledger.CategoryNames;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Task;
import org.xingtan.platform.Window;
import org.xingtan.platform.web.Area;
import org.xingtan.platform.web.Page;
import org.xingtan.program.ProgramDetail;
import org.xingtan.selection.KeepTerm;
import org.xingtan.selection.Market;
import org.xingtan.selection.OfferingId;
import org.xingtan.selection.Term;
import org.xingtan.selection.TermId;

/** Terms and what is offered in them, by forms. */
@Controller
@RequestMapping("/console/selection")
public class TermConsole {

    /** Its place in the console. */
    @Configuration(proxyBeanMethods = false)
    static class Place {

        @Bean
        Area selectionConsoleArea() {
            return new Area("selection", "offering.area", Area.Group.TRAINING, "list", Task.MANAGE_PROGRAMS, 5);
        }
    }

    /** A term and what is taken in all of it. */
    public record Row(Term term, OfferedNow.Sum sum) {}

    /** A program that could be offered. */
    public record Candidate(String id, String title, Category category) {}

    /** What its hours count for. */
    public record Category(String code, Localized name) {}

    private final EditTerm edit;
    private final KeepTerm keep;
    private final KeepOfferings offerings;
    private final OfferedNow now;
    private final Market market;
    private final CategoryNames names;

    TermConsole(EditTerm edit, KeepTerm keep, KeepOfferings offerings, OfferedNow now, Market market, CategoryNames names) {
        this.edit = edit;
        this.keep = keep;
        this.offerings = offerings;
        this.now = now;
        this.market = market;
        this.names = names;
    }

    @GetMapping
    ModelAndView terms(Actor actor) {
        var rows = keep.terms(actor).stream().map(term -> new Row(term, now.sum(term.id()))).toList();
        return new ModelAndView("offering/terms").addObject("rows", rows).addObject("owners", edit.owners(actor).stream().map(OwnerRow::of).toList());
    }

    @PostMapping
    String define(Actor actor, @ModelAttribute TermForm form) {
        return "redirect:/console/selection/terms/" + edit.define(actor, form);
    }

    @GetMapping("/terms/{id}")
    ModelAndView term(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable String q, @RequestParam(required = false) @Nullable String after) {
        var term = keep.require(actor, TermId.of(id));
        var question = new Market.Question(q, null, false);
        return new ModelAndView("offering/term").addObject("term", term).addObject("sum", now.sum(term.id())).addObject("misfits", now.misfits(term))
            .addObject("question", question).addObject("page", market.offered(term, question, after, Page.limit(null)))
            .addObject("candidates", offerings.offerable(actor, term.id()).stream().map(this::candidate).toList());
    }

    private Candidate candidate(ProgramDetail program) {
        var code = program.rules().credit().category();
        return new Candidate(program.id().toString(), program.title(), new Category(code, names.of(code)));
    }

    @PostMapping("/terms/{id}/correction")
    String correct(Actor actor, @PathVariable String id, @ModelAttribute TermForm.Correction typed) {
        edit.correct(actor, TermId.of(id), typed);
        return "redirect:/console/selection/terms/" + id;
    }

    @PostMapping("/terms/{id}/removal")
    String discard(Actor actor, @PathVariable String id) {
        edit.discard(actor, TermId.of(id));
        return "redirect:/console/selection";
    }

    @PostMapping("/terms/{id}/publication")
    String publish(Actor actor, @PathVariable String id) {
        edit.publish(actor, TermId.of(id));
        return "redirect:/console/selection/terms/" + id;
    }

    @PostMapping("/terms/{id}/windows/{kind}")
    String set(Actor actor, @PathVariable String id, @PathVariable Window.Kind kind, @RequestParam(required = false) @Nullable String first,
               @RequestParam(required = false) @Nullable String last, @RequestParam(required = false) @Nullable String reason) {
        edit.set(actor, TermId.of(id), kind, new TermForm.Days(first, last, reason));
        return "redirect:/console/selection/terms/" + id;
    }

    @PostMapping("/terms/{id}/windows/{kind}/removal")
    String remove(Actor actor, @PathVariable String id, @PathVariable Window.Kind kind, @RequestParam(required = false) @Nullable String reason) {
        edit.remove(actor, TermId.of(id), kind, reason);
        return "redirect:/console/selection/terms/" + id;
    }

    @PostMapping("/terms/{id}/offerings")
    String offer(Actor actor, @PathVariable String id, @ModelAttribute KeepTerm.Offer offer) {
        keep.offer(actor, TermId.of(id), offer);
        return "redirect:/console/selection/terms/" + id;
    }

    /** Changed by somebody else since the form was shown, both stand side by side, and nothing is written over unseen. */
    @PostMapping("/offerings/{id}/places")
    ModelAndView change(Actor actor, @PathVariable String id, @ModelAttribute KeepTerm.Places typed, @RequestParam(defaultValue = "") String term) {
        var back = TermId.of(term);
        var of = OfferingId.of(id);
        if (keep.change(actor, of, typed)) {
            return new ModelAndView("redirect:/console/selection/terms/" + back);
        }
        var offering = keep.require(actor, of);
        var view = new ModelAndView("offering/places").addObject("term", keep.require(actor, offering.term())).addObject("offering", offering)
            .addObject("title", now.find(of).map(OfferedNow.Kept::title).orElse("")).addObject("typed", typed);
        view.setStatus(HttpStatus.CONFLICT);
        return view;
    }

    /** An authority for which the actor keeps terms. */
    public record OwnerRow(String id, Localized name) {

        static OwnerRow of(OrganizationCard card) {
            return new OwnerRow(card.id().toString(), new Localized(card.name(), card.nameEn()));
        }
    }
}
