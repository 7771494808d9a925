package org.xingtan.directory;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/**
 * An appointment to be loaded.
 *
 * @param to the last day; null while it lasts
 * @param by who appointed; null when the installation did
 */
public record AppointmentRow(TeacherId teacher, Role role, OrganizationId organization, LocalDate from, @Nullable LocalDate to,
                             @Nullable TeacherId by) {}
