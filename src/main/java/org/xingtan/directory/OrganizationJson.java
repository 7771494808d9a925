package org.xingtan.directory;

import java.util.List;
import org.xingtan.platform.OrganizationId;

/** An organization as the JSON contract writes it. */
public record OrganizationJson(OrganizationId id, String code, String name, String kind, List<String> stages) {

    public static OrganizationJson of(OrganizationCard card) {
        return new OrganizationJson(card.id(), card.code(), card.name(), card.kind(), card.stages());
    }
}
