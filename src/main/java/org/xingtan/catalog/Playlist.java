package org.xingtan.catalog;

import java.util.regex.Pattern;
import org.xingtan.platform.Problem;

/**
 * An HLS playlist (RFC 8216) of a film that is one file: every address in it is {@code media}, which is where the lesson's film
 * is served. So nothing is ever asked of another host, and nothing is reached that the lesson does not show.
 */
public final class Playlist {

    /** Where a playlist names its film; relative to where the playlist is. */
    static final String FILM = "media";

    private static final Pattern ADDRESS = Pattern.compile("URI=\"([^\"]*)\"");

    private Playlist() {}

    /** @throws Problem 415 when it is not such a playlist, whole */
    public static void check(String text) {
        var lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        var whole = !lines.isEmpty() && lines.getFirst().equals("#EXTM3U") && lines.contains("#EXT-X-ENDLIST");
        var parts = lines.stream().filter(line -> !line.startsWith("#")).toList();
        var named = lines.stream().filter(line -> line.startsWith("#")).flatMap(line -> ADDRESS.matcher(line).results()).map(found -> found.group(1));
        if (!whole || parts.isEmpty() || !parts.stream().allMatch(FILM::equals) || !named.allMatch(FILM::equals)) {
            throw new Problem(415, "catalog.playlist");
        }
    }
}
