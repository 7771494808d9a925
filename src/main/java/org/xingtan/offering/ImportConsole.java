package org.xingtan.offering;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.selection.TermId;

/** What a term offers as a workbook: the template, what an uploaded one would do, commit or throw away. */
@Controller
@RequestMapping("/console/offerings")
class ImportConsole {

    private final OfferingImports imports;
    private final HandInOfferings handIn;
    private final KeepOfferings keep;
    private final OfferingSheet sheet;
    private final OfferedNow now;

    ImportConsole(OfferingImports imports, HandInOfferings handIn, KeepOfferings keep, OfferingSheet sheet, OfferedNow now) {
        this.imports = imports;
        this.handIn = handIn;
        this.keep = keep;
        this.sheet = sheet;
        this.now = now;
    }

    @GetMapping("/terms/{term}/imports")
    ModelAndView uploads(Actor actor, @PathVariable String term) {
        var id = TermId.of(term);
        return new ModelAndView("offering/imports").addObject("term", keep.term(actor, id)).addObject("imports", imports.latest(actor, id));
    }

    @GetMapping("/terms/{term}/template.xlsx")
    void template(Actor actor, @PathVariable String term, Locale locale, HttpServletResponse response) throws IOException {
        keep.term(actor, TermId.of(term));
        attach(response, "offerings.xlsx");
        sheet.template(keep.programs(actor), locale, response.getOutputStream());
    }

    @PostMapping("/terms/{term}/imports")
    String upload(Actor actor, @PathVariable String term, @RequestParam MultipartFile file) {
        return "redirect:/console/offerings/imports/" + handIn.handIn(actor, TermId.of(term), file);
    }

    @GetMapping("/imports/{id}")
    ModelAndView one(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "false") boolean again) {
        var one = imports.at(actor, id);
        var term = keep.term(actor, one.term());
        return new ModelAndView("offering/import").addObject("one", one).addObject("term", term).addObject("workbook", imports.workbook(one))
            .addObject("again", again).addObject("sheet", sheet).addObject("misfits", now.misfits(term, one.plan().rows().stream().map(OfferingPlan.Row::line).toList()));
    }

    @PostMapping("/imports/{id}/commit")
    String commit(Actor actor, @PathVariable UUID id) {
        return "redirect:/console/offerings/imports/" + id + (imports.commit(actor, id) ? "" : "?again=true");
    }

    @PostMapping("/imports/{id}/discard")
    String discard(Actor actor, @PathVariable UUID id) {
        imports.discard(actor, id);
        return "redirect:/console/offerings/imports/" + id;
    }

    @GetMapping("/imports/{id}/marked.xlsx")
    void marked(Actor actor, @PathVariable UUID id, Locale locale, HttpServletResponse response) throws IOException {
        var one = imports.at(actor, id);
        attach(response, "offerings-marked.xlsx");
        imports.mark(one, locale, response.getOutputStream());
    }

    private static void attach(HttpServletResponse response, String name) {
        response.setContentType(OfferingImports.XLSX);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        response.setHeader("Cache-Control", "no-store");
    }
}
