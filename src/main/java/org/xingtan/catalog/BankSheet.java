package org.xingtan.catalog;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Condition;
import org.xingtan.platform.web.Texts;
import org.xingtan.platform.workbook.CellText;
import org.xingtan.platform.workbook.Finding;
import org.xingtan.platform.workbook.Heading;
import org.xingtan.platform.workbook.MarkedWorkbook;
import org.xingtan.platform.workbook.SheetTable;
import org.xingtan.platform.workbook.TableRow;
import org.xingtan.platform.workbook.TemplateWorkbook;
import org.xingtan.platform.workbook.UploadedWorkbook;

/** A question bank as a workbook: one question a row. The template, what stands in one that was filled in, and what is wrong with it. */
@Component
public class BankSheet {

    /** The second at which a question is asked: the column that only films have a use for. */
    public static final String SECOND = "second";

    private static final String COLUMN = "catalog.bank.column.";
    private static final List<String> OPTIONS = IntStream.range(0, QuestionForm.OPTIONS).mapToObj(i -> Character.toString('a' + i)).toList();
    private static final List<String> KEYS = Stream.of(List.of("kind", "text"), OPTIONS, List.of("answer", "explanation", SECOND)).flatMap(List::stream).toList();
    private static final List<String> REQUIRED = List.of("kind", "text", "answer");

    /** A question in its row. */
    public record Typed(int row, QuestionForm form) {}

    /** @param names what the workbook calls its columns, by their keys */
    public record Read(List<Typed> questions, List<Finding> findings, Map<String, String> names) {}

    private final Texts texts;

    BankSheet(Texts texts) {
        this.texts = texts;
    }

    public Read read(Path file, Locale locale) {
        try (var workbook = UploadedWorkbook.open(file); var table = new SheetTable(workbook, headings(locale))) {
            var names = new java.util.HashMap<String, String>();
            KEYS.forEach(key -> names.put(key, table.nameOf(key)));
            var findings = new ArrayList<>(table.findings());
            var questions = new ArrayList<Typed>();
            var seen = new HashSet<String>();
            for (var row : table) {
                kind(row.text("kind")).ifPresentOrElse(kind -> {
                    var form = form(row, kind);
                    form.verdict().unmet().forEach(it -> findings.add(finding(row.number(), it, names)));
                    if (!seen.add(kind + form.text())) {
                        findings.add(Finding.of(row.number(), names.get("text"), "catalog.bank.twice"));
                    }
                    questions.add(new Typed(row.number(), form));
                }, () -> findings.add(Finding.of(row.number(), names.get("kind"), "catalog.bank.kind-unknown")));
            }
            return new Read(questions, findings, names);
        }
    }

    /** The workbook that was sent, with what is wrong where it is wrong. */
    public void mark(Path file, List<Finding> findings, Locale locale, OutputStream out) {
        new MarkedWorkbook(headings(locale), texts.get("catalog.bank.remarks", locale), finding -> sentence(finding, locale), null).write(file, findings, out);
    }

    public String sentence(Finding finding, Locale locale) {
        return texts.get(finding.code(), locale, finding.arguments().toArray());
    }

    public void template(Locale locale, OutputStream out) {
        var kinds = Stream.of(QuestionKind.values()).map(kind -> texts.get("catalog.bank.kind." + kind, locale).split("\\|")[0]).toList();
        var columns = headings(locale).stream().map(heading -> new TemplateWorkbook.Column(heading,
            heading.key().equals("kind") ? kinds : List.of(), false, texts.get("catalog.bank.remark." + remark(heading.key()), locale))).toList();
        new TemplateWorkbook(texts.get("catalog.bank.title", locale), texts.get("catalog.bank.explanation", locale), columns,
            List.of(texts.get("catalog.bank.introduction", locale).split("\n"))).write(out);
    }

    private List<Heading> headings(Locale locale) {
        return KEYS.stream().map(key -> Heading.of(texts, locale, COLUMN, key, REQUIRED.contains(key))).toList();
    }

    private static String remark(String key) {
        return OPTIONS.contains(key) ? "option" : key;
    }

    private Optional<QuestionKind> kind(String text) {
        return Stream.of(QuestionKind.values()).filter(kind -> isOneOf(text, "catalog.bank.kind." + kind)).findFirst();
    }

    private boolean isOneOf(String text, String key) {
        var plain = CellText.compact(text).toLowerCase(Locale.ROOT);
        return Stream.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH).flatMap(locale -> Stream.of(texts.get(key, locale).split("\\|")))
            .anyMatch(name -> CellText.compact(name).toLowerCase(Locale.ROOT).equals(plain));
    }

    private QuestionForm form(TableRow row, QuestionKind kind) {
        var options = OPTIONS.stream().map(row::text).toList();
        var answer = row.text("answer");
        var second = CellText.compact(row.text(SECOND));
        return switch (kind) {
            case SINGLE, MULTIPLE -> new QuestionForm(kind, row.text("text"), options, null, letters(answer), null, row.text("explanation"), second);
            case TRUE_FALSE -> new QuestionForm(kind, row.text("text"), null, null, truth(answer), null, row.text("explanation"), second);
            case FILL -> new QuestionForm(kind, row.text("text"), null, null, null, answer.replaceAll("\\s*[|\uFF5C\n]\\s*", "\n"), row.text("explanation"), second);
            case MATCHING -> new QuestionForm(kind, row.text("text"), side(options, 0), side(options, 1), null, null, row.text("explanation"), second);
        };
    }

    /** {@code AC}, {@code a, c}, {@code Ａ、Ｃ}: the numbers of options; anything else is the number of none. */
    private static List<Integer> letters(String answer) {
        return CellText.compact(answer).toUpperCase(Locale.ROOT).replaceAll("[,\u3001;./]", "").chars().map(c -> c - 'A').boxed().toList();
    }

    private List<Integer> truth(String answer) {
        return isOneOf(answer, "catalog.bank.true") ? List.of(0) : isOneOf(answer, "catalog.bank.false") ? List.of(1) : List.of();
    }

    /** One side of pairs that are written {@code left = right}. */
    private static List<String> side(List<String> pairs, int side) {
        return pairs.stream().map(pair -> pair.split("[=\uFF1D]", 2)).map(parts -> parts.length > side ? parts[side].strip() : "").toList();
    }

    private static Finding finding(int row, Condition condition, Map<String, String> names) {
        return Finding.of(row, names.get(column(condition.code())), "verdict." + condition.code(), condition.arguments().toArray());
    }

    private static @Nullable String column(String code) {
        var part = code.split("[.]")[2];
        return part.equals("options") ? "a" : part;
    }
}
