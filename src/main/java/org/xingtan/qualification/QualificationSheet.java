package org.xingtan.qualification;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.DocumentNumber;
import org.xingtan.platform.Problem;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.CellText;
import org.xingtan.platform.workbook.Finding;
import org.xingtan.platform.workbook.Heading;
import org.xingtan.platform.workbook.MarkedWorkbook;
import org.xingtan.platform.workbook.SheetCell;
import org.xingtan.platform.workbook.SheetTable;
import org.xingtan.platform.workbook.TableRow;
import org.xingtan.platform.workbook.TemplateWorkbook;
import org.xingtan.platform.workbook.UploadedWorkbook;
import org.xingtan.platform.workbook.Words;

/** Certificates as a workbook, one a row: the template, what stands in one that was filled in, and the same with its mistakes marked. */
@Component
class QualificationSheet {

    static final int MOST = 5_000;
    static final String NAME = "name";
    static final String DOCUMENT = "document";
    static final String KIND = "kind";
    private static final String TYPE = "document-type";

    private static final List<String> KEYS = List.of(NAME, TYPE, DOCUMENT, KIND, "number", "authority", "issued", "until");
    private static final Set<String> OPTIONAL = Set.of(TYPE, "until");
    private static final List<String> DATES = List.of("issued", "until");

    /** A certificate in its row. @param document null when it is none */
    record Typed(int row, String name, @Nullable DocumentNumber document, QualificationForm form) {}

    /** @param names what the workbook calls its columns, in the order of {@link #KEYS} */
    record Read(List<Typed> rows, List<Finding> findings, List<String> names) {

        String nameOf(String key) {
            return names.get(KEYS.indexOf(key));
        }
    }

    private final Kinds kinds;
    private final Texts texts;
    private final Words types;

    QualificationSheet(Kinds kinds, Texts texts) {
        this.kinds = kinds;
        this.texts = texts;
        this.types = DocumentNumber.Type.words(texts);
    }

    /** @throws Problem 413 when it has too many rows */
    Read read(Path file, Locale locale) {
        try (var workbook = UploadedWorkbook.open(file); var table = new SheetTable(workbook, headings(locale))) {
            if (workbook.rowCount() > MOST) {
                throw new Problem(413, "qualification.import.rows", MOST);
            }
            var findings = new ArrayList<>(table.findings());
            var rows = new ArrayList<Typed>();
            var all = kinds.all();
            for (var row : table) {
                KEYS.forEach(key -> flaw(key, row.cell(key)).ifPresent(code -> findings.add(Finding.of(row.number(), table.nameOf(key), code))));
                var type = DocumentNumber.Type.called(types, row.text(TYPE));
                if (type.isEmpty()) {
                    findings.add(Finding.of(row.number(), table.nameOf(TYPE), "qualification.import.document-type"));
                }
                rows.add(typed(row, type.filter(it -> DocumentNumber.flaw(it, row.text(DOCUMENT)).isEmpty()).map(it -> DocumentNumber.of(it, row.text(DOCUMENT))).orElse(null), all));
            }
            return new Read(rows, findings, KEYS.stream().map(table::nameOf).toList());
        }
    }

    /** What is wrong with a cell, whatever it means. */
    private static Optional<String> flaw(String key, SheetCell cell) {
        if (cell.kind() == SheetCell.Kind.ERROR) {
            return Optional.of("qualification.cell.error");
        }
        if (!StorableText.is(cell.text())) {
            return Optional.of("qualification.cell.characters");
        }
        if (cell.formula() || CellText.looksLikeFormula(cell.text())) {
            return Optional.of("qualification.cell.formula");
        }
        return !DATES.contains(key) && cell.hasLostDigits() ? Optional.of("qualification.cell.lost-digits") : Optional.empty();
    }

    private static Typed typed(TableRow row, @Nullable DocumentNumber document, List<Kind> all) {
        var kind = CellText.compact(row.text(KIND));
        var code = all.stream().filter(it -> isCalled(it, kind)).findFirst().map(Kind::code).orElse("");
        return new Typed(row.number(), row.text(NAME), document, new QualificationForm(code, row.text("number"), row.text("authority"),
            date(row, "issued"), date(row, "until")));
    }

    private static boolean isCalled(Kind kind, String text) {
        return List.of(kind.code(), kind.title().in(Locale.SIMPLIFIED_CHINESE), kind.title().in(Locale.ENGLISH)).stream()
            .anyMatch(name -> CellText.compact(name).equalsIgnoreCase(text));
    }

    private static String date(TableRow row, String key) {
        return row.cell(key).date().map(Object::toString).orElse(row.text(key));
    }

    /** The workbook that was sent, with what is wrong where it is wrong. */
    void mark(Path file, List<Finding> findings, Locale locale, OutputStream out) {
        new MarkedWorkbook(headings(locale), texts.get("qualification.import.remarks", locale), finding -> sentence(finding, locale), null)
            .write(file, findings, out);
    }

    String sentence(Finding finding, Locale locale) {
        return texts.get(finding.code(), locale, finding.arguments().toArray());
    }

    void template(Locale locale, OutputStream out) {
        var titles = kinds.all().stream().map(kind -> kind.title().in(locale)).toList();
        var columns = headings(locale).stream().map(heading -> new TemplateWorkbook.Column(heading,
            heading.key().equals(KIND) ? titles : heading.key().equals(TYPE) ? types.titles(locale) : List.of(), false, texts.get("qualification.sheet.remark." + heading.key(), locale))).toList();
        new TemplateWorkbook(texts.get("qualification.sheet.title", locale), texts.get("qualification.sheet.explanation", locale), columns,
            List.of(texts.get("qualification.sheet.introduction", locale).split("\n"))).write(out);
    }

    private List<Heading> headings(Locale locale) {
        return KEYS.stream().map(key -> Heading.of(texts, locale, "qualification.sheet.column.", key, !OPTIONAL.contains(key))).toList();
    }
}
