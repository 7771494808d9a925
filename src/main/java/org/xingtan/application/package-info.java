/** Training by application: calls with places for each part of the tree, who applies, who passes it on level by level, who is admitted. */
@ApplicationModule(displayName = "Application",
    allowedDependencies = {"platform", "audit", "document", "directory", "program", "enrollment", "ledger", "selection", "messaging", "safety"})
@NullMarked
package org.xingtan.application;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
