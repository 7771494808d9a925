/** 年度验证: a year is confirmed by the person and by his unit, validated by the authority, and frozen; what comes later shows beside it. */
@ApplicationModule(displayName = "Validation",
    allowedDependencies = {"platform", "audit", "directory", "program", "ledger", "recognition", "standing"})
@NullMarked
package org.xingtan.validation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
