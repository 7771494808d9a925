package org.xingtan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A browser without JavaScript does everything but play. */
@ExtendWith(Stage.Provider.class)
class NoScriptTests {

    private final Stage stage;

    NoScriptTests(Stage stage) {
        this.stage = stage;
    }

    @Test
    void joiningLearningTheRulesAndTakingAQuizNeedNoScript() {
        var winter = stage.program(Stage.WINTER);
        try (var principal = visit().signIn("principal")) {
            principal.open("/programs/" + winter);
            principal.press(AriaRole.BUTTON, "参加");
            principal.press(AriaRole.LINK, "开始学习");
            principal.page().locator(".lesson-link").first().click();
            principal.page().waitForURL(Pattern.compile(".*/lessons/[^/]+$"));
            assertThat(principal.page().content()).contains("<noscript>").contains("JavaScript");
            principal.page().locator("#to-quiz").click();
            principal.press(AriaRole.BUTTON, "开始测验");
            principal.page().waitForURL(Pattern.compile(".*/attempts/[^/]+$"));
            AnswerSheet.of(stage, UUID.fromString(principal.page().url().replaceAll(".*/", ""))).fill(principal.page());
            principal.press(AriaRole.BUTTON, "交卷");
            principal.sees("得 100 分");
        }
    }

    @Test
    void pagesLanguageTypeAndSignOutNeedNoScript() {
        try (var school = visit().signIn("school")) {
            for (var path : new String[] {"/home", "/me", "/standing", "/receipts", "/certificates", "/sign-in-names", "/sign-ins", "/courses", "/console",
                "/console/statistics", "/console/organizations", "/console/certificates"}) {
                assertThat(school.open(path).status()).as(path).isEqualTo(200);
                assertThat(school.page().locator("h1").count()).as(path).isOne();
            }
            school.open("/home");
            school.press(AriaRole.BUTTON, "English");
            assertThat(school.page().locator("html").getAttribute("lang")).isEqualTo("en");
            school.press(AriaRole.BUTTON, "Large");
            assertThat(school.page().locator("html").getAttribute("data-type")).isEqualTo("large");
            school.page().locator(".menu summary").click();
            school.press(AriaRole.BUTTON, "Sign out");
            assertThat(school.open("/home").url()).contains("/sign-in");
        }
    }

    private Visit visit() {
        return stage.visit(new Browser.NewContextOptions().setJavaScriptEnabled(false).setViewportSize(1280, 900));
    }
}
