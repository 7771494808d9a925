package org.xingtan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.options.LoadState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
            visit.page().waitForLoadState(LoadState.NETWORKIDLE);
            assertThat(wire.bytes.get()).as("first visit of " + sight.path()).isBetween(1_000L, (long) FIRST);
            assertThat(wire.requests).as("requests").hasSizeLessThanOrEqualTo(REQUESTS);

            wire.bytes.set(0);
            visit.open(sight.path());
            visit.page().waitForLoadState(LoadState.NETWORKIDLE);
            assertThat(wire.bytes.get()).as("later visit of " + sight.path()).isBetween(100L, (long) LATER);
        }
    }

    /** Listens to the browser's own count. */
    private static final class Wire {

        final AtomicLong bytes = new AtomicLong();
        final List<String> requests = new ArrayList<>();
        private final Set<String> films = new HashSet<>();

        Wire(CDPSession browser) {
            browser.on("Network.requestWillBeSent", this::sent);
            browser.on("Network.loadingFinished", event -> {
                if (!films.contains(event.get("requestId").getAsString())) {
                    bytes.addAndGet(event.get("encodedDataLength").getAsLong());
                }
            });
            browser.send("Network.enable");
        }

        private void sent(JsonObject event) {
            var url = event.getAsJsonObject("request").get("url").getAsString();
            if (event.has("type") && event.get("type").getAsString().equals("Media")) {
                films.add(event.get("requestId").getAsString());
            } else if (!url.startsWith("data:")) {
                requests.add(url);
            }
        }
    }
}
