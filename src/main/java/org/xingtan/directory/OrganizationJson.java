package org.xingtan.directory;

import java.util.List;

/** An organization as the JSON contract writes it. */
public record OrganizationJson(String id, String code, String name, String kind, List<String> stages) {

    public static OrganizationJson of(OrganizationCard card) {
        return new OrganizationJson(card.id().toString(), card.code(), card.name(), card.kind(), card.stages());
    }
}
