/** What a year asks of each teacher, who is exempt from what, and where everybody stands: always as of this moment. */
@ApplicationModule(displayName = "Standing",
    allowedDependencies = {"platform", "audit", "directory", "program", "tally", "ledger"})
@NullMarked
package org.xingtan.standing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
