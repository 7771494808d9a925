package org.xingtan.validation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.People;
import org.xingtan.directory.PersonCard;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.web.Page;
import org.xingtan.standing.RegistrationCycle;
import org.xingtan.standing.Years;
import org.xingtan.validation.Registrations.Registration;

/** Use case: somebody in charge looks at the years of a cycle of his people, for the registration of teachers. */
@Component
public class ReportRegistration {

    private static final int AT_ONCE = 50;

    /** A cycle of a unit's people, so many people at a time. */
    public record Report(OrganizationCard unit, List<OrganizationCard> children, int last, RegistrationCycle cycle, int current, boolean keeps, String search,
                         Page<Registration> page) {

        public int first() {
            return cycle.first(last);
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

    /** @param last year of the cycle; the last one that is over when none is named */
    Report of(Actor actor, @Nullable String organization, @Nullable Integer last, @Nullable String search, @Nullable String after) {
        var unit = look.unit(actor, organization);
        var year = registrations.last(last);
        var cycle = registrations.cycle(unit, year);
        return new Report(unit, organizations.children(access.scope(actor, LookAtUnit.LOOK), unit.id()), year, cycle, years.current(), look.keeps(actor, unit.path()), search == null ? "" : search,
            registrations(people(actor, unit, search, after, AT_ONCE), cycle, year));
    }

    /** All of a report, by name; of its unit and all below it. */
    Page<Registration> page(Actor actor, Report report, @Nullable String after, int limit) {
        return registrations(people(actor, report.unit, null, after, limit), report.cycle, report.last);
    }

    private Page<PersonCard> people(Actor actor, OrganizationCard unit, @Nullable String search, @Nullable String after, int limit) {
        return people.below(access.scope(actor, LookAtUnit.LOOK), unit.id(), search, after, limit);
    }

    private Page<Registration> registrations(Page<PersonCard> page, RegistrationCycle cycle, int last) {
        return new Page<>(registrations.of(page.items(), cycle, last), page.next());
    }
}
