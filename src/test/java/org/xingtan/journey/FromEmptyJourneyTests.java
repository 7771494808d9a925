package org.xingtan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.xingtan.directory.DocumentNumber;
import org.xingtan.platform.workbook.SheetWriter;

/** A platform that is started empty becomes one that runs, in the browser alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FromEmptyJourneyTests {

    private static final String PASSWORD = "xing-tan-2026";

    private Stage stage;

    @BeforeAll
    void start() {
        stage = Stage.empty();
    }

    @AfterAll
    void stop() throws IOException {
        stage.close();
    }

    @Test
    @Order(1)
    void theCodeLiesInTheDataFolderForItsOwnerOnly() throws IOException {
        assertThat(code()).matches("([2-9A-Z]{4}-){3}[2-9A-Z]{4}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(stage.data().resolve("setup-code.txt")))).isEqualTo("rw-------");
        assertThat(stage.db().sql("select count(*) from setup.code").query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    @Order(2)
    void aWrongCodeSetsUpNothingAndLeavesItsTrace() {
        try (var visit = stage.visit()) {
            visit.open("/setup");
            fill(visit, Map.of("code", "2222-2222-2222-2222"));
            visit.page().locator("main form button").click();
            visit.sees("设置码不正确");
            assertThat(visit.page().locator("#unitName").inputValue()).as("what was typed is kept").isEqualTo("郴州市教育局");
        }
        assertThat(stage.db().sql("select count(*) from directory.organization").query(Integer.class).single()).isZero();
        assertThat(stage.db().sql("select count(*) from audit.entry where act = 'setup.failed'").query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    @Order(3)
    void whoeverStartedItSetsItUpAndIsLedOn() throws IOException {
        var code = code();
        try (var visit = stage.visit()) {
            visit.open("/");
            shoot(visit, "front");
            visit.press(AriaRole.LINK, "去设置");
            shoot(visit, "setup");
            fill(visit, Map.of("code", code.toLowerCase(java.util.Locale.ROOT).replace("-", " "), "password", "12345678", "again", "12345678"));
            visit.page().locator("main form button").click();
            visit.sees("设置码仍然有效");
            fill(visit, Map.of("code", code));
            visit.page().locator("main form button").click();
            visit.sees("下一步：建立单位");
            shoot(visit, "first-steps");
            assertThat(visit.open("/setup").status()).isEqualTo(404);
            assertThat(visit.open("/console").status()).isEqualTo(200);
        }
        assertThat(Files.exists(stage.data().resolve("setup-code.txt"))).isFalse();
        assertThat(stage.db().sql("select count(*) from setup.code").query(Integer.class).single()).isZero();
        assertThat(stage.db().sql("select act from audit.entry where act = 'setup.complete'").query(String.class).list()).hasSize(1);
    }

    @Test
    @Order(4)
    void theTreeComesFromAWorkbook() throws IOException {
        try (var operator = stage.visit().signIn("duan", PASSWORD)) {
            operator.open("/console/setup");
            operator.press(AriaRole.LINK, "去建立单位");
            shoot(operator, "units");
            operator.press(AriaRole.LINK, "用工作簿批量建立");
            shoot(operator, "imports");
            for (var expected : List.of("提交：执行 4 行", "没有要改动的内容")) {
                operator.page().locator("#file").setInputFiles(workbook());
                operator.press(AriaRole.BUTTON, "上传并核对");
                operator.sees("没有发现问题");
                operator.sees(expected);
                if (expected.startsWith("提交")) {
                    shoot(operator, "plan");
                    operator.press(AriaRole.BUTTON, expected);
                    operator.sees("已执行 4 行");
                    operator.press(AriaRole.LINK, "用工作簿批量建立");
                }
            }
            operator.open("/console/setup");
            operator.sees("下一步：任命管理员");
            operator.open("/console/units");
            shoot(operator, "units-filled");
            operator.press(AriaRole.LINK, "新建单位");
            shoot(operator, "unit-form");
            assertThat(operator.complaints()).isEmpty();
        }
    }

    @Test
    @Order(5)
    void theOperatorAppointsAnAdministratorWhoSignsIn() {
        var number = "43100319850101001" + DocumentNumber.checkDigit("43100319850101001");
        var code = appoint("骆管理", number);
        try (var administrator = stage.visit()) {
            administrator.open("/activation");
            Map.of("name", "骆管理", "number", number, "code", code, "username", "luo.gl", "password", PASSWORD, "again", PASSWORD)
                .forEach((field, text) -> administrator.page().locator("main [name=" + field + "]").fill(text));
            administrator.page().locator("main form button").click();
            administrator.page().waitForURL("**/home");
            administrator.open("/console/units");
            administrator.sees("苏仙区教育局");
            administrator.sees("苏仙区致远中学");
            assertThat(administrator.open("/console/setup").status()).isEqualTo(404);
            administrator.open("/console/accounts");
            administrator.sees("应开通 1 人");
            shoot(administrator, "accounts");
            administrator.press(AriaRole.LINK, "为还没有账号的人员开通");
            shoot(administrator, "codes-below");
        }
    }

    /** By the operator, from his checklist to the code that he hands over. */
    private String appoint(String name, String number) {
        try (var operator = stage.visit().signIn("duan", PASSWORD)) {
            operator.open("/console/setup");
            operator.press(AriaRole.LINK, "去任命");
            shoot(operator, "appointments");
            operator.press(AriaRole.LINK, "逐个任命");
            shoot(operator, "vacancies");
            operator.press(AriaRole.LINK, "任命：苏仙区教育局");
            shoot(operator, "appoint");
            operator.page().locator("#name").fill(name);
            operator.page().locator("#number").fill(number);
            operator.page().locator("main form[method=post] button").click();
            operator.sees("任职中");
            shoot(operator, "appointment");
            operator.press(AriaRole.LINK, "发放激活码或重置码");
            operator.press(AriaRole.BUTTON, "生成一个码");
            var code = operator.page().locator(".slip-code code").innerText();
            operator.open("/console/setup");
            operator.sees("下一步：导入名册");
            assertThat(operator.complaints()).isEmpty();
            return code;
        }
    }

    /** On a desktop and on a phone, in both languages: nothing is wider than the screen, and no key stands for its sentence. */
    private static void shoot(Visit visit, String name) {
        for (var language : List.of("en", "zh-CN")) {
            visit.cookie("lang", language);
            for (var width : List.of(360, 1440)) {
                visit.page().setViewportSize(width, 900);
                visit.page().reload();
                assertThat(visit.page().evaluate("() => document.scrollingElement.scrollWidth - innerWidth")).as(name + " at " + width).isEqualTo(0);
                assertThat(visit.page().locator("main").innerText()).doesNotContainPattern("\\?\\?|\\{\\d}");
                visit.page().screenshot(new Page.ScreenshotOptions().setFullPage(true)
                    .setPath(Path.of("target/screenshots/empty-%s-%d-%s.png".formatted(name, width, language))));
            }
        }
    }

    private static Path workbook() throws IOException {
        var file = Path.of("target/units.xlsx");
        try (var out = Files.newOutputStream(file); var sheet = new SheetWriter(out, "单位", List.of("单位代码", "单位名称", "类型", "上级代码", "学段"), null)) {
            sheet.row(List.of("431003", "苏仙区教育局", "县市区", "431000", ""));
            sheet.row(List.of("431003-S001", "苏仙区致远中学", "学校", "431003", "初中、高中"));
            sheet.row(List.of("431003-S002", "苏仙区青禾小学", "学校", "431003", "小学"));
            sheet.row(List.of("431000-S001", "郴州市第一中学", "学校", "431000", "高中"));
        }
        return file;
    }

    private String code() throws IOException {
        return Files.readString(stage.data().resolve("setup-code.txt")).strip();
    }

    private static void fill(Visit visit, Map<String, String> other) {
        var fields = new java.util.LinkedHashMap<>(Map.of("unitName", "郴州市教育局", "unitCode", "431000", "name", "段运维", "username", "duan",
            "password", PASSWORD, "again", PASSWORD));
        fields.putAll(other);
        visit.page().locator("#kind").selectOption("CITY");
        fields.forEach((name, text) -> visit.page().locator("main [name=" + name + "]").fill(text));
    }
}
