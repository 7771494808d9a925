package org.xingtan.roster;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.xingtan.audit.Export;
import org.xingtan.platform.Actor;

/** Workbooks to take away: the template, the original, the same with its wrong cells marked, the report. */
@Controller
class RosterFiles {

    private final RosterTemplate template;
    private final TakeRoster take;

    RosterFiles(RosterTemplate template, TakeRoster take) {
        this.template = template;
        this.take = take;
    }

    @GetMapping("/console/roster/template")
    void template(Locale locale, HttpServletResponse response) throws IOException {
        attach(response, UploadRoster.XLSX, "roster-template.xlsx");
        template.in(locale).write(response.getOutputStream());
    }

    @PostMapping("/console/roster/imports/{id}/files")
    void file(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "") String what, @ModelAttribute Export.Why why, Locale locale,
              HttpServletResponse response) throws IOException {
        var taken = take.begin(actor, id, what, why);
        attach(response, taken.fileName().endsWith(".zip") ? "application/zip" : UploadRoster.XLSX, taken.fileName());
        take.write(taken, locale, response.getOutputStream());
    }

    private static void attach(HttpServletResponse response, String type, String name) {
        response.setContentType(type);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        response.setHeader("Cache-Control", "no-store");
    }
}
