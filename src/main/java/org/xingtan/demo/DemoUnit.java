package org.xingtan.demo;

import java.util.List;
import org.xingtan.platform.OrganizationId;

/** An organization while it is filled with people. */
public record DemoUnit(OrganizationId id, String code, String name, String kind, List<String> stages, String path) {

    boolean isSchool() {
        return kind.equals("SCHOOL");
    }

    boolean teaches(String stage) {
        return stages.contains(stage);
    }
}
