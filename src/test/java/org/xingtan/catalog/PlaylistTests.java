package org.xingtan.catalog;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xingtan.platform.Problem;

class PlaylistTests {

    private static final String HEAD = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-MAP:URI=\"media\",BYTERANGE=\"10@0\"\n";
    private static final String PART = "#EXTINF:6.0,\n#EXT-X-BYTERANGE:100@10\n";

    @Test
    void takesTheByteRangesOfTheLessonsFilm() {
        assertThatCode(() -> Playlist.check(HEAD + PART + "media\n" + PART + "media\n#EXT-X-ENDLIST\n")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "https://elsewhere.example/media", "//elsewhere.example/media", "../../7/media", "media?x", "/api/v1/me", "media2"})
    void namesNothingElse(String address) {
        assertThatThrownBy(() -> Playlist.check(HEAD + PART + address + "\n#EXT-X-ENDLIST\n")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> Playlist.check(HEAD + "#EXT-X-KEY:METHOD=AES-128,URI=\"" + address + "\"\n" + PART + "media\n#EXT-X-ENDLIST\n"))
            .isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "media", "#EXTM3U\n#EXT-X-ENDLIST", "#EXTM3U\n#EXTINF:6,\nmedia\n"})
    void isWholeOrRefused(String text) {
        assertThatThrownBy(() -> Playlist.check(text)).isInstanceOf(Problem.class);
    }
}
