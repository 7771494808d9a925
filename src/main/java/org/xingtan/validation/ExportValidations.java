package org.xingtan.validation;

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
import org.xingtan.directory.PersonalValues;
import org.xingtan.platform.Actor;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.persistence.Patience;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.ListFile;
import org.xingtan.validation.KeepMapping.Mapping;
import org.xingtan.validation.Registrations.Registration;

/** Use case: somebody takes validated years away for the provincial system, or the years of a cycle for registration, and says why. */
@Component
class ExportValidations {

    private static final int AT_ONCE = 500;

    /** What may go out. */
    record Taken(String name, ExportFiles.Ready file) {}

    /** Where the rows come from. */
    @Component
    record Sources(LookAtUnit look, KeepMapping mappings, ValidatedRows rows, ReportRegistration registrations, PersonalValues values) {

        /** Numbers in full of those on a page, where they may go out. */
        Map<TeacherId, String> numbers(boolean full, List<ValidatedRows.Row> rows) {
            return full ? values.documents(rows.stream().map(ValidatedRows.Row::teacher).toList()) : Map.of();
        }
    }

    private final Sources sources;
    private final ExportFiles files;
    private final Texts texts;
    private final Patience patience;

    ExportValidations(Sources sources, ExportFiles files, Texts texts, Patience patience) {
        this.sources = sources;
        this.files = files;
        this.texts = texts;
        this.patience = patience;
    }

    /**
     * With numbers of documents in full where the columns ask for them and the authority of the year takes them away; the trail tells of it.
     *
     * @throws org.xingtan.platform.Problem as {@link Exports#begin} says
     */
    @Transactional
    public Taken year(Actor actor, @Nullable String organization, @Nullable Integer asked, ListFile as, Export.Why why, Locale locale) throws IOException {
        var unit = sources.look.unit(actor, organization);
        var year = sources.look.year(unit, asked);
        var mapping = sources.mappings.of(unit, locale);
        var columns = mapping.columns();
        var full = mapping.isFull() && sources.look.isAuthority(actor, unit, year);
        var what = new Export.Of("validation", "organization:" + unit.id(), unit.path(),
            full ? Map.of("year", year, "numbers", "IN_FULL") : Map.of("year", year));
        return take(actor, what, why, "validation-" + unit.code() + "-" + year, new ExportFiles.Shape(as, texts.get("validation.export.title", locale, year),
            columns.stream().map(Mapping.Column::heading).toList(), locale), rows -> {
                var where = sources.rows.where(unit, year);
                var count = 0L;
                @Nullable String after = null;
                do {
                    var page = sources.rows.of(where, after, AT_ONCE);
                    var numbers = sources.numbers(full, page.items());
                    for (var row : page.items()) {
                        rows.add(columns.stream().map(it -> it.field().equals(Mapping.FULL) && numbers.containsKey(row.teacher()) ? numbers.get(row.teacher())
                            : row.cell(it.field(), texts, locale)).<@Nullable String>map(it -> it).toList());
                        count++;
                    }
                    after = page.next();
                } while (after != null && count <= Exports.MOST);
            });
    }

    /** @throws org.xingtan.platform.Problem as {@link Exports#begin} says */
    @Transactional
    public Taken registration(Actor actor, @Nullable String organization, @Nullable Integer last, ListFile as, Export.Why why, Locale locale) throws IOException {
        var report = sources.registrations.of(actor, organization, last, null, null);
        var unit = report.unit();
        var what = new Export.Of("validation", "organization:" + unit.id(), unit.path(), Map.of("registration", report.last()));
        return take(actor, what, why, "registration-" + unit.code() + "-" + report.last(), new ExportFiles.Shape(as, texts.get("validation.registration.title", locale, report.first(), report.last()),
            headings(report, locale), locale), rows -> {
                var count = 0L;
                @Nullable String after = null;
                do {
                    var page = sources.registrations.page(actor, report, after, AT_ONCE);
                    for (var row : page.items()) {
                        rows.add(cells(row, locale));
                        count++;
                    }
                    after = page.next();
                } while (after != null && count <= Exports.MOST);
            });
    }

    private List<String> headings(ReportRegistration.Report report, Locale locale) {
        var years = Stream.iterate(report.first(), it -> it <= report.last(), it -> it + 1).flatMap(year -> Stream.of(
            texts.get("validation.registration.column.year", locale, year), texts.get("validation.registration.column.hours", locale, year)));
        return Stream.of(Stream.of("NAME", "DOCUMENT", "UNIT").map(it -> texts.get("validation.field." + it, locale)), years,
            Stream.of("total", "missing").map(it -> texts.get("validation.registration.column." + it, locale, report.cycle().years()))).flatMap(it -> it).toList();
    }

    private List<@Nullable String> cells(Registration row, Locale locale) {
        var person = row.person();
        var cells = new ArrayList<@Nullable String>();
        cells.add(person.name());
        cells.add(person.documentMasked());
        cells.add(person.organization() == null ? "" : person.organization().name());
        row.years().forEach(year -> {
            cells.add(texts.get("validation.registration.result." + year.name(), locale));
            cells.add(year.hours().toString());
        });
        cells.add(row.total().toString());
        cells.add(String.valueOf(row.missing()));
        return cells;
    }

    private Taken take(Actor actor, Export.Of what, Export.Why why, String name, ExportFiles.Shape shape, ExportFiles.Source source) throws IOException {
        patience.extend();
        return new Taken(name + "." + shape.as().ending(), files.begin(actor, what, why, shape, source));
    }
}
