/**
 * What every module stands on: ids, verdicts and refusals, windows, the clock of the database, scope and access,
 * the web's layout and errors. It knows nobody.
 */
@ApplicationModule(displayName = "Platform", type = ApplicationModule.Type.OPEN, allowedDependencies = {})
@NullMarked
package org.xingtan.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
