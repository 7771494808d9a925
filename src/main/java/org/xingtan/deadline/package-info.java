/** Every window and deadline of a person in one calendar: as pages, and for his own calendar by a secret link. */
@ApplicationModule(displayName = "Deadline", allowedDependencies = {"platform", "audit", "directory", "identity"})
@NullMarked
package org.xingtan.deadline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
