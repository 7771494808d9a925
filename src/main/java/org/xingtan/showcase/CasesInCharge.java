package org.xingtan.showcase;

import java.util.List;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Problem;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;
import org.xingtan.program.Owners;
import org.xingtan.program.ProgramDetail;

/** Who nominates and who decides: a unit's own administrators write its cases, those of the unit it lies with decide and nobody above them, and nobody on what he handed in. */
@Component
class CasesInCharge {

    private final Access access;
    private final Organizations organizations;
    private final Owners owners;

    CasesInCharge(Access access, Organizations organizations, Owners owners) {
        this.access = access;
        this.organizations = organizations;
        this.owners = owners;
    }

    /** @throws NotFound for somebody who runs no program */
    Scope scope(Actor actor) {
        var scope = access.scope(actor, Task.MANAGE_PROGRAMS);
        if (scope.isEmpty()) {
            throw new NotFound("cases");
        }
        return scope;
    }

    /** Units whose cases the actor writes. */
    List<OrganizationCard> units(Actor actor) {
        return organizations.roots(scope(actor));
    }

    /** Whether whoever publishes the program stands at or above the unit. */
    boolean reaches(ProgramDetail program, OrganizationCard unit) {
        return new Scope(List.of(owners.find(program.owner()).path())).contains(unit.path());
    }

    boolean writes(Actor actor, TypicalCase it) {
        return scope(actor).paths().contains(it.path());
    }

    /** Whether the next decision is the actor's. */
    boolean decides(Actor actor, TypicalCase it) {
        return isWithHis(actor, it) && !actor.teacher().value().equals(it.submittedBy());
    }

    /** Whether the actor stands over whoever publishes the program. */
    boolean publishes(Actor actor, TypicalCase it) {
        return scope(actor).contains(owners.find(it.owner()).path());
    }

    /** @throws NotFound unless the actor writes it, decides on it, or it has left a unit below his */
    TypicalCase read(Actor actor, TypicalCase it) {
        if (!writes(actor, it) && !isWithHis(actor, it) && (it.state() == TypicalCase.State.DRAFT || !scope(actor).contains(it.path()))) {
            throw new NotFound(it.id());
        }
        return it;
    }

    /**
     * @throws NotFound unless the actor writes for the unit
     * @throws Problem 409 when it is no longer what he saw, or is handed in
     */
    TypicalCase open(Actor actor, TypicalCase it, int version) {
        if (!writes(actor, it)) {
            throw new NotFound(it.id());
        }
        if (it.version() != version) {
            throw new Problem(409, "error.changed-meanwhile");
        }
        if (!it.state().isOpen()) {
            throw new Problem(409, "showcase.handed-in");
        }
        return it;
    }

    /**
     * For which of his units the actor decides.
     *
     * @throws NotFound unless it lies with that one
     * @throws Forbidden for what he has handed in himself
     */
    OrganizationId requireDecider(Actor actor, TypicalCase it) {
        var unit = it.decider();
        if (unit == null || !isWithHis(actor, it)) {
            throw new NotFound(it.id());
        }
        if (!decides(actor, it)) {
            throw new Forbidden("showcase.own");
        }
        return unit;
    }

    private boolean isWithHis(Actor actor, TypicalCase it) {
        return it.deciderPath() != null && scope(actor).paths().contains(it.deciderPath());
    }

    /** Whether the actor reads what it says: others read the title and the history while its unit writes it once more. */
    boolean reads(Actor actor, TypicalCase it) {
        return writes(actor, it) || !it.state().isOpen();
    }

    /** Where it goes from here: the unit above, of one that the city keeps the city, and no higher than whoever publishes the program. */
    OrganizationId above(OrganizationId unit, OrganizationId owner) {
        var within = new Scope(List.of(organizations.find(owner).orElseThrow(() -> new NotFound(owner)).path()));
        return organizations.above(organizations.find(unit).orElseThrow(() -> new NotFound(unit))).stream().filter(it -> within.contains(it.path()))
            .findFirst().map(OrganizationCard::id).orElse(owner);
    }
}
