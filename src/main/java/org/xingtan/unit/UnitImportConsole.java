package org.xingtan.unit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.platform.Actor;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.persistence.TemporaryFiles;

/** A workbook of units: upload, look, commit or throw away. */
@Controller
class UnitImportConsole {

    private static final int LATEST = 20;
    private static final int LONGEST_NAME = 150;
    private static final int SHOWN = 500;

    private final UnitScope scope;
    private final PlanUnits plan;
    private final CommitUnits commit;
    private final UnitImports imports;
    private final UnitPages pages;

    UnitImportConsole(UnitScope scope, PlanUnits plan, CommitUnits commit, UnitImports imports, UnitPages pages) {
        this.scope = scope;
        this.plan = plan;
        this.commit = commit;
        this.imports = imports;
        this.pages = pages;
    }

    @GetMapping("/console/units/imports")
    ModelAndView uploads(Actor actor, @RequestParam OrganizationId organization) {
        var unit = scope.require(actor, organization);
        return new ModelAndView("unit/imports")
            .addObject("unit", unit)
            .addObject("imports", imports.latest(scope.of(actor), unit.id(), LATEST));
    }

    @PostMapping("/console/units/imports")
    String upload(Actor actor, @RequestParam OrganizationId organization, @RequestParam MultipartFile file) throws IOException {
        scope.require(actor, organization);
        return "redirect:/console/units/imports/" + TemporaryFiles.with(".xlsx", file::transferTo, kept -> plan.plan(actor, organization, name(file), kept));
    }

    @GetMapping("/console/units/imports/{id}")
    ModelAndView one(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "false") boolean again) {
        var report = commit.at(actor, id);
        return new ModelAndView("unit/import")
            .addObject("report", report)
            .addObject("unit", scope.require(actor, report.unit()))
            .addObject("workbook", imports.workbook(report))
            .addObject("again", again)
            .addObject("shown", SHOWN)
            .addObject("words", pages);
    }

    @PostMapping("/console/units/imports/{id}/commit")
    String commit(Actor actor, @PathVariable UUID id) {
        return "redirect:/console/units/imports/" + id + (commit.commit(actor, id) ? "" : "?again=true");
    }

    @PostMapping("/console/units/imports/{id}/discard")
    String discard(Actor actor, @PathVariable UUID id) {
        commit.discard(actor, id);
        return "redirect:/console/units/imports/" + id;
    }

    @GetMapping("/console/units/imports/{id}/marked.xlsx")
    void marked(Actor actor, @PathVariable UUID id, Locale locale, HttpServletResponse response) throws IOException {
        var report = commit.at(actor, id);
        pages.workbook(response, "units-marked");
        pages.workbooks().marked(report, locale, response.getOutputStream());
    }

    private static String name(MultipartFile file) {
        var name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).strip();
        return last.isEmpty() || !StorableText.is(last) ? "units.xlsx" : last.substring(0, last.offsetByCodePoints(0,
            Math.min(LONGEST_NAME, last.codePointCount(0, last.length()))));
    }
}
