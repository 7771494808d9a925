package org.xingtan.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Window;

/** People's data that somebody may take away now, by {@link Exports}. */
public record Export(Actor actor, Of of, String reason, Instant at) {

    /**
     * What is taken.
     *
     * @param area   first word of the two acts in the trail, {@code <area>.export} and {@code <area>.exported}
     * @param target kind and id of what it is taken from
     * @param path   ltree path of the organization it belongs to; null where it belongs to none
     * @param filter which of it, as the trail shall tell
     */
    public record Of(String area, String target, @Nullable String path, Map<String, Object> filter) {}

    /**
     * What the asker says about it.
     *
     * @param confirmed that he knows how many rows he takes; needed for more than {@link Exports#UNCONFIRMED}
     */
    public record Why(@Nullable String reason, @Nullable Boolean confirmed) {

        boolean isConfirmed() {
            return Boolean.TRUE.equals(confirmed);
        }
    }

    /** For the name of the file. */
    public String day() {
        return LocalDate.ofInstant(at, Window.ZONE).format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    Map<String, Object> told(@Nullable Long count) {
        var told = new LinkedHashMap<>(of.filter());
        told.put("reason", reason);
        if (count != null) {
            told.put("count", count);
        }
        return told;
    }
}
