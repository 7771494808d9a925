/** What a draft would do before it comes out, and what new rules grant once they are out: one statement says both. */
@ApplicationModule(displayName = "Simulation",
    allowedDependencies = {"platform", "directory", "catalog", "notice", "program", "authoring", "enrollment", "census", "ledger", "certificate", "quiz", "learning"})
@NullMarked
package org.xingtan.simulation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
