package org.xingtan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a page costs over the wire: everything the browser fetches to show it, headers included. Films are fetched when
 * somebody presses play, and are not counted; their posters are.
 */
@ExtendWith(Stage.Provider.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageWeightTests {

    private static final int FIRST = 150_000;
    private static final int LATER = 25_000;
    private static final int REQUESTS = 8;

    private final Pages pages;
    private final Windows windows;

    PageWeightTests(Stage stage) {
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
    void aFirstVisitIsLightAndALaterOneLighter(Pages.Sight sight) {
        windows.use(window -> weigh(window, sight));
    }

    private void weigh(Stage.Window window, Pages.Sight sight) {
        var options = new Browser.NewContextOptions().setViewportSize(1280, 900).setStorageState(pages.signedIn(sight.role()));
        try (var visit = window.visit(options)) {
            var wire = new Wire(visit.context().newCDPSession(visit.page()));
            visit.open(sight.path());
            wire.settle(visit.page());
            assertThat(wire.bytes.get()).as("first visit of " + sight.path()).isBetween(1_000L, (long) FIRST);
            assertThat(wire.requests).as("requests").hasSizeLessThanOrEqualTo(REQUESTS);

            wire.bytes.set(0);
            visit.open(sight.path());
            wire.settle(visit.page());
            assertThat(wire.bytes.get()).as("later visit of " + sight.path()).isBetween(100L, (long) LATER);
        }
    }

    /** Listens to the browser's own count. */
    private static final class Wire {

        final AtomicLong bytes = new AtomicLong();
        final List<String> requests = new ArrayList<>();
        private final Map<String, String> open = new HashMap<>();
        private final Set<String> films = new HashSet<>();

        Wire(CDPSession browser) {
            browser.on("Network.requestWillBeSent", this::sent);
            browser.on("Network.loadingFailed", event -> open.remove(event.get("requestId").getAsString()));
            browser.on("Network.loadingFinished", event -> {
                open.remove(event.get("requestId").getAsString());
                if (!films.contains(event.get("requestId").getAsString())) {
                    bytes.addAndGet(event.get("encodedDataLength").getAsLong());
                }
            });
            browser.send("Network.enable");
        }

        /** Until nothing has been asked for half a second; what is not answered is named. */
        void settle(Page page) {
            var quiet = 0;
            for (var turns = 0; quiet < 5; turns++) {
                assertThat(turns).as("asked and not answered: " + open.values()).isLessThan(300);
                page.waitForTimeout(100);
                quiet = open.isEmpty() ? quiet + 1 : 0;
            }
        }

        private void sent(JsonObject event) {
            var url = event.getAsJsonObject("request").get("url").getAsString();
            if (event.has("type") && event.get("type").getAsString().equals("Media")) {
                films.add(event.get("requestId").getAsString());
            } else if (!url.startsWith("data:")) {
                requests.add(url);
                open.put(event.get("requestId").getAsString(), url);
            }
        }
    }
}
