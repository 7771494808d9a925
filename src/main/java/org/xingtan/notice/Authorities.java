package org.xingtan.notice;

import java.util.ArrayList;
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

/** The organizations in whose name somebody writes notices and programs. */
@Component
public class Authorities {

    private final Access access;
    private final Organizations organizations;

    Authorities(Access access, Organizations organizations) {
        this.access = access;
        this.organizations = organizations;
    }

    /** @throws NotFound for somebody who writes for nobody */
    public Scope scope(Actor actor) {
        var scope = access.scope(actor, Task.MANAGE_PROGRAMS);
        if (scope.isEmpty()) {
            throw new NotFound("scope");
        }
        return scope;
    }

    /** Where the appointments are, and what lies right below: what a form offers. */
    public List<OrganizationCard> offered(Actor actor) {
        var scope = scope(actor);
        var offered = new ArrayList<OrganizationCard>();
        for (var root : organizations.roots(scope)) {
            offered.add(root);
            offered.addAll(organizations.children(scope, root.id()));
        }
        return offered.stream().distinct().toList();
    }

    /** Whether the actor writes for that organization. */
    public boolean isFor(@Nullable Actor actor, @Nullable OrganizationId organization) {
        return actor != null && organization != null && access.scope(actor, Task.MANAGE_PROGRAMS).contains(find(organization).path());
    }

    /** @throws NotFound when it is none of the actor's */
    public OrganizationCard require(Actor actor, OrganizationId organization) {
        access.require(actor, Task.MANAGE_PROGRAMS, organization);
        return find(organization);
    }

    public OrganizationCard find(OrganizationId organization) {
        return organizations.find(organization).orElseThrow(() -> new NotFound(organization));
    }
}
