package org.xingtan.appointment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.Role;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Window;
import org.xingtan.platform.web.Page;

/** Use case: somebody looks at who is appointed to what in his units, and where nobody is. */
@Component
class LookAtAppointments {

    private static final int BELOW = 200;

    private final Giving giving;
    private final Offices offices;
    private final Organizations organizations;
    private final Clock clock;

    LookAtAppointments(Giving giving, Offices offices, Organizations organizations, Clock clock) {
        this.giving = giving;
        this.offices = offices;
        this.organizations = organizations;
        this.clock = clock;
    }

    /** @param organization null for the widest of the actor's own */
    AppointmentsView at(Actor actor, @Nullable OrganizationId organization, @Nullable String role, boolean past, @Nullable String after) {
        var unit = unit(actor, organization);
        var filter = new Offices.Filter(unit, role(role), past);
        var today = today();
        return new AppointmentsView(unit, trail(actor, unit), below(actor, unit), filter.role(), past,
            offices.page(giving.scope(actor), filter, today, after, Page.limit(null)), offices.vacancyCount(giving.scope(actor), unit), today);
    }

    OrganizationCard unit(Actor actor, @Nullable OrganizationId organization) {
        return organization != null ? giving.require(actor, organization)
            : giving.roots(actor).stream().findFirst().orElseThrow(() -> new NotFound("appointments"));
    }

    List<OrganizationCard> trail(Actor actor, OrganizationCard unit) {
        return organizations.lineage(unit.path()).stream().filter(one -> giving.scope(actor).contains(one.path())).toList();
    }

    private List<OrganizationCard> below(Actor actor, OrganizationCard unit) {
        return organizations.children(giving.scope(actor), unit.id(), null, BELOW).items();
    }

    Page<AppointmentsView.Vacancy> vacancies(Actor actor, OrganizationCard unit, @Nullable String after) {
        return offices.vacancies(giving.scope(actor), unit, after, Page.limit(null));
    }

    int vacancyCount(Actor actor, OrganizationCard unit) {
        return offices.vacancyCount(giving.scope(actor), unit);
    }

    List<Office> history(OrganizationCard unit) {
        return offices.history(unit.id(), BELOW);
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Window.ZONE);
    }

    static @Nullable Role role(@Nullable String name) {
        return name == null || name.isEmpty() ? null : Arrays.stream(Role.values()).filter(role -> role.name().equals(name)).findFirst()
            .orElseThrow(() -> new Problem(400, "error.malformed"));
    }
}
