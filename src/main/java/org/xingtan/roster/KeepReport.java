package org.xingtan.roster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.xingtan.audit.AuditTrail;
import org.xingtan.document.DocumentId;
import org.xingtan.document.Documents;
import org.xingtan.platform.Actor;
import org.xingtan.platform.persistence.TemporaryFiles;
import org.xingtan.platform.web.Dates;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.SheetWriter;

/** What was done is kept beside the original: who was changed in what, what was left out and why. */
@Component
class KeepReport {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final Locale LOCALE = Locale.SIMPLIFIED_CHINESE;

    private final Planned planned;
    private final Transfers transfers;
    private final Documents documents;
    private final AuditTrail audit;
    private final Texts texts;
    private final Clock clock;

    KeepReport(Planned planned, Transfers transfers, Documents documents, AuditTrail audit, Texts texts, Clock clock) {
        this.planned = planned;
        this.transfers = transfers;
        this.documents = documents;
        this.audit = audit;
        this.texts = texts;
        this.clock = clock;
    }

    DocumentId keep(RosterImport one) {
        try {
            return TemporaryFiles.with(".xlsx", file -> write(one, file), file -> documents.seal("report-" + one.id() + ".xlsx", XLSX, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** New people are all those of the original that the report says nothing of. */
    private void write(RosterImport one, Path file) throws IOException {
        var columns = List.of("row", "person", "document", "act", "said").stream().map(key -> texts.get("roster.report." + key, LOCALE)).toList();
        var mark = texts.get("roster.report.mark", LOCALE, one.unit().name(), one.fileName(), Dates.minute(clock.instant(), LOCALE));
        try (var sheet = new SheetWriter(Files.newOutputStream(file), texts.get("roster.report", LOCALE), columns, mark)) {
            planned.changed(one.id()).forEach(person -> sheet.row(Arrays.asList(person.row(), person.name(), person.document(),
                texts.get("roster.act." + person.act(), LOCALE), String.join("、", person.changed().stream()
                    .map(what -> texts.get("roster.changed." + what, LOCALE)).toList()))));
            planned.findings(one.id()).forEach(it -> sheet.row(Arrays.asList(it.finding().row(), null, it.finding().column(),
                texts.get(it.refuses() ? "roster.finding.refused" : "roster.finding.note", LOCALE), Planned.text(texts, it, LOCALE))));
        }
    }

    /** Asks other units for their people, and writes the act into the trail. */
    void tell(RosterImport one, DocumentId report) {
        transfers.ask(one, clock.instant());
        var by = one.committed();
        var totals = one.totals();
        audit.record(by == null ? null : new Actor(by.person(), by.name(), new UUID(0, 0), "", false, false), "roster.committed",
            "organization:" + one.unit().id(), one.unit().path(), null, Map.of("import", one.id().toString(), "file", one.fileName(),
                "create", totals.create(), "change", totals.change(), "transfer", totals.transfer(), "retire", totals.retire(),
                "refused", totals.refused(), "report", report.toString()));
    }
}
