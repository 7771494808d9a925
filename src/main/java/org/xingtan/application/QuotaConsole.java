package org.xingtan.application;

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
import org.xingtan.directory.Vocabulary;
import org.xingtan.document.SentFiles;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.persistence.TemporaryFiles;

/** A quota table as a workbook: the template, what an uploaded one would do, commit or throw away. */
@Controller
@RequestMapping("/console/applications")
class QuotaConsole {

    private static final long LARGEST = 5_000_000;
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final QuotaImports imports;
    private final QuotaSheet sheet;
    private final KeepCall keep;
    private final KeepQuotas quotas;
    private final Vocabulary words;

    QuotaConsole(QuotaImports imports, QuotaSheet sheet, KeepCall keep, KeepQuotas quotas, Vocabulary words) {
        this.imports = imports;
        this.sheet = sheet;
        this.keep = keep;
        this.quotas = quotas;
        this.words = words;
    }

    private Call require(Actor actor, String program) {
        var call = keep.look(actor, ProgramId.of(program));
        if (!quotas.keepsAny(actor, call)) {
            throw new NotFound(program);
        }
        return call;
    }

    @GetMapping("/calls/{program}/quotas/imports")
    ModelAndView uploads(Actor actor, @PathVariable String program) {
        var call = require(actor, program);
        return new ModelAndView("application/imports").addObject("call", call).addObject("imports", imports.latest(actor, call.program()));
    }

    @GetMapping("/calls/{program}/quotas/template.xlsx")
    void template(Actor actor, @PathVariable String program, Locale locale, HttpServletResponse response) throws IOException {
        require(actor, program);
        attach(response, "quotas.xlsx");
        sheet.template(locale, response.getOutputStream());
    }

    @PostMapping("/calls/{program}/quotas/imports")
    String upload(Actor actor, @PathVariable String program, @RequestParam MultipartFile file) throws IOException {
        var call = require(actor, program);
        if (file.isEmpty() || file.getSize() > LARGEST) {
            throw file.isEmpty() ? new Problem(400, "application.import.none") : new Problem(413, "application.import.large", LARGEST / 1_000_000);
        }
        var name = SentFiles.name(file);
        return "redirect:/console/applications/imports/" + TemporaryFiles.with(".xlsx", file::transferTo,
            kept -> imports.plan(actor, call.program(), name.isEmpty() ? "quotas.xlsx" : name, kept));
    }

    @GetMapping("/imports/{id}")
    ModelAndView one(Actor actor, @PathVariable UUID id, @RequestParam(defaultValue = "false") boolean again) {
        var report = imports.at(actor, id);
        return new ModelAndView("application/import").addObject("report", report).addObject("call", keep.look(actor, report.program()))
            .addObject("workbook", imports.workbook(report)).addObject("again", again).addObject("sheet", sheet).addObject("words", words);
    }

    @PostMapping("/imports/{id}/commit")
    String commit(Actor actor, @PathVariable UUID id) {
        return "redirect:/console/applications/imports/" + id + (imports.commit(actor, id) ? "" : "?again=true");
    }

    @PostMapping("/imports/{id}/discard")
    String discard(Actor actor, @PathVariable UUID id) {
        imports.discard(actor, id);
        return "redirect:/console/applications/imports/" + id;
    }

    @GetMapping("/imports/{id}/marked.xlsx")
    void marked(Actor actor, @PathVariable UUID id, Locale locale, HttpServletResponse response) throws IOException {
        var report = imports.at(actor, id);
        attach(response, "quotas-marked.xlsx");
        imports.mark(report, locale, response.getOutputStream());
    }

    private static void attach(HttpServletResponse response, String name) {
        response.setContentType(XLSX);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        response.setHeader("Cache-Control", "no-store");
    }
}
