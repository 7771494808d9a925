package org.xingtan.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.OrganizationCard;

/**
 * The figures of a unit and of the units right below it. The unit's own are those of its children and of its direct people
 * together.
 *
 * @param asOf     everything committed until then is counted
 * @param own      the unit's direct people; null when it has none or has no children
 */
public record UnitStatistics(Instant asOf, OrganizationCard unit, Figures figures, List<Part> children, @Nullable Figures own) {

    /** One unit below. */
    public record Part(OrganizationCard unit, Figures figures) {}
}
