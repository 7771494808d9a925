package org.xingtan.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xingtan.roster.Clerk.totals;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;
import static org.xingtan.testing.RawWorkbook.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.directory.People;
import org.xingtan.platform.Scope;
import org.xingtan.platform.workbook.UploadedWorkbook;
import org.xingtan.testing.Cast;
import org.xingtan.testing.RawWorkbook;
import org.xingtan.testing.XingtanTest;
import tools.jackson.databind.JsonNode;

/** What schools really send, and what nobody should. */
@XingtanTest
class RosterHostileTests {

    private static final List<String> COLUMNS = List.of("姓名", "证件号码", "单位代码", "出生日期", "手机号", "职称");

    @TempDir Path folder;
    @Autowired Cast cast;
    @Autowired MockMvcTester mvc;
    @Autowired JdbcClient db;
    @Autowired People people;
    @Autowired Imports imports;
    @Autowired RunImports jobs;

    private Cast.Place county;
    private Cast.Place school;
    private Clerk clerk;

    @BeforeEach
    void plant() {
        county = cast.county();
        school = cast.school(county);
        // What is read is tested here, not when: nobody waits for the next turn of a job.
        clerk = new Clerk(mvc, cast.administrator(county), () -> imports.waiting().forEach(jobs::work));
    }

