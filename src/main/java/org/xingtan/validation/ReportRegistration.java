package org.xingtan.validation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.People;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.web.Page;
import org.xingtan.standing.Years;
import org.xingtan.validation.Registrations.Registration;

/** Use case: somebody in charge looks at five years of his people, for the registration of teachers. */
@Component
public class ReportRegistration {

    private static final int AT_ONCE = 50;

    /** Five years of a unit's people, so many people at a time. */
    public record Report(OrganizationCard unit, List<OrganizationCard> children, int last, int current, String search, Page<Registration> page) {

        public int first() {
            return last - Registration.YEARS + 1;
        }

        public String href(OrganizationCard other, int otherYear) {
            return "/console/validation/registration?organization=" + other.id() + "&year=" + otherYear;
        }
    }

    private final Access access;
    private final LookAtUnit look;
    private final Organizations organizations;
    private final People people;
    private final Registrations registrations;
    private final Years years;

    ReportRegistration(Access access, LookAtUnit look, Organizations organizations, People people, Registrations registrations, Years years) {
        this.access = access;
        this.look = look;
        this.organizations = organizations;
        this.people = people;
        this.registrations = registrations;
        this.years = years;
    }

    /** @param last of the five years; the last one that is over when none is named */
    Report of(Actor actor, @Nullable String organization, @Nullable Integer last, @Nullable String search, @Nullable String after) {
        var unit = look.unit(actor, organization);
        var year = registrations.last(last);
        return new Report(unit, organizations.children(access.scope(actor, LookAtUnit.LOOK), unit.id()), year, years.current(), search == null ? "" : search,
            page(actor, unit, year, search, after, AT_ONCE));
    }

    /** By name; of a unit and all below it. */
    Page<Registration> page(Actor actor, OrganizationCard unit, int last, @Nullable String search, @Nullable String after, int limit) {
        var page = people.below(access.scope(actor, LookAtUnit.LOOK), unit.id(), search, after, limit);
        return new Page<>(registrations.of(page.items(), last), page.next());
    }
}
