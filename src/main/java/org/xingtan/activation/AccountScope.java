package org.xingtan.activation;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.xingtan.directory.Appointments;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.People;
import org.xingtan.directory.PersonCard;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Task;
import org.xingtan.platform.TeacherId;

/** Whose account an administrator may open: whoever could take over an account has all that it may do. */
@Component
class AccountScope {

    private final Access access;
    private final People people;
    private final Organizations organizations;
    private final Appointments appointments;

    AccountScope(Access access, People people, Organizations organizations, Appointments appointments) {
        this.access = access;
        this.people = people;
        this.organizations = organizations;
        this.appointments = appointments;
    }

    /** @throws NotFound when it is not a unit of the actor's */
    OrganizationCard require(Actor actor, OrganizationId organization) {
        access.require(actor, Task.MANAGE_ACCOUNTS, organization);
        return organizations.find(organization).orElseThrow(() -> new NotFound(organization));
    }

    /** Whom of a unit the actor may hand codes. */
    Codes.Unit unit(Actor actor, OrganizationCard organization, Instant now) {
        return new Codes.Unit(organization.id(), access.scope(actor, Task.MANAGE_ACCOUNTS), actor.teacher(), now);
    }

    /**
     * The person, if his unit is the actor's and all his appointments are too.
     *
     * @throws NotFound  when the person is not in a unit of the actor's
     * @throws Forbidden when it is the actor himself, or somebody appointed beyond the actor's units
     */
    PersonCard require(Actor actor, TeacherId teacher) {
        var scope = access.scope(actor, Task.MANAGE_ACCOUNTS);
        var person = people.find(scope, teacher).orElseThrow(() -> new NotFound(teacher));
        if (actor.teacher().equals(teacher)
            || appointments.of(teacher).stream().anyMatch(it -> !scope.contains(it.organization().path()))) {
            throw new Forbidden("activation.above");
        }
        return person;
    }
}
