/** 区域培训规划: whom a unit means to train in a year, by layers, kinds and posts, which trainings serve them, and how far they reach. */
@ApplicationModule(displayName = "Planning", allowedDependencies = {"platform", "audit", "directory", "program", "enrollment", "ledger", "messaging", "selection", "application"})
@NullMarked
package org.xingtan.planning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
