package org.xingtan.planning;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.Forbidden;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;
import org.xingtan.platform.Task;

/** Whose plans somebody may look at, over which people, and for which units he plans: his own, not others below. */
@Component
class PlanScope {

    static final Task LOOK = Task.VIEW_STATISTICS;
    static final Task KEEP = Task.MANAGE_PROGRAMS;

    private final Access access;
    private final Organizations organizations;

    PlanScope(Access access, Organizations organizations) {
        this.access = access;
        this.organizations = organizations;
    }

    /** @throws NotFound when the actor looks after no unit */
    Scope of(Actor actor) {
        var scope = access.scope(actor, LOOK);
        if (scope.isEmpty()) {
            throw new NotFound("planning");
        }
        return scope;
    }

    List<OrganizationCard> roots(Scope scope) {
        return organizations.roots(scope);
    }

    OrganizationCard unit(OrganizationId id) {
        return organizations.find(id).orElseThrow(() -> new NotFound(id));
    }

    /** @throws NotFound when it is none of the actor's, nor below one */
    OrganizationCard look(Actor actor, OrganizationId unit) {
        access.require(actor, LOOK, unit);
        return unit(unit);
    }

    /**
     * Over which people somebody looks at a plan: all of its unit, or those of one below that is his.
     *
     * @param at null for where his scope begins
     * @throws NotFound when it is none of his, does not lie in the unit of the plan, or the plan is another unit's draft
     */
    OrganizationCard over(Actor actor, TrainingPlan plan, @Nullable OrganizationId at) {
        var owner = unit(plan.unit());
        var scope = of(actor);
        if (!plan.isPublished() && !scope.contains(owner.path())) {
            throw new NotFound(plan.id());
        }
        var below = new Scope(List.of(owner.path()));
        var unit = at != null ? look(actor, at) : scope.contains(owner.path()) ? owner
            : roots(scope).stream().filter(it -> below.contains(it.path())).findFirst().orElseThrow(() -> new NotFound(plan.id()));
        if (!below.contains(unit.path())) {
            throw new NotFound(unit.id());
        }
        return unit;
    }

    /** Whether somebody may do something for the people of a unit. */
    boolean may(Actor actor, Task task, OrganizationCard unit) {
        return access.scope(actor, task).contains(unit.path());
    }

    boolean keeps(Actor actor, OrganizationCard unit) {
        return access.scope(actor, KEEP).paths().contains(unit.path());
    }

    /**
     * @throws NotFound when the unit is none of the actor's, nor below one
     * @throws Forbidden when it is one below his own
     */
    OrganizationCard keep(Actor actor, OrganizationId unit) {
        access.require(actor, KEEP, unit);
        var card = unit(unit);
        if (!keeps(actor, card)) {
            throw new Forbidden("planning.level");
        }
        return card;
    }

    /** The same, in a transaction that changes what it plans: until its end no unit moves or goes up in another one. */
    OrganizationCard hold(Actor actor, OrganizationId unit) {
        organizations.keepStill();
        return keep(actor, unit);
    }

    /** Units stay where they are until the transaction ends. It comes before plans are locked, as with whoever moves units. */
    void keepStill() {
        organizations.keepStill();
    }

    /** From the highest unit that the actor may look at down to this one. */
    List<OrganizationCard> trail(Actor actor, OrganizationCard owner, OrganizationCard unit) {
        var scope = of(actor);
        var below = new Scope(List.of(owner.path()));
        return organizations.lineage(unit.path()).stream().filter(it -> below.contains(it.path()) && scope.contains(it.path())).toList();
    }

    /** The units above it, and itself. */
    List<OrganizationCard> lineage(String path) {
        return organizations.lineage(path);
    }

    List<OrganizationCard> children(OrganizationCard unit) {
        return organizations.children(new Scope(List.of(unit.path())), unit.id());
    }
}
