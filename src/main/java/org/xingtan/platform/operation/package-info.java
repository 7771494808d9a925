/** How the application starts, says that it is ready, answers for its health and runs commands. */
@NullMarked
package org.xingtan.platform.operation;

import org.jspecify.annotations.NullMarked;
