/** Courses with places: terms, what is offered in them, who has a place and who waits for one. */
@ApplicationModule(displayName = "Selection",
    allowedDependencies = {"platform", "audit", "directory", "notice", "program", "enrollment", "quiz", "tally", "ledger", "standing", "messaging", "safety"})
@NullMarked
package org.xingtan.selection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
