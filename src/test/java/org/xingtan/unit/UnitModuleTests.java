package org.xingtan.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.as;
import static org.xingtan.testing.Cast.csrf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.workbook.SheetWriter;
import org.xingtan.program.Audience;
import org.xingtan.program.CompletionRule;
import org.xingtan.tally.DayFigure;
import org.xingtan.tally.Figure;
import org.xingtan.tally.Measure;
import org.xingtan.tally.Tally;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Curriculum;
import org.xingtan.testing.Killing;
import org.xingtan.testing.XingtanTest;

@XingtanTest
class UnitModuleTests {

    private static final List<String> HEADINGS = List.of("单位代码", "单位名称", "类型", "上级代码", "学段", "举办者", "农村", "直属");

    @TempDir Path folder;
    @Autowired Cast cast;
    @Autowired Curriculum curriculum;
    @Autowired Killing killing;
    @Autowired PlanUnits plan;
    @Autowired CommitUnits commit;
    @Autowired KeepUnit keep;
    @Autowired UnitWorkbooks workbooks;
    @Autowired Tally tally;
    @Autowired JdbcClient db;
    @Autowired MockMvcTester mvc;

    private Cast.Place city;
    private Cast.Place county;
    private Actor administrator;
    private String tag;

    @BeforeEach
    void plant() {
        city = cast.city();
        county = cast.under(city, "COUNTY");
        administrator = cast.administrator(city);
        tag = "U" + county.code() + "-";
    }

    @Test
    void makesATreeInWhateverOrderItsRowsStand() throws IOException {
        var id = upload(row("P1", "明德教学点", "教学点", tag + "S1"), row("S1", "明德中学", "学校", county.code(), "初中、高中", "民办", "是", "否"));

        assertThat(report(id).totals()).isEqualTo(new UnitReport.Totals(2, 0, 0, 0, 0));
        assertThat(commit.commit(administrator, id)).isTrue();

        var school = db.sql("select path::text as path, stages, ownership, rural_since is not null as rural from directory.organization where code = :code")
            .param("code", tag + "S1").query().singleRow();
        assertThat(school).containsEntry("path", county.path() + "." + (tag + "S1").replace('-', '_')).containsEntry("ownership", "PRIVATE").containsEntry("rural", true);
        assertThat(path("P1")).isEqualTo(path("S1") + "." + (tag + "P1").replace('-', '_'));
    }

    @Test
    void theSameFileTwiceChangesNothing() throws IOException {
        var rows = new String[][] {row("S1", "明德中学", "学校", county.code(), "初中"), row("S2", "青禾小学", "学校", county.code(), "小学")};
        commit.commit(administrator, upload(rows));
        var again = upload(rows);

        assertThat(report(again).totals()).isEqualTo(new UnitReport.Totals(0, 0, 0, 2, 0));
        commit.commit(administrator, again);
        commit.commit(administrator, again);
        assertThat(db.sql("select count(*) from unit.change c join directory.organization o on o.id = c.organization_id where o.code like :tag || '%'")
            .param("tag", tag).query(Integer.class).single()).isEqualTo(2);
    }

