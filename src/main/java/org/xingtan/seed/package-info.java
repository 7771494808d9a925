/** The big invented jurisdiction of {@code bin/seed}, for measuring. */
@ApplicationModule(displayName = "Seed",
    allowedDependencies = {"platform", "directory", "identity", "messaging", "catalog", "program", "ledger", "tally", "selection", "demo"})
@NullMarked
package org.xingtan.seed;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
