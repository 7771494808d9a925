/** Programs: phases, windows, audience, tracks, versioned rules, and the fact of completion. */
@ApplicationModule(displayName = "Program", allowedDependencies = {"platform", "audit", "directory", "catalog", "document", "notice", "tally"})
@NullMarked
package org.xingtan.program;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
