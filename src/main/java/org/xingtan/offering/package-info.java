/** What a term offers, kept by whoever keeps the term: from a workbook, by forms, and who has taken it. */
@ApplicationModule(displayName = "Offering", allowedDependencies = {"platform", "audit", "document", "directory", "program", "selection"})
@NullMarked
package org.xingtan.offering;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
