package org.xingtan.appeal;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.OrganizationId;

/** Who decides: the unit above the person's own, and after it the next one above. A unit under the city skips the county by itself. */
@Component
class Instances {

    /** @param second null where nobody is above the first */
    record Chain(OrganizationId unit, OrganizationId first, @Nullable OrganizationId second) {}

    private final Organizations organizations;

    Instances(Organizations organizations) {
        this.organizations = organizations;
    }

    /** The highest unit has nobody above it and decides itself. */
    Chain above(OrganizationId unit) {
        var lineage = organizations.lineage(path(unit));
        var own = lineage.size() - 1;
        return new Chain(unit, lineage.get(Math.max(0, own - 1)).id(), own < 2 ? null : lineage.get(own - 2).id());
    }

    String path(OrganizationId unit) {
        return organizations.find(unit).orElseThrow().path();
    }
}
