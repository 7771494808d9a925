package org.xingtan.planning;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.ProgramId;

/**
 * A group of people that a plan names, what they are to reach, and by which trainings.
 *
 * @param aims     may be empty
 * @param category that the hours are of; null for hours of any
 * @param hours    aimed at for each of them; null where none are named
 * @param version  number of the step of the plan by which it says what it says
 */
public record PlanLine(UUID id, UUID plan, String title, Group group, String aims, @Nullable String category, @Nullable CreditHours hours,
                       List<ProgramId> programs, int version) {

    /** The same with other trainings. */
    PlanLine with(List<ProgramId> trainings) {
        return new PlanLine(id, plan, title, group, aims, category, hours, List.copyOf(trainings), version);
    }

    /** The same for other people. */
    PlanLine with(Group people) {
        return new PlanLine(id, plan, title, people, aims, category, hours, programs, version);
    }

    /** Whether both say the same. */
    boolean says(PlanLine other) {
        return title.equals(other.title) && group.equals(other.group) && aims.equals(other.aims) && java.util.Objects.equals(category, other.category)
            && java.util.Objects.equals(hours, other.hours) && programs.equals(other.programs);
    }

    public String href() {
        return "/console/planning/lines/" + id;
    }
}
