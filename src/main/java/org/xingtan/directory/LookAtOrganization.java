package org.xingtan.directory;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.platform.Access;
import org.xingtan.platform.Actor;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Task;
import org.xingtan.platform.web.Page;

/** Use case: an administrator looks at an organization, what lies below it and who works there. */
@Component
class LookAtOrganization {

    /** Counted exactly; where there are more people it is said that there are more. */
    static final int COUNTED = 10_000;

    private final Access access;
    private final Organizations organizations;
    private final People people;

    LookAtOrganization(Access access, Organizations organizations, People people) {
        this.access = access;
        this.organizations = organizations;
        this.people = people;
    }

    List<OrganizationCard> roots(Actor actor) {
        return organizations.roots(access.scope(actor, Task.VIEW_TEACHERS));
    }

    OrganizationCard at(Actor actor, OrganizationId id) {
        access.require(actor, Task.VIEW_TEACHERS, id);
        return organizations.find(id).orElseThrow(() -> new NotFound(id));
    }

    /** Whether the actor also hands out accounts there. */
    boolean manages(Actor actor, OrganizationCard organization) {
        return access.scope(actor, Task.MANAGE_ACCOUNTS).contains(organization.path());
    }

    /** From the widest organization that the actor may see down to this one. */
    List<OrganizationCard> trail(Actor actor, OrganizationCard organization) {
        var scope = access.scope(actor, Task.VIEW_TEACHERS);
        return organizations.lineage(organization.path()).stream().filter(one -> scope.contains(one.path())).toList();
    }

    Page<OrganizationCard> children(Actor actor, OrganizationId id, @Nullable String cursor, @Nullable Integer limit) {
        access.require(actor, Task.VIEW_TEACHERS, id);
        return organizations.children(access.scope(actor, Task.VIEW_TEACHERS), id, cursor, Page.limit(limit));
    }

    int childCount(Actor actor, OrganizationId id) {
        return organizations.childCount(access.scope(actor, Task.VIEW_TEACHERS), id);
    }

    /** One more than {@value #COUNTED} when there are more. */
    int count(Actor actor, OrganizationId id, @Nullable String search) {
        return people.count(access.scope(actor, Task.VIEW_TEACHERS), id, search, COUNTED + 1);
    }

    Page<PersonCard> teachers(Actor actor, OrganizationId id, @Nullable String search, @Nullable String cursor, @Nullable Integer limit) {
        access.require(actor, Task.VIEW_TEACHERS, id);
        return people.below(access.scope(actor, Task.VIEW_TEACHERS), id, search, cursor, Page.limit(limit));
    }
}
