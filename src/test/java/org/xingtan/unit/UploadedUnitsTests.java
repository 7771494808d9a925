package org.xingtan.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xingtan.testing.Cast.as;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Problem;
import org.xingtan.platform.workbook.SheetWriter;
import org.xingtan.testing.Cast;
import org.xingtan.testing.Scanned;
import org.xingtan.testing.XingtanTest;

/** What becomes of a workbook between its upload and its commit. */
@XingtanTest
class UploadedUnitsTests {

    private static final List<String> HEADINGS = List.of("单位代码", "单位名称", "类型", "上级代码");

    @TempDir Path folder;
    @Autowired Cast cast;
    @Autowired PlanUnits plan;
    @Autowired CommitUnits commit;
    @Autowired JdbcClient db;
    @Autowired MockMvcTester mvc;
    @Autowired Scanned scanned;

    private Cast.Place city;
    private Cast.Place county;
    private Actor administrator;

    @BeforeEach
    void plant() {
        city = cast.city();
        county = cast.under(city, "COUNTY");
        administrator = cast.administrator(city);
    }

    @Test
    void uploadingLeavesItsTrace() throws IOException {
        var id = plan.plan(administrator, city.id(), "单位.xlsx", file(row("S1", "留痕小学", "学校", county.code())));

        assertThat(db.sql("select act || ' ' || (after ->> 'rows') || ' ' || organization::text from audit.entry where actor = :actor and after ->> 'import' = :id")
            .param("actor", administrator.teacher().value()).param("id", id.toString()).query(String.class).single())
            .isEqualTo("unit.import.upload 1 " + city.path());
    }

    @Test
    void aWorkbookThatIsCheckedForVirusesIsNotCommitted() throws IOException {
        var file = file(row("S1", "等待小学", "学校", county.code()), row("S4", "怪类型", "飞船", county.code()));
        scanned.held(Files.readAllBytes(file));
        var id = plan.plan(administrator, city.id(), "单位.xlsx", file);
        var page = "/console/units/imports/" + id;

        assertThat(mvc.get().uri(page).with(as(administrator))).bodyText().contains("正在检查", "every 3s").doesNotContain("/commit", "marked.xlsx");
        assertThatThrownBy(() -> commit.commit(administrator, id)).isInstanceOf(Problem.class).hasMessage("document.scanning");
        assertThat(mvc.get().uri(page + "/marked.xlsx").with(as(administrator))).hasStatus(409);
        scanned.tooLarge(Files.readAllBytes(file));
        assertThat(mvc.get().uri(page).with(as(administrator))).bodyText().contains("平台运维").doesNotContain("/commit", "every 3s");
        scanned.clean(Files.readAllBytes(file));
        assertThat(mvc.get().uri(page).with(as(administrator))).bodyText().contains("/commit", "marked.xlsx").doesNotContain("正在检查");
        assertThat(commit.commit(administrator, id)).isTrue();
    }

    @Test
    void anInfectedWorkbookIsNeverCommitted() throws IOException {
        var file = file(row("S1", "隔离小学", "学校", county.code()));
        scanned.held(Files.readAllBytes(file));
        var id = plan.plan(administrator, city.id(), "单位.xlsx", file);
        scanned.infected(Files.readAllBytes(file));

        assertThatThrownBy(() -> commit.commit(administrator, id)).isInstanceOf(Problem.class).hasMessage("document.quarantined");
        assertThat(mvc.get().uri("/console/units/imports/" + id).with(as(administrator))).bodyText().contains(Scanned.SIGNATURE).doesNotContain("/commit");
    }

    private List<String> row(String code, String name, String kind, String above) {
        return List.of("U" + county.code() + "-" + code, name, kind, above);
    }

    @SafeVarargs
    private Path file(List<String>... rows) throws IOException {
        var file = Files.createTempFile(folder, "units", ".xlsx");
        try (var out = Files.newOutputStream(file); var sheet = new SheetWriter(out, "单位", HEADINGS, null)) {
            for (var row : rows) {
                sheet.row(row);
            }
        }
        return file;
    }
}
