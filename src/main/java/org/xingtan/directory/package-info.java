/** Organizations, people, employments and appointments; answers who may see and do what. */
@ApplicationModule(displayName = "Directory", allowedDependencies = {"platform", "audit", "document", "tally"})
@NullMarked
package org.xingtan.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
