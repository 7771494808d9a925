package org.xingtan;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Modules know only whom they declare, reach only what is public there, and form no cycle. */
class ModularityTests {

    @Test
    void modulesKeepTheirBoundaries() {
        ApplicationModules.of(XingtanApplication.class).verify();
    }
}
