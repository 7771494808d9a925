package org.xingtan.census;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Problem;
import org.xingtan.platform.web.Page;

/** Where a list goes on: what it is sorted by, and the id that makes it unique. */
record ListCursor(String key, UUID id) {

    static String key(String key, UUID id) {
        return id + " " + key;
    }

    /** @throws Problem 400 when it is none of ours */
    static @Nullable ListCursor decode(@Nullable String cursor) {
        var text = Page.decode(cursor);
        if (text == null) {
            return null;
        }
        if (!text.matches("(?s)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} [^\\x00]+")) {
            throw new Problem(400, "error.cursor");
        }
        return new ListCursor(text.substring(37), UUID.fromString(text.substring(0, 36)));
    }

    /** Of a list in the order of the tree. */
    static @Nullable ListCursor ofTree(@Nullable String cursor) {
        var decoded = decode(cursor);
        if (decoded != null && !(Page.isPath(decoded.path()) && decoded.rest().matches("[A-Za-z0-9_-]{0,100}"))) {
            throw new Problem(400, "error.cursor");
        }
        return decoded;
    }

    /** Of a list in the order of the tree. */
    String path() {
        return key.split(" ")[0];
    }

    /** What follows the path; empty where nothing does. */
    String rest() {
        return key.substring(path().length()).strip();
    }
}
