/** Keeps the calendar of working days: one notice of the State Council a year, entered by the operator. */
@ApplicationModule(displayName = "Calendar", allowedDependencies = {"platform", "audit"})
@NullMarked
package org.xingtan.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
