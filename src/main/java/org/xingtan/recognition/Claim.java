package org.xingtan.recognition;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/**
 * Hours that somebody has from outside, and where the review of them stands.
 *
 * @param kind       code of its kind, in the version it was filed under
 * @param theme      code of the theme that it also counts for
 * @param leftOff    the theme that was claimed, once a review has left it off
 * @param number     of the certificate
 * @param unit       where the person counted when he filed
 * @param imported   the workbook it came with; null for his own
 * @param lies       whose turn it is; null unless it waits
 * @param dueOn      last day of that review
 * @param recognized what it was converted to; null unless it is approved
 * @param posting    how often its hours were posted
 */
public record Claim(TeacherId teacher, UUID id, OrganizationId jurisdiction, String kind, int kindVersion, String category, @Nullable String theme,
                    @Nullable String leftOff, String title, @Nullable String number, LocalDate from, LocalDate to, CreditHours claimed, OrganizationId unit,
                    @Nullable UUID imported, State state, @Nullable OrganizationId lies, @Nullable LocalDate dueOn,
                    @Nullable CreditHours recognized, int posting, Instant filedAt, Instant changedAt) {

    /** Where it stands. */
    public enum State { WAITING, RETURNED, REJECTED, WITHDRAWN, APPROVED }

    /** What a level says. */
    public enum Decision {
        APPROVE,
        /** Approve without the theme, which the year does not ask for. */
        APPROVE_FOR_CATEGORY,
        RETURN, REJECT;

        boolean approves() {
            return this == APPROVE || this == APPROVE_FOR_CATEGORY;
        }

        /** What history calls it: an approval is one, and its facts say what was left off. */
        String act() {
            return approves() ? APPROVE.name() : name();
        }

        Step.State state() {
            return switch (this) {
                case APPROVE, APPROVE_FOR_CATEGORY -> Step.State.APPROVED;
                case RETURN -> Step.State.RETURNED;
                case REJECT -> Step.State.REJECTED;
            };
        }
    }

    /**
     * A level that it passes.
     *
     * @param level what kind of unit reviews: {@code SCHOOL} for the person's own, else the kind of the authority
     * @param unit  null where there is none, so that it is skipped
     * @param act   the review
     */
    public record Step(int position, String level, @Nullable OrganizationId unit, State state, @Nullable LocalDate dueOn, @Nullable TeacherId by,
                       @Nullable String byName, @Nullable Instant at, String reason, @Nullable UUID act) {

        /** What became of it there. */
        public enum State {
            WAITING, APPROVED, RETURNED, REJECTED, SKIPPED;

            boolean isDecided() {
                return this != WAITING && this != SKIPPED;
            }
        }
    }

    /**
     * One entry of its history.
     *
     * @param forCategory whether it is an approval that left the theme off
     * @param overruled   whether it is the decision on an appeal against a rejection
     */
    public record Act(UUID id, String act, @Nullable String level, Instant at, TeacherId by, String byName, String reason, boolean forCategory, boolean overruled) {

        /** What it is called. */
        public String code() {
            return forCategory ? Decision.APPROVE_FOR_CATEGORY.name() : act;
        }
    }

    public boolean isWaiting() {
        return state == State.WAITING;
    }

    public boolean isApproved() {
        return state == State.APPROVED;
    }

    /** Whether it holds its days and its files. */
    public boolean isLive() {
        return state == State.WAITING || state == State.RETURNED || state == State.APPROVED;
    }

    public boolean isLate(LocalDate today) {
        return isWaiting() && dueOn != null && today.isAfter(dueOn);
    }

    public long days() {
        return days(from, to);
    }

    static long days(LocalDate from, LocalDate to) {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    /** The theme that the person has named, whether it still stands or not. */
    @Nullable String named() {
        return theme == null ? leftOff : theme;
    }

    /** The year it counts in. */
    public int year() {
        return to.getYear();
    }

    /** What the ledger calls it; once undone, it is posted under another name. */
    String reference() {
        return posting <= 1 ? id.toString() : id + "/" + posting;
    }

    /** The step whose turn it is. */
    static Optional<Step> current(List<Step> steps) {
        return steps.stream().filter(step -> step.state() == Step.State.WAITING).findFirst();
    }

    /** The step that was decided last. */
    static Optional<Step> last(List<Step> steps) {
        return steps.stream().filter(step -> step.state().isDecided()).reduce((_, later) -> later);
    }

    /** What a tag with its state looks like. */
    public String tone() {
        return switch (state) {
            case WAITING -> "tag-apricot";
            case APPROVED -> "tag-good";
            case RETURNED, REJECTED -> "tag-bad";
            case WITHDRAWN -> "";
        };
    }

    /** As the forms of those who review send it back: which one it is, and how they have seen it. */
    public String key() {
        return teacher + "." + id + "." + changedAt;
    }

    /** Its page in the console. */
    public String href() {
        return "/console/recognition/claims/" + teacher + "/" + id;
    }
}
