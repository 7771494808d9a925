package org.xingtan.platform.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.RawWorkbook.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Refused;
import org.xingtan.testing.RawWorkbook;

class UploadedWorkbookTests {

    private static final List<Heading> HEADINGS = List.of(new Heading("name", List.of("姓名", "Name"), true),
        new Heading("number", List.of("证件号码", "身份证号"), true), new Heading("born", List.of("出生日期"), false));

    @TempDir Path folder;

    @Test
    void readsCellsAsPeopleSeeThem() {
        var row = rows(RawWorkbook.of("<row r=\"3\" hidden=\"1\">" + text("A3", " 甲 ") + "<c r=\"B3\"><v>4.31003199001010052E+17</v></c>"
            + "<c r=\"C3\" s=\"1\"><v>37135</v></c><c r=\"D3\" s=\"2\"><v>37135.5</v></c><c r=\"E3\"><f>1+1</f><v>2</v></c>"
            + "<c r=\"F3\" t=\"b\"><v>1</v></c><c r=\"G3\" t=\"e\"><v>#N/A</v></c><c r=\"I3\"><v>13900000000</v></c></row>")).getFirst();

        assertThat(row.number()).isEqualTo(3);
        assertThat(row.hidden()).isTrue();
        assertThat(row.cell(0).text()).isEqualTo(" 甲 ");
        assertThat(row.cell(1).text()).isEqualTo("431003199001010052");
        assertThat(row.cell(1).hasLostDigits()).isTrue();
        assertThat(row.cell(2).date()).contains(LocalDate.of(2001, 9, 1));
        assertThat(row.cell(3).date()).contains(LocalDate.of(2001, 9, 1));
        assertThat(row.cell(4)).isEqualTo(new SheetCell(SheetCell.Kind.NUMBER, "2", null, true));
        assertThat(row.cell(5).kind()).isEqualTo(SheetCell.Kind.FLAG);
        assertThat(row.cell(6).kind()).isEqualTo(SheetCell.Kind.ERROR);
        assertThat(row.cell(7).isBlank()).isTrue();
        assertThat(row.cell(8).text()).isEqualTo("13900000000");
        assertThat(row.cell(8).hasLostDigits()).isFalse();
        assertThat(row.cell(300).isBlank()).isTrue();
    }

    @Test
    void countsDaysFrom1904WhereTheWorkbookDoes() {
        var cells = "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>35673</v></c></row>";

        assertThat(rows(RawWorkbook.of(cells).from1904()).getFirst().cell(0).date()).contains(LocalDate.of(2001, 9, 1));
    }

    @Test
    void knowsTheDaysBeforeTheLeapDayThatNeverWas() {
        var row = rows(RawWorkbook.of("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>1</v></c><c r=\"B1\" s=\"1\"><v>61</v></c></row>")).getFirst();

        assertThat(row.cell(0).date()).contains(LocalDate.of(1900, 1, 1));
        assertThat(row.cell(1).date()).contains(LocalDate.of(1900, 3, 1));
    }

    @Test
    void findsTheHeaderBelowATitleAndInAnyOrder() {
        var file = RawWorkbook.of("<row r=\"1\">" + text("A1", "某校教师名册") + "</row><row r=\"4\">" + text("A4", "备注") + text("B4", "身份证号（必填）*")
            + text("C4", "姓 名") + text("D4", "姓名") + "</row><row r=\"5\"><c r=\"A5\"/></row><row r=\"9\">" + text("B9", "X1") + text("C9", "乙") + "</row>")
            .write(folder.resolve("titled.xlsx"));

        try (var workbook = UploadedWorkbook.open(file); var table = new SheetTable(workbook, HEADINGS)) {
            assertThat(table.header()).isEqualTo(4);
            assertThat(table.has("born")).isFalse();
            assertThat(table.nameOf("number")).isEqualTo("身份证号（必填）*");
            assertThat(table.findings()).extracting(Finding::column, Finding::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("备注", "platform.workbook.unknown-column"),
                    org.assertj.core.groups.Tuple.tuple("姓名", "platform.workbook.double-column"));
            assertThat(table.stream().toList()).singleElement().satisfies(row -> {
                assertThat(row.number()).isEqualTo(9);
                assertThat(row.text("name")).isEqualTo("乙");
                assertThat(row.text("born")).isEmpty();
            });
        }
    }

