package org.xingtan.platform;

import java.util.UUID;

/** A node of the organization tree. */
public record OrganizationId(UUID value) implements TypedId {

    public static OrganizationId next() {
        return new OrganizationId(Uuids.next());
    }

    public static OrganizationId of(String text) {
        return new OrganizationId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
