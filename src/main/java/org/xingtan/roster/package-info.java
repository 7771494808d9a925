/** Rosters: a unit's workbook of its people becomes a plan, cell by cell, and then exactly that plan is carried out; transfers between units are asked for and released. */
@ApplicationModule(displayName = "Roster", allowedDependencies = {"platform", "audit", "document", "directory"})
@NullMarked
package org.xingtan.roster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
