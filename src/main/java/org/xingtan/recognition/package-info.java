/** 学时认定: hours that people have from outside the platform, claimed with evidence, reviewed level by level, and posted. */
@ApplicationModule(displayName = "Recognition", allowedDependencies = {"platform", "audit", "document", "directory", "messaging", "ledger", "program", "enrollment"})
@NullMarked
package org.xingtan.recognition;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
