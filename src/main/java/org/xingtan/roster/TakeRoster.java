package org.xingtan.roster;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.audit.Export;
import org.xingtan.audit.Exports;
import org.xingtan.document.DocumentId;
import org.xingtan.document.Documents;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.persistence.TemporaryFiles;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.MarkedWorkbook;

/**
 * Use case: somebody takes a workbook of an import away and says why. The original and the report are evidence and stay as they
 * are, byte for byte: they come in an archive, and beside them lies who took them.
 */
@Component
class TakeRoster {

    /** What has been asked for and may be written. */
    record Taken(Export export, RosterImport one, String what) {

        String fileName() {
            return "roster-%s-%s-%s.%s".formatted(what, one.unit().code(), export.day(), what.equals("marked") ? "xlsx" : "zip");
        }
    }

    private final RosterDesk desk;
    private final RosterTemplate template;
    private final Findings findings;
    private final Documents documents;
    private final Exports exports;
    private final Texts texts;

    TakeRoster(RosterDesk desk, RosterTemplate template, Findings findings, Documents documents, Exports exports, Texts texts) {
        this.desk = desk;
        this.template = template;
        this.findings = findings;
        this.documents = documents;
        this.exports = exports;
        this.texts = texts;
    }

    /**
     * @param what {@code original}, {@code marked} or {@code report}
     * @throws Problem as {@link Exports#begin} and {@link org.xingtan.document.DocumentCard#requireOpen} say, and 400 for anything else
     */
    Taken begin(Actor actor, UUID id, String what, Export.Why why) {
        var one = desk.look(actor, id);
        var document = document(one, what);
        if (document == null) {
            throw new NotFound(id);
        }
        documents.find(document).orElseThrow(() -> new NotFound(id)).requireOpen();
        var of = new Export.Of("roster", "organization:" + one.unit().id(), one.unit().path(),
            Map.of("import", id.toString(), "file", one.fileName(), "list", what));
        return new Taken(exports.begin(actor, of, rows(one), why), one, what);
    }

    /** Before it is planned, as many as the workbook says it has. */
    private static int rows(RosterImport one) {
        return Math.max(one.expected(), one.totals().rows());
    }

    private static @Nullable DocumentId document(RosterImport one, String what) {
        return switch (what) {
            case "original", "marked" -> one.document();
            case "report" -> one.report();
            default -> throw new Problem(400, "error.malformed");
        };
    }

    void write(Taken taken, Locale locale, OutputStream out) throws IOException {
        var mark = exports.mark(taken.export, locale);
        var sent = 0;
        try {
            if (taken.what.equals("marked")) {
                marked(taken.one, mark, locale, out);
            } else {
                archive(Objects.requireNonNull(document(taken.one, taken.what)), mark, locale, out);
            }
            sent = rows(taken.one);
        } finally {
            exports.end(taken.export, sent);
        }
    }

    private void marked(RosterImport one, String mark, Locale locale, OutputStream out) throws IOException {
        TemporaryFiles.during(".xlsx", file -> documents.copy(one.document(), file), file -> {
            var found = findings.all(one.id()).stream().map(RowFinding::finding).toList();
            new MarkedWorkbook(template.headings(locale), texts.get("roster.marked", locale),
                finding -> texts.get(finding.code(), locale, finding.arguments().toArray()), mark).write(file, found, out);
        });
    }

    private void archive(DocumentId document, String mark, Locale locale, OutputStream out) throws IOException {
        try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8); var bytes = documents.open(document)) {
            zip.putNextEntry(new ZipEntry(texts.get("roster.take.note", locale) + ".txt"));
            zip.write(("\uFEFF" + mark + "\r\n").getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry(documents.find(document).orElseThrow().name()));
            bytes.transferTo(zip);
        }
    }
}
