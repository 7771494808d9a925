package org.xingtan.directory;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An appointment in force.
 *
 * @param from the first day
 * @param to   the last day; null while it lasts
 */
public record AppointmentCard(Role role, OrganizationCard organization, LocalDate from, @Nullable LocalDate to) {}
