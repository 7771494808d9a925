package org.xingtan.program;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link Audience} may ask of a person, gathered beforehand.
 *
 * @param organizationPath ltree path of the unit he counts in; null without a current unit
 * @param hiredOn          first day of service; null when unknown
 * @param completed        programs he has completed
 * @param today            the day that years of service are counted to
 */
public record Candidate(@Nullable String stage, @Nullable String subject, List<String> posts, @Nullable String employmentState,
                        @Nullable String organizationPath, @Nullable String organizationKind, boolean rural,
                        @Nullable LocalDate hiredOn, Set<UUID> completed, LocalDate today) {}
