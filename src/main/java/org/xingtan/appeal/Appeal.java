package org.xingtan.appeal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;

/**
 * One appeal.
 *
 * @param reference   the entry, the first session of the lesson, the attempt, the certificate, the review, the event, the application or the session
 * @param subject     what it is about, as it was called then
 * @param contestedBy who did what is appealed against; null when the rules did
 * @param unit        where the person counted when he filed
 * @param first       who decides first
 * @param second      who decides if the person does not accept it; null where nobody is above
 * @param dueOn       last day of the decision; once rejected at the first level, of asking the second
 */
public record Appeal(TeacherId teacher, UUID id, Kind kind, UUID reference, @Nullable ProgramId program, String subject, String statement,
                     @Nullable TeacherId contestedBy, OrganizationId unit, OrganizationId first, @Nullable OrganizationId second, int level,
                     State state, Instant filedAt, LocalDate dueOn, @Nullable Instant decidedAt) {

    /** What can be appealed against. */
    public enum Kind { HOURS, LESSON, QUIZ, CERTIFICATE, IDENTITY, CLAIM, APPLICATION, ATTENDANCE, ABSENCE, SESSION }

    /** Where it stands, on its level. */
    public enum State { WAITING, GRANTED, REJECTED, WITHDRAWN }

    /** What has been done about it. */
    public enum Act {
        FILED, REJECTED, ESCALATED, GRANTED, WITHDRAWN;

        boolean decides() {
            return this == REJECTED || this == GRANTED;
        }
    }

    /** One step of its history. @param late why nothing came of it though it was granted; null where something did */
    public record Step(Act act, int level, Instant at, TeacherId by, String byName, String reason, @Nullable String late) {}

    /** Who decides on its level. */
    public OrganizationId instance() {
        return level == 2 && second != null ? second : first;
    }

    public boolean isWaiting() {
        return state == State.WAITING;
    }

    public boolean isLate(LocalDate today) {
        return isWaiting() && today.isAfter(dueOn);
    }

    /** Whether the next level may be asked: after a rejection while there is time, or when the first has let its time pass. */
    public boolean mayEscalate(LocalDate today) {
        return level == 1 && second != null && (state == State.REJECTED && !today.isAfter(dueOn) || isLate(today));
    }

    /** What a tag with its state looks like. */
    public String tone() {
        return switch (state) {
            case WAITING -> "tag-apricot";
            case GRANTED -> "tag-good";
            case REJECTED -> "tag-bad";
            case WITHDRAWN -> "";
        };
    }
}
