/** Typical cases: what units have done well goes up level by level, and the authority of the program publishes what it chooses. No hours, no ranking. */
@ApplicationModule(displayName = "Showcase", allowedDependencies = {"platform", "audit", "document", "directory", "program", "summary"})
@NullMarked
package org.xingtan.showcase;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
