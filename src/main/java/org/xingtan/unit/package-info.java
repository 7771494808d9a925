/** Keeps the tree of units: a workbook of many or a form for one, what a unit was called and where it lay before. */
@ApplicationModule(displayName = "Unit", allowedDependencies = {"platform", "audit", "document", "directory"})
@NullMarked
package org.xingtan.unit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
