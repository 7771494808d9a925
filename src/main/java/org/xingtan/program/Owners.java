package org.xingtan.program;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.xingtan.directory.OrganizationCard;
import org.xingtan.directory.Organizations;
import org.xingtan.platform.NotFound;
import org.xingtan.platform.OrganizationId;

/** The organizations that publish programs; a change of a name is seen within a minute. */
@Component
public class Owners {

    private final Organizations organizations;
    private final Cache<OrganizationId, OrganizationCard> owners = Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(Duration.ofMinutes(1)).build();

    Owners(Organizations organizations) {
        this.organizations = organizations;
    }

    /** @throws NotFound when there is no such organization */
    public OrganizationCard find(OrganizationId organization) {
        return owners.get(organization, id -> organizations.find(id).orElseThrow(() -> new NotFound(id)));
    }
}
