/** 摸底: which posts a unit's people hold as the unit declares it, and whether the identities they take part on agree with it. */
@ApplicationModule(displayName = "Census", allowedDependencies = {"platform", "audit", "directory", "program", "enrollment"})
@NullMarked
package org.xingtan.census;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
