/** Courses in the making: lessons, media and question banks by forms, and the review that stands before the catalog. */
@ApplicationModule(displayName = "Course", allowedDependencies = {"platform", "audit", "document", "directory", "catalog"})
@NullMarked
package org.xingtan.course;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
