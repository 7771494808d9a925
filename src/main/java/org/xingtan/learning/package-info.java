/** Server-timed learning: sessions, beats, coverage, and what follows when a lesson is complete. */
@ApplicationModule(displayName = "Learning", allowedDependencies = {"platform", "audit", "enrollment", "program", "catalog", "quiz", "document", "directory", "ledger", "certificate", "tally"})
@NullMarked
package org.xingtan.learning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
