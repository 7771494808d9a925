package org.xingtan.qualification;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Localized;

/**
 * A kind of qualification and who needs it.
 *
 * @param posts     codes of {@code directory.post}
 * @param onlyIn    stages: needed only in units that teach nothing else; none for every unit
 * @param notIn     stages: not needed in units that teach nothing else
 * @param months    how long it is valid; null for ever
 * @param basis     where the law asks for it
 * @param askedFrom since when whoever lacks it has to do something; null while nobody has
 */
public record Kind(String code, Localized title, List<String> posts, List<String> onlyIn, List<String> notIn, @Nullable Integer months,
                   String basis, @Nullable LocalDate askedFrom) {

    /** Whether somebody with these posts needs it in a unit of these stages. */
    public boolean isNeeded(Collection<String> held, Collection<String> stages) {
        return posts.stream().anyMatch(held::contains) && (onlyIn.isEmpty() || teachesOnly(stages, onlyIn)) && !teachesOnly(stages, notIn);
    }

    private static boolean teachesOnly(Collection<String> stages, List<String> these) {
        return !stages.isEmpty() && these.containsAll(stages);
    }

    /** The last day of one that was issued then; null for ever. */
    @Nullable LocalDate until(LocalDate issued) {
        return months == null ? null : issued.plusMonths(months).minusDays(1);
    }
}
