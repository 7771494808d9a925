package org.xingtan.application;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.Vocabulary;
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

/** A quota table as a workbook, one line a row: the template, what stands in one that was filled in, and the same with its mistakes marked. */
@Component
public class QuotaSheet {

    private static final int MOST = 5_000;
    private static final String CODE = "code";
    private static final String NAME = "name";
    private static final String SUBJECT = "subject";
    private static final String EACH = "each";
    private static final String PLACES = "places";
    private static final List<String> KEYS = List.of(CODE, NAME, SUBJECT, EACH, PLACES);
    private static final List<String> REQUIRED = List.of(CODE, PLACES);

    /** A line in its row. @param unit its code */
    record Typed(int row, String unit, @Nullable String subject, boolean each, int places) {}

    record Read(List<Typed> lines, List<Finding> findings) {}

    /** What is there of the units that somebody divides places to, by their codes. */
    interface Units {

        Map<String, QuotaTable.Unit> of(List<String> codes);
    }

    private final Vocabulary vocabulary;
    private final Texts texts;

    QuotaSheet(Vocabulary vocabulary, Texts texts) {
        this.vocabulary = vocabulary;
        this.texts = texts;
    }

    /** @throws Problem 413 when it has too many rows; 415 for what is no workbook */
    Read read(Path file, Units units) {
        try (var workbook = UploadedWorkbook.open(file); var table = new SheetTable(workbook, headings(Locale.SIMPLIFIED_CHINESE))) {
            if (workbook.rowCount() > MOST) {
                throw new Problem(413, "application.import.rows", MOST);
            }
            var findings = new ArrayList<>(table.findings());
            var rows = table.stream().toList();
            var known = units.of(rows.stream().map(row -> CellText.compact(row.text(CODE))).distinct().toList());
            var lines = new ArrayList<Typed>();
            var seen = new HashMap<String, Integer>();
            for (var row : rows) {
                line(row, table, known, findings).ifPresent(line -> {
                    var first = seen.putIfAbsent(line.unit() + "/" + line.subject() + "/" + line.each(), line.row());
                    if (first == null) {
                        lines.add(line);
                    } else {
                        findings.add(Finding.of(line.row(), table.nameOf(CODE), "application.import.twice", first));
                    }
                });
            }
            if (rows.isEmpty()) {
                findings.add(Finding.of(0, null, "application.import.empty"));
            }
            return new Read(lines, findings);
        }
    }

    private Optional<Typed> line(TableRow row, SheetTable table, Map<String, QuotaTable.Unit> known, List<Finding> findings) {
        var before = findings.size();
        KEYS.forEach(key -> flaw(row.cell(key)).ifPresent(code -> findings.add(Finding.of(row.number(), table.nameOf(key), code))));
        var code = CellText.compact(row.text(CODE));
        var unit = known.get(code);
        if (unit == null) {
            findings.add(Finding.of(row.number(), table.nameOf(CODE), "application.import.unit", code));
        } else if (!row.cell(NAME).isBlank() && !CellText.compact(row.text(NAME)).equals(CellText.compact(unit.name().chinese()))) {
            findings.add(Finding.of(row.number(), table.nameOf(NAME), "application.import.name", unit.name().chinese()));
        }
        var subject = CellText.compact(row.text(SUBJECT));
        var meant = vocabulary.subjects().stream().filter(it -> List.of(it.code(), it.title(), it.titleEn()).stream().anyMatch(name -> CellText.compact(name).equalsIgnoreCase(subject)))
            .map(Vocabulary.Term::code).findFirst();
        if (!subject.isEmpty() && meant.isEmpty()) {
            findings.add(Finding.of(row.number(), table.nameOf(SUBJECT), "application.import.subject", subject));
        }
        var each = yes(CellText.compact(row.text(EACH)));
        if (each.isEmpty() || each.get() && !subject.isEmpty()) {
            findings.add(Finding.of(row.number(), table.nameOf(EACH), each.isEmpty() ? "application.import.each" : "application.import.one-kind"));
        }
        var places = CellText.halfWidth(row.text(PLACES));
        if (!places.matches("[0-9]{1,5}")) {
            findings.add(Finding.of(row.number(), table.nameOf(PLACES), "application.import.places", places));
        }
        return findings.size() > before ? Optional.empty()
            : Optional.of(new Typed(row.number(), code, meant.orElse(null), each.orElse(false), Integer.parseInt(places)));
    }

    private Optional<Boolean> yes(String text) {
        for (var locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            if (text.equalsIgnoreCase(texts.get("application.sheet.yes", locale))) {
                return Optional.of(true);
            }
            if (text.isEmpty() || text.equalsIgnoreCase(texts.get("application.sheet.no", locale))) {
                return Optional.of(false);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> flaw(SheetCell cell) {
        if (cell.kind() == SheetCell.Kind.ERROR) {
            return Optional.of("application.import.error");
        }
        if (!StorableText.is(cell.text())) {
            return Optional.of("application.import.characters");
        }
        return cell.formula() || CellText.looksLikeFormula(cell.text()) ? Optional.of("application.import.formula") : Optional.empty();
    }

    /** The workbook that was sent, with what is wrong where it is wrong. */
    void mark(Path file, List<Finding> findings, Locale locale, OutputStream out) {
        new MarkedWorkbook(headings(locale), texts.get("application.import.remarks", locale), finding -> sentence(finding, locale), null).write(file, findings, out);
    }

    public String sentence(Finding finding, Locale locale) {
        return texts.get(finding.code(), locale, finding.arguments().toArray());
    }

    void template(Locale locale, OutputStream out) {
        var choices = Map.of(SUBJECT, vocabulary.subjects().stream().map(it -> locale.getLanguage().equals("zh") ? it.title() : it.titleEn()).toList(),
            EACH, List.of(texts.get("application.sheet.yes", locale), texts.get("application.sheet.no", locale)));
        var columns = headings(locale).stream().map(heading -> new TemplateWorkbook.Column(heading, choices.getOrDefault(heading.key(), List.of()), false,
            texts.get("application.sheet.remark." + heading.key(), locale))).collect(Collectors.toList());
        new TemplateWorkbook(texts.get("application.sheet.title", locale), texts.get("application.sheet.explanation", locale), columns,
            List.of(texts.get("application.sheet.introduction", locale).split("\n"))).write(out);
    }

    private List<Heading> headings(Locale locale) {
        return KEYS.stream().map(key -> Heading.of(texts, locale, "application.sheet.column.", key, REQUIRED.contains(key))).toList();
    }
}
