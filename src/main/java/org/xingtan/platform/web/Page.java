package org.xingtan.platform.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Problem;
import org.xingtan.platform.StorableText;

/**
 * A part of a list, by key: {@code {items, next}} of the JSON contract. The cursor is opaque to the asker; it holds the
 * key of the last item.
 */
public record Page<T>(List<T> items, @Nullable String next) {

    public static final int MAX_LIMIT = 200;

    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_]{1,255}(?:\\.[A-Za-z0-9_]{1,255}){0,30}");

    /**
     * From one row more than asked for.
     *
     * @param rows up to {@code limit + 1} rows
     * @param key  the sort key of a row, ending with its id
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> key) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        return new Page<>(List.copyOf(rows.subList(0, limit)), encode(key.apply(rows.get(limit - 1))));
    }

    /** The same, when it is known that there may be more behind this key. */
    public Page<T> goingOn(String key) {
        return new Page<>(items, encode(key));
    }

    public <R> Page<R> map(Function<T, R> mapping) {
        return new Page<>(items.stream().map(mapping).toList(), next);
    }

    /** @throws Problem 400 unless between 1 and {@link #MAX_LIMIT} */
    public static int limit(@Nullable Integer asked) {
        var limit = asked == null ? 50 : asked;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new Problem(400, "error.limit", MAX_LIMIT);
        }
        return limit;
    }

    static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    /** @return the key, or null at the beginning; @throws Problem 400 when it is no cursor of ours */
    public static @Nullable String decode(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        try {
            var key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (StorableText.is(key)) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw new Problem(400, "error.cursor");
        }
        throw new Problem(400, "error.cursor");
    }

    /** Whether that is a place in the tree, of a list in its order. */
    public static boolean isPath(String key) {
        return PATH.matcher(key).matches();
    }
}
