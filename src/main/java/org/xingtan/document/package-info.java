/** Stored files: kept once by content, served in parts. */
@ApplicationModule(displayName = "Document", allowedDependencies = {"platform", "audit"})
@NullMarked
package org.xingtan.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
