/**
 * Terms and what they offer, kept by whoever keeps the terms: by forms, from a workbook, who has taken it; and who of a unit has chosen, and who has not.
 */
@ApplicationModule(displayName = "Offering", allowedDependencies = {"platform", "audit", "document", "directory", "program", "enrollment", "quiz", "ledger", "standing", "messaging", "selection", "safety"})
@NullMarked
package org.xingtan.offering;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
