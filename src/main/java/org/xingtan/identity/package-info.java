/** Who someone is: sign-in and its names, tokens, passwords. What he may do lies in the directory. */
@ApplicationModule(displayName = "Identity", allowedDependencies = {"platform", "audit", "directory", "messaging"})
@NullMarked
package org.xingtan.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
