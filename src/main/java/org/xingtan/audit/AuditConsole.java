package org.xingtan.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.xingtan.platform.Actor;

/** The trail of the units in the reader's charge: search it, and take it away with a reason. */
@Controller
class AuditConsole {

    /** First words of the acts, as the filter offers them. */
    static final List<String> AREAS = List.of("identity", "activation", "directory", "course", "unit", "appointment", "program", "ledger", "certificate", "appeal", "support", "monitoring", "bulletin", "summary", "calendar", "messaging", "reminder", "audit", "access", "privacy", "census", "qualification", "setup", "notice", "roster", "discussion", "showcase", "selection", "offering", "standing", "compliance", "document", "recognition", "study", "delivery", "safety", "cover", "planning", "application", "fee", "deadline", "validation");

    private final LookAtTrail look;
    private final ExportTrail export;

    AuditConsole(LookAtTrail look, ExportTrail export) {
        this.look = look;
        this.export = export;
    }

    @GetMapping("/console/audit")
    String trail(Actor actor, @ModelAttribute AuditFilter.Question question, @RequestParam(required = false) @Nullable String after, Locale locale,
                 Model model) {
        var scope = look.scope(actor);
        var filter = question.filter();
        model.addAttribute("filter", filter);
        model.addAttribute("areas", AREAS);
        model.addAttribute("entries", look.page(scope, filter, after, locale));
        return "audit/console";
    }

    @PostMapping("/console/audit/export")
    void export(Actor actor, @ModelAttribute AuditFilter.Question question, @ModelAttribute Export.Why why, Locale locale,
                HttpServletResponse response) throws IOException {
        var taken = export.begin(actor, question, why);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"audit-" + taken.export().day() + ".csv\"");
        response.setHeader("Cache-Control", "no-store");
        export.write(taken, locale, response.getOutputStream());
    }
}
