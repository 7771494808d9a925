package org.xingtan.appointment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.Appointments.Capacity;
import org.xingtan.directory.Role;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.TeacherId;

/**
 * An appointment as the console shows it, past, present or planned.
 *
 * @param path    of the unit
 * @param to      the last day as it was planned; null while it lasts
 * @param by      who appointed; null when the installation did
 * @param endedAt when somebody ended it; null otherwise
 */
public record Office(TeacherId teacher, String name, UUID id, Role role, OrganizationId unit, Localized unitName, String path, Capacity capacity,
                     LocalDate from, @Nullable LocalDate to, @Nullable TeacherId by, @Nullable String byName, Instant at,
                     @Nullable Instant endedAt, @Nullable String endedBy, @Nullable String endedReason) {

    /** Where it stands on a day. */
    public enum State { PLANNED, IN_FORCE, OVER }

    public State state(LocalDate today) {
        if (endedAt != null || to != null && to.isBefore(today)) {
            return State.OVER;
        }
        return from.isAfter(today) ? State.PLANNED : State.IN_FORCE;
    }

    public String href() {
        return "/console/appointments/" + teacher + "/" + id;
    }
}
