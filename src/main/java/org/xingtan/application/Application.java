package org.xingtan.application;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.TeacherId;

/**
 * Somebody asks to be admitted to a training.
 *
 * @param unit    where the person is while it is open, and was when it was decided
 * @param subject what the person taught when he applied; null for nothing
 * @param turn    the order in which the reserve came onto its list, which stays when others leave it; null for who never was on it
 */
public record Application(TeacherId teacher, UUID id, ProgramId program, String statement, State state, OrganizationId unit, @Nullable String subject,
                          Passed passed, @Nullable Integer turn, Instant submittedAt) {

    /** Who decides, one after the other. The last one is the owner of the call, whatever he is; the one before lies directly below him. */
    public enum Level { SCHOOL, COUNTY, CITY }

    /** Where it stands. */
    public enum State {
        SUBMITTED, RETURNED, REJECTED, WITHDRAWN, ADMITTED, RESERVE,
        /** Gave an admission up, or was excused. */
        RESIGNED,
        /** Was admitted and did not come. */
        ABSENT
    }

    /** What has been done about it. */
    public enum Act {
        SUBMITTED, CORRECTED, APPROVED, RESERVED, RETURNED, REJECTED, UNDONE, WITHDRAWN, PROMOTED, RESIGNED, ABSENT, EXCUSED,
        /** Excused by an appeal. */
        APPEALED,
        CANCELLED
    }

    /**
     * Who has passed it on.
     *
     * @param schoolRegular whether within his places, not as a reserve
     * @param pooled        admitted from the reserve list: out of nobody's places
     */
    public record Passed(@Nullable OrganizationId school, boolean schoolRegular, @Nullable OrganizationId county, boolean countyRegular, boolean pooled) {

        static final Passed NOBODY = new Passed(null, false, null, false, false);

        Passed by(Level level, OrganizationId organization, boolean regular) {
            return switch (level) {
                case SCHOOL -> new Passed(organization, regular, county, countyRegular, pooled);
                case COUNTY -> new Passed(school, schoolRegular, organization, regular, pooled);
                case CITY -> this;
            };
        }

        Passed without(Level level) {
            return switch (level) {
                case SCHOOL -> new Passed(null, false, county, countyRegular, pooled);
                case COUNTY -> new Passed(school, schoolRegular, null, false, pooled);
                case CITY -> this;
            };
        }

        Passed intoPool() {
            return new Passed(school, schoolRegular, county, countyRegular, true);
        }
    }

    /**
     * One act of its history.
     *
     * @param level   null for what the person did himself
     * @param skipped levels that had nothing to decide when this was decided
     * @param undoes  the act that is undone
     */
    public record Step(UUID id, Act act, @Nullable Level level, @Nullable OrganizationId organization, List<Level> skipped, Instant at, TeacherId by,
                       String byName, String reason, @Nullable UUID undoes) {}

    /** Whether a decision is still to come, if not by somebody else then after the person has corrected it. */
    public boolean isOpen() {
        return state == State.SUBMITTED || state == State.RETURNED;
    }

    Application with(State state, Passed passed) {
        return new Application(teacher, id, program, statement, state, unit, subject, passed, turn, submittedAt);
    }

    /** What a tag with its state looks like. */
    public String tone() {
        return switch (state) {
            case SUBMITTED, RESERVE -> "tag-apricot";
            case ADMITTED -> "tag-good";
            case RETURNED, REJECTED, ABSENT -> "tag-bad";
            case WITHDRAWN, RESIGNED -> "";
        };
    }
}
