package org.xingtan.offering;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.audit.Export;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Condition;
import org.xingtan.platform.web.Page;
import org.xingtan.platform.workbook.ListFile;
import org.xingtan.safety.Checklists;
import org.xingtan.selection.OfferingId;
import org.xingtan.selection.Term;

/** One offering for whoever keeps its term: what it is, who has taken it, change it, withdraw it. */
@Controller
@RequestMapping("/console/offerings/{id}")
public class OfferingConsole {

    /**
     * @param provider null for the owner of the program
     * @param idle     whether only those are listed who have a place and have not begun to learn
     * @param takers   of this part of the list
     * @param misfits  what of it does not fit to its program
     * @param typed    what was typed while somebody else changed it; null for what it is
     */
    public record View(Term term, OfferedNow.Kept kept, @Nullable OrganizationCard provider, boolean idle, Page<Takers.Taker> takers, KeepOfferings.@Nullable Form typed, List<Condition> misfits) {

        /** What it is. */
        public KeepOfferings.Form now() {
            return KeepOfferings.Form.of(kept, provider);
        }

        /** What stands in the form. */
        public KeepOfferings.Form form() {
            return typed == null ? now() : typed;
        }

        public String href() {
            return "/console/offerings/" + kept.id();
        }

        /** This list. */
        public String list() {
            return idle ? href() + "?idle=true" : href();
        }

        /** What it is called. */
        public String title() {
            return kept.title();
        }
    }

    private final KeepOfferings keep;
    private final OfferedNow now;
    private final Takers takers;
    private final Checklists safety;

    OfferingConsole(KeepOfferings keep, OfferedNow now, Takers takers, Checklists safety) {
        this.keep = keep;
        this.now = now;
        this.takers = takers;
        this.safety = safety;
    }

    @GetMapping
    ModelAndView one(Actor actor, @PathVariable String id, @RequestParam(defaultValue = "false") boolean idle, @RequestParam(required = false) @Nullable String after) {
        return page(actor, OfferingId.of(id), idle, after, null);
    }

    /** Changed by somebody else since the form was shown, both stand side by side, and nothing is written over unseen. */
    @PostMapping
    ModelAndView revise(Actor actor, @PathVariable String id, @ModelAttribute KeepOfferings.Form form) {
        if (keep.revise(actor, OfferingId.of(id), form)) {
            return new ModelAndView(back(id));
        }
        var page = page(actor, OfferingId.of(id), false, null, form);
        page.setStatus(HttpStatus.CONFLICT);
        return page;
    }

    private ModelAndView page(Actor actor, OfferingId id, boolean idle, @Nullable String after, KeepOfferings.@Nullable Form typed) {
        var kept = keep.kept(actor, id);
        var term = keep.term(actor, kept.term());
        return new ModelAndView("offering/offering", "view", new View(term, kept, now.provider(kept.line().provider()), idle,
            takers.page(actor, kept.id(), idle, after, null), typed,
            kept.withdrawnAt() == null ? now.misfits(term, List.of(kept.line())) : List.of()))
            .addObject("safety", safety.state(kept.id().value()).orElse(null));
    }

    @PostMapping("/withdrawal")
    String withdraw(Actor actor, @PathVariable String id, @RequestParam(required = false) @Nullable String reason) {
        keep.withdraw(actor, OfferingId.of(id), reason);
        return back(id);
    }

    @PostMapping("/selections/export")
    void export(Actor actor, @PathVariable String id, @RequestParam(defaultValue = "xlsx") String file, @RequestParam(defaultValue = "false") boolean idle,
                @ModelAttribute Export.Why why, Locale locale, HttpServletResponse response) throws IOException {
        var as = ListFile.of(file);
        var taken = takers.take(actor, OfferingId.of(id), idle, as, why, locale);
        response.setContentType(as.mediaType());
        response.setHeader("Content-Disposition", "attachment; filename=\"selections-" + taken.export().day() + "." + as.ending() + "\"");
        response.setHeader("Cache-Control", "no-store");
        taken.send(response.getOutputStream());
    }

    private static String back(String id) {
        return "redirect:/console/offerings/" + OfferingId.of(id);
    }
}
