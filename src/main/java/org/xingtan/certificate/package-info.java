/** Certificates with frozen facts, numbers, and a page where anyone can verify them. */
@ApplicationModule(displayName = "Certificate", allowedDependencies = {"platform", "audit", "ledger", "enrollment", "program", "directory", "document", "notice", "tally"})
@NullMarked
package org.xingtan.certificate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
