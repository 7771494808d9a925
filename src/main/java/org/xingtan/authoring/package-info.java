/** How programs come to be: drafts by forms, templates, another season, changes of rules and audience. */
@ApplicationModule(displayName = "Authoring", allowedDependencies = {"platform", "audit", "directory", "catalog", "notice", "program"})
@NullMarked
package org.xingtan.authoring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
