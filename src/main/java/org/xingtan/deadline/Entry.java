package org.xingtan.deadline;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Window;

/**
 * One thing in a calendar, in the reader's language.
 *
 * @param id        the same for ever
 * @param kind      what it is
 * @param title     of what it belongs to
 * @param opens     the same as {@code closes} for a deadline
 * @param href      a page that whoever reads may open; null where there is none for him
 * @param source    number of the notice it comes from; null without one
 * @param version   one more for each time that it was set anew
 * @param changedAt when it was set last; null where nobody keeps that
 */
public record Entry(String id, String kind, String title, Instant opens, Instant closes, @Nullable String href, @Nullable String source, int version,
                    @Nullable Instant changedAt) {

    static final Comparator<Entry> ORDER = Comparator.comparing(Entry::closes).thenComparing(Entry::opens).thenComparing(Entry::id);

    public boolean isDeadline() {
        return opens.equals(closes);
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(closes.plusSeconds(1));
    }

    public boolean isAhead(Instant now) {
        return now.isBefore(opens);
    }

    LocalDate opensOn() {
        return LocalDate.ofInstant(opens, Window.ZONE);
    }

    LocalDate closesOn() {
        return LocalDate.ofInstant(closes, Window.ZONE);
    }
}
