package org.xingtan.reminder;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;

/**
 * A reminder that was sent, or recalled.
 *
 * @param list     code of the list
 * @param unit     whose people, with all below
 * @param path     of the unit
 * @param pause    nobody who was reminded within so many days
 * @param leavesAt until then it can be recalled, and nobody sees it
 */
public record Reminder(UUID id, String list, ProgramId program, OrganizationId organization, Localized unit, String path, int days, int pause,
                       String note, String by, Instant askedAt, Instant leavesAt, int listed, int skipped, int told, @Nullable Instant recalledAt) {

    public boolean isRecallable(Instant now) {
        return recalledAt == null && now.isBefore(leavesAt);
    }
}
