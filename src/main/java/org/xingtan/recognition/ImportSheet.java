package org.xingtan.recognition;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.DocumentNumber;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Problem;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.persistence.TemporaryFiles;
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

/** Hours as a workbook, somebody's training a row: the template, what stands in one that was filled in, and the same with its mistakes marked. */
@Component
class ImportSheet {

    static final int MOST = 10_000;

    static final List<String> KEYS = List.of("name", "document-type", "document", "title", "category", "theme", "from", "to", "hours", "number");
    private static final Set<String> OPTIONAL = Set.of("document-type", "theme", "number");
    private static final List<String> DAYS = List.of("from", "to");

    /** What its words may mean, by codes. @param themes of the year in which a training ended */
    record Meanings(Map<String, Localized> categories, IntFunction<Map<String, Localized>> themes) {}

    /** A row as it was typed. @param document stays in memory; null when it is none */
    record Typed(int row, String name, @Nullable DocumentNumber document, ClaimForm form, List<Finding> findings) {}

    /** @param names what the workbook calls its columns, in the order of {@link #KEYS} */
    record Read(List<Typed> rows, List<Finding> findings, List<String> names) {

        String nameOf(String key) {
            return names.get(KEYS.indexOf(key));
        }
    }

    private final Texts texts;
    private final Words types;

    ImportSheet(Texts texts) {
        this.texts = texts;
        this.types = DocumentNumber.Type.words(texts);
    }

    Read read(InputStream bytes, Meanings meanings) {
        return onDisk(bytes, file -> {
            try (var workbook = UploadedWorkbook.open(file); var table = new SheetTable(workbook, headings(Locale.SIMPLIFIED_CHINESE))) {
                if (workbook.rowCount() > MOST + 20) {
                    throw new Problem(413, "recognition.import.rows", MOST);
                }
                var rows = new ArrayList<Typed>();
                for (var row : table) {
                    rows.add(typed(table, row, meanings));
                }
                return new Read(rows, table.findings(), KEYS.stream().map(table::nameOf).toList());
            }
        });
    }

    private static <T> T onDisk(InputStream bytes, TemporaryFiles.Work<T> work) {
        try (bytes) {
            return TemporaryFiles.with(".xlsx", file -> Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING), work);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Typed typed(SheetTable table, TableRow row, Meanings meanings) {
        var findings = new ArrayList<Finding>();
        KEYS.forEach(key -> flaw(key, row.cell(key)).ifPresent(code -> findings.add(Finding.of(row.number(), table.nameOf(key), code))));
        var category = code(meanings.categories, row.text("category")).orElse("");
        var theme = ClaimForm.day(day(row, "to")).flatMap(it -> code(meanings.themes.apply(it.getYear()), row.text("theme"))).orElse(row.text("theme"));
        var form = new ClaimForm(null, category, theme, row.text("title"), row.text("number"), day(row, "from"), day(row, "to"), row.text("hours"), null);
        return new Typed(row.number(), row.text("name"), document(table, row, findings), form, findings);
    }

    private @Nullable DocumentNumber document(SheetTable table, TableRow row, List<Finding> findings) {
        var type = DocumentNumber.Type.called(types, row.text("document-type"));
        if (type.isEmpty()) {
            findings.add(Finding.of(row.number(), table.nameOf("document-type"), "recognition.import.document-type"));
            return null;
        }
        if (DocumentNumber.flaw(type.get(), row.text("document")).isPresent()) {
            findings.add(Finding.of(row.number(), table.nameOf("document"), "recognition.import.number"));
            return null;
        }
        return DocumentNumber.of(type.get(), row.text("document"));
    }

    /** What is wrong with a cell, whatever it means. */
    private static Optional<String> flaw(String key, SheetCell cell) {
        if (cell.kind() == SheetCell.Kind.ERROR) {
            return Optional.of("recognition.cell.error");
        }
        if (!StorableText.is(cell.text())) {
            return Optional.of("recognition.cell.characters");
        }
        if (cell.formula() || CellText.looksLikeFormula(cell.text())) {
            return Optional.of("recognition.cell.formula");
        }
        return !DAYS.contains(key) && cell.hasLostDigits() ? Optional.of("recognition.cell.lost-digits") : Optional.empty();
    }

    private static Optional<String> code(Map<String, Localized> titles, String written) {
        return titles.entrySet().stream().filter(it -> isCalled(it.getKey(), it.getValue(), CellText.compact(written))).findFirst().map(Map.Entry::getKey);
    }

    private static boolean isCalled(String code, Localized title, String text) {
        return List.of(code, title.in(Locale.SIMPLIFIED_CHINESE), title.in(Locale.ENGLISH)).stream()
            .anyMatch(name -> CellText.compact(name).equalsIgnoreCase(text));
    }

    private static String day(TableRow row, String key) {
        return row.cell(key).date().map(Object::toString).orElse(row.text(key));
    }

    /** The workbook that was sent, with what is wrong where it is wrong. */
    void mark(InputStream bytes, List<Finding> findings, Locale locale, String watermark, OutputStream out) {
        onDisk(bytes, file -> {
            new MarkedWorkbook(headings(locale), texts.get("recognition.import.remarks", locale), finding -> sentence(finding, locale), watermark)
                .write(file, findings, out);
            return true;
        });
    }

    String sentence(Finding finding, Locale locale) {
        return texts.get(finding.code(), locale, finding.arguments().toArray());
    }

    /** @param choices what may be chosen in a column */
    void template(Map<String, Collection<Localized>> choices, Locale locale, OutputStream out) {
        var columns = headings(locale).stream().map(heading -> new TemplateWorkbook.Column(heading, heading.key().equals("document-type") ? types.titles(locale)
            : choices.getOrDefault(heading.key(), List.of()).stream().map(it -> it.in(locale)).toList(), false, texts.get("recognition.sheet.remark." + heading.key(), locale))).toList();
        new TemplateWorkbook(texts.get("recognition.sheet.title", locale), texts.get("recognition.sheet.explanation", locale), columns,
            List.of(texts.get("recognition.sheet.introduction", locale).split("\n"))).write(out);
    }

    private List<Heading> headings(Locale locale) {
        return KEYS.stream().map(key -> Heading.of(texts, locale, "recognition.sheet.column.", key, !OPTIONAL.contains(key))).toList();
    }
}
