package org.xingtan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A course is made with a film and a bank, reviewed, returned, mended and published: in a browser, with and without its script. */
@ExtendWith(Stage.Provider.class)
class CourseJourneyTests {

    private static final Path FILM = Path.of("src/main/resources/demo/clips/mind-02.mp4");

    private final Stage stage;
    private final String code = "J-" + UUID.randomUUID().toString().substring(0, 12);
    @TempDir Path folder;

    CourseJourneyTests(Stage stage) {
        this.stage = stage;
    }

    @Test
    void fromAnEmptyFormToTheCatalog() throws IOException {
        try (var maker = stage.visit().signIn("city"); var expert = stage.visit().signIn("expert")) {
            begin(maker, "写给新班主任");
            addLesson(maker, "第一次谈心", "VIDEO");
            upload(maker);
            maker.sees("由服务器从视频中测得");
            importBank(maker);
            var course = course(maker);
            maker.press(AriaRole.BUTTON, "送审");
            maker.sees("课程在专家手中");

            review(expert);
            expert.page().getByLabel("意见").fill("请在说明里写明适用的年级");
            expert.press(AriaRole.BUTTON, "退回修改");
            maker.open(course);
            maker.sees("请在说明里写明适用的年级");
            mend(maker);
            review(expert);
            expert.press(AriaRole.BUTTON, "通过");
            publish(course);
            maker.open(course);
            maker.press(AriaRole.LINK, "在目录中查看");
            maker.sees("第一次谈心");
            maker.sees("测验 2 题");
            withdraw(maker, course);
            assertThat(maker.complaints()).isEmpty();
            assertThat(expert.complaints()).isEmpty();
        }
    }

    @Test
    void anUploadThatBrokeOffGoesOnAfterAReload() throws IOException {
        try (var maker = stage.visit().signIn("city")) {
            begin(maker, "断点续传");
            addLesson(maker, "看一看", "VIDEO");
            var offsets = new CopyOnWriteArrayList<String>();
            maker.page().onRequest(request -> {
                if (request.method().equals("PUT")) {
                    offsets.add(request.url().replaceFirst(".*offset=", ""));
                }
            });
            var film = Files.readAllBytes(FILM);
            var large = Files.write(folder.resolve("large.mp4"), java.util.Arrays.copyOf(film, 700_000));
            maker.context().route("**/uploads/*?offset=262144", route -> route.abort());
            choose(maker.page(), large);
            maker.page().waitForFunction("() => document.querySelector('.upload-state [role=status]').textContent.includes('正在重试')");
            maker.page().onDialog(dialog -> dialog.accept());
            maker.page().reload();
            maker.sees("还没有传完，已保存 37 %");
            offsets.clear();
            maker.context().unroute("**/uploads/*?offset=262144");
            choose(maker.page(), large);

            maker.sees("由服务器从视频中测得");
            assertThat(offsets).first().isEqualTo("262144");
        }
    }

    @Test
    void withoutAScriptTheFormSendsTheFilm() throws IOException {
        var plain = new Browser.NewContextOptions().setJavaScriptEnabled(false);
        try (var maker = stage.visit(plain).signIn("city")) {
            begin(maker, "没有脚本");
            addLesson(maker, "看一看", "VIDEO");
            upload(maker);
            maker.sees("由服务器从视频中测得");
            importBank(maker);
            assertThat(maker.complaints()).isEmpty();
        }
    }

    private void begin(Visit maker, String title) {
        maker.open("/console/courses");
        maker.press(AriaRole.LINK, "新建课程");
        maker.page().getByLabel("课程编号").fill(code + title.length());
        maker.page().getByLabel("课程名称").fill(title);
        maker.press(AriaRole.BUTTON, "保存，去加内容");
    }

    private static void addLesson(Visit maker, String title, String kind) {
        maker.page().getByLabel("新一节的名称").fill(title);
        maker.page().getByLabel("形式").selectOption(kind);
        maker.press(AriaRole.BUTTON, "加一节");
        maker.sees("由服务器测量");
    }

    private static void upload(Visit maker) {
        choose(maker.page(), FILM);
    }

    private static void choose(Page page, Path file) {
        page.locator("#file-media-input").setInputFiles(file);
        page.locator("#file-media form[enctype] button:not([data-pause])").click();
    }

    private void importBank(Visit maker) throws IOException {
        maker.press(AriaRole.LINK, "从工作簿导入");
        var page = maker.page();
        page.getByLabel("工作簿").setInputFiles(workbook("也许"));
        maker.press(AriaRole.BUTTON, "导入");
        maker.sees("有 1 处需要改");
        maker.sees("标明这句话正确还是错误");
        maker.complaints();
        page.getByLabel("工作簿").setInputFiles(workbook("对"));
        maker.press(AriaRole.BUTTON, "导入");
        maker.sees("导入了 2 题");
    }

    private Path workbook(String answer) throws IOException {
        var file = folder.resolve("bank-" + answer + ".xlsx");
        try (var out = Files.newOutputStream(file); var workbook = new Workbook(out, "test", "1.0")) {
            var sheet = workbook.newWorksheet("题库");
            var rows = List.of(List.of("题型", "题目", "选项A", "选项B", "答案"), List.of("单选", "先做什么？", "听", "说", "A"), List.of("判断", "谈心要先听完", "", "", answer));
            for (var row = 0; row < rows.size(); row++) {
                for (var column = 0; column < rows.get(row).size(); column++) {
                    sheet.value(row, column, rows.get(row).get(column));
                }
            }
        }
        return file;
    }

    /** The course's own page, from wherever below it. */
    private static String course(Visit maker) {
        var address = maker.page().url().replaceFirst("^https?://[^/]*(/console/courses/[^/]*).*", "$1");
        maker.open(address);
        return address;
    }

    private static void review(Visit expert) {
        expert.open("/console/course-reviews");
        expert.press(AriaRole.LINK, "写给新班主任");
        expert.sees("系统已核对");
        expert.sees("先做什么？");
    }

    /** By somebody else than who made it. */
    private void publish(String course) {
        try (var province = stage.visit().signIn("province")) {
            province.open(course);
            province.press(AriaRole.BUTTON, "发布");
            province.sees("已发布");
            assertThat(province.complaints()).isEmpty();
        }
    }

    private static void withdraw(Visit maker, String course) {
        maker.open(course);
        maker.page().locator("summary").getByText("下架").click();
        maker.page().getByLabel("理由").fill("内容要重新核对");
        maker.press(AriaRole.BUTTON, "下架");
        maker.sees("已下架");
    }

    private static void mend(Visit maker) {
        maker.page().locator("summary").getByText("名称、简介与学段").click();
        maker.page().getByLabel("简介").fill("适用于初中一年级");
        maker.press(AriaRole.BUTTON, "保存");
        maker.press(AriaRole.BUTTON, "送审");
        maker.sees("课程在专家手中");
    }
}