    @Test
    void roster01EveryBadRowIsReportedWithItsReasonAndTheSumsAddUp() {
        var number = Cast.documentNumber().value();
        var rows = new ArrayList<List<@Nullable Object>>();
        rows.add(row("好", fullWidth(Cast.documentNumber().value()), null, null));
        rows.add(row(" 撇　号 ", "' " + Cast.documentNumber().value().substring(0, 6) + " ", null, null));
        rows.add(row("有空格", number.substring(0, 6) + " " + number.substring(6, 14) + "\u3000" + number.substring(14).toLowerCase(java.util.Locale.ROOT), null, null));
        rows.add(row("重复", number, null, null));
        rows.add(row("校验码错", number.substring(0, 17) + (number.charAt(17) == '1' ? "2" : "1"), null, null));
        rows.add(row("十五位", number.substring(0, 6) + number.substring(8, 17), null, null));
        rows.add(row("日期不存在", "431003199002301" + "234", null, null));
        rows.add(row("出生不符", Cast.documentNumber().value(), "1955年5月5日", null));
        rows.add(row("读不懂", Cast.documentNumber().value(), "春天", null));
        rows.add(row("电话错", Cast.documentNumber().value(), null, "12345"));
        rows.add(row(null, Cast.documentNumber().value(), null, null));
        rows.add(row("无号码", null, null, null));
        rows.add(row("别的县", Cast.documentNumber().value(), null, null, cast.school().code()));
        var plan = clerk.plan(county, Sheets.of(COLUMNS, rows));

        assertThat(totals(plan)).isEqualTo("2 0 0 0 0 11");
        assertThat(reasons(plan)).containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
            Map.entry(3, "verdict.document-number.length"), Map.entry(5, "roster.document.twice"), Map.entry(6, "verdict.document-number.check-digit"),
            Map.entry(7, "verdict.document-number.length"), Map.entry(8, "verdict.document-number.date"), Map.entry(9, "roster.born.other"),
            Map.entry(10, "roster.date.unreadable"), Map.entry(11, "roster.phone.wrong"), Map.entry(12, "roster.name.missing"),
            Map.entry(13, "roster.document.missing"), Map.entry(14, "roster.unit.unknown")));
        plan.get("findings").forEach(finding -> assertThat(finding.get("column").stringValue()).isIn(COLUMNS));
    }

    @Test
    void roster01ReadsHiddenRowsFormulasScientificNumbersAndTheCalendarOf1904() throws IOException {
        var good = Cast.documentNumber().value();
        var book = RawWorkbook.of("<row r=\"1\">" + text("A1", "某县名册（2026）") + "</row><row r=\"3\">" + text("A3", "姓名*") + text("B3", "身份证号")
            + text("C3", "单位代码") + text("D3", "参加工作时间") + "</row>"
            + line(4, "hidden=\"1\"", "隐藏", text("B4", good), "<c r=\"D4\" s=\"1\"><v>35673</v></c>")
            + line(5, "", "科学", "<c r=\"B5\"><v>4.31003199001010052E+17</v></c>", "")
            + line(6, "", "错误", "<c r=\"B6\" t=\"e\"><v>#N/A</v></c>", "")
            + line(7, "", "公式", "<c r=\"B7\" t=\"str\"><f>CONCAT(1)</f><v>" + Cast.documentNumber().value() + "</v></c>", "")).from1904();
        var plan = clerk.plan(county, Files.readAllBytes(book.write(folder.resolve("real.xlsx"))));

        assertThat(totals(plan)).isEqualTo("2 0 0 0 0 2");
        assertThat(plan.get("findings").valueStream().map(it -> it.get("row").intValue() + " " + it.get("code").stringValue()))
            .containsExactly("4 roster.row.hidden", "5 roster.document.lost-digits", "6 roster.cell.error", "7 roster.cell.formula");
        assertThat(clerk.commit(plan)).hasStatus(202);
        clerk.await(plan.get("id").stringValue());
        assertThat(people.below(new Scope(List.of(school.path())), school.id(), "隐藏", null, 10).items().getFirst().hiredOn())
            .isEqualTo(java.time.LocalDate.of(2001, 9, 1));
    }

    private String line(int row, String attributes, String name, String document, String hired) {
        return "<row r=\"" + row + "\" " + attributes + ">" + text("A" + row, name) + document + text("C" + row, school.code()) + hired + "</row>";
    }

    @Test
    void roster02StoresNamesExactlyWithOneKindOfMiddleDot() {
        var thirty = "买买提·".repeat(10).substring(0, 30) + "江";
        var names = List.of("㛃", "𬎆玉", "阿·依", "阿•依", "阿・依", "阿‧依", thirty);
        var rows = names.stream().map(name -> row(name, Cast.documentNumber().value(), null, null)).toList();
        clerk.carryOut(county, Sheets.of(COLUMNS, rows));

        assertThat(people.below(new Scope(List.of(school.path())), school.id(), null, null, 50).items()).extracting(it -> it.name())
            .containsExactlyInAnyOrder("㛃", "𬎆玉", "阿·依", "阿·依", "阿·依", "阿·依", thirty);
        assertThat(people.below(new Scope(List.of(school.path())), school.id(), "𬎆", null, 50).items()).hasSize(1);
    }

    @Test
    void priv01ColumnsMixedUpLeaveNobodysNumberInTheFindings() {
        var number = Cast.documentNumber().value();
        var spaced = number.substring(0, 6) + " " + number.substring(6, 14) + " " + number.substring(14);
        var columns = List.of("姓名", "证件号码", "单位代码", "职称", "学段", "参加工作时间");
        var plan = clerk.plan(county, Sheets.of(columns, List.of(
            java.util.Arrays.asList("错列", Cast.documentNumber().value(), school.code(), number, null, null),
            java.util.Arrays.asList("错列", Cast.documentNumber().value(), number, null, null, null),
            java.util.Arrays.asList("错列", Cast.documentNumber().value(), school.code(), null, spaced, null),
            java.util.Arrays.asList("错列", Cast.documentNumber().value(), school.code(), null, null, fullWidth("13900001234")),
            java.util.Arrays.asList("错列", Cast.documentNumber().value(), school.code(), null, "长".repeat(5_000), null))));

        assertThat(totals(plan)).isEqualTo("0 0 0 0 0 5");
        assertThat(plan.get("findings").toString()).doesNotContain(number, spaced, number.substring(6, 14), "13900001234", fullWidth("13900001234"));
        assertThat(db.sql("select max(octet_length(arguments::text)) from roster.finding where import_id = cast(:id as uuid)").param("id", plan.get("id").stringValue())
            .query(Integer.class).single()).isLessThan(300);
    }

    @Test
    void inj05FlagsWhatLooksLikeAFormulaAndGivesItBackAsText() throws IOException {
        var rows = List.of(row("=cmd|' /C calc'!A0", Cast.documentNumber().value(), null, null), row("＝1+1", Cast.documentNumber().value(), null, null),
            List.<Object>of("好人", Cast.documentNumber().value(), school.code(), "", "", "@SUM(A1)"));
        var plan = clerk.plan(county, Sheets.of(COLUMNS, rows));

        assertThat(totals(plan)).isEqualTo("0 0 0 0 0 3");
        assertThat(reasons(plan).values()).containsOnly("roster.cell.formula-like");
        var answer = mvc.post().uri("/console/roster/imports/{id}/files", plan.get("id").stringValue()).param("what", "marked")
            .param("reason", "退回更正").with(csrf()).with(as(clerk.actor())).exchange();
        assertThat(answer).hasStatusOk();
        var marked = folder.resolve("marked.xlsx");
        Files.copy(new ByteArrayInputStream(answer.getResponse().getContentAsByteArray()), marked);
        try (var workbook = UploadedWorkbook.open(marked); var read = workbook.rows()) {
            var row = read.filter(it -> it.number() == 2).findFirst().orElseThrow();
            assertThat(row.cell(0).text()).isEqualTo("=cmd|' /C calc'!A0");
            assertThat(row.cell(0).formula()).isFalse();
            assertThat(row.cell(6).text()).contains("公式");
        }
    }

    @Test
    void upload05RefusesOtherKindsWhateverTheirName() throws IOException {
        for (var bytes : List.of("MZ\u0090".getBytes(StandardCharsets.ISO_8859_1), "%PDF-1.7".getBytes(StandardCharsets.US_ASCII),
            new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0, 0, 0},
            Files.readAllBytes(RawWorkbook.of("").part("xl/vbaProject.bin", "macro").write(folder.resolve("macro.xlsx"))))) {
            assertThat(clerk.send(county, bytes)).hasStatus(415);
        }
        assertThat(db.sql("select count(*) from roster.import where organization_id = :id").param("id", county.id().value()).query(Integer.class).single())
            .isZero();
    }

    @Test
    void theTemplateIsARosterItself() throws IOException {
        var answer = mvc.get().uri("/console/roster/template").with(as(clerk.actor())).exchange();
        var failed = clerk.plan(school, answer.getResponse().getContentAsByteArray());

        assertThat(failed.get("reason").get("code").stringValue()).isEqualTo("roster.empty");
        assertThat(failed.get("findings")).isEmpty();
    }

    private List<@Nullable Object> row(@Nullable String name, @Nullable String document, @Nullable String born, @Nullable String phone) {
        return row(name, document, born, phone, school.code());
    }

    private static List<@Nullable Object> row(@Nullable String name, @Nullable String document, @Nullable String born, @Nullable String phone, String unit) {
        return java.util.Arrays.asList(name, document, unit, born, phone, null);
    }

    private static String fullWidth(String digits) {
        return digits.chars().mapToObj(c -> Character.toString(c + 0xFEE0)).collect(java.util.stream.Collectors.joining());
    }

    private static Map<Integer, String> reasons(JsonNode plan) {
        var reasons = new TreeMap<Integer, String>();
        plan.get("findings").forEach(finding -> {
            assertThat(finding.get("refuses").booleanValue()).as(finding.toString()).isTrue();
            assertThat(finding.get("text").stringValue()).isNotBlank().doesNotContain("{0}");
            reasons.put(finding.get("row").intValue(), finding.get("code").stringValue());
        });
        return reasons;
    }
}
