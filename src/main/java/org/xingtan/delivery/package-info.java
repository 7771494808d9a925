/** 面授: trainings in person, session by session: when and where people meet, who was there, and the hours of that. */
@ApplicationModule(displayName = "Delivery",
    allowedDependencies = {"platform", "audit", "directory", "messaging", "program", "enrollment", "ledger", "recognition", "application", "selection", "appeal"})
@NullMarked
package org.xingtan.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
