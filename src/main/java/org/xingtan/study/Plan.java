package org.xingtan.study;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/**
 * What a unit means to study by itself in a year.
 *
 * @param authority   who confirms it
 * @param theme       that its year asks for inside the categories, and its events count for as well; null for none
 * @param eventHours  at most so much for an event
 * @param leader      who answers for it
 * @param lateMinutes who comes later than so long after the beginning is late
 * @param lateCounts  whether who was late gets the hours
 * @param dueOn       last day of the authority's answer; null unless it waits for one
 */
public record Plan(UUID id, OrganizationId unit, OrganizationId authority, int year, String title, String aims, String category, @Nullable String theme,
                   CreditHours eventHours, String leader, int lateMinutes, boolean lateCounts, State state, @Nullable LocalDate dueOn, @Nullable TeacherId submittedBy) {

    /** Where it stands. */
    public enum State { DRAFT, SUBMITTED, RETURNED, CONFIRMED }

    /** One entry of its history. */
    public record Step(String act, Instant at, String byName, String reason) {}

    /** Whether the unit may change it. */
    public boolean isOpen() {
        return state == State.DRAFT || state == State.RETURNED;
    }

    public boolean isSubmitted() {
        return state == State.SUBMITTED;
    }

    /** Whether events may be held under it. */
    public boolean isConfirmed() {
        return state == State.CONFIRMED;
    }

    /** What a tag with its state looks like. */
    public String tone() {
        return switch (state) {
            case DRAFT -> "";
            case SUBMITTED -> "tag-apricot";
            case RETURNED -> "tag-bad";
            case CONFIRMED -> "tag-good";
        };
    }

    public String href() {
        return "/console/study/plans/" + id;
    }
}
