package org.xingtan.planning;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.CreditHours;
import org.xingtan.platform.ProgramId;

/**
 * A group of people that a plan names, what they are to reach, and by which trainings.
 *
 * @param aims     may be empty
 * @param category that the hours are of; null for hours of any
 * @param hours    aimed at for each of them; null where none are named
 * @param study    whether school-based study serves it as well
 * @param version  number of the step of the plan by which it says what it says
 */
public record PlanLine(UUID id, UUID plan, String title, Group group, String aims, @Nullable String category, @Nullable CreditHours hours,
                       List<ProgramId> programs, boolean study, int version) {

    /** Under which school-based study stands among trainings: it is no program, and all that there is of it are its hours. */
    static final UUID STUDY = new UUID(0, 0);

    /** All that serves it. */
    List<UUID> serving() {
        return Stream.concat(programs.stream().map(ProgramId::value), study ? Stream.of(STUDY) : Stream.empty()).toList();
    }

    /** Whether nothing serves it. */
    public boolean isBare() {
        return programs.isEmpty() && !study;
    }

    /** The same with other trainings. */
    PlanLine with(List<ProgramId> trainings) {
        return new PlanLine(id, plan, title, group, aims, category, hours, List.copyOf(trainings), study, version);
    }

    /** The same for other people. */
    PlanLine with(Group people) {
        return new PlanLine(id, plan, title, people, aims, category, hours, programs, study, version);
    }

    /** Whether both say the same. */
    boolean says(PlanLine other) {
        return title.equals(other.title) && group.equals(other.group) && aims.equals(other.aims) && Objects.equals(category, other.category)
            && Objects.equals(hours, other.hours) && programs.equals(other.programs) && study == other.study;
    }

    public String href() {
        return "/console/planning/lines/" + id;
    }
}
