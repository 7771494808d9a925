package org.xingtan.activation;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.xingtan.directory.AppointmentCard;
import org.xingtan.directory.Appointments;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.People;
import org.xingtan.directory.PersonCard;
import org.xingtan.directory.Role;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
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
    Codes.Unit unit(Actor actor, OrganizationCard organization, boolean below, Instant now) {
        var equals = appointments.of(actor.teacher()).stream().filter(own -> !isAbove(actor, own))
            .map(own -> own.role() + " " + own.organization().path()).toList();
        return new Codes.Unit(organization.id(), below, access.scope(actor, Task.MANAGE_ACCOUNTS), roles(actor, organization.path()), equals,
            actor.teacher(), now);
    }

    /** The roles whose holders the actor may hand codes, if they hold them below a unit of his: those he could appoint them to. */
    private Set<Role> roles(Actor actor, String path) {
        return roles(actor, path, _ -> true);
    }

    private Set<Role> roles(Actor actor, String path, Predicate<AppointmentCard> own) {
        var over = appointments.of(actor.teacher()).stream().filter(own).filter(it -> new Scope(List.of(it.organization().path())).contains(path)).toList();
        return Arrays.stream(Role.values()).filter(role -> over.stream().anyMatch(it -> it.role().mayGive(role))).collect(Collectors.toSet());
    }

    /** Whoever holds the same office over the same unit is his equal: another one resets the password of neither. */
    private boolean isAbove(Actor actor, AppointmentCard office) {
        return roles(actor, office.organization().path(), own -> own.role() == Role.OPERATOR || own.role() != office.role()
            || !own.organization().equals(office.organization())).contains(office.role());
    }

    /**
     * The person, if his unit is the actor's and all his appointments are too.
     *
     * @throws NotFound  when the person is not in a unit of the actor's
     * @throws Forbidden when it is the actor himself, or somebody appointed beyond the actor's units or to a role he may not give
     */
    PersonCard require(Actor actor, TeacherId teacher) {
        var scope = access.scope(actor, Task.MANAGE_ACCOUNTS);
        var person = people.find(scope, teacher).orElseThrow(() -> new NotFound(teacher));
        if (actor.teacher().equals(teacher)
            || appointments.of(teacher).stream().anyMatch(it -> !scope.contains(it.organization().path()) || !isAbove(actor, it))) {
            throw new Forbidden("activation.above");
        }
        return person;
    }
}
