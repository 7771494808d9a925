package org.xingtan.qualification;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.audit.Export;
import org.xingtan.platform.Actor;
import org.xingtan.platform.workbook.ListFile;

/** The qualifications of a unit's people: figures, who lacks what, and what waits for a decision. */
@Controller
@RequestMapping("/console/qualifications")
class QualificationConsole {

    private final LookAtQualifications look;
    private final DecideQualifications decide;
    private final ExportNeeds export;

    QualificationConsole(LookAtQualifications look, DecideQualifications decide, ExportNeeds export) {
        this.look = look;
        this.decide = decide;
        this.export = export;
    }

    @GetMapping
    ModelAndView figures(Actor actor, @ModelAttribute LookAtQualifications.Question question) {
        return new ModelAndView("qualification/figures", "view", look.figures(actor, question));
    }

    @GetMapping("/people")
    ModelAndView needs(Actor actor, @ModelAttribute LookAtQualifications.Question question) {
        return new ModelAndView("qualification/list", "view", look.needs(actor, question));
    }

    @PostMapping("/people/export")
    void export(Actor actor, @ModelAttribute LookAtQualifications.Question question, @ModelAttribute Export.Why why,
                @RequestParam(defaultValue = "xlsx") String file, Locale locale, HttpServletResponse response) throws IOException {
        var list = look.list(actor, question);
        var as = ListFile.of(file);
        var taken = export.take(actor, list, as, why, locale);
        response.setContentType(as.mediaType());
        response.setHeader("Content-Disposition",
            "attachment; filename=\"qualifications-" + list.unit().code() + "-" + taken.export().day() + "." + as.ending() + "\"");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLengthLong(taken.size());
        taken.send(response.getOutputStream());
    }

    @GetMapping("/claims")
    ModelAndView claims(Actor actor, @ModelAttribute LookAtQualifications.Question question) {
        return new ModelAndView("qualification/claims", "view", look.claims(actor, question));
    }

    @PostMapping("/claims/confirmation")
    String confirm(Actor actor, @ModelAttribute LookAtQualifications.Question question, @RequestParam(required = false) @Nullable List<String> claim) {
        var list = look.address(actor, question);
        return "redirect:" + list + "&done=" + decide.confirm(actor, chosen(claim));
    }

    @PostMapping("/claims/refusal")
    String refuse(Actor actor, @ModelAttribute LookAtQualifications.Question question, @RequestParam(required = false) @Nullable List<String> claim,
                  @RequestParam(defaultValue = "") String reason) {
        var list = look.address(actor, question);
        return "redirect:" + list + "&done=" + decide.refuse(actor, chosen(claim), reason);
    }

    private static List<String> chosen(@Nullable List<String> claim) {
        return claim == null ? List.of() : claim;
    }
}
