package org.xingtan.appeal;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.OrganizationId;

/** Who decides: the unit above the person's own, and after it the next one above. A unit under the city, or kept by it, passes by the county. */
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
        var above = organizations.above(organizations.find(unit).orElseThrow());
        return new Chain(unit, above.isEmpty() ? unit : above.getFirst().id(), above.size() < 2 ? null : above.get(1).id());
    }

    String path(OrganizationId unit) {
        return organizations.find(unit).orElseThrow().path();
    }
}
