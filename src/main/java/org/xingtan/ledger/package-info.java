/** The append-only account of credit hours: caps, receipts, reversals, annual standing. */
@ApplicationModule(displayName = "Ledger", allowedDependencies = {"platform", "audit", "program", "directory", "tally"})
@NullMarked
package org.xingtan.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
