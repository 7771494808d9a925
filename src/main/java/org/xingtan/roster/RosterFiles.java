package org.xingtan.roster;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.xingtan.audit.AuditTrail;
import org.xingtan.document.DocumentId;
import org.xingtan.document.Documents;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.MarkedWorkbook;

/** Workbooks to take away: the template, the original, the same with its wrong cells marked, the report. */
@Controller
class RosterFiles {

    private final RosterDesk desk;
    private final RosterTemplate template;
    private final Findings findings;
    private final Documents documents;
    private final Texts texts;
    private final AuditTrail audit;

    RosterFiles(RosterDesk desk, RosterTemplate template, Findings findings, Documents documents, Texts texts, AuditTrail audit) {
        this.desk = desk;
        this.template = template;
        this.findings = findings;
        this.documents = documents;
        this.texts = texts;
        this.audit = audit;
    }

    @GetMapping("/console/roster/template")
    void template(Locale locale, HttpServletResponse response) throws IOException {
        attach(response, "roster-template.xlsx");
        template.in(locale).write(response.getOutputStream());
    }

    @GetMapping("/console/roster/imports/{id}/original")
    ResponseEntity<Resource> original(Actor actor, @PathVariable UUID id, @RequestHeader HttpHeaders request) {
        var one = desk.look(actor, id);
        return serve(actor, one, "original", one.document(), request);
    }

    @GetMapping("/console/roster/imports/{id}/report")
    ResponseEntity<Resource> report(Actor actor, @PathVariable UUID id, @RequestHeader HttpHeaders request) {
        var one = desk.look(actor, id);
        if (one.report() == null) {
            throw new NotFound(id);
        }
        return serve(actor, one, "report", one.report(), request);
    }

    private ResponseEntity<Resource> serve(Actor actor, RosterImport one, String what, DocumentId document, HttpHeaders request) {
        record(actor, one, what);
        return documents.download(document, request);
    }

    @GetMapping("/console/roster/imports/{id}/marked")
    void marked(Actor actor, @PathVariable UUID id, Locale locale, HttpServletResponse response) throws IOException {
        var one = desk.look(actor, id);
        record(actor, one, "marked");
        var file = Files.createTempFile("roster", ".xlsx");
        try (var bytes = documents.open(one.document())) {
            Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
            attach(response, "roster-marked-" + one.unit().code() + ".xlsx");
            var found = findings.all(id);
            new MarkedWorkbook(template.headings(locale), texts.get("roster.marked", locale),
                finding -> texts.get(finding.code(), locale, finding.arguments().toArray()))
                .write(file, found.stream().map(RowFinding::finding).toList(), response.getOutputStream());
        } finally {
            Files.delete(file);
        }
    }

    /** Whoever takes personal data away is written down. */
    private void record(Actor actor, RosterImport one, String what) {
        audit.record(actor, "roster.download", "organization:" + one.unit().id(), one.unit().path(), null,
            Map.of("import", one.id().toString(), "file", one.fileName(), "list", what));
    }

    private static void attach(HttpServletResponse response, String name) {
        response.setContentType(UploadRoster.XLSX);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        response.setHeader("Cache-Control", "no-store");
    }
}
