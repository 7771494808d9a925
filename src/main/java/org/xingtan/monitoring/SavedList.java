package org.xingtan.monitoring;

import java.util.UUID;

/** A list that an administrator has kept under a name. */
public record SavedList(UUID id, String name, String kind, String query) {

    public String href() {
        return "/console/monitoring/" + kind + "?" + query;
    }
}
