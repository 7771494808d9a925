package org.xingtan.platform.web;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.Problem;
import org.xingtan.platform.StorableText;
import org.xingtan.platform.Uuids;

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

    /**
     * A part of a list that is there as a whole; all of it for whoever asks for no part. It goes on behind the item with which the last part ended, and where that has
     * gone meanwhile, with whatever comes no earlier than it did.
     *
     * @param place where an item comes, the texts in the order of the list; without a slash
     * @param id    by which it is known among those of the same place
     * @throws Problem 400 for a limit or a cursor that is none of ours
     */
    public static <T> Page<T> part(List<T> all, Function<T, String> place, Function<T, String> id, @Nullable Integer limit, @Nullable String cursor) {
        if (limit == null && cursor == null) {
            return new Page<>(all, null);
        }
        var size = limit(limit);
        var last = decode(cursor);
        Function<T, String> key = item -> place.apply(item) + "/" + id.apply(item);
        return of(all.subList(last == null ? 0 : behind(all.stream().map(key).toList(), last), all.size()).stream().limit(size + 1L).toList(), size, key);
    }

    private static int behind(List<String> keys, String last) {
        if (keys.contains(last)) {
            return keys.lastIndexOf(last) + 1;
        }
        if (last.indexOf('/') < 0) {
            throw new Problem(400, "error.cursor");
        }
        var place = last.substring(0, last.indexOf('/'));
        return (int) keys.stream().takeWhile(key -> key.substring(0, key.indexOf('/')).compareTo(place) < 0).count();
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

    /**
     * A number as an address has it, for whoever says first whose it is and looks at parameters after that.
     *
     * @return null for none; 0, which is none of ours, for what is no number
     */
    public static @Nullable Integer number(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        return typed.strip().matches("-?[0-9]{1,9}") ? Integer.valueOf(typed.strip()) : 0;
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

    /** Where a list goes on: what its rows are in the order of, and the id that makes each of them unique, as {@code key/id}. */
    public record Key(String text, UUID id) {

        /** No earlier or later day or instant is one of ours: it might not fit into the database. */
        private static final Instant EARLIEST = Instant.EPOCH;
        private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");
        private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
        private static final LocalDate LAST = LocalDate.of(3000, 1, 1);

        /** @return null at the beginning; @throws Problem 400 when it is no cursor of ours */
        public static @Nullable Key decode(@Nullable String cursor) {
            var key = Page.decode(cursor);
            if (key == null) {
                return null;
            }
            var slash = key.lastIndexOf('/');
            return new Key(key.substring(0, Math.max(0, slash)), uuid(slash < 0 ? "" : key.substring(slash + 1)));
        }

        /** Of a list in the order of ids: those are made in the order of time. @throws Problem 400 when it is no cursor of ours */
        public static @Nullable UUID id(@Nullable String cursor) {
            var key = Page.decode(cursor);
            return key == null ? null : uuid(key);
        }

        private static UUID uuid(String text) {
            try {
                return Uuids.parse(text);
            } catch (NotFound e) {
                throw (Problem) new Problem(400, "error.cursor").initCause(e);
            }
        }

        /** Of a list in the order of days. @throws Problem 400 when it is none */
        public LocalDate day() {
            try {
                var day = LocalDate.parse(text);
                if (!day.isBefore(FIRST) && day.isBefore(LAST)) {
                    return day;
                }
            } catch (DateTimeException e) {
                throw (Problem) new Problem(400, "error.cursor").initCause(e);
            }
            throw new Problem(400, "error.cursor");
        }

        /** Of a list in the order of time. @throws Problem 400 when it is none */
        public OffsetDateTime instant() {
            try {
                var at = Instant.parse(text);
                if (at.isAfter(EARLIEST) && at.isBefore(LATEST)) {
                    return at.atOffset(ZoneOffset.UTC);
                }
            } catch (DateTimeException e) {
                throw (Problem) new Problem(400, "error.cursor").initCause(e);
            }
            throw new Problem(400, "error.cursor");
        }
    }
}
