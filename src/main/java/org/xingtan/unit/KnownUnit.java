package org.xingtan.unit;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.xingtan.platform.OrganizationId;

/** A unit that is there. @param closedOn null while it is open */
public record KnownUnit(OrganizationId id, String code, String path, UnitFacts facts, @Nullable LocalDate closedOn) {

    public boolean isClosed() {
        return closedOn != null;
    }
}
