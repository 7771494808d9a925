/** What a person may ask for about himself: a copy of what is kept, and the end of it (Personal Information Protection Law, art. 45–47). */
@ApplicationModule(displayName = "Privacy", allowedDependencies = {"platform", "audit", "directory", "identity", "messaging", "enrollment", "program", "selection", "census", "qualification", "ledger", "standing", "certificate", "quiz", "learning", "discussion", "recognition", "study", "cover", "delivery", "application", "fee", "deadline", "validation"})
@NullMarked
package org.xingtan.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
