package org.xingtan.study;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.Actor;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.TeacherId;

/**
 * Whether somebody was there.
 *
 * @param how       ticked by the leader, checked in by himself, corrected, or put right by an appeal
 * @param reason    of a correction, or of the decision on an appeal
 * @param earned    as posted; null before, and of who gets nothing
 * @param credited  what of it counts now, as the ledger says; of who has none by the last closing what stands there because somebody has put it right
 * @param corrected whether that was reversed or put right since it was posted
 * @param leftOut   why nothing was posted for somebody who was there; null otherwise
 */
public record Attendance(TeacherId teacher, UUID event, State state, String how, Instant at, String byName, String reason, @Nullable CreditHours earned,
                         @Nullable CreditHours credited, boolean corrected, @Nullable String leftOut) {

    /** How it is said by an appeal that was granted. */
    static final String APPEALED = "APPEALED";

    /** How he was there. */
    public enum State { PRESENT, LATE, ABSENT }

    /** Whether hours come of it. */
    boolean counts(Plan plan) {
        return state == State.PRESENT || state == State.LATE && plan.lateCounts();
    }

    /** As whoever decides an appeal has found. */
    static Attendance putRight(TeacherId teacher, UUID event, Actor by, String reason, Instant now) {
        return new Attendance(teacher, event, State.PRESENT, APPEALED, now, by.personName(), reason, null, null, false, null);
    }

    /** Whether an appeal has put it right. */
    public boolean isPutRight() {
        return how.equals(APPEALED);
    }

    /** Why his hours are not those of the last closing; null where they are, or there are none. */
    public @Nullable String otherwise() {
        return leftOut == null && earned == null && credited != null ? CloseEvent.CORRECTED : leftOut;
    }

    /** What a tag with its state looks like. */
    public String tone() {
        return switch (state) {
            case PRESENT -> "tag-good";
            case LATE -> "tag-apricot";
            case ABSENT -> "tag-bad";
        };
    }
}
