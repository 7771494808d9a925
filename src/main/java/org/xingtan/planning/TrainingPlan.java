package org.xingtan.planning;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.OrganizationId;

/**
 * What a unit means to train its people for in a year.
 *
 * @param basis       the document it rests on; may be empty
 * @param version     number of the step of its history by which it, or one of its lines, says what it says
 * @param publishedBy null as long as it is a draft
 */
public record TrainingPlan(UUID id, OrganizationId unit, int year, String title, String basis, String aims, State state, int version,
                           @Nullable String publishedBy, @Nullable Instant publishedAt) {

    /** Where it stands. */
    public enum State { DRAFT, PUBLISHED }

    /**
     * One entry of its history.
     *
     * @param about  the title of a line; empty for the plan itself
     * @param before the title that it had, where it had another one; empty otherwise
     */
    public record Step(int n, String act, Instant at, String byName, String about, String before, String reason) {}

    /** Whether people see it, and a change of it needs a reason. */
    public boolean isPublished() {
        return state == State.PUBLISHED;
    }

    /** What a tag with its state looks like. */
    public String tone() {
        return isPublished() ? "tag-good" : "";
    }

    public String href() {
        return "/console/planning/plans/" + id;
    }
}
