package org.xingtan.platform.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.RawWorkbook.text;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.time.api.Dates;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xingtan.testing.RawWorkbook;

class WrittenWorkbookTests {

    private static final Heading NAME = new Heading("name", List.of("姓名"), true);
    private static final Heading STATE = new Heading("state", List.of("任职状态"), false);

    @TempDir Path folder;

    @Test
    void inj05WritesWhatLooksLikeAFormulaAsText() throws IOException {
        var file = folder.resolve("export.xlsx");
        var dangerous = List.of("=1+1", "+1", "-1", "@x", "\tx", "＝1", "a\u0001b\uD800", "& <𬎆>");
        try (var sheet = new SheetWriter(Files.newOutputStream(file), "s", List.of("a"), "county 2026-01-01 & more")) {
            sheet.row(dangerous);
            sheet.row(Arrays.asList(LocalDate.of(2026, 9, 1), new BigDecimal("4.50"), 7, null, "431003199001010052"));
        }

        assertThat(part(file, "xl/worksheets/sheet1.xml")).doesNotContain("<f>").contains("county 2026-01-01 &amp;&amp; more");
        try (var workbook = UploadedWorkbook.open(file); var rows = workbook.rows()) {
            var read = rows.toList();
            assertThat(read.get(1).cells().stream().map(SheetCell::text))
                .containsExactly("=1+1", "+1", "-1", "@x", "\tx", "＝1", "ab", "& <𬎆>");
            assertThat(read.get(2).cell(0).date()).contains(LocalDate.of(2026, 9, 1));
            assertThat(read.get(2).cell(1).text()).isEqualTo("4.5");
            assertThat(read.get(2).cell(4)).isEqualTo(new SheetCell(SheetCell.Kind.TEXT, "431003199001010052", null, false));
            assertThat(read.getLast().cell(0).text()).isEqualTo("county 2026-01-01 & more");
        }
    }

    /** The rows are written beside the library: what is in them must be what the library would have written. */
    @Property(tries = 200)
    void writesTheCellsThatTheLibraryWrites(@ForAll @Size(max = 40) List<@Size(max = 30) List<@From("cells") Object>> rows) throws IOException {
        var ours = new ByteArrayOutputStream();
        try (var sheet = new SheetWriter(ours, "s", List.of("& <a>", "b"), null)) {
            rows.forEach(sheet::row);
        }
        var theirs = new ByteArrayOutputStream();
        try (var workbook = new Workbook(theirs, "s", "1.0")) {
            var sheet = workbook.newWorksheet("s");
            sheet.inlineString(0, 0, "& <a>");
            sheet.inlineString(0, 1, "b");
            for (var row = 0; row < rows.size(); row++) {
                for (var column = 0; column < rows.get(row).size(); column++) {
                    byTheLibrary(sheet, row + 1, column, rows.get(row).get(column));
                }
            }
        }
        assertThat(read(ours)).isEqualTo(read(theirs));
    }

