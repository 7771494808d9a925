package org.xingtan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two devices of one person, and a line that breaks. */
@ExtendWith(Stage.Provider.class)
class TakeoverJourneyTests {

    private final Stage stage;
    private UUID winter = new UUID(0, 0);
    private String[] films = {};

    TakeoverJourneyTests(Stage stage) {
        this.stage = stage;
    }

    @BeforeEach
    void join() {
        winter = stage.program(Stage.WINTER);
        films = new Learner(stage, "parttime").join(winter, "PARTICIPANT").lessons(winter).stream()
            .map(lesson -> "/programs/" + winter + "/lessons/" + Learner.id(lesson)).toArray(String[]::new);
    }

    @Test
    void theSecondDeviceTakesOverAndTheFirstCanComeBack() {
        try (var desktop = stage.visit().signIn("parttime"); var phone = stage.visit().signIn("parttime")) {
            play(desktop, films[0]);
            moves(desktop.page());
            play(phone, films[1]);
            moves(phone.page());

            var message = desktop.page().locator("#player-message");
            message.getByRole(AriaRole.BUTTON).waitFor();
            assertThat(message.innerText()).contains("Chrom");
            assertThat(desktop.page().locator("#player video").evaluate("film => film.paused")).isEqualTo(true);

            message.getByRole(AriaRole.BUTTON).click();
            message.getByRole(AriaRole.BUTTON).waitFor(new com.microsoft.playwright.Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
            moves(desktop.page());
            phone.page().locator("#player-message").getByRole(AriaRole.BUTTON).waitFor();
        }
    }

    @Test
    void whatIsWatchedOffLineIsSentLaterAndCounts() {
        try (var phone = stage.visit().signIn("parttime")) {
            play(phone, films[2]);
            var before = moves(phone.page());
            phone.page().waitForFunction("() => { const film = document.querySelector('#player video');"
                + " return film.buffered.length && film.buffered.end(film.buffered.length - 1) > film.duration - 1; }");
            phone.context().setOffline(true);
            phone.page().locator("#player-message:has-text('已离线')").waitFor();
            phone.page().waitForTimeout(3_000);
            assertThat(covered(phone.page())).isLessThan(played(phone.page()));

            phone.context().setOffline(false);
            phone.page().locator("#player-message:has-text('已补传')").waitFor();
            phone.page().waitForFunction("before => Number(document.getElementById('receipt').dataset.covered) >= before + 5", before);
        }
    }

    private static void play(Visit visit, String lesson) {
        visit.open(lesson);
        visit.page().locator("#player video").evaluate("film => { film.muted = true; return film.play(); }");
    }

    /** Waits until the receipt line has moved on. */
    private static int moves(Page page) {
        var before = covered(page);
        page.waitForFunction("before => Number(document.getElementById('receipt').dataset.covered || 0) > before", before);
        return covered(page);
    }

    private static int covered(Page page) {
        var covered = page.locator("#receipt").getAttribute("data-covered");
        return covered == null ? 0 : Integer.parseInt(covered);
    }

    private static int played(Page page) {
        return ((Number) page.locator("#player video").evaluate("film => Math.floor(film.currentTime)")).intValue();
    }
}
