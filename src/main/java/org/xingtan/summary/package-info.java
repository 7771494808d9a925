/** Summary reports: an authority asks its units for them by a day, they hand them in, it accepts or returns them. */
@ApplicationModule(displayName = "Summary", allowedDependencies = {"platform", "audit", "document", "directory", "monitoring", "messaging"})
@NullMarked
package org.xingtan.summary;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
