/** Notices: numbered documents of an authority, with attachments, that may forward another. */
@ApplicationModule(displayName = "Notice", allowedDependencies = {"platform", "document"})
@NullMarked
package org.xingtan.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
