/** Appeals against hours, quizzes and certificates: filed by the teacher, decided by the unit above his and once more by the next. */
@ApplicationModule(displayName = "Appeal", allowedDependencies = {"platform", "audit", "document", "directory", "program", "enrollment", "ledger", "certificate", "quiz"})
@NullMarked
package org.xingtan.appeal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
