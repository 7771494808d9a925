/** 安全清单: who holds something in person answers for it. What is asked, what was answered, and who can be reached, for occasions that other modules tell of. */
@ApplicationModule(displayName = "Safety", allowedDependencies = {"platform", "audit", "directory"})
@NullMarked
package org.xingtan.safety;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
