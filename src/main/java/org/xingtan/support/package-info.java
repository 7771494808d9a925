/** Help: whom to call by segment and kind of question, questions that find the right level, and the contacts that units report. */
@ApplicationModule(displayName = "Support", allowedDependencies = {"platform", "audit", "directory", "notice", "messaging"})
@NullMarked
package org.xingtan.support;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
