package org.xingtan.program;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.ProgramId;
import org.xingtan.platform.Window;

/**
 * A program as it is published.
 *
 * @param code            names it for good
 * @param level           NATION, PROVINCE, CITY, COUNTY or SCHOOL
 * @param term            label of the period, e.g. {@code 2201期}: the year and its issue; null without one
 * @param notice          number of the notice it comes from
 * @param insideParentCap whether its hours also count inside the parent's cap
 * @param maxRate         fastest playing rate that is counted
 * @param rules           version 1; phases are named by the ids given here
 */
public record ProgramDefinition(String code, String title, String summary, String level, @Nullable String term, OrganizationId owner, @Nullable String notice,
                                @Nullable ProgramId parent, boolean insideParentCap, double maxRate, List<Window> windows,
                                List<Phase> phases, List<ProgramDetail.Track> tracks, Rules rules) {

    /** @param id made by whoever defines it, so that rules can name the phase */
    public record Phase(UUID id, String title, List<Window> windows, List<Section> sections) {}

    public record Section(String title, List<Place> courses) {

        /** Courses by their codes, open as long as their phase. */
        public static Section of(String title, String... courses) {
            return new Section(title, Arrays.stream(courses).map(course -> new Place(course, List.of())).toList());
        }
    }

    /** A course and its own windows, which go before those of phase and program. */
    public record Place(String course, List<Window> windows) {}
}
