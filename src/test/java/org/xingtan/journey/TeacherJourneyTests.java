package org.xingtan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The main job, end to end: a teacher learns a national topic, earns explained hours, holds a verifiable certificate. */
@ExtendWith(Stage.Provider.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TeacherJourneyTests {

    private final Stage stage;

    TeacherJourneyTests(Stage stage) {
        this.stage = stage;
    }

    @Test
    @Order(1)
    void aTeacherJoinsWatchesALessonPassesItsQuizAndSeesTheHours() {
        try (var teacher = stage.visit()) {
            teacher.signIn("teacher");
            join(teacher);
            openFirstLesson(teacher);
            watchAtDoubleSpeed(teacher);
            passTheQuiz(teacher);

            teacher.press(AriaRole.LINK, "看学时明细");
            teacher.sees("+0.50");
            teacher.sees(Stage.WINTER);
            assertThat(teacher.complaints()).isEmpty();
        }
    }

    @Test
    @Order(2)
    void theCertificateOfTheWholePhaseIsConfirmedByItsQrCode() throws IOException {
        var winter = stage.program(Stage.WINTER);
        var learner = new Learner(stage, "teacher").join(winter, "PARTICIPANT");
        firstPhase(learner.lessons(winter)).forEach(lesson -> learner.complete(winter, lesson));

        try (var teacher = stage.visit(); var anybody = stage.visit()) {
            teacher.signIn("teacher").open("/certificates");
            teacher.sees(Stage.WINTER);
            var pdf = teacher.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("下载 PDF")).first().getAttribute("href");
            var file = teacher.context().request().get(pdf, RequestOptions.create());
            assertThat(file.headers()).containsEntry("content-type", "application/pdf");

            var address = Certificate.address(file.body());
            assertThat(address).startsWith(stage.address() + "/verification/");
            assertThat(anybody.open(address).status()).isEqualTo(200);
            anybody.sees("证书有效");
            anybody.sees("李*静");
            anybody.sees("3.00");
        }
        assertThat(learner.get("/me/certificates").get("items").get(0).get("state").asString()).isEqualTo("VALID");
        assertThat(learner.get("/programs/" + winter + "/progress").get("certificate").get("state").asString()).isEqualTo("ISSUED");
    }

    @Test
    void onTheBoardATeacherOfNeitherKindGetsTimeAndIsToldWhyNoCertificate() {
        try (var plain = board("plain")) {
            assertThat(offered(plain)).isEqualTo(List.of("OTHER"));
            plain.sees("只记录学习时长");
            plain.press(AriaRole.BUTTON, "以“其他教师”身份参加");
            plain.press(AriaRole.LINK, "开始学习");
            plain.sees("按通知，这个身份只记录学习时长，不发证书。");
        }
    }

    @Test
    void onTheBoardACounselorNeedsFifteenLessonsAndAHomeroomTeacherTen() {
        needs("counselor", "COUNSELOR", "15");
        needs("teacher", "HOMEROOM", "10");
    }

    private void needs(String username, String track, String lessons) {
        new Learner(stage, username).join(stage.program(Stage.BOARD), track);
        try (var person = board(username)) {
            person.sees("完成不少于 " + lessons + " 节课程");
            person.open("/programs/" + stage.program(Stage.BOARD) + "/lessons");
            person.sees("/ " + lessons);
        }
    }

    private Visit board(String username) {
        var visit = stage.visit().signIn(username);
        visit.open("/programs/" + stage.program(Stage.BOARD));
        return visit;
    }

    /** The tracks that have a button. */
    private static List<?> offered(Visit visit) {
        var tracks = visit.page().locator("form[action$='/participation'] input[name=track]").evaluateAll("all => all.map(it => it.value)");
        return List.copyOf((List<?>) tracks);
    }

    private static void join(Visit teacher) {
        teacher.page().locator(".todo li").filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(Stage.WINTER))
            .getByRole(AriaRole.LINK).click();
        teacher.press(AriaRole.BUTTON, "参加");
        teacher.sees("您已以“参训教师”身份参加");
    }

    private static void openFirstLesson(Visit teacher) {
        teacher.press(AriaRole.LINK, "开始学习");
        teacher.page().locator(".lesson-link").first().click();
        teacher.page().waitForSelector("#player video");
    }

    private static void watchAtDoubleSpeed(Visit teacher) {
        var page = teacher.page();
        page.locator("#player video").evaluate("film => { film.muted = true; }");
        page.locator("#player-speed").selectOption("2.0");
        page.locator("#player video").click();
        page.waitForFunction("() => !document.querySelector('#player video').paused");

        var first = counted(page, 0);
        assertThat(first).isPositive();
        assertThat(counted(page, first)).as("the receipt line moves on with the next acknowledged beat").isGreaterThan(first);
        page.waitForSelector("#to-quiz.btn-apricot");
        teacher.sees("本节还差测验");
        assertThat(page.locator("#player video").evaluate("film => film.playbackRate")).isEqualTo(2);
    }

    /** Waits until the receipt line shows more than that many seconds. */
    private static int counted(Page page, int before) {
        page.waitForFunction("before => Number(document.getElementById('receipt').dataset.covered || 0) > before", before);
        return Integer.parseInt(page.locator("#receipt").getAttribute("data-covered"));
    }

    private void passTheQuiz(Visit teacher) {
        teacher.page().locator("#to-quiz").click();
        teacher.press(AriaRole.BUTTON, "开始测验");
        teacher.page().waitForURL(Pattern.compile(".*/attempts/[^/]+$"));
        var attempt = teacher.page().url().replaceAll(".*/", "");
        AnswerSheet.of(stage, UUID.fromString(attempt)).fill(teacher.page());
        teacher.press(AriaRole.BUTTON, "交卷");
        teacher.sees("得 100 分");
        teacher.sees("本节已完成，记入 0.50 学时。");
    }

    private static List<JsonNode> firstPhase(List<JsonNode> lessons) {
        var phase = lessons.getFirst().get("phase");
        var first = lessons.stream().filter(lesson -> lesson.get("phase").equals(phase)).toList();
        assertThat(first).hasSize(6).allMatch(lesson -> lesson.get("kind").asString().equals("VIDEO"));
        return first;
    }
}
