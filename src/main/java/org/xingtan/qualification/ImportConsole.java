package org.xingtan.qualification;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.document.RequireClean;
import org.xingtan.document.SentFiles;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;
import org.xingtan.platform.persistence.TemporaryFiles;

/** Certificates from a workbook: the template, the import with what is wrong cell by cell, the workbook with its mistakes marked. */
@Controller
@RequestMapping("/console/qualifications/import")
class ImportConsole {

    private static final long LARGEST = 5_000_000;
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final QualificationUnits units;
    private final ImportQualifications imports;
    private final QualificationSheet sheet;
    private final RequireClean clean;

    ImportConsole(QualificationUnits units, ImportQualifications imports, QualificationSheet sheet, RequireClean clean) {
        this.units = units;
        this.imports = imports;
        this.sheet = sheet;
        this.clean = clean;
    }

    @GetMapping
    ModelAndView form(Actor actor, @RequestParam(required = false) @Nullable String organization) {
        return view(actor, unit(actor, organization), null, HttpStatus.OK);
    }

    @GetMapping("/template.xlsx")
    void template(Actor actor, Locale locale, HttpServletResponse response) throws IOException {
        unit(actor, null);
        attach(response, "qualifications.xlsx");
        sheet.template(locale, response.getOutputStream());
    }

    @PostMapping
    ModelAndView take(Actor actor, @RequestParam String organization, @RequestParam MultipartFile file, Locale locale) throws IOException {
        var unit = unit(actor, organization);
        return TemporaryFiles.with(".xlsx", taken(file)::transferTo, kept -> {
            clean.require(actor, SentFiles.name(file), kept);
            var imported = imports.take(actor, unit, kept, locale);
            return view(actor, unit, imported, imported.findings().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        });
    }

    @PostMapping("/marked.xlsx")
    void mark(Actor actor, @RequestParam String organization, @RequestParam MultipartFile file, Locale locale, HttpServletResponse response)
            throws IOException {
        var unit = unit(actor, organization);
        TemporaryFiles.during(".xlsx", taken(file)::transferTo, kept -> {
            clean.require(actor, SentFiles.name(file), kept);
            var findings = imports.findings(actor, unit, kept, locale);
            attach(response, "qualifications-marked.xlsx");
            sheet.mark(kept, findings, locale, response.getOutputStream());
        });
    }

    private OrganizationCard unit(Actor actor, @Nullable String organization) {
        return units.get(actor, QualificationUnits.KEEP, organization);
    }

    private static MultipartFile taken(MultipartFile file) {
        if (file.isEmpty() || file.getSize() > LARGEST) {
            throw file.isEmpty() ? new Problem(400, "qualification.import.none") : new Problem(413, "qualification.import.large", LARGEST / 1_000_000);
        }
        return file;
    }

    private static void attach(HttpServletResponse response, String name) {
        response.setContentType(XLSX);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        response.setHeader("Cache-Control", "no-store");
    }

    private ModelAndView view(Actor actor, OrganizationCard unit, ImportQualifications.@Nullable Imported imported, HttpStatus status) {
        var view = new ModelAndView("qualification/import", status).addObject("unit", unit)
            .addObject("trail", units.trail(actor, QualificationUnits.KEEP, unit));
        if (imported != null) {
            view.addObject("added", imported.added()).addObject("known", imported.known()).addObject("findings", imported.findings());
        }
        return view;
    }
}
