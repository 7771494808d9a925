package org.xingtan.journey;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page on a phone, a tablet and a desktop, in both languages, both types and both modes; screenshots stay in target/. */
@ExtendWith(Stage.Provider.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageTests {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final Set<String> NOT_THERE = Set.of("nowhere", "unknown-certificate");
    private static final int PHONE = 360;
    private static final int TABLET = 768;
    private static final int DESKTOP = 1440;

    private final Stage stage;
    private final Pages pages;
    private final Map<String, Visit> visits = new HashMap<>();

    EveryPageTests(Stage stage) {
        this.stage = stage;
        this.pages = new Pages(stage);
    }

    Stream<Pages.Sight> pages() {
        return pages.all().stream();
    }

    @AfterAll
    void leave() {
        visits.values().forEach(Visit::close);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void isForEverybody(Pages.Sight sight) {
        var visit = visits.computeIfAbsent(sight.role(), role ->
            stage.visit(new Browser.NewContextOptions().setStorageState(pages.signedIn(role))
                .setReducedMotion(ReducedMotion.REDUCE)));
        assertSoftly(softly -> {
            look(softly, visit, sight, "zh-CN");
            lookInTheDark(softly, visit, sight);
            look(softly, visit, sight, "en");
            lookInLargeType(softly, visit, sight);
            softly.assertThat(visit.complaints()).as("what the browser complains about")
                .allMatch(complaint -> complaint.contains("status of 404") && NOT_THERE.contains(sight.name()));
        });
    }

    private void look(SoftAssertions softly, Visit visit, Pages.Sight sight, String language) {
        visit.cookie("lang", language);
        visit.cookie("type", "normal");
        var page = visit.page();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(PHONE, 740);
        visit.open(sight.path());
        softly.assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
        for (var width : language.equals("en") ? List.of(PHONE, DESKTOP) : List.of(PHONE, TABLET, DESKTOP)) {
            page.setViewportSize(width, width == PHONE ? 740 : 900);
            fits(softly, page, language + " at " + width);
            if (language.equals("zh-CN")) {
                isAccessible(softly, page, "light at " + width);
            }
            screenshot(page, sight, width, language);
        }
    }

    private void lookInTheDark(SoftAssertions softly, Visit visit, Pages.Sight sight) {
        visit.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        isAccessible(softly, visit.page(), "dark at " + DESKTOP);
        screenshot(visit.page(), sight, DESKTOP, "dark");
    }

    private void lookInLargeType(SoftAssertions softly, Visit visit, Pages.Sight sight) {
        visit.cookie("lang", "zh-CN");
        visit.cookie("type", "large");
        visit.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        visit.page().setViewportSize(PHONE, 740);
        visit.open(sight.path());
        softly.assertThat(visit.page().locator("html").getAttribute("data-type")).isEqualTo("large");
        fits(softly, visit.page(), "large type");
        screenshot(visit.page(), sight, PHONE, "large");
    }

    private static void fits(SoftAssertions softly, Page page, String where) {
        softly.assertThat(page.evaluate("() => document.scrollingElement.scrollWidth - innerWidth")).as("pixels beyond the screen, " + where)
            .isEqualTo(0);
        softly.assertThat(page.locator("main").innerText()).as("no key without its sentence, " + where).doesNotContainPattern("\\?\\?|\\{\\d}");
    }

    private static void isAccessible(SoftAssertions softly, Page page, String where) {
        var found = new AxeBuilder(page).setLegacyMode(true).analyze().getViolations().stream()
            .filter(rule -> Set.of("serious", "critical").contains(String.valueOf(rule.getImpact())))
            .map(rule -> rule.getId() + ": " + rule.getNodes().stream().map(node -> node.getHtml() + " " + node.getAny()).limit(3).toList()).toList();
        softly.assertThat(found).as("axe, " + where).isEmpty();
    }

    private static void screenshot(Page page, Pages.Sight sight, int width, String language) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
            .setPath(SCREENSHOTS.resolve("%s-%s-%d-%s.png".formatted(sight.role(), sight.name(), width, language))));
    }
}
