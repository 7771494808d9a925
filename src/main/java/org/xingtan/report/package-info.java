/** Figures from the nation to the person: drill-down, inside the scope of the one who looks. */
@ApplicationModule(displayName = "Report", allowedDependencies = {"platform", "audit", "directory", "identity", "catalog", "program", "enrollment", "ledger", "standing", "certificate", "quiz", "learning", "monitoring", "tally", "messaging"})
@NullMarked
package org.xingtan.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
