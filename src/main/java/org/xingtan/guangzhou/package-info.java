/** The demo's city of the hours year: terms of Guangzhou with courses to choose, after the notice of 2022. */
@ApplicationModule(displayName = "Guangzhou",
    allowedDependencies = {"platform", "directory", "catalog", "program", "enrollment", "ledger", "tally", "selection", "standing", "application", "demo", "fee", "recognition", "study", "safety", "cover", "delivery", "appeal", "validation", "planning"})
@NullMarked
package org.xingtan.guangzhou;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
