package org.xingtan.appointment;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Role;
import org.xingtan.platform.Localized;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.web.Page;

/**
 * The appointments of a unit and of what lies below it.
 *
 * @param trail     from the widest unit of the reader's down to this one
 * @param below     the units right below it
 * @param role      the one that is asked for; null for all
 * @param vacancies units there without a training administrator
 */
public record AppointmentsView(OrganizationCard unit, List<OrganizationCard> trail, List<OrganizationCard> below, @Nullable Role role,
                               boolean past, Page<Office> offices, int vacancies, LocalDate today) {

    /** A unit without a training administrator. */
    public record Vacancy(OrganizationId id, String code, Localized name, String kind) {}

    public String href(@Nullable Role of, boolean withPast) {
        return "/console/appointments?organization=" + unit.id() + (of == null ? "" : "&role=" + of) + (withPast ? "&past=true" : "");
    }
}
