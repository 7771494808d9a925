package org.xingtan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.xingtan.directory.DocumentNumber;
import org.xingtan.platform.Window;
import org.xingtan.platform.workbook.SheetWriter;

/** A platform that is started empty becomes one that runs, up to a certified teacher, in the browser alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FromEmptyJourneyTests {

    private static final String PASSWORD = "xing-tan-2026";
    private static final String COURSE = "班级管理入门";
    private static final String PROGRAM = "新学期班级管理研修";
    private static final String TEACHER = number("43100319900202002");

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
        var number = number("43100319850101001");
        var code = appoint("骆管理", number);
        try (var administrator = stage.visit()) {
            activate(administrator, "骆管理", number, code, "luo.gl");
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

    @Test
    @Order(6)
    void theAdministratorBringsTheRoster() throws IOException {
        try (var administrator = stage.visit().signIn("luo.gl", PASSWORD)) {
            administrator.open("/console/roster");
            administrator.page().locator("#file").setInputFiles(roster());
            administrator.press(AriaRole.BUTTON, "上传并核对");
            administrator.sees("核对完毕，等您决定");
            administrator.press(AriaRole.BUTTON, "生效（2 人）");
            administrator.sees("已经生效");
            assertThat(administrator.complaints()).isEmpty();
        }
    }

    @Test
    @Order(7)
    void oneMakesACourseAnotherReviewsIt() {
        try (var administrator = stage.visit().signIn("luo.gl", PASSWORD); var operator = stage.visit().signIn("duan", PASSWORD)) {
            administrator.open("/console/courses/new");
            administrator.page().locator("#code").fill("BJGL-01");
            administrator.page().locator("#title").fill(COURSE);
            administrator.press(AriaRole.BUTTON, "保存，去加内容");
            administrator.page().locator("#lesson-title").fill("开学第一课");
            administrator.page().locator("#kind").selectOption("TEXT");
            administrator.press(AriaRole.BUTTON, "加一节");
            administrator.page().locator("#length").fill("0:12");
            administrator.page().locator("#body").fill("先认识每一个孩子，再说规矩。");
            administrator.press(AriaRole.BUTTON, "保存");
            administrator.press(AriaRole.LINK, COURSE);
            administrator.press(AriaRole.BUTTON, "送审");
            administrator.sees("待审核");

            operator.open("/console/course-reviews");
            operator.press(AriaRole.LINK, COURSE);
            operator.press(AriaRole.BUTTON, "通过");
            operator.sees("审核通过");

            administrator.page().reload();
            administrator.press(AriaRole.BUTTON, "发布");
            administrator.sees("课程已在目录中");
            assertThat(administrator.complaints()).isEmpty();
            assertThat(operator.complaints()).isEmpty();
        }
    }

    @Test
    @Order(8)
    void aProgramIsBuiltByFormsAndPublished() {
        var today = LocalDate.now(Window.ZONE);
        try (var administrator = stage.visit().signIn("luo.gl", PASSWORD)) {
            var page = administrator.page();
            administrator.open("/console/programs");
            page.locator("#title").fill(PROGRAM);
            administrator.press(AriaRole.BUTTON, "开始");
            page.waitForURL(Pattern.compile(".*/basics$"));
            var draft = page.url().replaceFirst("https?://[^/]+", "").replaceFirst("/basics$", "");
            administrator.open(draft + "/windows");
            page.locator("summary", new Page.LocatorOptions().setHasText("设置时段")).first().click();
            page.getByLabel("第一天").first().fill(today.toString());
            page.getByLabel("最后一天").first().fill(today.plusDays(30).toString());
            administrator.press(AriaRole.BUTTON, "设置");
            fillWithContent(administrator, draft);
            administrator.open(draft + "/check");
            shoot(administrator, "program-check");
            administrator.press(AriaRole.BUTTON, "发布");
            page.waitForURL(Pattern.compile(".*/console/programs/[0-9a-f-]{36}$"));
            assertThat(administrator.complaints()).isEmpty();
        }
        try (var operator = stage.visit().signIn("duan", PASSWORD)) {
            operator.open("/console/setup");
            shoot(operator, "all-steps");
            assertThat(operator.page().locator("main").innerText()).doesNotContain("下一步：");
        }
    }

    private static void fillWithContent(Visit visit, String draft) {
        var page = visit.page();
        visit.open(draft + "/content");
        page.locator("#new-phase").fill("第一阶段");
        page.locator("form.paper button", new Page.LocatorOptions().setHasText("添加")).last().click();
        page.locator("summary", new Page.LocatorOptions().setHasText("添加模块")).click();
        page.getByPlaceholder("模块名称").fill("班级管理");
        page.locator("details[open] button", new Page.LocatorOptions().setHasText("添加")).click();
        visit.press(AriaRole.LINK, "选课程");
        page.locator("input[name=course]").first().check();
        visit.press(AriaRole.BUTTON, "加入所选课程");
        page.waitForURL(Pattern.compile(".*/content.*"));
    }

    @Test
    @Order(9)
    void aTeacherLearnsAndHoldsACertificateThatAnybodyCanVerify() throws IOException {
        var code = codeOf("严晓梅");
        try (var teacher = stage.visit(); var anybody = stage.visit()) {
            activate(teacher, "严晓梅", TEACHER, code, "yan.xm");
            teacher.page().locator(".todo li").filter(new Locator.FilterOptions().setHasText(PROGRAM)).getByRole(AriaRole.LINK).first().click();
            teacher.press(AriaRole.BUTTON, "参加");
            teacher.press(AriaRole.LINK, "开始学习");
            teacher.page().locator(".lesson-link").first().click();
            teacher.sees("本节已完成");
            shoot(teacher, "lesson-done");
            teacher.open("/certificates");
            teacher.sees(PROGRAM);
            shoot(teacher, "certificate");
            var pdf = teacher.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("下载 PDF")).first().getAttribute("href");
            var address = Certificate.address(teacher.context().request().get(pdf).body());
            assertThat(anybody.open(address).status()).isEqualTo(200);
            anybody.sees("证书有效");
            anybody.sees("严*梅");
        }
        try (var administrator = stage.visit().signIn("luo.gl", PASSWORD)) {
            administrator.open("/console/statistics");
            shoot(administrator, "statistics");
            assertThat(administrator.page().locator(".funnel-count").allInnerTexts()).as("three may take part, one has a certificate")
                .containsExactly("3", "1", "1", "1", "1");
        }
    }

    /** From the sheet of slips that the administrator prints. */
    private String codeOf(String name) {
        try (var administrator = stage.visit().signIn("luo.gl", PASSWORD)) {
            administrator.open("/console/accounts");
            administrator.press(AriaRole.LINK, "为还没有账号的人员开通");
            administrator.press(AriaRole.BUTTON, "生成");
            return administrator.page().locator(".slip").filter(new Locator.FilterOptions().setHasText(name)).locator(".slip-code code").innerText();
        }
    }

    private static void activate(Visit visit, String name, String number, String code, String username) {
        visit.open("/activation");
        Map.of("name", name, "number", number, "code", code, "username", username, "password", PASSWORD, "again", PASSWORD)
            .forEach((field, text) -> visit.page().locator("main [name=" + field + "]").fill(text));
        visit.page().locator("main form button").click();
        visit.page().waitForURL("**/home");
    }

    private static String number(String first17) {
        return first17 + DocumentNumber.checkDigit(first17);
    }

    private static Path roster() throws IOException {
        var file = Path.of("target/roster.xlsx");
        try (var out = Files.newOutputStream(file);
             var sheet = new SheetWriter(out, "名册", List.of("姓名", "证件号码", "单位代码", "学段", "岗位身份"), null)) {
            sheet.row(List.of("严晓梅", TEACHER, "431003-S001", "初中", "班主任、专任教师"));
            sheet.row(List.of("尹志远", number("43100319880303303"), "431003-S002", "小学", "专任教师"));
        }
        return file;
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
            visit.page().reload();
            for (var width : List.of(360, 1440)) {
                visit.page().setViewportSize(width, 900);
                assertThat(visit.page().evaluate("() => document.scrollingElement.scrollWidth - innerWidth")).as(name + " at " + width).isEqualTo(0);
                assertThat(visit.page().locator("main").innerText()).doesNotContainPattern("\\?\\?|\\{\\d}");
                Visit.photograph(visit.page(), "empty-%s-%d-%s".formatted(name, width, language));
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
