package org.xingtan.appeal;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.PersonCard;
import org.xingtan.document.DocumentCard;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.Localized;
import org.xingtan.platform.Verdict;

/**
 * Everything about one appeal.
 *
 * @param subject what it is about, as it is now; null when it is not there any more
 * @param program its title
 * @param second  null where nobody is above the first
 * @param earlier what he has appealed before against the same thing, the newest first; these name none themselves
 */
public record AppealFile(Appeal appeal, List<Appeal.Step> steps, List<DocumentCard> attachments, @Nullable Subject subject, @Nullable String program,
                         Localized first, @Nullable Localized second, List<AppealFile> earlier, LocalDate today) {

    /** Who decides, or decided, on that level. */
    public Localized instance(int level) {
        return level == 2 && second != null ? second : first;
    }

    public boolean mayEscalate() {
        return appeal.mayEscalate(today);
    }

    /** Why nothing came of it though it was granted; null where something did. */
    public @Nullable String without() {
        return steps.isEmpty() ? null : steps.getLast().late();
    }

    public boolean isLate() {
        return appeal.isLate(today);
    }

    /**
     * An appeal in front of those who decide.
     *
     * @param unit       where the person counted when he filed
     * @param decides    whether it lies with a unit of the reader's
     * @param conditions whether the reader himself may decide
     * @param most       the most hours that can be granted; null where it is not about hours
     * @param look       the page on which all of it can be seen; null without one
     * @param without    why nothing would come of it any more; null as long as something would
     * @param open       those of the earlier ones that the reader may open
     */
    public record Case(AppealFile file, PersonCard person, Localized unit, boolean decides, Verdict conditions, @Nullable CreditHours most, @Nullable String look,
                       @Nullable String without, Set<UUID> open) {}
}
