package org.xingtan.monitoring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;
import org.xingtan.platform.Scope;

/** The tree as figures and lists walk it. Who may see a unit is decided before. */
@Component
public class Units {

    private final Organizations organizations;

    Units(Organizations organizations) {
        this.organizations = organizations;
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
        return organizations.lineage(unit.path()).stream().filter(above -> scope.contains(above.path())).toList();
    }

    /** Where the scope begins, highest first. */
    public List<OrganizationCard> tops(Scope scope) {
        return scope.isEmpty() ? List.of() : organizations.roots(scope);
    }

    /**
     * The unit that was asked for, else where the scope begins.
     *
     * @throws NotFound for somebody without any scope
     */
    public static OrganizationId organization(@Nullable String asked, List<OrganizationCard> tops) {
        if (asked != null) {
            return OrganizationId.of(asked);
        }
        return tops.stream().findFirst().orElseThrow(() -> new NotFound("scope")).id();
    }
}
