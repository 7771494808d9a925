package org.xingtan.program;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.OrganizationId;

/**
 * What an {@link Audience} may ask of a person, gathered beforehand.
 *
 * @param organization     the unit he counts in today; null without one
 * @param organizationPath its ltree path
 * @param hiredOn          first day of service; null when unknown
 * @param completed        programs he has completed
 * @param today            the day that years of service are counted to
 */
public record Candidate(@Nullable OrganizationId organization, @Nullable String stage, @Nullable String subject, List<String> posts, @Nullable String employmentState,
                        @Nullable String organizationPath, @Nullable String organizationKind, boolean rural,
                        @Nullable LocalDate hiredOn, Set<UUID> completed, LocalDate today) {

    /** Somebody without a current unit: no audience takes him. */
    static Candidate withoutUnit(LocalDate today) {
        return new Candidate(null, null, null, List.of(), null, null, null, false, null, Set.of(), today);
    }

    /** The same person, his years of service counted to another day. */
    Candidate asOf(LocalDate day) {
        return new Candidate(organization, stage, subject, posts, employmentState, organizationPath, organizationKind, rural, hiredOn,
            completed, day);
    }

    /** Whole years of service; null when the first day is unknown or still to come. */
    @Nullable Integer yearsOfService() {
        if (hiredOn == null || hiredOn.isAfter(today)) {
            return null;
        }
        var years = today.getYear() - hiredOn.getYear();
        return hiredOn.isAfter(today.minusYears(years)) ? years - 1 : years;
    }
}
