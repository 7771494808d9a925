package org.xingtan.roster;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.TeacherId;

/**
 * One workbook on its way into the directory.
 *
 * @param done     rows read so far, of {@code expected}
 * @param reason   message key: why it failed, or why it was planned again
 * @param report   what was done, kept with the original; null before the commit
 */
public record RosterImport(UUID id, OrganizationCard unit, DocumentId document, String fileName, ImportState state, int done, int expected,
                           Totals totals, @Nullable String reason, List<String> arguments, By requested, @Nullable Instant plannedAt,
                           @Nullable By committed, @Nullable Instant committedAt, @Nullable DocumentId report) {

    /** Who, and when. */
    public record By(TeacherId person, String name, Instant at) {}

    public boolean is(ImportState other) {
        return state == other;
    }
}
