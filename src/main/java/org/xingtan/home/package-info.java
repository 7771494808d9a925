/** The start pages: the front page, the teacher's to-do list, the console's first look. */
@ApplicationModule(displayName = "Home", allowedDependencies = {"platform", "audit", "directory", "identity", "catalog", "notice", "program", "enrollment", "selection", "ledger", "standing", "certificate", "quiz", "learning", "monitoring", "report", "tally"})
@NullMarked
package org.xingtan.home;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
