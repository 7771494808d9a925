package org.xingtan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A film that is played in parts (HLS): by the browser itself, by the script, and as one file when neither can. */
@ExtendWith(Stage.Provider.class)
class StreamingJourneyTests {

    private static final String NOT_NATIVE = """
        const can = HTMLMediaElement.prototype.canPlayType;
        HTMLMediaElement.prototype.canPlayType = function (type) { return type.includes('mpegurl') ? '' : can.call(this, type); };
        """;

    private final Stage stage;
    private String lesson = "";

    StreamingJourneyTests(Stage stage) {
        this.stage = stage;
    }

    @BeforeEach
    void join() {
        var winter = stage.program(Stage.WINTER);
        new Learner(stage, "parttime").join(winter, "PARTICIPANT");
        lesson = "/programs/" + winter + "/lessons/" + stage.db().sql("select id from catalog.lesson where playlist_id is not null order by id limit 1")
            .query(UUID.class).single();
    }

    @Test
    void theScriptPlaysItsPartsAndBeatsArrive() {
        try (var visit = stage.visit().signIn("parttime")) {
            var asked = new CopyOnWriteArrayList<String>();
            visit.context().addInitScript(NOT_NATIVE);
            visit.page().onResponse(answer -> asked.add(answer.status() + " " + answer.url().replaceFirst(".*/", "")));
            visit.open(lesson);
            assertThat(asked).noneMatch(it -> it.contains("hls."));

            assertThat(play(visit)).startsWith("blob:");
            assertThat(asked).contains("200 hls.light.min.js", "200 playlist.m3u8", "206 media");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void aBrowserThatCanPlaysThePlaylistItself() {
        try (var visit = stage.visit().signIn("parttime")) {
            visit.open(lesson);
            var can = !visit.page().evaluate("() => document.createElement('video').canPlayType('application/vnd.apple.mpegurl')").equals("");

            assertThat(play(visit)).matches(can ? ".*/playlist[.]m3u8" : "blob:.*");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void withoutTheScriptTheOneFilePlays() {
        try (var visit = stage.visit().signIn("parttime")) {
            visit.context().addInitScript(NOT_NATIVE);
            visit.context().route("**/hls.light.min.js", route -> route.abort());
            visit.open(lesson);

            assertThat(play(visit)).endsWith("/media");
        }
    }

    @Test
    void captionsAreOffered() {
        try (var visit = stage.visit().signIn("parttime")) {
            visit.open(lesson);
            play(visit);
            assertThat(visit.page().evaluate("() => [...document.querySelector('#player video').textTracks].map(track => track.language).sort()"))
                .isEqualTo(List.of("en", "zh-CN"));
            visit.page().waitForFunction("() => [...document.querySelector('#player video').textTracks].some(track => track.mode === 'showing' && track.cues && track.cues.length > 2)");
        }
    }

    @Test
    void whatPlaysWhileThePageIsTooBusyToListenCounts() {
        try (var visit = stage.visit().signIn("parttime")) {
            visit.open(lesson);
            var page = visit.page();
            page.locator("#player video").evaluate("film => { film.muted = true; film.play().catch(() => {}); }");
            page.waitForFunction("""
                () => {
                  const film = document.querySelector('#player video');
                  return !film.paused && film.played.length && film.currentTime > film.played.start(0) + 1;
                }""");
            page.evaluate("() => { const until = performance.now() + 4000; while (performance.now() < until); }");
            page.locator("#player video").evaluate("film => film.pause()");

            page.waitForFunction("""
                () => Number(document.getElementById('receipt').dataset.covered || 0)
                  >= Math.floor(document.querySelector('#player video').currentTime)""");
        }
    }

    /** Plays until the receipt line has moved on; where the film came from. */
    private static String play(Visit visit) {
        var page = visit.page();
        var before = covered(visit);
        page.locator("#player video").evaluate("film => { film.muted = true; film.play().catch(() => {}); }");
        page.waitForFunction("before => Number(document.getElementById('receipt').dataset.covered || 0) > before", before);
        page.locator("#player video").evaluate("film => film.pause()");
        return String.valueOf(page.locator("#player video").evaluate("film => film.currentSrc"));
    }

    /** What the server had counted before: the line says it in words until the first beat. */
    private static int covered(Visit visit) {
        return Integer.parseInt(visit.page().locator("#player").getAttribute("data-covered"));
    }
}
