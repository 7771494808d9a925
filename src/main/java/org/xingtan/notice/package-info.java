/** Notices: numbered documents of an authority, with attachments, that may forward another; how they are written and withdrawn. */
@ApplicationModule(displayName = "Notice", allowedDependencies = {"platform", "audit", "directory", "document"})
@NullMarked
package org.xingtan.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
