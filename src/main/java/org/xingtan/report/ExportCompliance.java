package org.xingtan.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.xingtan.audit.Export;
import org.xingtan.audit.ExportFiles;
import org.xingtan.audit.Exports;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Localized;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.Handover;
import org.xingtan.platform.workbook.ListFile;

/** Use case: somebody takes away who lacks what, or the figures of the units, and says why. The trail tells of it before the first byte and after the last. */
@Component
class ExportCompliance {

    /** What may go out. */
    record Taken(OrganizationCard unit, ExportFiles.Ready file) {}

    private final LookAtCompliance look;
    private final ExportFiles files;
    private final Texts texts;
    private final Patience patience;

    ExportCompliance(LookAtCompliance look, ExportFiles files, Texts texts, Patience patience) {
        this.look = look;
        this.files = files;
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
        var what = new Export.Of("compliance", "organization:" + of.unit().id(), of.unit().path(),
            list.stage() == null ? Map.of("year", of.year(), "line", list.line().code())
                : Map.of("year", of.year(), "line", list.line().code(), "stage", list.stage().code()));
        return new Taken(of.unit(), files.begin(actor, what, why, shape(list, as, locale), rows -> write(list, locale, rows)));
    }

    /** The table as the page has it, and the unit itself at the end. */
    @Transactional
    public Taken units(Actor actor, Compliance of, ListFile as, Export.Why why, Locale locale) throws IOException {
        var what = new Export.Of("compliance", "organization:" + of.unit().id(), of.unit().path(), Map.of("year", of.year(), "table", "units"));
        var headings = Stream.concat(Stream.of(texts.get("report.compliance.column.code", locale), texts.get("monitoring.column.unit", locale), texts.get("report.compliance.people", locale)),
            of.lines().stream().flatMap(line -> Stream.of("asked", "met", "rate").map(it -> texts.get("report.compliance.column." + it, locale, title(line, locale))))).toList();
        var title = texts.get("report.compliance.of", locale, new Localized(of.unit().name(), of.unit().nameEn()).in(locale), of.year());
        return new Taken(of.unit(), files.begin(actor, what, why, new ExportFiles.Shape(as, title, headings, locale), rows -> {
            for (var part : of.children()) {
                rows.add(figures(of, part.unit().code(), new Localized(part.unit().name(), part.unit().nameEn()).in(locale), part.met()));
            }
            if (of.own() != null) {
                rows.add(figures(of, "", texts.get("report.own", locale), of.own()));
            }
            if (of.elsewhere() != null) {
                rows.add(figures(of, "", texts.get("report.compliance.elsewhere", locale), of.elsewhere()));
            }
            if (of.before() != null) {
                rows.add(figures(of, "", texts.get("report.compliance.before", locale, of.before().by()), of.before().met()));
            }
            rows.add(figures(of, of.unit().code(), texts.get("report.compliance.column.sum", locale), of.met()));
        }));
    }

    private String title(Compliance.Line line, Locale locale) {
        return line.code().equals("ALL") ? texts.get("report.compliance.all", locale) : line.title().in(locale);
    }

    private static List<@Nullable String> figures(Compliance of, String code, String name, Compliance.Met met) {
        return Stream.concat(Stream.of(code, name, String.valueOf(met.asked())), of.lines().stream().map(line -> met.of(line.code())).flatMap(rate -> Stream.of(
            String.valueOf(rate.denominator()), String.valueOf(rate.numerator()), rate.denominator() == 0 ? "" : String.format(Locale.ROOT, "%.1f%%", 100.0 * rate.numerator() / rate.denominator()))))
            .<@Nullable String>map(it -> it).toList();
    }

    private static List<Compliance.Line> lines(LookAtCompliance.People list) {
        return list.of().lines().stream().filter(line -> !line.code().equals("ALL")).toList();
    }

    private ExportFiles.Shape shape(LookAtCompliance.People list, ListFile as, Locale locale) {
        var headings = Stream.concat(Stream.of("name", "document", "unit").map(column -> texts.get("monitoring.column." + column, locale)),
            lines(list).stream().map(line -> line.title().in(locale))).toList();
        return new ExportFiles.Shape(as, texts.get("report.compliance.lacking", locale, list.line().title().in(locale)), headings, locale);
    }

    private void write(LookAtCompliance.People list, Locale locale, ListFile.Rows rows) {
        var lines = lines(list);
        try (var written = new Handover<LookAtCompliance.Row>(row -> rows.add(cells(row, lines, locale)))) {
            look.each(list, Exports.MOST + 1, written::put);
            written.finish();
        }
    }

    private static List<@Nullable String> cells(LookAtCompliance.Row row, List<Compliance.Line> lines, Locale locale) {
        var cells = new ArrayList<@Nullable String>(List.of(row.person().name(), row.person().document() == null ? "" : row.person().document(), row.person().unit().in(locale)));
        lines.forEach(line -> cells.add(row.standing().line(line.code()).map(it -> it.have() + " / " + (it.need() == null ? "–" : it.need())).orElse("–")));
        return cells;
    }
}
