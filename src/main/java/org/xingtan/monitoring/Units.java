package org.xingtan.monitoring;

import java.util.List;
import java.util.Optional;
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

/** The tree as figures and lists walk it. Who may see a unit is decided before. */
@Component
public class Units {

    private final Organizations organizations;
    private final Access access;

    Units(Organizations organizations, Access access) {
        this.organizations = organizations;
        this.access = access;
    }

    /** @throws NotFound when a unit was asked for that is not in the actor's scope; that he has tried is written down */
    public void require(Actor actor, Task task, @Nullable String asked) {
        if (asked != null) {
            access.require(actor, task, OrganizationId.of(asked));
        }
    }

    /**
     * The unit that was asked for, decided and read at once, else where the actor's scope begins. Empty where one was asked for that is not
     * in his scope: {@link #require} tells him so, and that he has tried is written down.
     *
     * @throws NotFound for somebody without any scope who asks for none
     */
    public Optional<OrganizationCard> seen(Actor actor, Task task, @Nullable String asked) {
        var scope = access.scope(actor, task);
        return asked == null ? Optional.of(first(tops(scope))) : organizations.find(OrganizationId.of(asked)).filter(unit -> scope.contains(unit.path()));
    }

    /**
     * The unit that was asked for, which is {@link #require decided before}, else where the actor's scope begins.
     *
     * @throws NotFound for somebody without any scope
     */
    OrganizationCard chosen(Actor actor, Task task, @Nullable String asked) {
        return chosen(asked, asked == null ? tops(access.scope(actor, task)) : List.of());
    }

    boolean allows(Actor actor, Task task, OrganizationCard unit) {
        return access.scope(actor, task).contains(unit.path());
    }

    List<OrganizationCard> trail(Actor actor, Task task, OrganizationCard unit) {
        return trail(unit, access.scope(actor, task));
    }

    public OrganizationCard get(OrganizationId id) {
        return organizations.find(id).orElseThrow(() -> new NotFound(id));
    }

    /** Everything right below, however much there is: a figure leaves nobody out. */
    public List<OrganizationCard> children(OrganizationCard unit) {
        return organizations.children(new Scope(List.of(unit.path())), unit.id());
    }

    /** What lies below the units right below, by code; at most so many. */
    public List<OrganizationCard> grandchildren(OrganizationCard unit, int limit) {
        return organizations.grandchildren(unit.id(), limit);
    }

    /** From the highest unit of the scope down to this one. */
    public List<OrganizationCard> trail(OrganizationCard unit, Scope scope) {
        return scope.beginsAt(unit.path()) ? List.of(unit)
            : organizations.lineage(unit.path()).stream().filter(above -> scope.contains(above.path())).toList();
    }

    /** Where the scope begins, highest first. */
    public List<OrganizationCard> tops(Scope scope) {
        return scope.isEmpty() ? List.of() : organizations.roots(scope);
    }

    /**
     * The unit that was asked for, else where the scope begins.
     *
     * @param tops as {@link #tops} says
     * @throws NotFound for somebody without any scope
     */
    public OrganizationCard chosen(@Nullable String asked, List<OrganizationCard> tops) {
        return asked == null ? first(tops) : get(OrganizationId.of(asked));
    }

    /** The same before it is decided whether he may: its id. */
    public static OrganizationId organization(@Nullable String asked, List<OrganizationCard> tops) {
        return asked == null ? first(tops).id() : OrganizationId.of(asked);
    }

    private static OrganizationCard first(List<OrganizationCard> tops) {
        return tops.stream().findFirst().orElseThrow(() -> new NotFound("scope"));
    }
}
