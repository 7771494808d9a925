package org.xingtan.summary;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;

/**
 * An authority asks the units right below it for a summary report.
 *
 * @param path    where the authority lies
 * @param endedOn the last day of what it is about
 * @param days    working days after it
 * @param dueAt   the last second of the last of them
 */
public record SummaryCall(UUID id, OrganizationId organization, String path, Localized unit, String title, String instructions, LocalDate endedOn,
                          int days, Instant dueAt, String openedBy, Instant openedAt) {

    public String href() {
        return "/console/summaries/" + id;
    }

    public String href(Summary summary) {
        return href() + "/units/" + summary.organization();
    }
}
