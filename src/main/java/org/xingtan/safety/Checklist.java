package org.xingtan.safety;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Localized;

/**
 * What whoever holds an occasion has to see to.
 *
 * @param items       in their order; none where nobody comes together
 * @param responsible who can be reached; null while nobody is named
 * @param named       how often somebody was named
 * @param opened      who was named when whoever answers it opened it; null where that was nobody, or somebody else stands there by now
 * @param forgotten   since when nobody knows any more who that was; null where it is known, or nobody was named
 */
public record Checklist(List<Item> items, Occasion.@Nullable Responsible responsible, int named, Occasion.@Nullable Responsible opened, @Nullable LocalDate forgotten) {

    /** How many days after an occasion is over it is still known who could be reached. */
    public static final int DAYS_NAMED = 90;

    public static final Checklist NONE = of(List.of(), null, 0, null);

    /**
     * One item and what is said of it.
     *
     * @param answer  {@code DONE}, {@code NOT_NEEDED}, or null while nobody has said anything
     * @param version how often it was answered
     */
    public record Item(String code, Localized title, String basis, @Nullable String answer, String note, int version, @Nullable String byName, @Nullable Instant at) {}

    /** An answer of the past. @param answer null where one was taken back */
    public record Step(Localized title, @Nullable String answer, String note, String byName, Instant at) {}

    /** As it stands, for whoever opens it now. */
    static Checklist of(List<Item> items, Occasion.@Nullable Responsible responsible, int named, @Nullable LocalDate forgotten) {
        return new Checklist(items, responsible, named, responsible, forgotten);
    }

    public int asked() {
        return items.size();
    }

    public int seen() {
        return (int) items.stream().filter(it -> it.answer != null).count();
    }
}