    @Provide
    Arbitrary<@Nullable Object> cells() {
        return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(12).map(Object.class::cast),
            Arbitraries.strings().withChars("&<>\"'=\t\n \u0001\uD800\uFFFE\u7532").ofMaxLength(6).map(Object.class::cast),
            Arbitraries.integers().map(Object.class::cast), Arbitraries.longs().map(Object.class::cast),
            Arbitraries.bigDecimals().map(Object.class::cast), Dates.dates().between(LocalDate.of(1900, 1, 1), LocalDate.of(2100, 1, 1)).map(Object.class::cast))
            .injectNull(0.1);
    }

    private static void byTheLibrary(Worksheet sheet, int row, int column, @Nullable Object value) {
        switch (value) {
            case null -> { }
            case String text -> SheetWriter.text(sheet, row, column, text);
            case Number number -> sheet.value(row, column, number);
            default -> {
                sheet.value(row, column, (LocalDate) value);
                sheet.style(row, column).format("yyyy-mm-dd").set();
            }
        }
    }

    /** What stands where, and as what; a blank row is none. */
    private static List<String> read(ByteArrayOutputStream workbook) throws IOException {
        try (var read = new ReadableWorkbook(new ByteArrayInputStream(workbook.toByteArray()), new ReadingOptions(true, false));
                var rows = read.getFirstSheet().openStream()) {
            return rows.flatMap(Row::stream).filter(Objects::nonNull).map(it -> it.getAddress() + " " + it.getType() + " " + it.getDataFormatString() + " "
                + (it.getType() == CellType.NUMBER ? it.asNumber().doubleValue() : it.getText())).toList();
        }
    }

    @Test
    void namesColumnsBeyondZ() throws IOException {
        var file = folder.resolve("wide.xlsx");
        try (var sheet = new SheetWriter(Files.newOutputStream(file), "s", List.of("a"), null)) {
            sheet.row(IntStream.range(0, 800).boxed().toList());
        }
        assertThat(part(file, "xl/worksheets/sheet1.xml")).contains("<c r=\"Z2\"><v>25<", "<c r=\"AA2\"><v>26<", "<c r=\"ZZ2\"><v>701<", "<c r=\"AAA2\"><v>702<");
    }

    /** Some thousand rows at a time leave the memory. */
    @Test
    void writesWhileRowsStillCome() {
        var out = new ByteArrayOutputStream();
        try (var sheet = new SheetWriter(out, "s", List.of("a"), null)) {
            var before = out.size();
            IntStream.range(0, 20_000).forEach(i -> sheet.row(List.of(UUID.randomUUID().toString())));
            assertThat(out.size() - before).isGreaterThan(20_000 * 20);
        }
    }

    @Test
    void offersAListToChooseFromAndAnExplanation() throws IOException {
        var file = folder.resolve("template.xlsx");
        var template = new TemplateWorkbook("名册", "说明", List.of(TemplateWorkbook.Column.of(NAME, "与证件一致"),
            new TemplateWorkbook.Column(STATE, List.of("在职", "退休"), false, "空着就是在职")), List.of("每人一行"));
        try (var out = Files.newOutputStream(file)) {
            template.write(out);
        }

        assertThat(part(file, "xl/worksheets/sheet1.xml")).contains("type=\"list\"").contains("lists");
        try (var workbook = UploadedWorkbook.open(file); var table = new SheetTable(workbook, List.of(NAME, STATE))) {
            assertThat(table.header()).isEqualTo(1);
            assertThat(table.findings()).isEmpty();
            assertThat(table.stream()).isEmpty();
        }
    }

    @Test
    void writesNoRowThatASheetCannotHave() {
        try (var sheet = new SheetWriter(OutputStream.nullOutputStream(), "s", List.of("a"), null)) {
            for (var row = 1; row < Worksheet.MAX_ROWS; row++) {
                sheet.row(List.of());
            }
            assertThatThrownBy(() -> sheet.row(List.of())).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void givesAWorkbookBackWithItsWrongCellsMarked() throws IOException {
        var original = RawWorkbook.of("<row r=\"2\">" + text("A2", "姓名") + text("B2", "任职状态") + "</row><row r=\"5\">" + text("A5", "=甲")
            + text("B5", "不知道") + text("C5", "备注") + "</row>").write(folder.resolve("original.xlsx"));
        var marked = folder.resolve("marked.xlsx");
        try (var out = Files.newOutputStream(marked)) {
            new MarkedWorkbook(List.of(NAME, STATE), "核对意见", finding -> finding.code() + finding.arguments(), "Wang & Li")
                .write(original, List.of(Finding.of(5, "任职状态", "state.unknown", "不知道"), Finding.of(5, null, "row.wrong")), out);
        }

        try (var workbook = UploadedWorkbook.open(marked); var rows = workbook.rows()) {
            var row = rows.filter(it -> it.number() == 5).findFirst().orElseThrow();
            assertThat(row.cells().stream().map(SheetCell::text))
                .containsExactly("=甲", "不知道", "state.unknown[不知道]\nrow.wrong[]", "备注");
        }
        assertThat(part(marked, "xl/worksheets/sheet1.xml")).contains("oddFooter", "Wang &amp;&amp; Li");
        assertThat(part(marked, "xl/worksheets/sheet2.xml")).contains("Wang &amp; Li");
        assertThat(part(marked, "xl/comments1.xml")).contains("B5").contains("state.unknown[").contains("C5").contains("row.wrong[]");
    }

    private static String part(Path file, String name) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