    @Test
    void saysWhichColumnsAreMissing() {
        var file = RawWorkbook.of("<row r=\"2\">" + text("A2", "姓名") + "</row>").write(folder.resolve("headless.xlsx"));

        try (var workbook = UploadedWorkbook.open(file)) {
            assertThatThrownBy(() -> new SheetTable(workbook, HEADINGS)).isInstanceOfSatisfying(Refused.class, refused ->
                assertThat(refused.verdict().conditions().getFirst().arguments()).containsExactly(List.of("证件号码")));
        }
    }

    @Test
    void passesOverAMillionBlankRows() {
        var rows = new StringBuilder("<row r=\"1\">" + text("A1", "姓名") + text("B1", "证件号码") + "</row>");
        for (var i = 2; i <= 1_000_000; i++) {
            rows.append("<row r=\"").append(i).append("\"><c r=\"A").append(i).append("\" s=\"1\"/></row>");
        }
        var file = RawWorkbook.of(rows + "<row r=\"1000001\">" + text("A1000001", "丙") + "</row>").write(folder.resolve("blank.xlsx"));

        try (var workbook = UploadedWorkbook.open(file); var table = new SheetTable(workbook, HEADINGS)) {
            assertThat(table.stream().toList()).extracting(TableRow::number).containsExactly(1_000_001);
        }
    }

    @Test
    void refusesWhatIsNoWorkbook() throws IOException {
        refused(415, "error.workbook.kind", Files.writeString(folder.resolve("a.xlsx"), "name,number"));
        refused(415, "error.workbook.kind", Files.writeString(folder.resolve("b.xlsx"), ""));
        refused(415, "error.workbook.damaged", Files.writeString(folder.resolve("c.xlsx"), "PK\3\4 and then nothing"));
        refused(415, "error.workbook.protected", Files.write(folder.resolve("d.xlsx"),
            new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1}));
        refused(415, "error.workbook.kind", new RawWorkbook().part("word/document.xml", "<a/>").write(folder.resolve("e.xlsx")));
        refused(415, "error.workbook.kind", RawWorkbook.of("").part("xl/vbaProject.bin", "x").write(folder.resolve("f.xlsx")));
        refused(415, "error.workbook.damaged", RawWorkbook.of("").part("xl/workbook.xml", "<workbook").write(folder.resolve("g.xlsx")));
    }

    @Test
    void upload01RefusesNamesThatLeadOutside() {
        for (var name : List.of("../../etc/passwd", "/etc/passwd", "xl\\..\\x")) {
            refused(415, "error.workbook.damaged", RawWorkbook.of("").part(name, "x").write(folder.resolve("slip.xlsx")));
        }
    }

    @Test
    void upload02StopsUnpackingABomb() {
        var bomb = RawWorkbook.of("").part("xl/media/bomb.bin", new byte[300 << 20]).write(folder.resolve("bomb.xlsx"));

        assertThat(bomb.toFile().length()).isLessThan(400_000);
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> refused(413, "error.workbook.too-large", bomb));
    }

    @Test
    void upload02RefusesThousandsOfEntries() {
        var many = RawWorkbook.of("");
        for (var i = 0; i <= SafeArchive.ENTRIES; i++) {
            many.part("xl/media/" + i, "x");
        }
        refused(413, "error.workbook.too-large", many.write(folder.resolve("many.xlsx")));
    }

    @Test
    void xml01ReadsNoEntityAndNoOtherFile() {
        var entity = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\">"
            + "<is><t>&e;</t></is></c></row></sheetData></worksheet>";
        var laughs = entity.replace("SYSTEM \"file:///etc/passwd\"", "\"" + "ha".repeat(1000) + "\"").replace("&e;", "&e;".repeat(1000));

        for (var sheet : List.of(entity, laughs)) {
            var book = RawWorkbook.of("").part("xl/worksheets/list.xml", sheet);
            Assertions.assertTimeout(Duration.ofSeconds(5), () -> problem(415, "error.workbook.damaged", () -> rows(book)));
        }
    }

    private List<SheetRow> rows(RawWorkbook book) {
        try (var workbook = UploadedWorkbook.open(book.write(folder.resolve("book.xlsx"))); var rows = workbook.rows()) {
            return rows.toList();
        }
    }

    private static void refused(int status, String code, Path file) {
        problem(status, code, () -> UploadedWorkbook.open(file).close());
    }

    private static void problem(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.status()).isEqualTo(status);
        });
    }
}
