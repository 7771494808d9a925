package org.xingtan.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.Export;
import org.xingtan.audit.Exports;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.platform.persistence.TemporaryFiles;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.Handover;
import org.xingtan.platform.workbook.ListFile;
import org.xingtan.standing.Standing;

/** Use case: somebody takes away who lacks what, and says why. The trail tells of it before the first byte and after the last. */
@Component
class ExportLacking {

    /** What may go out: it goes by {@link ExportLacking#send}. */
    record Taken(Export export, OrganizationCard unit, Path file, long count) {}

    private final LookAtCompliance look;
    private final Exports exports;
    private final Texts texts;
    private final Patience patience;

    ExportLacking(LookAtCompliance look, Exports exports, Texts texts, Patience patience) {
        this.look = look;
        this.exports = exports;
        this.texts = texts;
        this.patience = patience;
    }

    /**
     * The list is read once, as one statement gives it; one thread reads, another one writes.
     *
     * @throws org.xingtan.platform.Problem as {@link Exports#begin} says
     */
    @Transactional
    public Taken take(Actor actor, LookAtCompliance.People list, ListFile as, Export.Why why, Locale locale) throws IOException {
        patience.extend();
        var of = list.of();
        var export = exports.announce(actor, new Export.Of("compliance", "organization:" + of.unit().id(), of.unit().path(),
            Map.of("year", of.year(), "line", list.line().code())), why);
        var file = TemporaryFiles.create("compliance", "." + as.ending());
        try {
            var count = write(export, list, as, locale, file);
            exports.begin(export, count, why);
            return new Taken(export, of.unit(), file, count);
        } catch (IOException | RuntimeException e) {
            Files.delete(file);
            throw e;
        }
    }

    private long write(Export export, LookAtCompliance.People list, ListFile as, Locale locale, Path file) throws IOException {
        var lines = list.of().lines().stream().filter(line -> !line.code().equals("ALL")).toList();
        var headings = Stream.concat(Stream.of("name", "document", "unit").map(column -> texts.get("monitoring.column." + column, locale)),
            lines.stream().map(line -> line.title().in(locale))).toList();
        var count = new long[1];
        try (var out = new BufferedOutputStream(Files.newOutputStream(file));
                var rows = as.open(out, texts.get("report.compliance.lacking", locale, list.line().title().in(locale)), headings, exports.mark(export, locale));
                var written = new Handover<LookAtCompliance.Row>(row -> rows.add(cells(row, lines, locale)))) {
            look.each(list, Exports.MOST + 1, row -> {
                written.put(row);
                count[0]++;
            });
            written.finish();
        }
        return count[0];
    }

    private static List<@Nullable String> cells(LookAtCompliance.Row row, List<Compliance.Line> lines, Locale locale) {
        var cells = new ArrayList<@Nullable String>(List.of(row.person().name(), row.person().document() == null ? "" : row.person().document(), row.person().unit().in(locale)));
        lines.forEach(line -> cells.add(row.standing().line(line.code()).map(it -> it.have() + " / " + (it.need() == null ? "–" : it.need())).orElse("–")));
        return cells;
    }

    /** Every row goes out, or the trail tells of none: what breaks off is no list. */
    void send(Taken taken, OutputStream out) throws IOException {
        var sent = 0L;
        try {
            Files.copy(taken.file, out);
            out.flush();
            sent = taken.count;
        } finally {
            Files.delete(taken.file);
            exports.end(taken.export, sent);
        }
    }
}
