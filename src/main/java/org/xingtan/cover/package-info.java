/** 教学安排: who of a unit has to be away on which days, and who takes his lessons then. */
@ApplicationModule(displayName = "Cover", allowedDependencies = {"platform", "audit", "directory", "messaging", "enrollment"})
@NullMarked
package org.xingtan.cover;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
