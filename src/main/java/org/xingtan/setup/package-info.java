/** From an empty platform to a running one: the first unit and its operator, then the steps that lead to the first program. */
@ApplicationModule(displayName = "Setup", allowedDependencies = {"platform", "audit", "directory", "identity", "activation", "program"})
@NullMarked
package org.xingtan.setup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
