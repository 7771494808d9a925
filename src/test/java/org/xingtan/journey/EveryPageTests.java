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

/**
 * Every page on a phone, a tablet and a desktop, in both languages, both types and both modes; screenshots stay in target/.
 * Axe looks at each page once in Chinese, in English, in the dark (unfolded) and in large type; the widths (and the language of the dark
 * and the large one) go round from page to page, so that each page meets every mode and every width.
 */
@ExtendWith(Stage.Provider.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageTests {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final Set<String> NOT_THERE = Set.of("nowhere", "unknown-certificate");
    private static final int PHONE = 360;
    private static final int TABLET = 768;
    private static final int DESKTOP = 1440;
    private static final List<Integer> WIDTHS = List.of(PHONE, TABLET, DESKTOP);
    private static final List<String> LANGUAGES = List.of("zh-CN", "en");

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
        var place = pages.all().indexOf(sight);
        assertSoftly(softly -> {
            for (var language : LANGUAGES) {
                look(softly, visit, sight, language, WIDTHS.get((place + LANGUAGES.indexOf(language)) % 3));
                if (language.equals(LANGUAGES.get(place % 2))) {
                    lookInTheDark(softly, visit, sight, WIDTHS.get((place + 2) % 3));
                }
            }
            lookInLargeType(softly, visit, sight, LANGUAGES.get(place / 2 % 2), WIDTHS.get(place / 4 % 3));
            softly.assertThat(visit.complaints()).as("what the browser complains about")
                .allMatch(complaint -> complaint.contains("status of 404") && NOT_THERE.contains(sight.name()));
        });
    }

    private void look(SoftAssertions softly, Visit visit, Pages.Sight sight, String language, int examined) {
        open(softly, visit, sight, language, "normal");
        var page = visit.page();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        for (var width : WIDTHS) {
            resize(page, width);
            fits(softly, page, language + " at " + width);
            if (width == examined) {
                isAccessible(softly, page, language + " at " + width);
            }
            if (width != TABLET || language.equals("zh-CN")) {
                screenshot(page, sight, width, language);
            }
        }
    }

    private void lookInTheDark(SoftAssertions softly, Visit visit, Pages.Sight sight, int examined) {
        visit.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        screenshot(visit.page(), sight, DESKTOP, "dark");
        resize(visit.page(), examined);
        visit.page().locator("main details").evaluateAll("all => all.forEach(it => it.open = true)");
        fits(softly, visit.page(), "unfolded at " + examined);
        isAccessible(softly, visit.page(), "dark and unfolded at " + examined);
        visit.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private void lookInLargeType(SoftAssertions softly, Visit visit, Pages.Sight sight, String language, int examined) {
        open(softly, visit, sight, language, "large");
        softly.assertThat(visit.page().locator("html").getAttribute("data-type")).isEqualTo("large");
        fits(softly, visit.page(), "large type in " + language);
        screenshot(visit.page(), sight, PHONE, "large");
        resize(visit.page(), examined);
        fits(softly, visit.page(), "large type in " + language + " at " + examined);
        isAccessible(softly, visit.page(), "large type in " + language + " at " + examined);
    }

    private static void open(SoftAssertions softly, Visit visit, Pages.Sight sight, String language, String type) {
        visit.cookie("lang", language);
        visit.cookie("type", type);
        resize(visit.page(), PHONE);
        visit.open(sight.path());
        softly.assertThat(visit.page().locator("html").getAttribute("lang")).isEqualTo(language);
    }

    private static void resize(Page page, int width) {
        page.setViewportSize(width, width == PHONE ? 740 : 900);
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
