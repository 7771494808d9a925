package org.xingtan.cover;

import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.directory.Role;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Task;

/** For which units somebody sees to the lessons: his own and its teaching points; those below see to their own. */
@Component
class CoverScope {

    static final Task TASK = Task.ARRANGE_COVER;
    /** Those who see to lessons; operators answer for none. */
    static final String[] KEEPERS = Arrays.stream(Role.values()).filter(role -> role != Role.OPERATOR && role.allows(TASK)).map(Role::name).toArray(String[]::new);

    private final Access access;
    private final Organizations organizations;

    CoverScope(Access access, Organizations organizations) {
        this.access = access;
        this.organizations = organizations;
    }

    /** The actor's own units, the higher ones first. @throws NotFound when he has none */
    List<OrganizationCard> own(Actor actor) {
        var own = organizations.roots(access.scope(actor, TASK));
        if (own.isEmpty()) {
            throw new NotFound("cover");
        }
        return own;
    }

    /** A unit of which the actor may know who is away; a teaching point stands with its school. @throws NotFound when it is none of his, nor below one */
    OrganizationCard look(Actor actor, OrganizationId id) {
        access.require(actor, TASK, id);
        var unit = organizations.find(id).orElseThrow(() -> new NotFound(id));
        var acting = organizations.acting(unit);
        return access.scope(actor, TASK).contains(acting.path()) ? acting : unit;
    }

    boolean acts(Actor actor, OrganizationCard unit) {
        return access.scope(actor, TASK).paths().contains(unit.path());
    }

    /**
     * @throws NotFound  when the unit is none of the actor's, nor below one
     * @throws Forbidden when it is one below his own
     */
    OrganizationCard act(Actor actor, OrganizationId id) {
        var unit = look(actor, id);
        if (!acts(actor, unit)) {
            throw new Forbidden("cover.level");
        }
        return unit;
    }
}
