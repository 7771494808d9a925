/** Appeals against hours, lessons, quizzes, certificates, refused identities and what reviews rejected: filed by the teacher, decided by the unit above his and once more by the next. */
@ApplicationModule(displayName = "Appeal", allowedDependencies = {"platform", "audit", "document", "directory", "catalog", "program", "enrollment", "ledger", "certificate", "quiz", "learning", "census", "recognition", "application", "messaging"})
@NullMarked
package org.xingtan.appeal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
