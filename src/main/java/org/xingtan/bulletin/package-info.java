/** Bulletins: figures of an authority and its units, frozen at one instant, numbered, published, and put right only by a newer one. */
@ApplicationModule(displayName = "Bulletin", allowedDependencies = {"platform", "audit", "directory", "program", "ledger", "standing", "tally", "monitoring", "report"})
@NullMarked
package org.xingtan.bulletin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
