package org.xingtan.appointment;

import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;
import org.xingtan.directory.AppointmentCard;
import org.xingtan.directory.Appointments;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.Role;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;

/** What somebody may give and take away: roles that his own let him give, over units of his, never to or from himself. */
@Component
class Giving {

    private final Access access;
    private final Appointments appointments;
    private final Organizations organizations;

    Giving(Access access, Appointments appointments, Organizations organizations) {
        this.access = access;
        this.appointments = appointments;
        this.organizations = organizations;
    }

    Scope scope(Actor actor) {
        return access.scope(actor, Task.MANAGE_APPOINTMENTS);
    }

    /** The same, which nobody closes or moves until the transaction ends. */
    OrganizationCard hold(Actor actor, OrganizationId unit) {
        organizations.keepStill();
        return require(actor, unit);
    }

    /** @throws NotFound when it is not a unit of the actor's */
    OrganizationCard require(Actor actor, OrganizationId unit) {
        access.require(actor, Task.MANAGE_APPOINTMENTS, unit);
        return organizations.find(unit).orElseThrow(() -> new NotFound(unit));
    }

    List<OrganizationCard> roots(Actor actor) {
        return organizations.roots(scope(actor));
    }

    /** The roles the actor may give over a unit, in their order. */
    List<Role> roles(Actor actor, String path) {
        var mine = over(actor, path);
        return Arrays.stream(Role.values()).filter(role -> mine.stream().anyMatch(own -> own.role().mayGive(role))).toList();
    }

    /**
     * Whether the actor may end an office: one he might have given, of another person; of somebody who holds the same role over
     * the same unit only when he appointed him.
     */
    boolean mayEnd(Actor actor, Office office) {
        return !office.teacher().equals(actor.teacher()) && roles(actor, office.path()).contains(office.role())
            && (actor.teacher().equals(office.by()) || over(actor, office.path()).stream()
                .anyMatch(own -> own.role() == Role.OPERATOR || own.role() != office.role() || !own.organization().path().equals(office.path())));
    }

    /** His own, too: somebody else has it then. */
    boolean mayHandOver(Actor actor, Office office) {
        return office.teacher().equals(actor.teacher()) && roles(actor, office.path()).contains(office.role()) || mayEnd(actor, office);
    }

    private List<AppointmentCard> over(Actor actor, String path) {
        return appointments.of(actor.teacher()).stream().filter(own -> new Scope(List.of(own.organization().path())).contains(path)).toList();
    }
}
