/** Figures that are right at once: a delta beside every fact, folded into counters a moment later. */
@ApplicationModule(displayName = "Tally", allowedDependencies = {"platform"})
@NullMarked
package org.xingtan.tally;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
