package org.xingtan.monitoring;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Problem;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.web.Page;

/** Where a list of people goes on: a sort key and the id that makes it unique. */
public record Cursor(String key, UUID id) {

    /** After everybody, whoever there may be, with that key. */
    public static String behind(String key) {
        return "ffffffff-ffff-ffff-ffff-ffffffffffff " + key;
    }

    public static String key(String key, TeacherId teacher) {
        return teacher.value() + " " + key;
    }

    /** @throws Problem 400 when it is none of ours */
    public static @Nullable Cursor decode(@Nullable String cursor) {
        var text = Page.decode(cursor);
        if (text == null) {
            return null;
        }
        if (!text.matches("(?s)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} [^\\x00]+")) {
            throw new Problem(400, "error.cursor");
        }
        return new Cursor(text.substring(37), UUID.fromString(text.substring(0, 36)));
    }
}
