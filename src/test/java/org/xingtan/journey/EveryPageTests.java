package org.xingtan.journey;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page on a phone, a tablet and a desktop, in both languages, both types and both modes, two pages at a time. Axe looks at each
 * page twice: as it comes in one language, and unfolded, dark and in large type in the other; widths and languages go round from page
 * to page. With {@code -Dscreenshots=true} everything it sees stays in target/screenshots.
 */
@ExtendWith(Stage.Provider.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageTests {

    private static final Set<String> NOT_THERE = Set.of("nowhere", "unknown-certificate");
    /** Bytes of a first and of a later visit, and how often either may ask. */
    private static final long FIRST = 150_000;
    private static final long LATER = 25_000;
    private static final int REQUESTS = 8;
    private static final int PHONE = 360;
    private static final int TABLET = 768;
    private static final int DESKTOP = 1440;
    private static final List<Integer> WIDTHS = List.of(PHONE, TABLET, DESKTOP);
    private static final List<String> LANGUAGES = List.of("zh-CN", "en");

    private final Pages pages;
    private final Windows windows;
    private final Map<Stage.Window, Map<String, Guest>> guests = new ConcurrentHashMap<>();

    private record Guest(Visit visit, Wire wire) {}

    EveryPageTests(Stage stage) {
        this.pages = stage.pages();
        this.windows = new Windows(stage);
    }

    Stream<Pages.Sight> pages() {
        return pages.all().stream();
    }

    @AfterAll
    void leave() {
        windows.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    @Execution(ExecutionMode.CONCURRENT)
    void isForEverybody(Pages.Sight sight) {
        windows.use(window -> look(guest(window, sight.role()), sight));
    }

    /** Each window has signed in as everybody it has met. */
    private Guest guest(Stage.Window window, String role) {
        return guests.computeIfAbsent(window, _ -> new HashMap<>()).computeIfAbsent(role, _ -> {
            var visit = window.visit(new Browser.NewContextOptions().setStorageState(pages.signedIn(role)).setReducedMotion(ReducedMotion.REDUCE));
            return new Guest(visit, new Wire(visit));
        });
    }

    private void look(Guest guest, Pages.Sight sight) {
        var visit = guest.visit();
        var place = pages.all().indexOf(sight);
        var plain = LANGUAGES.get(place % 2);
        var other = LANGUAGES.get((place + 1) % 2);
        var examined = WIDTHS.get(place % 3);
        assertSoftly(softly -> {
            isLight(softly, guest.wire().first(() -> open(softly, visit, sight, plain, "normal", ColorScheme.LIGHT)), FIRST);
            fitsEverywhere(softly, visit.page(), sight, plain, examined);
            open(softly, visit, sight, other, "large", ColorScheme.DARK);
            visit.page().locator("main details").evaluateAll("all => all.forEach(it => it.open = true)");
            fitsEverywhere(softly, visit.page(), sight, other + "-dark-large", WIDTHS.get((place + 1) % 3));
            isLight(softly, guest.wire().later(() -> open(softly, visit, sight, other, "normal", ColorScheme.LIGHT)), LATER);
            fitsEverywhere(softly, visit.page(), sight, other, 0);
            softly.assertThat(visit.complaints()).as("what the browser complains about")
                .allMatch(complaint -> complaint.contains("status of 404") && NOT_THERE.contains(sight.name()));
        });
    }

    private static void isLight(SoftAssertions softly, Wire.Weight weight, long most) {
        softly.assertThat(weight.bytes()).as("bytes of " + weight.requests()).isBetween(100L, most);
        softly.assertThat(weight.requests()).as("requests").hasSizeLessThanOrEqualTo(REQUESTS);
    }

    private static void open(SoftAssertions softly, Visit visit, Pages.Sight sight, String language, String type, ColorScheme scheme) {
        visit.cookie("lang", language);
        visit.cookie("type", type);
        visit.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        visit.open(sight.path());
        var html = visit.page().locator("html");
        softly.assertThat(html.getAttribute("lang")).isEqualTo(language);
        softly.assertThat("large".equals(html.getAttribute("data-type"))).isEqualTo(type.equals("large"));
    }

    private static void fitsEverywhere(SoftAssertions softly, Page page, Pages.Sight sight, String how, int examined) {
        softly.assertThat(page.locator("main").innerText()).as("no key without its sentence, " + how).doesNotContainPattern("\\?\\?|\\{\\d}");
        for (var width : WIDTHS) {
            page.setViewportSize(width, width == PHONE ? 740 : 900);
            softly.assertThat(page.evaluate("() => document.scrollingElement.scrollWidth - innerWidth"))
                .as("pixels beyond the screen, %s, %s at %d", sight, how, width).isEqualTo(0);
            if (width == examined) {
                isAccessible(softly, page, how + " at " + width);
            }
            screenshot(page, sight, width, how);
        }
    }

    private static void isAccessible(SoftAssertions softly, Page page, String where) {
        var onlyWhatIsWrong = new AxeRunOptions();
        onlyWhatIsWrong.setResultTypes(List.of("violations"));
        var found = new AxeBuilder(page).setLegacyMode(true).options(onlyWhatIsWrong).analyze().getViolations().stream()
            .filter(rule -> Set.of("serious", "critical").contains(String.valueOf(rule.getImpact())))
            .map(rule -> rule.getId() + ": " + rule.getNodes().stream().map(node -> node.getHtml() + " " + node.getAny()).limit(3).toList()).toList();
        softly.assertThat(found).as("axe, " + where).isEmpty();
    }

    private static void screenshot(Page page, Pages.Sight sight, int width, String how) {
        if (width != TABLET) {
            Visit.photograph(page, "%s-%s-%d-%s".formatted(sight.role(), sight.name(), width, how));
        }
    }
}
