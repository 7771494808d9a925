/** Courses, lessons, their media and their question banks. */
@ApplicationModule(displayName = "Catalog", allowedDependencies = {"platform", "audit", "directory", "document"})
@NullMarked
package org.xingtan.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
