package org.xingtan.platform.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.testing.RawWorkbook.text;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipFile;
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
