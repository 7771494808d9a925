/** Who did what to whom, when and from where: an append-only trail. */
@ApplicationModule(displayName = "Audit", allowedDependencies = {"platform"})
@NullMarked
package org.xingtan.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
