/** Discussions beside the lessons of a program: topics that people of a unit talk about, and activities where they meet. They bring no hours. */
@ApplicationModule(displayName = "Discussion", allowedDependencies = {"platform", "audit", "document", "directory", "messaging", "safety", "program", "enrollment"})
@NullMarked
package org.xingtan.discussion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
