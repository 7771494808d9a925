package org.xingtan.study;

import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Refused;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;

/** Whose plans and events somebody may look at, and for which units he acts: his own and its teaching points, not others below. */
@Component
class StudyScope {

    static final Task TASK = Task.MANAGE_STUDY;

    private final Access access;
    private final Organizations organizations;

    StudyScope(Access access, Organizations organizations) {
        this.access = access;
        this.organizations = organizations;
    }

    /** @throws NotFound when the actor looks after no unit */
    Scope of(Actor actor) {
        var scope = access.scope(actor, TASK);
        if (scope.isEmpty()) {
            throw new NotFound("study");
        }
        return scope;
    }

    OrganizationCard unit(OrganizationId id) {
        return organizations.find(id).orElseThrow(() -> new NotFound(id));
    }

    /** @throws NotFound when it is none of the actor's, nor below one */
    OrganizationCard look(Actor actor, OrganizationId unit) {
        access.require(actor, TASK, unit);
        return unit(unit);
    }

    boolean sees(Actor actor, OrganizationId unit) {
        return access.scope(actor, TASK).contains(unit(unit).path());
    }

    boolean actsFor(Actor actor, OrganizationId unit) {
        return access.scope(actor, TASK).paths().contains(organizations.acting(unit(unit)).path());
    }

    /**
     * @throws NotFound when the unit is none of the actor's, nor below one
     * @throws Forbidden when it is one below his own
     */
    OrganizationCard act(Actor actor, OrganizationId unit) {
        var card = look(actor, unit);
        if (!actsFor(actor, unit)) {
            throw new Forbidden("study.level");
        }
        return card;
    }

    /** Who confirms what a unit plans. @throws Refused when nobody is above it */
    OrganizationCard authority(OrganizationCard unit) {
        return organizations.authorityAbove(unit).orElseThrow(() -> new Refused("study.authority"));
    }
}
