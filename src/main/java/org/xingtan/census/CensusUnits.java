package org.xingtan.census;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Task;

/** The units somebody keeps the census of. */
@Component
class CensusUnits {

    private final Organizations organizations;
    private final Access access;

    CensusUnits(Organizations organizations, Access access) {
        this.organizations = organizations;
        this.access = access;
    }

    /**
     * The unit that was asked for, else where the actor's scope begins.
     *
     * @throws NotFound when it is not the actor's, or he has none
     */
    OrganizationCard get(Actor actor, @Nullable String asked) {
        if (asked == null || asked.isEmpty()) {
            return organizations.roots(access.scope(actor, Task.MANAGE_CENSUS)).stream().findFirst().orElseThrow(() -> new NotFound("census"));
        }
        var id = OrganizationId.of(asked);
        access.require(actor, Task.MANAGE_CENSUS, id);
        return organizations.find(id).orElseThrow(() -> new NotFound(id));
    }

    /** From the highest unit of the actor down to this one, after the others with which his units begin. */
    List<OrganizationCard> trail(Actor actor, OrganizationCard unit) {
        var scope = access.scope(actor, Task.MANAGE_CENSUS);
        var trail = organizations.lineage(unit.path()).stream().filter(it -> scope.contains(it.path())).toList();
        return Stream.concat(organizations.roots(scope).stream().filter(it -> !trail.contains(it)), trail.stream()).toList();
    }

    List<OrganizationCard> below(Actor actor, OrganizationCard unit) {
        return organizations.children(access.scope(actor, Task.MANAGE_CENSUS), unit.id());
    }
}
