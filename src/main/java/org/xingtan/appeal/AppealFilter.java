package org.xingtan.appeal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which appeals a list shows.
 *
 * @param kind null for all kinds
 */
public record AppealFilter(Which which, Appeal.@Nullable Kind kind) {

    /** Where they lie. */
    public enum Which {
        /** Waiting for the reader's own unit. */
        MINE,
        /** Waiting for a unit below the reader's. */
        BELOW,
        /** Decided or withdrawn. */
        CLOSED
    }

    /** What an address says; anything unknown narrows nothing. */
    static AppealFilter of(@Nullable String which, @Nullable String kind) {
        return new AppealFilter(value(Which.class, which, Which.MINE), value(Appeal.Kind.class, kind, null));
    }

    public String query() {
        return query(which) + (kind == null ? "" : "&kind=" + kind.name().toLowerCase(Locale.ROOT));
    }

    /** The query of another list. */
    public String query(Which other) {
        return "which=" + other.name().toLowerCase(Locale.ROOT);
    }

    /** The query of the same list of one kind; null for all. */
    public String query(Appeal.@Nullable Kind one) {
        return new AppealFilter(which, one).query();
    }

    private static <E extends Enum<E>> @Nullable E value(Class<E> type, @Nullable String name, @Nullable E other) {
        for (var value : type.getEnumConstants()) {
            if (name != null && value.name().equalsIgnoreCase(name)) {
                return value;
            }
        }
        return other;
    }
}
