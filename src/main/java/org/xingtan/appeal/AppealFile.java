package org.xingtan.appeal;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.document.DocumentCard;
import org.xingtan.platform.Localized;

/**
 * Everything about one appeal.
 *
 * @param subject what it is about, as it is now; null when it is not there any more
 * @param program its title
 * @param second  null where nobody is above the first
 */
public record AppealFile(Appeal appeal, List<Appeal.Step> steps, List<DocumentCard> attachments, @Nullable Subject subject, @Nullable String program,
                         Localized first, @Nullable Localized second, LocalDate today) {

    /** Who decides, or decided, on that level. */
    public Localized instance(int level) {
        return level == 2 && second != null ? second : first;
    }

    public boolean mayEscalate() {
        return appeal.mayEscalate(today);
    }

    public boolean isLate() {
        return appeal.isLate(today);
    }
}
