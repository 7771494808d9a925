/** Who may need a hand: the lists of people who have not started, are stuck or failed a quiz, and what takes them away. */
@ApplicationModule(displayName = "Monitoring", allowedDependencies = {"platform", "audit", "directory", "census", "catalog", "program", "enrollment", "quiz", "learning"})
@NullMarked
package org.xingtan.monitoring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
