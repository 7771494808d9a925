package org.xingtan.recognition;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.document.DocumentId;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;
import org.xingtan.platform.workbook.Finding;

/**
 * A workbook of a provider on its way into claims, and the one decision on all of them.
 *
 * @param authority who confirms
 * @param done      rows read, or claims decided so far, of {@code expected}
 * @param reason    message key: why it failed, or is planned again
 * @param hours     what its rows say in all, as far as they are taken
 */
public record ProviderImport(UUID id, OrganizationCard provider, OrganizationCard authority, OrganizationId jurisdiction, String kind, int kindVersion,
                             DocumentId document, String fileName, State state, int done, int expected, Totals totals, CreditHours hours,
                             @Nullable String reason, List<String> arguments, By requested, @Nullable Decided decided) {

    /** Where it stands. */
    public enum State {
        READING, PLANNED, COMMITTING, COMMITTED, DECIDING, DECIDED, DISCARDED, FAILED;

        /** Whether something is being done about it without anybody's help. */
        public boolean isAtWork() {
            return this == READING || this == COMMITTING || this == DECIDING;
        }
    }

    /** How many rows become claims, are there already, or are left out. */
    public record Totals(int takes, int known, int refused) {

        public int rows() {
            return takes + known + refused;
        }
    }

    /** Who, and when. */
    public record By(TeacherId person, String name, Instant at) {}

    /** The decision on all of them. */
    public record Decided(Claim.Decision decision, String reason, By by) {}

    /** What is said of a row. @param refuses whether the row is left out because of it */
    public record Remark(Finding finding, boolean refuses) {}

    /** What becomes of a row. */
    enum Fate { TAKE, KNOWN, REFUSED }

    /** A row of the plan. @param person null where nobody was found */
    record Row(int number, Fate fate, @Nullable TeacherId person, String name, ClaimForm typed) {}

    public boolean is(State other) {
        return state == other;
    }

    public String href() {
        return "/console/recognition/imports/" + id;
    }
}
