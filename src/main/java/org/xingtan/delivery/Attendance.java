package org.xingtan.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;

/**
 * Whether somebody was there.
 *
 * @param how     ticked, checked in by himself, corrected, on leave as asked for, or left without a word when the session was closed
 * @param reason  of a correction, or of a leave
 * @param posted  null before, and of who gets nothing
 * @param leftOut why nothing was posted for somebody who was there; null otherwise
 * @param kept    what counts in the ledger though nothing was posted, because somebody had put it right there; null otherwise
 */
public record Attendance(TeacherId teacher, UUID session, State state, String how, Instant at, String byName, String reason, @Nullable Posted posted,
                         @Nullable String leftOut, @Nullable CreditHours kept) {

    /** How he was there. */
    public enum State {
        PRESENT, LATE, LEFT_EARLY, ABSENT, EXCUSED;

        /** Whether he was there at all. */
        boolean isThere() {
            return this == PRESENT || this == LATE || this == LEFT_EARLY;
        }
    }

    /** Hours as they were posted, and what of them counts in the ledger by now. */
    public record Posted(CreditHours earned, CreditHours credited) {}

    /** What of it counts in the ledger by now; null where nothing was posted. */
    public @Nullable CreditHours credited() {
        return posted == null ? kept : posted.credited;
    }

    /** Whether hours come of it: of who was there in full. */
    boolean counts(Training.Rule rule) {
        return state == State.PRESENT || state == State.LATE && rule.lateCounts();
    }

    /** What a tag with its state looks like. */
    public String tone() {
        return switch (state) {
            case PRESENT -> "tag-good";
            case LATE, LEFT_EARLY -> "tag-apricot";
            case ABSENT -> "tag-bad";
            case EXCUSED -> "";
        };
    }
}
