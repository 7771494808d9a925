/** Taking part in a program: who may, on which track, counted in which unit. */
@ApplicationModule(displayName = "Enrollment", allowedDependencies = {"platform", "audit", "notice", "program", "catalog", "directory", "tally"})
@NullMarked
package org.xingtan.enrollment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
