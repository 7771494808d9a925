/** How a person comes by his account: the code from his unit, the printed sheet, his own activation, the reset of a lost password. */
@ApplicationModule(displayName = "Activation", allowedDependencies = {"platform", "audit", "directory", "identity"})
@NullMarked
package org.xingtan.activation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
