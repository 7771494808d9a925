/** 校本研修: what units study by themselves: a plan that the authority confirms, events under it, who was there, and the hours of that. */
@ApplicationModule(displayName = "Study", allowedDependencies = {"platform", "audit", "directory", "messaging", "safety", "ledger", "program", "enrollment", "recognition", "appeal"})
@NullMarked
package org.xingtan.study;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
