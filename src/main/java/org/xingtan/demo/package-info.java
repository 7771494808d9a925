/** The demo that a first start loads. */
@ApplicationModule(displayName = "Demo", allowedDependencies = {"platform", "audit", "document", "directory", "identity", "catalog", "notice", "program", "enrollment", "ledger", "certificate", "quiz", "learning", "tally"})
@NullMarked
package org.xingtan.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
