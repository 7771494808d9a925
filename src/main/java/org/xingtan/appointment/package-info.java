/** Who is appointed to what over which unit: appointing, handing over, ending, and what became of it. */
@ApplicationModule(displayName = "Appointment", allowedDependencies = {"platform", "audit", "directory"})
@NullMarked
package org.xingtan.appointment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
