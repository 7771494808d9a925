/** 催学: everybody on a list of people who may need a hand is told at once, and by nobody twice. */
@ApplicationModule(displayName = "Reminder", allowedDependencies = {"platform", "audit", "directory", "program", "enrollment", "selection", "monitoring", "messaging", "offering", "planning", "report"})
@NullMarked
package org.xingtan.reminder;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
