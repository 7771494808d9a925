package org.xingtan.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;

/**
 * Whether somebody was there.
 *
 * @param how     ticked, checked in by himself, corrected, on leave as asked for, left without a word when the session was closed, or put right by an appeal
 * @param reason  of a correction, of a leave, or of the decision on an appeal
 * @param posted  null before, and of who gets nothing
 * @param leftOut why nothing was posted for somebody who was there; null otherwise
 * @param kept    what counts in the ledger though nothing was posted, or nothing by the last closing, because somebody has put it right there; null otherwise
 */
public record Attendance(TeacherId teacher, UUID session, State state, String how, Instant at, String byName, String reason, @Nullable Posted posted,
                         @Nullable String leftOut, @Nullable CreditHours kept) {

    /** How it is said by an appeal that was granted. */
    static final String APPEALED = "APPEALED";

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

    /** As whoever decides an appeal has found. */
    static Attendance putRight(TeacherId teacher, UUID session, Actor by, String reason, Instant now) {
        return new Attendance(teacher, session, State.PRESENT, APPEALED, now, by.personName(), reason, null, null, null);
    }

    /** Whether an appeal has put it right. */
    boolean isPutRight() {
        return how.equals(APPEALED);
    }

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
