package org.xingtan.unit;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;

/** Which units somebody keeps: those below his own, and his own where he runs the platform. */
@Component
class UnitScope {

    private final Access access;
    private final Organizations organizations;
    private final KnownUnits units;

    UnitScope(Access access, Organizations organizations, KnownUnits units) {
        this.access = access;
        this.organizations = organizations;
        this.units = units;
    }

    Scope of(Actor actor) {
        return access.scope(actor, Task.MANAGE_APPOINTMENTS);
    }

    /** @param organization null for the widest of the actor's own; @throws NotFound when it is not a unit of the actor's */
    KnownUnit require(Actor actor, @Nullable OrganizationId organization) {
        if (organization == null) {
            return organizations.roots(of(actor)).stream().findFirst().flatMap(root -> units.find(root.id())).orElseThrow(() -> new NotFound("units"));
        }
        access.require(actor, Task.MANAGE_APPOINTMENTS, organization);
        return units.find(organization).orElseThrow(() -> new NotFound(organization));
    }

    /** Where somebody's units begin. */
    List<OrganizationCard> tops(Actor actor) {
        return organizations.roots(of(actor));
    }

    /** Whether the unit itself is the actor's to change, and not only what lies below it. */
    boolean keeps(Actor actor, KnownUnit unit) {
        return access.scope(actor, Task.OPERATE).contains(unit.path()) || !of(actor).paths().contains(unit.path());
    }

    List<OrganizationCard> trail(Actor actor, KnownUnit unit) {
        return organizations.lineage(unit.path()).stream().filter(one -> of(actor).contains(one.path())).toList();
    }

    /** What rows for a unit are looked at against. */
    UnitPolicy.Ground ground(Actor actor, KnownUnit top, Collection<String> codes) {
        return new UnitPolicy.Ground(units.below(of(actor), top.path()), units.taken(codes), organizations.kinds(), top.code(), keeps(actor, top));
    }
}