    @Test
    void saysOfEachCellWhatIsWrongAndDoesTheRest() throws IOException {
        var elsewhere = cast.school();
        var id = upload(row("S1", "好学校", "学校", county.code()), row("S1", "重复", "学校", county.code()), row("S3", "", "学校", county.code()),
            row("S4", "怪类型", "飞船", county.code()), row("S5", "无上级", "学校", "NOWHERE"), row("S6", "=cmd", "学校", county.code()),
            row("S7", "学段", "学校", county.code(), "大大班"), row("S8", "在错误下面", "教学点", tag + "S4"), row("S9", "学校下的学校", "学校", tag + "S1"),
            row("SA", "自己下面", "教学点", tag + "SB"), row("SB", "自己下面", "学校", tag + "SA"),
            new String[] {elsewhere.code(), "别人的", "学校", county.code()}, new String[] {"12 34_5", "代码", "学校", county.code()},
            new String[] {"43100", "假县", "县市区", city.code()});

        var report = report(id);
        assertThat(report.totals().create()).isEqualTo(1);
        assertThat(report.remarks().stream().map(it -> it.finding().row() + " " + it.finding().code())).contains("3 unit.code.twice", "4 unit.name.missing",
            "5 unit.word.unknown", "6 unit.parent.unknown", "7 unit.cell.formula-like", "8 unit.word.unknown", "9 unit.parent.refused", "10 unit.parent.kind",
            "13 unit.code.elsewhere", "14 unit.code.shape", "15 unit.code.division");
        assertThat(report.remarks().stream().filter(it -> it.refuses() && it.finding().row() >= 11 && it.finding().row() <= 12)).isNotEmpty();
        assertThat(report.remarks().stream().filter(it -> it.finding().code().equals("unit.cell.formula-like")).findFirst().orElseThrow().finding().column())
            .isEqualTo("单位名称");
        commit.commit(administrator, id);
        assertThat(db.sql("select count(*) from directory.organization where code like :tag || '%'").param("tag", tag).query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void aMoveTakesTheSubtreeAlongAndKeepsTheHistory() throws IOException {
        var other = cast.under(city, "COUNTY");
        var school = cast.school(county);
        var point = cast.under(school, "TEACHING_POINT");
        commit.commit(administrator, upload(new String[] {school.code(), school.name(), null, other.code()}));

        assertThat(pathOf(point.id())).isEqualTo(other.path() + "." + school.code().replace('-', '_') + "." + point.code().replace('-', '_'));
        assertThat(db.sql("select act from unit.change where organization_id = :id").param("id", school.id().value()).query(String.class).list())
            .containsExactly("MOVE");
        assertThatThrownBy(() -> db.sql("update unit.change set by_name = 'x' where organization_id = :id").param("id", school.id().value()).update())
            .hasMessageContaining("append-only");
        assertThat(mvc.get().uri("/console/units?organization=" + school.id()).with(as(administrator))).hasStatusOk().bodyText()
            .contains("上级由 " + county.code() + " 改为 " + other.code());
    }

    @Test
    void figuresFollowAMoveInTheSameTransaction() throws IOException {
        var other = cast.under(city, "COUNTY");
        var school = cast.school(county);
        var program = new ProgramId(UUID.randomUUID());
        tally.load(Stream.of(new DayFigure(LocalDate.of(2026, 1, 1), new Figure(program, school.id(), Measure.ENROLLED, 3))));

        commit.commit(administrator, upload(new String[] {school.code(), school.name(), null, other.code()}));

        assertThat(sum(program, county)).isZero();
        assertThat(sum(program, other)).isEqualTo(3);
        assertThat(sum(program, city)).isEqualTo(3);
    }

    @Test
    void whoMayTakePartFollowsAMoveAndAChangeInTheSameTransaction() throws IOException {
        var other = cast.under(city, "COUNTY");
        var school = cast.school(county);
        cast.teacher(school);
        var rule = new CompletionRule.LessonsAtLeast(1, null);
        var program = curriculum.aProgram(city.id()).track("HERE", new Audience.Within(List.of(county.path())), rule)
            .track("RURAL", new Audience.Rural(), rule).publish().id();
        assertThat(eligible(program, school)).isEqualTo(1);

        commit.commit(administrator, upload(new String[] {school.code(), school.name(), null, other.code()}));
        assertThat(eligible(program, school)).isZero();
        commit.commit(administrator, upload(new String[] {school.code(), school.name(), "学校", other.code(), null, null, "是", null}));
        assertThat(eligible(program, school)).isEqualTo(1);
        assertThat(db.sql("select count(*) from report.subtotal where program_id = :program and n < 0").param("program", program.value())
            .query(Integer.class).single()).isZero();
    }

    private long eligible(ProgramId program, Cast.Place unit) {
        return tally.figures(program).stream().filter(it -> it.measure() == Measure.ELIGIBLE && it.organization().equals(unit.id()))
            .mapToLong(Figure::n).sum();
    }

    private long sum(ProgramId program, Cast.Place unit) {
        return db.sql("select coalesce(sum(n), 0) from report.subtotal where program_id = :program and organization_id = :unit")
            .param("program", program.value()).param("unit", unit.id().value()).query(Long.class).single();
    }

    @Test
    void theDatabaseRefusesATreeThatIsNone() {
        var school = cast.school(county);
        assertThatThrownBy(() -> db.sql("update directory.organization set parent_id = :p where id = :id").param("p", city.id().value())
            .param("id", school.id().value()).update()).hasMessageContaining("does not lie under its parent");
        assertThatThrownBy(() -> db.sql("update directory.organization set kind = 'PROVINCE' where id = :id").param("id", county.id().value()).update())
            .hasMessageContaining("cannot lie under");
        cast.school(county);
        assertThatThrownBy(() -> db.sql("update directory.organization set kind = 'PROVIDER' where id = :id").param("id", county.id().value()).update())
            .hasMessageContaining("does not fit under");
    }

    @Test
    void aPlanThatThingsHaveOvertakenIsMadeAgain() throws IOException {
        var id = upload(row("S1", "明德中学", "学校", county.code()));
        cast.place(county, "SCHOOL", tag + "S1", List.of());

        assertThat(commit.commit(administrator, id)).isFalse();
        assertThat(report(id).totals()).isEqualTo(new UnitReport.Totals(0, 1, 0, 0, 0));
        assertThat(commit.commit(administrator, id)).isTrue();
    }

    @Test
    void whatIsThrownAwayIsNotCommittedAndTheOtherWayRound() throws IOException {
        var id = upload(row("S1", "明德中学", "学校", county.code()));
        commit.discard(administrator, id);
        assertThatThrownBy(() -> commit.commit(administrator, id)).isInstanceOf(Problem.class).hasMessage("unit.import.discarded");
        var other = upload(row("S2", "明德小学", "学校", county.code()));
        commit.commit(administrator, other);
        assertThatThrownBy(() -> commit.discard(administrator, other)).isInstanceOf(Problem.class).hasMessage("unit.import.committed");
    }

    @Test
    void nobodyReachesBeyondHisUnits() throws IOException {
        var stranger = cast.administrator(cast.county());
        var id = upload(row("S1", "明德中学", "学校", county.code()));
        assertThatThrownBy(() -> commit.commit(stranger, id)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> plan.plan(stranger, county.id(), "x.xlsx", file(row("S1", "x", "学校", county.code())))).isInstanceOf(NotFound.class);
        var own = cast.administrator(county);
        assertThatThrownBy(() -> keep.close(own, county.id(), true)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> keep.save(own, county.id(), rename(county, "自封"))).isInstanceOf(Refused.class).hasMessageContaining("unit.top");
        for (var path : List.of("", "/imports", "/export.xlsx")) {
            assertThat(mvc.get().uri("/console/units" + path + "?organization=" + county.id()).with(as(stranger))).as(path).hasStatus(404);
        }
        assertThat(mvc.get().uri("/console/units/imports/" + id).with(as(stranger))).hasStatus(404);
        assertThat(mvc.get().uri("/console/units/imports/" + id + "/marked.xlsx").with(as(stranger))).hasStatus(404);
    }

    @Test
    void aCommitWhoseDatabaseIsKilledHasDoneNothingAndCanBeDoneAgain() throws Exception {
        var school = cast.school(county);
        var id = upload(row("K1", "新小学", "学校", county.code(), "小学"), new String[] {school.code(), "改名小学"});
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
             var trap = killing.at("select 1 from directory.organization where id = ? for no key update", school.id().value())) {
            var committed = threads.submit(() -> commit.commit(administrator, id));
            // The new unit is written, and the other one's name is to be.
            trap.kill("update directory.organization");
            assertThatThrownBy(committed::get).hasCauseInstanceOf(RuntimeException.class);
        }
        assertThat(names("K1", school)).containsExactly(school.name());
        assertThat(report(id).state()).isEqualTo(UnitReport.State.PLANNED);

        assertThat(commit.commit(administrator, id)).isTrue();
        assertThat(names("K1", school)).containsExactlyInAnyOrder("新小学", "改名小学");
        assertThat(db.sql("select count(*) from unit.change where import_id = :id").param("id", id).query(Integer.class).single()).isEqualTo(2);
    }

    private List<String> names(String code, Cast.Place other) {
        return db.sql("select name from directory.organization where code in (:one, :other)").param("one", tag + code).param("other", other.code())
            .query(String.class).list();
    }

    @Test
    void aUnitIsClosedWhenNothingHoldsItOpen() {
        var school = cast.school(county);
        cast.teacher(school);
        assertThatThrownBy(() -> keep.close(administrator, school.id(), true)).isInstanceOf(Refused.class).hasMessageContaining("unit.no-people");
        var empty = cast.school(county);
        keep.close(administrator, empty.id(), true);
        keep.close(administrator, empty.id(), true);
        keep.close(administrator, empty.id(), false);
        assertThat(db.sql("select act from unit.change where organization_id = :id order by id").param("id", empty.id().value()).query(String.class).list())
            .containsExactly("CLOSE", "REOPEN");
    }

    @Test
    void nothingOpensBelowWhatIsClosed() {
        var parent = cast.under(county.parent(), "COUNTY");
        var school = cast.school(parent);
        var city = cast.administrator(county.parent());
        keep.close(city, school.id(), true);
        keep.close(city, parent.id(), true);

        assertThatThrownBy(() -> keep.close(city, school.id(), false)).isInstanceOf(Refused.class).hasMessageContaining("unit.parent-open");
        keep.close(city, parent.id(), false);
        keep.close(city, school.id(), false);
    }

    @Test
    void formsFollowTheSameRules() {
        var page = mvc.post().uri("/console/units/new?under=" + county.id()).with(csrf()).with(as(administrator))
            .param("code", tag + "F1").param("name", "").param("kind", "NATION").exchange();
        assertThat(page).hasStatus(422).bodyText().contains("没有单位名称");
        assertThat(mvc.post().uri("/console/units/new?under=" + county.id()).with(csrf()).with(as(administrator))
            .param("code", tag + "F1").param("name", "表单小学").param("kind", "SCHOOL").param("stages", "PRIMARY")).hasStatus3xxRedirection();
        var id = db.sql("select id from directory.organization where code = :code").param("code", tag + "F1").query(UUID.class).single();
        assertThat(mvc.post().uri("/console/units/" + id).with(csrf()).with(as(administrator)).param("name", "改名小学").param("kind", "SCHOOL")
            .param("parent", county.code()).param("rural", "true")).hasStatus3xxRedirection();
        assertThat(mvc.get().uri("/console/units?organization=" + id).with(as(administrator))).hasStatusOk().bodyText().contains("原名“表单小学”，改为“改名小学”");
        assertThat(mvc.get().uri("/console/units/" + id).with(as(administrator))).hasStatusOk().bodyText().contains("改名小学");
    }

    @Test
    void theTemplateTheExportAndTheMarkedWorkbookAreReadAgain() throws IOException {
        var template = new ByteArrayOutputStream();
        workbooks.template(Locale.SIMPLIFIED_CHINESE, template);
        assertThat(cells(template.toByteArray()).getFirst()).startsWith("单位代码", "单位名称", "类型", "上级代码");
        cast.school(county);
        var exported = new ByteArrayOutputStream();
        workbooks.export(administrator, known(county), Locale.SIMPLIFIED_CHINESE, exported);
        var file = Files.write(folder.resolve("export.xlsx"), exported.toByteArray());
        var id = plan.plan(administrator, city.id(), "export.xlsx", file);
        assertThat(report(id).totals()).isEqualTo(new UnitReport.Totals(0, 0, 0, 2, 0));

        var bad = upload(row("S4", "怪类型", "飞船", county.code()));
        var marked = new ByteArrayOutputStream();
        workbooks.marked(report(bad), Locale.SIMPLIFIED_CHINESE, marked);
        assertThat(cells(marked.toByteArray()).toString()).contains("“飞船”不在可选项里");
    }

    @Test
    void theWholeWayByThePages() throws IOException {
        var file = new MockMultipartFile("file", "单位.xlsx", PlanUnits.XLSX, Files.readAllBytes(file(row("S1", "页面小学", "学校", county.code()))));
        var answer = mvc.post().uri("/console/units/imports?organization=" + city.id()).multipart().contentType("multipart/form-data; boundary=b").file(file).with(csrf()).with(as(administrator)).exchange();
        assertThat(answer).hasStatus3xxRedirection();
        var place = answer.getResponse().getRedirectedUrl();
        assertThat(mvc.get().uri(place).with(as(administrator))).hasStatusOk().bodyText().contains("没有发现问题", "提交：执行 1 行");
        assertThat(mvc.post().uri(place + "/commit").with(csrf()).with(as(administrator))).hasStatus3xxRedirection();
        assertThat(mvc.get().uri(place).with(as(administrator))).bodyText().contains("已执行 1 行");
        assertThat(mvc.get().uri("/console/units/imports?organization=" + city.id()).with(as(administrator))).bodyText().contains("单位.xlsx", "已提交");
    }

    @Test
    void refusesWhatIsNoWorkbook() throws IOException {
        var text = Files.writeString(folder.resolve("x.xlsx"), "name,code\n");
        assertThatThrownBy(() -> plan.plan(administrator, city.id(), "x.xlsx", text)).isInstanceOf(Problem.class).hasMessage("error.workbook.kind");
        var other = folder.resolve("other.xlsx");
        try (var out = Files.newOutputStream(other); var sheet = new SheetWriter(out, "x", List.of("姓名", "电话"), null)) {
            sheet.row(List.of("a", "b"));
        }
        assertThatThrownBy(() -> plan.plan(administrator, city.id(), "x.xlsx", other)).isInstanceOf(Refused.class).hasMessageContaining("workbook.no-header");
    }

    @Test
    void aWholeCountyOfUnitsGoesThroughAtOnce() throws IOException {
        var rows = IntStream.range(0, 2_000).mapToObj(i -> row("N" + i, "学校" + i, "学校", county.code(), "小学")).toArray(String[][]::new);
        var id = upload(rows);

        assertThat(commit.commit(administrator, id)).isTrue();
        assertThat(report(id).totals().create()).isEqualTo(2_000);
    }

    private UnitReport report(UUID id) {
        return commit.at(administrator, id);
    }

    private @Nullable String path(String code) {
        return db.sql("select path::text from directory.organization where code = :code").param("code", tag + code).query(String.class).single();
    }

    private String pathOf(OrganizationId id) {
        return db.sql("select path::text from directory.organization where id = :id").param("id", id.value()).query(String.class).single();
    }

    @Autowired KnownUnits units;

    private KnownUnit known(Cast.Place place) {
        return units.find(place.id()).orElseThrow();
    }

    private UnitRow rename(Cast.Place place, String name) {
        return new UnitRow(0, place.code(), name, null, null, null, null, null, null, null);
    }

    private String[] row(String code, @Nullable String... more) {
        var all = new ArrayList<String>(List.of(tag + code));
        all.addAll(Arrays.asList(more));
        return all.toArray(String[]::new);
    }

    private UUID upload(String[]... rows) throws IOException {
        return plan.plan(administrator, city.id(), "units.xlsx", file(rows));
    }

    private Path file(String[]... rows) throws IOException {
        var file = Files.createTempFile(folder, "units", ".xlsx");
        try (var out = Files.newOutputStream(file); var sheet = new SheetWriter(out, "单位", HEADINGS, null)) {
            for (var row : rows) {
                sheet.row(Arrays.asList(row));
            }
        }
        return file;
    }

    private static List<List<String>> cells(byte[] workbook) throws IOException {
        try (var read = new ReadableWorkbook(new ByteArrayInputStream(workbook)); var rows = read.getFirstSheet().openStream()) {
            return rows.map(row -> IntStream.range(0, row.getCellCount()).mapToObj(i -> row.getCell(i) == null ? "" : row.getCell(i).getRawValue() == null
                ? "" : row.getCell(i).getText()).toList()).toList();
        }
    }
}
