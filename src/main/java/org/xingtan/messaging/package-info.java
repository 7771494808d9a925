/** What people are told: the inbox, and from there by mail and text message, once. */
@ApplicationModule(displayName = "Messaging", allowedDependencies = {"platform", "audit", "document", "directory"})
@NullMarked
package org.xingtan.messaging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
